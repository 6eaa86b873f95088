import FailoverAudit

/// What a history says.
package struct HistoryOverview: Sendable {
  /// A finding that is open.
  package struct Open: Sendable {
    package let finding: OpenFinding
    /// The subject as people know it; its stable name where the run that saw it last kept no more.
    /// It may hold any text: escape it.
    package let title: String
    package let age: FindingAge
    /// When a run saw it last, in seconds since 1970.
    package let lastSeen: Int

    package init(finding: OpenFinding, title: String, age: FindingAge, lastSeen: Int) {
      self.finding = finding
      self.title = title.isEmpty ? finding.subject : title
      self.age = age
      self.lastSeen = lastSeen
    }
  }

  /// The name of the file. It may hold any text: escape it.
  package let file: String
  /// How many runs there are in all.
  package let runCount: Int
  /// The last of them, in their order.
  package let runs: [RunTotals]
  /// What is open, the longest first; of equal ages failures first, the most severe before others.
  package let open: [Open]
  /// Data centers of earlier runs that the last run shows nothing of, in the order of their ids.
  package let unseenDatacenters: [UnseenDatacenter]

  package init(
    file: String, runCount: Int, runs: [RunTotals], open: [Open],
    unseenDatacenters: [UnseenDatacenter]
  ) {
    self.file = file
    self.runCount = runCount
    self.runs = runs
    self.open = open
    self.unseenDatacenters = unseenDatacenters
  }
}
