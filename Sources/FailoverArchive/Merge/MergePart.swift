import FailoverAudit

/// One of the reports that are merged, and the name of its file.
struct MergePart: Sendable {
  let name: String
  let report: Report
  /// Reasons of its verdict that nothing else in it says.
  let unexplainedReasons: [String]

  init(name: String, _ report: Report) {
    self.name = name
    unexplainedReasons = report.unexplainedReasons
    // Each part has most entries of a baseline of the whole: together they would take much memory.
    self.report = report.withoutStaleEntries
  }
}

/// What somebody else claimed already: one part each.
struct MergeClaims<Key: Hashable & Sendable> {
  private var owners: [Key: Int32] = [:]

  /// Claims something for a part; the part that has it already, if that is another.
  mutating func claim(_ key: Key, for part: Int) -> Int? {
    if let owner = owners[key] { return Int(owner) == part ? nil : Int(owner) }
    owners[key] = Int32(truncatingIfNeeded: part)
    return nil
  }
}
