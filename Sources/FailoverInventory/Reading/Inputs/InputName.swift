/// The name of an input as reports show it, taken apart again.
package struct InputName: Sendable {
  private let baseName: String
  private let copy: Int

  /// - Parameter shown: what `Input.name` gives.
  package init(_ shown: String) {
    let (plain, copy) = InputName.numbered(shown, behind: "~")
    self.copy = copy ?? 1
    let (base, number) = InputName.numbered(plain, behind: "%7E")
    baseName = number == nil ? plain : base + "~" + plain.dropFirst(base.count + 3)
  }

  /// A text and the number that it ends in, if one follows a separator.
  private static func numbered(_ text: String, behind separator: String) -> (String, Int?) {
    let digits = text.reversed().prefix { $0.isWholeNumber }.count
    let head = text.dropLast(digits)
    guard digits > 0, head.hasSuffix(separator) else { return (text, nil) }
    return (String(head.dropLast(separator.count)), Int(text.suffix(digits)) ?? 1)
  }

  /// The order of inputs: by the bytes of their own names, then by their numbers.
  package func precedes(_ other: InputName) -> Bool {
    baseName.utf8.elementsEqual(other.baseName.utf8)
      ? copy < other.copy : baseName.utf8.lexicographicallyPrecedes(other.baseName.utf8)
  }

  /// The stable name of the export that the input is.
  package var subjectName: String { SubjectNames.export(baseName, copy: copy) }
}

extension SubjectNames {
  static func export(_ baseName: String, copy: Int) -> String {
    let base = encoded(baseName, keeping: [UInt8(ascii: "/")])
    return "export/" + (copy == 1 ? base : "\(base)~\(copy)")
  }
}
