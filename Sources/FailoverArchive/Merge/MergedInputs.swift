import FailoverAudit
import FailoverInventory

/// The inputs of all reports in the order in which one audit would have read them.
struct MergedInputs {
  let records: [InputRecord]
  /// Where the export of each name is among them.
  let ranks: [String: Int]

  /// - Throws: for an input that two reports read.
  init(_ parts: [MergePart]) throws(MergeRefusal) {
    try MergedInputs.checkOverlaps(parts)
    let named = parts.flatMap { part in part.report.inputs.map { (InputName($0.name), $0) } }
      .sorted { a, b in
        // Evidence of the failover software comes after the exports.
        a.1.kind == b.1.kind ? a.0.precedes(b.0) : a.1.kind == .export
      }
    records = named.map(\.1)
    ranks = Dictionary(
      named.enumerated().map { ($1.0.subjectName, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func checkOverlaps(_ parts: [MergePart]) throws(MergeRefusal) {
    var names = MergeClaims<[UInt8]>()
    var digests: [String: (part: Int, input: String)] = [:]
    for (index, part) in parts.enumerated() {
      for input in part.report.inputs {
        if let other = names.claim(Array(input.name.utf8), for: index) {
          throw MergeRefusal(
            "the input \(input.name) is in \(parts[other].name) and in \(part.name): reports must be of different "
              + "inputs; if these are two files, scan with --names-below gives them different names"
          )
        }
        // Lists that are empty have the same bytes in any contract.
        guard let digest = input.sha256, input.records > 0 else { continue }
        if let other = digests[digest], other.part != index {
          throw MergeRefusal(
            "\(parts[other.part].name) and \(part.name) are of the same bytes: the inputs \(other.input) "
              + "and \(input.name) have one SHA-256")
        }
        digests[digest] = (index, input.name)
      }
    }
  }
}
