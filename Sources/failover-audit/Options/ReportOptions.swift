import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports

/// Which reports are wanted, where they go and how much they show; every command that reports takes
/// it.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report to standard output, or to a file with FORMAT=PATH. May be repeated.",
      discussion: "Formats:\n" + formats,
      valueName: "format[=path]"),
    completion: .list(Reporters.all.map { type(of: $0).format }))
  var reports: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where JUnit reports say why a case was skipped: message (an attribute) or text (as old schemas of Jenkins want it).",
      valueName: "message|text"))
  var junitSkipped: JUnitStyle.Skipped?

  @Option(
    help: ArgumentHelp(
      "Which attributes JUnit cases have: strict (only what all schemas allow) or rich (with file and line).",
      valueName: "strict|rich"))
  var junitProfile: JUnitStyle.Profile?

  @Flag(name: .shortAndLong, help: "Show every group in the text report.")
  var verbose = false

  @Flag(name: .shortAndLong, help: "Write only the reports.")
  var quiet = false

  /// A line for each format.
  private static var formats: String {
    Reporters.all.map { reporter in
      let format = type(of: reporter).format
      let blanks = String(repeating: " ", count: max(1, 14 - format.utf8.count))
      return format + blanks + type(of: reporter).summary
    }.joined(separator: "\n")
  }

  /// Refuses reports that cannot go where they are to go.
  ///
  /// - Parameters:
  ///   - files: what else is read.
  ///   - others: what else is to be written.
  func check(inputs: [String], files: [String] = [], others: [ReportOutput] = []) throws {
    let outputs = try reports.map(output) + others
    if outputs.count(where: { $0.path == nil }) > 1 {
      throw ValidationError("only one report can go to standard output: give the others a path")
    }
    let isTuned = junitSkipped != nil || junitProfile != nil
    if isTuned && !outputs.contains(where: { $0.format == JUnitReporter.format }) {
      throw ValidationError("--junit-skipped and --junit-profile need --report junit")
    }
    try OutputCheck.check(outputs, inputs: inputs, files: files)
  }

  private func output(_ text: String) throws -> ReportOutput {
    guard let output = ReportOutput(text), Reporters.reporter(named: output.format) != nil else {
      throw ValidationError(
        "\"\(TerminalText.visible(text))\" is not a report; the formats are \(Reporters.formats), as FORMAT or FORMAT=PATH"
      )
    }
    return output
  }

  /// Writes all reports, a text report unless others are given.
  ///
  /// - Parameter check: called when all of a report was put, before it gets its name.
  func write(_ report: Report, check: () throws -> Void = {}) throws {
    var outputs = try reports.map(output)
    if outputs.isEmpty && !quiet { outputs = try [output("text")] }
    for output in outputs {
      guard let reporter = Reporters.reporter(named: output.format) else { continue }
      let tuned = tuned(reporter, output)
      try output.write { sink in
        try tuned.write(report, to: &sink)
        try check()
      }
    }
    let isTold = outputs.contains { $0.path == nil && $0.format == TextReporter.format }
    if !quiet && !isTold { summarize(report) }
  }

  /// The text report fits the terminal that it goes to, JUnit the reader that it is for.
  private func tuned(_ reporter: any Reporter, _ output: ReportOutput) -> any Reporter {
    switch reporter {
    case is TextReporter:
      TextReporter(
        color: output.path == nil && Terminal.wantsColor(1),
        width: output.path == nil ? Terminal.width(of: 1) : 80, verbose: verbose)
    case is JUnitReporter: JUnitReporter(style: junitStyle)
    default: reporter
    }
  }

  private var junitStyle: JUnitStyle {
    var style = JUnitStyle()
    style.skipped = junitSkipped ?? style.skipped
    style.profile = junitProfile ?? style.profile
    return style
  }

  /// The verdict and what is wrong with inputs, where no text report says it.
  private func summarize(_ report: Report) {
    let problems = report.inputs.flatMap(\.problems)
    for problem in problems.prefix(20) {
      Terminal.note(TerminalText.visible(problem.description) + "\n")
    }
    if problems.count > 20 {
      Terminal.note("and \(problems.count - 20) more problems; the reports list all of them\n")
    }
    let all = report.briefReasons + [report.allowedUnknowns].compactMap(\.self)
    let reasons = all.map(TerminalText.visible).joined(separator: "; ")
    Terminal.note(
      "\(report.verdict.word.rawValue) (exit code \(report.verdict.exitCode))"
        + (reasons.isEmpty ? "\n" : ": \(reasons)\n"))
  }
}

extension JUnitStyle.Skipped: ExpressibleByArgument {}
extension JUnitStyle.Profile: ExpressibleByArgument {}
