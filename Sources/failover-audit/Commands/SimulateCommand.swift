import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import FailoverSimulation
import Glibc

/// Shows what would become of the groups if something failed.
struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which groups would go down if a zone, server or data center were lost.",
    discussion: """
      Name what is lost with --without, or try everything of a kind, one by
      one, with --each: that is the N-1 table of the estate. For example:
        failover-audit simulate --without zone=ZONE_1 export/
        failover-audit simulate --each zone export/ --report html=n1.html

      Exit codes:
        0    no group would break, and nothing is unknown
        1    a group would break, as bad as --fail-on or worse
        2    none would, but incomplete: something is unknown, the export
             leaves something out, an input was not read whole, or there
             was nothing to lose
        64   wrong usage, a zone, server or data center that is not there, a
             missing path, a report that cannot be written
        130  interrupted
      """)

  @Argument(
    help: "Exports: files, folders (every file below), or - for standard input.",
    completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "What is lost: zone=ZONE_1, zone=ZONE_1@DATACENTER-ID, server=ID or datacenter=ID. May be repeated: all of them are lost together.",
      valueName: "what"))
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "Lose every zone, server or datacenter, one by one.", valueName: "zone|server|datacenter"))
  var each: String?

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report (text, json or html) to standard output, or to a file with FORMAT=PATH. May be repeated.",
      valueName: "format[=path]"))
  var reports: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit with code 1 at this result or worse: failover, unprotected or outage.",
      valueName: "result"))
  var failOn = "outage"

  @Flag(help: "Do not count unknown results and incomplete exports; the reports say so.")
  var allowUnknown = false

  @Flag(name: .shortAndLong, help: "Show every group or server in the text report.")
  var verbose = false

  @Option(
    help: ArgumentHelp("Workers that read; one for each core unless given.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var reading: InputOptions

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    if without.isEmpty == (each == nil) {
      throw ValidationError("give either --without or --each")
    }
    _ = try threshold()
    _ = try kind()
    _ = try losses()
    let outputs = try outputs()
    if outputs.count(where: { $0.path == nil }) > 1 {
      throw ValidationError("only one report can go to standard output: give the others a path")
    }
    try OutputCheck.check(outputs, inputs: inputs)
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let inventory = try await read()
    let report = SimulationReport(
      of: try simulation(of: inventory), in: inventory,
      settings: .init(failOn: try threshold(), allowUnknown: allowUnknown),
      toolVersion: Version.number)
    let outputs = try outputs()
    for output in outputs { try output.write { try write(report, output, to: &$0) } }
    if !outputs.contains(where: { $0.path == nil }) { summarize(report) }
    throw ExitCode(report.exitCode)
  }

  // MARK: Arguments

  private func threshold() throws -> Fate {
    let words: [Fate] = [.outage, .unprotected, .failover]
    guard let fate = words.first(where: { $0.word == failOn }) else {
      throw ValidationError("--fail-on takes outage, unprotected or failover")
    }
    return fate
  }

  private func kind() throws -> LossKind? {
    guard let each else { return nil }
    guard let kind = LossKind(rawValue: each) else {
      throw ValidationError("--each takes zone, server or datacenter")
    }
    return kind
  }

  private func losses() throws -> [LossText] {
    do {
      return try without.map { try LossText($0) }
    } catch let error as UnknownLoss {
      throw ValidationError(TerminalText.visible(error.description))
    }
  }

  private func outputs() throws -> [ReportOutput] {
    let outputs = try (reports.isEmpty ? ["text"] : reports).map { text in
      guard let output = ReportOutput(text), SimulationFormat(rawValue: output.format) != nil else {
        throw ValidationError(
          "\"\(TerminalText.visible(text))\" is not a report; the formats are text, json and html, as FORMAT or FORMAT=PATH"
        )
      }
      return output
    }
    return outputs
  }

  // MARK: Work

  private func read() async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    // Only JSON has digests, and they take as long as reading.
    options.excludes = try reading.patterns()
    options.digest = try outputs().contains { $0.format == SimulationFormat.json.rawValue }
    return try await Inventory.read(inputs, options)
  }

  private func simulation(of inventory: Inventory) throws -> Simulation {
    if let kind = try kind() { return Simulation(each: kind, in: inventory) }
    return Simulation(without: try losses().map { try Loss($0, in: inventory) }, in: inventory)
  }

  private func write(
    _ report: SimulationReport, _ output: ReportOutput, to sink: inout ByteSink
  ) throws {
    switch SimulationFormat(rawValue: output.format) {
    case .json: try SimulationJSON().write(report, to: &sink)
    case .html: try SimulationHTML().write(report, to: &sink)
    default:
      let isTerminal = output.path == nil
      try SimulationText(
        color: isTerminal && Terminal.wantsColor(1), width: isTerminal ? Terminal.width(of: 1) : 80,
        verbose: verbose
      ).write(report, to: &sink)
    }
  }

  /// What it comes to, where no report on standard output says it.
  private func summarize(_ report: SimulationReport) {
    let reasons = report.reasons.map(TerminalText.visible).joined(separator: "; ")
    Terminal.note(
      "\(report.word.rawValue) (exit code \(report.exitCode))"
        + (reasons.isEmpty ? "\n" : ": \(reasons)\n"))
  }
}
