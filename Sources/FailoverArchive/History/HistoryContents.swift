import FailoverAudit
/// What the rows of a history hold: a file may come from strangers, and what counts or sorts must
/// not trap or mislead.
enum HistoryContents {
  /// The times that reports can write: the years 1 to 9999.
  static let times = -62_135_596_800...253_402_300_799
  private static let mostRuns = 1_000_000_000

  /// - Throws: `HistoryError` if a row is none that a run writes.
  static func check(_ database: HistoryDatabase) throws(HistoryError) {
    // Runs are counted from 1 without a gap, so that a number in that range is a run.
    let runs = try database.number("SELECT count(*) FROM run")
    let first = try database.number("SELECT coalesce(min(id), 1) FROM run")
    let last = try database.number("SELECT coalesce(max(id), 0) FROM run")
    if first != 1 || last != runs || runs > mostRuns {
      throw damage("its runs are not counted from 1", database)
    }
    if try database.number(badRuns) > 0 { throw damage("a run has values that none has", database) }
    let badDatacenters = "SELECT count(*) FROM datacenter WHERE last_run NOT BETWEEN 1 AND \(runs)"
    if try database.number(badDatacenters) > 0 {
      throw damage("a data center has values that none has", database)
    }
    if try database.number(badFindings(runs)) > 0 {
      throw damage("a finding has values that none has", database)
    }
  }

  private static func damage(_ what: String, _ database: HistoryDatabase) -> HistoryError {
    HistoryError(
      file: database.file,
      sentence: "is damaged: \(what); restore it from a copy, or begin a new one")
  }

  private static var badRuns: String {
    let counts =
      "group_count, violations, pass, fail, unknown, not_applicable, error, waived, known, "
      + "appeared, fixed, not_judged"
    return """
      SELECT count(*) FROM run WHERE time NOT BETWEEN \(times.lowerBound) AND \(times.upperBound)
        OR verdict NOT IN ('compliant', 'violations', 'incomplete')
        OR data_time NOT BETWEEN \(times.lowerBound) AND \(times.upperBound)
        OR min(\(counts)) < 0 OR max(\(counts)) >= \(1 << 53)
      """
  }

  private static func badFindings(_ runs: Int) -> String {
    """
    SELECT count(*) FROM finding WHERE length(fingerprint) <> 16
      OR outcome NOT IN ('fail', 'unknown', 'error', 'waived', 'known')
      OR severity NOT IN ('note', 'warning', 'error')
      OR first_run < 1 OR since_run < first_run OR last_run < since_run OR last_run > \(runs)
      OR stretches NOT BETWEEN 1 AND \(mostRuns)
      OR (closed_run IS NULL) <> (closed_as IS NULL) OR closed_run NOT BETWEEN last_run + 1 AND \(runs)
    """
  }
}
