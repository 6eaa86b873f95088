import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverReports

/// Shows what changed from one report to another.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is new, fixed or changed between two reports that were saved as JSON.",
    discussion: """
      Findings are the same by their fingerprints, whatever their messages say
      and wherever their files are. An open finding is called fixed only if the new
      report proves it; what it did not judge is listed by itself. Exit codes:
        0    the reports were compared; with --fail-on-new nothing new fails
        1    with --fail-on-new: something fails of the severity of --fail-on of
             the new report or above, and did not fail in the old one
        2    with --fail-on-new: nothing new fails, but something cannot be
             judged any more, or was not read or checked
        64   wrong usage, a file that is not such a report or changes
             meanwhile, a report that cannot be written
        130  interrupted
      """)

  @Argument(help: "The report of the earlier audit, saved as JSON.", completion: .file())
  var old: String

  @Argument(help: "The report of the later audit, saved as JSON.", completion: .file())
  var new: String

  @Flag(help: "End with exit code 1 if something new fails.")
  var failOnNew = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write it to standard output, or to a file with FORMAT=PATH: \(formats). May be repeated.",
      valueName: "format[=path]"))
  var reports: [String] = []

  @Flag(name: .shortAndLong, help: "List every finding in the text, unchanged ones as well.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Write only the reports.")
  var quiet = false

  private static var formats: String {
    ComparisonFormat.allCases.map(\.rawValue).joined(separator: ", ")
  }

  func validate() throws {
    if old == "-" && new == "-" {
      throw ValidationError("only one of the reports can come from standard input")
    }
    try OutputCheck.check(try outputs(), inputs: [old, new].filter { $0 != "-" })
  }

  private func outputs() throws -> [ReportOutput] {
    let outputs = try reports.map { text in
      guard let output = ReportOutput(text), ComparisonFormat(rawValue: output.format) != nil
      else {
        throw ValidationError(
          "\"\(TerminalText.visible(text))\" is not a report; the formats are \(Compare.formats), as FORMAT or FORMAT=PATH"
        )
      }
      return output
    }
    if outputs.count(where: { $0.path == nil }) > 1 {
      throw ValidationError("only one report can go to standard output: give the others a path")
    }
    return outputs
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let (before, after) = (try Compare.read(old), try Compare.read(new))
    let report = ComparisonReport(old: before.report, new: after.report)
    try write(report) {
      try before.check()
      try after.check()
    }
    let gate = report.gate
    if failOnNew && gate.exitCode != 0 {
      if !quiet {
        let reasons = gate.reasons.map(TerminalText.visible).joined(separator: "; ")
        Terminal.note("exit code \(gate.exitCode): \(reasons)\n")
      }
      throw ExitCode(gate.exitCode)
    }
  }

  private static func read(_ path: String) throws -> SavedReport {
    let saved = try SavedReport(path, rules: [], toolVersion: Version.number)
    if saved.isLedger {
      throw ValidationError(
        "\(TerminalText.visible(path)) is a ledger, which does not say what was read: give a report saved as JSON"
      )
    }
    return saved
  }

  private func write(_ report: ComparisonReport, check: () throws -> Void) throws {
    var outputs = try outputs()
    if outputs.isEmpty && !quiet { outputs = [ReportOutput("text")].compactMap(\.self) }
    for output in outputs {
      guard let format = ComparisonFormat(rawValue: output.format) else { continue }
      try output.write { sink in
        try format.write(
          report, color: output.path == nil && Terminal.wantsColor(1),
          width: output.path == nil ? Terminal.width(of: 1) : 80, verbose: verbose, to: &sink)
        try check()
      }
    }
  }
}
