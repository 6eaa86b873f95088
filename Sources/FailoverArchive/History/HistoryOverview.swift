import FailoverAudit

/// What a history says.
public struct HistoryOverview: Sendable {
  /// A finding that is open.
  public struct Open: Sendable {
    public let finding: OpenFinding
    /// The subject as people know it; its stable name where the run that saw it last kept no more.
    /// It may hold any text: escape it.
    public let title: String
    public let age: FindingAge
    /// When a run saw it last, in seconds since 1970.
    public let lastSeen: Int

    public init(finding: OpenFinding, title: String, age: FindingAge, lastSeen: Int) {
      self.finding = finding
      self.title = title.isEmpty ? finding.subject : title
      self.age = age
      self.lastSeen = lastSeen
    }
  }

  /// The name of the file. It may hold any text: escape it.
  public let file: String
  /// How many runs there are in all.
  public let runCount: Int
  /// The last of them, in their order.
  public let runs: [RunTotals]
  /// What is open, the longest first; of equal ages failures first, the most severe before others.
  public let open: [Open]
  /// Data centers of earlier runs that the last run shows nothing of, in the order of their ids.
  public let unseenDatacenters: [UnseenDatacenter]

  public init(
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
