import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverArchive
import FailoverReports

/// The history in which runs are kept.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record the run in this SQLite file, and report how long findings have been open.",
      valueName: "file"),
    completion: .file())
  var history: String?

  @Flag(help: "Record a run of another estate, or of an older time, in the history all the same.")
  var force = false

  /// What is written besides reports.
  func outputs() throws -> [ReportOutput] {
    guard let history else { return [] }
    guard history != "-", let output = ReportOutput("history=" + history) else {
      throw ValidationError("--history takes the path of a file")
    }
    return [output]
  }

  /// The report with what the history adds; the history holds it from now on.
  func record(
    _ report: Report, at time: String, check: () throws(HistoryError) -> Void = {}
  ) throws -> Report {
    guard let history else { return report }
    guard let seconds = UTCTime.seconds(time) else {
      throw ValidationError("--history needs a time: the clock gives none")
    }
    return try HistoryFile(history).record(report, at: seconds, isForced: force, check: check)
  }

  /// The same for a report that was merged: its run was when the last of its parts was made.
  func record(_ merged: MergedReport) throws -> Report {
    guard history != nil else { return merged.report }
    guard let time = merged.report.time else {
      throw ValidationError("--history needs a time: the reports do not say when they were made")
    }
    return try record(merged.report, at: time) { () throws(HistoryError) in
      do throws(UnusableReport) {
        try merged.check()
      } catch {
        throw HistoryError(file: error.problem.input, sentence: error.problem.sentence)
      }
    }
  }
}
