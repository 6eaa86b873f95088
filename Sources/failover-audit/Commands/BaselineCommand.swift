import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverReports

/// Draws a baseline: the failures that are known from now on.
struct DrawBaseline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Make the file of known failures from a report that was saved as JSON.",
    discussion: """
      An audit with --baseline FILE counts only failures that are not in that
      file: a build can demand that nothing new fails while a team puts right
      what is old. The file has one entry a line, sorted, to be kept with the
      code and to become shorter:

        failover-audit scan export/ --report json=audit.json
        failover-audit baseline audit.json --output baseline.ndjson
        failover-audit scan export/ --baseline baseline.ndjson --strict-baseline

      With --shrink it keeps the entries of a baseline that still fail, and adds
      none. Unknown outcomes and gaps of the export are never in a baseline.
      Exit codes:
        0    the baseline is written
        64   wrong usage, a file that is neither a report nor a baseline, or
             a baseline that cannot be written
        130  interrupted
      """)

  @Argument(help: "A report saved as JSON; - for standard input.", completion: .file())
  var report: String

  @Option(
    help: ArgumentHelp(
      "Keep only entries of this baseline: other failures stay violations.",
      valueName: "file"),
    completion: .file())
  var shrink: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write it; standard output unless given. It may be the file of --shrink.",
      valueName: "path"),
    completion: .file())
  var output: String?

  @OptionGroup var folders: RuleFolderOptions

  func validate() throws {
    try OutputCheck.check([try target()], inputs: report == "-" ? [] : [report])
  }

  private func target() throws -> ReportOutput {
    guard let target = ReportOutput("baseline=" + (output ?? "-")) else {
      throw ValidationError("--output takes a path")
    }
    return target
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let rules = try folders.rules()
    let kept = try OptionProblem.withoutUsage { try old(rules.map(\.info)) }
    let saved = try SavedReport(report, rules: rules, toolVersion: Version.number)
    guard !saved.isLedger else {
      throw ValidationError("a ledger does not say what was read: give a report saved as JSON")
    }
    var count = 0
    try target().write { sink in
      count = try BaselineText.write(
        saved.report, keeping: kept, names: RuleNames(rules.map(\.info)), to: &sink)
      try saved.check()
    }
    summarize(count, of: kept?.count)
  }

  private func old(_ rules: [RuleInfo]) throws(FileFaults) -> [BaselineEntry]? {
    guard let shrink else { return nil }
    let bytes = try SmallFile.read(shrink, of: "--shrink", limit: Baseline.byteLimit)
    return try Baseline(bytes, file: shrink, rules: rules).entries
  }

  private func summarize(_ count: Int, of old: Int?) {
    let entries = count == 1 ? "1 entry" : "\(count) entries"
    Terminal.note(old.map { "\(entries) of \($0)\n" } ?? entries + "\n")
  }
}
