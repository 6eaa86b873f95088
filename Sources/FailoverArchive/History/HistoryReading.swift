import FailoverAudit

/// Reads what a history holds.
struct HistoryReading {
  let database: HistoryDatabase

  init(_ database: HistoryDatabase) { self.database = database }

  func runCount() throws(HistoryError) -> Int { try database.number("SELECT count(*) FROM run") }

  /// The last runs, in their order.
  func runs(last limit: Int) throws(HistoryError) -> [RunTotals] {
    let statement = try database.prepare(
      """
      SELECT id, time, verdict, group_count, violations, pass, fail, unknown, not_applicable, error,
        waived, known, appeared, fixed, not_judged FROM run ORDER BY id DESC LIMIT ?
      """)
    try statement.bind(.int(limit))
    var runs: [RunTotals] = []
    while try statement.step() {
      var counts = OutcomeCounts()
      for (place, outcome) in Outcome.allCases.enumerated() {
        counts[outcome] = statement.int(Int32(5 + place))
      }
      runs.append(
        RunTotals(
          number: statement.int(0), time: statement.int(1),
          verdict: Verdict.Word(rawValue: statement.text(2)) ?? .incomplete,
          groups: statement.int(3), counts: counts, violations: statement.int(4),
          new: statement.int(12), fixed: statement.int(13), notJudged: statement.int(14)))
    }
    return runs.reversed()
  }

  /// Everything that is open, the longest first.
  func open() throws(HistoryError) -> [HistoryOverview.Open] {
    let statement = try database.prepare(
      """
      SELECT f.rule, f.subject, f.facet, f.outcome, f.severity, a.time, s.time, l.time, f.stretches,
        f.since_run = f.last_run, f.title
      FROM finding AS f JOIN run AS a ON a.id = f.first_run JOIN run AS s ON s.id = f.since_run
        JOIN run AS l ON l.id = f.last_run
      WHERE f.closed_run IS NULL
      ORDER BY f.since_run, f.outcome <> 'fail',
        CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.rule, f.subject, f.facet
      """)
    var open: [HistoryOverview.Open] = []
    while try statement.step() {
      let age = FindingAge(
        state: statement.int(9) == 1 ? .new : .unchanged, firstSeen: statement.int(5),
        openSince: statement.int(6), stretches: statement.int(8))
      open.append(
        .init(
          finding: HistoryReading.finding(statement), title: statement.text(10), age: age,
          lastSeen: statement.int(7)))
    }
    return open
  }

  /// Data centers that earlier runs show and the last one does not, in the order of their ids. What
  /// runs before layout 5 showed is certainly earlier only if the last run is of that layout.
  func unseenDatacenters() throws(HistoryError) -> [UnseenDatacenter] {
    let statement = try database.prepare(
      """
      WITH last AS (SELECT max(id) AS id FROM run)
      SELECT d.id, r.time FROM datacenter AS d JOIN last LEFT JOIN run AS r ON r.id = d.last_run
      WHERE d.last_run < last.id OR d.last_run IS NULL
        AND EXISTS (SELECT 1 FROM datacenter AS e WHERE e.last_run = last.id)
      ORDER BY d.id
      """)
    var unseen: [UnseenDatacenter] = []
    while try statement.step() {
      unseen.append(
        UnseenDatacenter(
          id: statement.text(0), lastSeen: statement.isNull(1) ? nil : statement.int(1)))
    }
    return unseen
  }

  /// What the first five columns say of a finding.
  static func finding(_ statement: HistoryStatement) -> OpenFinding {
    let word = statement.text(3)
    return OpenFinding(
      rule: statement.text(0), subject: statement.text(1), facet: statement.text(2),
      outcome: Outcome(word: word) ?? .unknown,
      severity: Severity(rawValue: statement.text(4)) ?? .error)
  }
}
