import FailoverAudit

/// Gives the findings of rules that have another id by now that id.
struct RuleRenaming {
  private let database: HistoryDatabase
  private let names: RuleNames

  init(_ database: HistoryDatabase, _ names: RuleNames) {
    self.database = database
    self.names = names
  }

  /// - Parameter aliases: ids that rules had before.
  func run(_ aliases: [String]) throws(HistoryError) {
    for alias in aliases {
      let rule = names.id(of: alias)
      if rule == alias { continue }
      for row in try rows(of: alias) { try rename(row, to: rule) }
    }
  }

  private struct Row {
    let id: Int
    let subject: String
    let facet: String
  }

  private func rows(of rule: String) throws(HistoryError) -> [Row] {
    let statement = try database.prepare("SELECT id, subject, facet FROM finding WHERE rule = ?")
    try statement.bind(.text(rule))
    var rows: [Row] = []
    while try statement.step() {
      rows.append(Row(id: statement.int(0), subject: statement.text(1), facet: statement.text(2)))
    }
    return rows
  }

  private func rename(_ row: Row, to rule: String) throws(HistoryError) {
    let fingerprint = Fingerprint.of(rule: rule, subject: row.subject, facet: row.facet)
    let bytes = Fingerprint.bytes(of: Fingerprint.bits(of: fingerprint) ?? 0)
    let other = try database.prepare("SELECT id FROM finding WHERE fingerprint = ?")
    try other.bind(.blob(bytes))
    // Programs of either version wrote: the one finding has two rows.
    if try other.step() { try join(row.id, other.int(0)) }
    other.reset()
    try database.prepare("UPDATE finding SET rule = ?, fingerprint = ? WHERE id = ?")
      .run(.text(rule), .blob(bytes), .int(row.id))
  }

  /// Puts into a row what another says of the same finding, which goes.
  ///
  /// What a run saw last is true; the stretch goes on unless one of them was fixed before the other
  /// began.
  private func join(_ id: Int, _ other: Int) throws(HistoryError) {
    try database.prepare(
      """
      UPDATE finding SET
        (first_run, since_run, last_run, stretches, outcome, severity, closed_run, closed_as) = (
          SELECT min(a.first_run, b.first_run),
            iif(b.closed_as IN ('fixed', 'judged') AND b.closed_run <= a.since_run,
              a.since_run, min(a.since_run, b.since_run)),
            a.last_run,
            iif(b.closed_as IN ('fixed', 'judged') AND b.closed_run <= a.since_run,
              min(a.stretches + b.stretches, 1000000000), max(a.stretches, b.stretches)),
            a.outcome, a.severity, a.closed_run, a.closed_as
          FROM finding AS a JOIN finding AS b ON (a.id, b.id) IN (VALUES (?1, ?2), (?2, ?1))
          ORDER BY a.last_run DESC LIMIT 1)
      WHERE id = ?1
      """
    ).run(.int(id), .int(other))
    try database.prepare("DELETE FROM finding WHERE id = ?").run(.int(other))
  }
}
