import FailoverAudit
import FailoverBase
import FailoverInventory

/// Whether a run belongs into a history: it is of the same estate, and neither the audit nor its
/// data is older than those of the newest run.
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
    let newestData = try database.number("SELECT coalesce(max(data_time), -62135596800) FROM run")
    if let data = HistoryFit.dataTime(of: report), data < newestData {
      throw refusal(
        "a run in it is of data of \(UTCTime.text(of: newestData)), and the data of this one is older "
          + "(\(UTCTime.text(of: data)))")
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

  /// The data centers of all runs: those of runs before layout 4 are known from findings only.
  private func datacenters() throws(HistoryError) -> Set<String> {
    let all = try database.prepare("SELECT id FROM datacenter")
    var ids: Set<String> = []
    while try all.step() { ids.insert(all.text(0)) }
    let statement = try database.prepare("SELECT DISTINCT subject FROM finding")
    while try statement.step() {
      if let id = SubjectKind.datacenterID(inName: statement.text(0)) { ids.insert(id) }
    }
    return ids
  }

  /// The time since which the data of a report is, in seconds since 1970; nil if it is not known.
  static func dataTime(of report: Report) -> Int? { UTCTime.seconds(report.dataTime.oldest) }

  static func datacenters(of report: Report) -> Set<String> {
    var ids: Set<String> = []
    for rule in report.ledger.rules {
      for row in rule.outcomes.indices {
        if let id = SubjectKind.datacenterID(inName: rule.name(at: row)) { ids.insert(id) }
      }
    }
    return ids
  }
}
