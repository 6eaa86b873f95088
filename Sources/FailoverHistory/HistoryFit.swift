import FailoverAudit
import FailoverInventory

/// Whether a run belongs into a history: it is of the same estate, and of no older time.
struct HistoryFit {
  private let database: HistoryDatabase

  init(_ database: HistoryDatabase) { self.database = database }

  /// - Throws: `HistoryError` that says why it does not, and how to record it all the same.
  func check(_ report: Report, at time: Int) throws(HistoryError) {
    let newest = try database.number("SELECT coalesce(max(time), -62135596800) FROM run")
    if time < newest {
      throw refusal(
        "its newest run is of \(UTCTime.text(of: newest)), and this one is older (\(UTCTime.text(of: time)))"
      )
    }
    let known = try datacenters()
    if known.isEmpty { return }
    let own = HistoryFit.datacenters(of: report)
    if own.isEmpty || !own.isDisjoint(with: known) { return }
    throw refusal(
      "its runs are of other data centers than this one, such as "
        + (known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.first ?? ""))
  }

  private func refusal(_ why: String) -> HistoryError {
    HistoryError(
      file: database.file, sentence: why + "; give --force to record it all the same")
  }

  /// The data centers of all findings that were ever recorded.
  private func datacenters() throws(HistoryError) -> Set<String> {
    let statement = try database.prepare("SELECT DISTINCT subject FROM finding")
    var ids: Set<String> = []
    while try statement.step() {
      if let id = SubjectKind.datacenterID(inName: statement.text(0)) { ids.insert(id) }
    }
    return ids
  }

  private static func datacenters(of report: Report) -> Set<String> {
    var ids: Set<String> = []
    for rule in report.ledger.rules {
      for row in rule.outcomes.indices {
        if let id = SubjectKind.datacenterID(inName: rule.name(at: row)) { ids.insert(id) }
      }
    }
    return ids
  }
}
