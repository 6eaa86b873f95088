import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import FailoverRules
import Glibc

/// Makes reports from one that was saved.
struct MakeReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make reports from a report that was saved as JSON.",
    discussion: """
      Audit once with scan --report json=FILE, and make any other report from
      that file later: it has the same bytes as if scan had written it. Nothing
      is audited again, and no export is needed.

      A ledger (scan --report ledger) will do as well, but does not say what
      was read: such a report is incomplete at best. Exit codes:
        0-2  the verdict of the report, as of scan
        64   wrong usage, a file that is not such a report or changes
             meanwhile, a report that cannot be written
        130  interrupted
      """)

  @Argument(
    help: "A report saved as JSON, or a ledger; - for standard input.", completion: .file())
  var file: String

  @OptionGroup var reporting: ReportOptions

  @OptionGroup var folders: RuleFolderOptions

  func validate() throws {
    try reporting.check(inputs: file == "-" ? [] : [file])
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let rules = try folders.rules()
    let saved = try SavedReport(file, rules: rules, toolVersion: Version.number)
    try reporting.write(saved.report) { try saved.check() }
    throw ExitCode(saved.report.verdict.exitCode)
  }
}
