import FailoverAudit

/// Puts one run into a history.
struct Recording {
  private let report: Report
  private let time: Int
  private let database: HistoryDatabase
  private let names: RuleNames
  private var runNumber = 0
  private var ages: [UInt128: FindingAge] = [:]

  init(_ report: Report, at time: Int, in database: HistoryDatabase) throws(HistoryError) {
    self.report = report
    self.time = time
    self.database = database
    names = RuleNames(report.ledger.rules.map(\.info))
  }

  /// - Returns: what the history says of the report.
  mutating func run() throws(HistoryError) -> FindingHistory {
    try RuleRenaming(database, names).run(report.ledger.rules.flatMap(\.info.aliases))
    let before = try openFindings()
    let comparison = Comparison(old: before, new: report.ledger, names: names)
    try insertRun(comparison)
    try insertDatacenters()
    for changed in comparison.findings {
      switch changed.change {
      case .fixed: try close(changed.finding, as: "fixed")
      case .notJudged: if isGone(changed.finding) { try close(changed.finding, as: "gone") }
      default: break
      }
    }
    for finding in comparison.judgedSince { try close(finding, as: "judged") }
    for finding in report.ledger.openFindings(names) { try put(finding) }
    let reading = HistoryReading(database)
    return FindingHistory(
      file: database.file, runs: try reading.runs(last: FindingHistory.mostRuns), ages: ages,
      unseenDatacenters: try reading.unseenDatacenters())
  }

  private func openFindings() throws(HistoryError) -> [OpenFinding] {
    let statement = try database.prepare(
      "SELECT rule, subject, facet, outcome, severity FROM finding WHERE closed_run IS NULL")
    var findings: [OpenFinding] = []
    while try statement.step() { findings.append(HistoryReading.finding(statement)) }
    return findings
  }

  /// Whether the subject of a finding that was not judged is proven to exist no more.
  private func isGone(_ finding: OpenFinding) -> Bool {
    report.isWhole
      && report.ledger.rules.contains { $0.info.id == finding.rule && $0.counts[.error] == 0 }
  }

  private mutating func insertRun(_ comparison: Comparison) throws(HistoryError) {
    let counts = report.ledger.counts
    let insert = try database.prepare(
      """
      INSERT INTO run (time, tool, rule_set, verdict, group_count, violations, pass, fail, unknown,
        not_applicable, error, waived, known, appeared, fixed, not_judged, data_time)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    func count(_ change: Change) -> HistoryStatement.Value {
      .int(comparison.counts[change] ?? 0)
    }
    try insert.run(
      .int(time), .text(report.toolVersion), .text(report.ruleSetDigest),
      .text(report.verdict.word.rawValue), .int(report.estate.groups), .int(report.violations),
      .int(counts[.pass]), .int(counts[.fail]), .int(counts[.unknown]),
      .int(counts[.notApplicable]), .int(counts[.error]), .int(counts[.waived]),
      .int(counts[.baselined]), count(.new), count(.fixed), count(.notJudged),
      HistoryFit.dataTime(of: report).map { .int($0) } ?? .null)
    runNumber = database.lastRow
  }

  /// Remembers which data centers the runs are of, also where none of them has a finding, and which
  /// run showed each last.
  private func insertDatacenters() throws(HistoryError) {
    let insert = try database.prepare(
      """
      INSERT INTO datacenter (id, last_run) VALUES (?, ?)
        ON CONFLICT (id) DO UPDATE SET last_run = excluded.last_run
      """)
    for id in HistoryFit.datacenters(of: report) { try insert.run(.text(id), .int(runNumber)) }
  }

  private func close(_ finding: OpenFinding, as word: String) throws(HistoryError) {
    let update = try database.prepare(
      "UPDATE finding SET closed_run = ?, closed_as = ? WHERE fingerprint = ?")
    try update.run(
      .int(runNumber), .text(word), .blob(Fingerprint.bytes(of: finding.fingerprintBits)))
  }

  // MARK: Findings that are open

  private struct Known {
    let id: Int
    let outcome: String
    let severity: String
    let firstSeen: Int
    let openSince: Int
    let isClosed: Bool
    let isFixed: Bool
    let stretches: Int
    let isOfThisRun: Bool
  }

  private mutating func put(_ finding: OpenFinding) throws(HistoryError) {
    let bits = finding.fingerprintBits
    guard let known = try known(bits) else {
      try insert(finding, bits)
      ages[bits] = FindingAge(state: .new, firstSeen: time, openSince: time, stretches: 1)
      return
    }
    // Two findings that cannot be distinguished are one.
    if known.isOfThisRun { return }
    // What was only out of sight was open all the while.
    let isBack = known.isClosed && known.isFixed
    let update = try database.prepare(
      """
      UPDATE finding SET title = ?, outcome = ?, severity = ?, last_run = ?, since_run = iif(?, ?, since_run),
        stretches = stretches + ?, closed_run = NULL, closed_as = NULL WHERE id = ?
      """)
    try update.run(
      .text(title(of: finding)), .text(finding.outcome.storedWord),
      .text(finding.severity.rawValue),
      .int(runNumber),
      .int(isBack ? 1 : 0), .int(runNumber), .int(isBack ? 1 : 0), .int(known.id))
    let isSame =
      known.outcome == finding.outcome.storedWord && known.severity == finding.severity.rawValue
    ages[bits] = FindingAge(
      state: known.isClosed ? .new : isSame ? .unchanged : .updated, firstSeen: known.firstSeen,
      openSince: isBack ? time : known.openSince, stretches: known.stretches + (isBack ? 1 : 0))
  }

  private func known(_ bits: UInt128) throws(HistoryError) -> Known? {
    let statement = try database.prepare(
      """
      SELECT f.id, f.outcome, f.severity, a.time, s.time, f.closed_run IS NOT NULL,
        coalesce(f.closed_as, '') <> 'gone', f.stretches, f.last_run = ?
      FROM finding AS f JOIN run AS a ON a.id = f.first_run JOIN run AS s ON s.id = f.since_run
      WHERE f.fingerprint = ?
      """)
    try statement.bind(.int(runNumber), .blob(Fingerprint.bytes(of: bits)))
    guard try statement.step() else { return nil }
    return Known(
      id: statement.int(0), outcome: statement.text(1), severity: statement.text(2),
      firstSeen: statement.int(3), openSince: statement.int(4), isClosed: statement.int(5) == 1,
      isFixed: statement.int(6) == 1, stretches: statement.int(7),
      isOfThisRun: statement.int(8) == 1)
  }

  /// The subject as people know it.
  private func title(of finding: OpenFinding) -> String {
    guard let place = finding.place else { return "" }
    return report.ledger.rules[Int(place.rule)].subject(at: Int(place.row)).title
  }

  private func insert(_ finding: OpenFinding, _ bits: UInt128) throws(HistoryError) {
    let insert = try database.prepare(
      """
      INSERT INTO finding (fingerprint, rule, subject, title, facet, outcome, severity, first_run,
        since_run, last_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try insert.run(
      .blob(Fingerprint.bytes(of: bits)), .text(finding.rule), .text(finding.subject),
      .text(title(of: finding)), .text(finding.facet), .text(finding.outcome.storedWord),
      .text(finding.severity.rawValue),
      .int(runNumber), .int(runNumber), .int(runNumber))
  }
}
