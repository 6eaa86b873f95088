import FailoverInventory

/// A folder of a host, or a file at the top: what rules about evidence are put to.
package struct HASource: Sendable {
  /// The name of the folder or file.
  package let name: String
  /// Distinguishes sources of equal name: 1, 2, 3 ….
  package let copy: Int
  package let isFolder: Bool
  /// The number of the argument below which it is.
  let argument: Int
  /// Whether any of its files was read.
  package var isReadable = false
  /// The name of its first file as reports show it.
  package var firstInput: String

  /// `evidence/<node>`.
  package var subjectName: String {
    let base = SubjectKind.evidence.rawValue + "/" + SubjectNames.encoded(name)
    return copy == 1 ? base : "\(base)~\(copy)"
  }

  package var subject: Subject {
    Subject(
      kind: .evidence, name: subjectName, record: Subject.Record(id: name, name: nil))
  }

  package var place: Place { Place(input: firstInput, line: 1, pointer: "") }
}
