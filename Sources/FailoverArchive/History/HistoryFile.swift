import FailoverAudit

/// The runs of audits of one estate, and since when each of their findings is open, in one SQLite
/// file.
///
/// A run is recorded in one transaction: killed at any moment, the file holds it whole or not at
/// all, and two programs that write at once come one after the other.
package struct HistoryFile: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  /// Records a report as the next run.
  ///
  /// - Parameters:
  ///   - time: when the audit ran, in seconds since 1970.
  ///   - isForced: whether to record a run of another estate, or of an older time than the newest,
  ///     all the same.
  ///   - check: called when all of the report was read; if it throws, nothing is recorded.
  /// - Returns: the report with what the history says of its findings.
  package func record(
    _ report: Report, at time: Int, isForced: Bool = false,
    check: () throws(HistoryError) -> Void = {}
  ) throws(HistoryError) -> Report {
    guard HistoryContents.times.contains(time) else {
      throw HistoryError(file: path, sentence: "takes no run outside of the years 1 to 9999")
    }
    let database = try HistoryDatabase(path, writes: true)
    let history = try database.transaction { () throws(HistoryError) in
      try HistorySchema.prepare(database, mayChange: true)
      if !isForced { try HistoryFit(database).check(report, at: time) }
      var recording = try Recording(report, at: time, in: database)
      let history = try recording.run()
      try check()
      return history
    }
    return report.with(history)
  }

  /// What the file says, with nothing changed in it.
  ///
  /// - Parameter limit: the most runs, the last ones.
  package func read(runs limit: Int) throws(HistoryError) -> HistoryOverview {
    let database = try HistoryDatabase(path, writes: false)
    // One transaction, so that what is read is of one moment.
    try database.run("BEGIN")
    try HistorySchema.prepare(database, mayChange: false)
    let reading = HistoryReading(database)
    return HistoryOverview(
      file: path, runCount: try reading.runCount(), runs: try reading.runs(last: limit),
      open: try reading.open(), unseenDatacenters: try reading.unseenDatacenters())
  }
}
