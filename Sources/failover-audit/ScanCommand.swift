import ArgumentParser
import FailoverAudit
import FailoverInventory
import FailoverReports
import FailoverRules
import Glibc

/// Audits exports.
struct Scan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Audit exports and report.",
    discussion: """
      Exit codes:
        0    compliant: groups were examined, nothing failed, nothing is open
        1    violations of the severity of --fail-on or above
        2    no violation, but incomplete: something is unknown, the export
             leaves something out, a rule broke, an input was not read
             whole, or there was no group
        64   wrong usage, a missing path, a report that cannot be written
        70   a fault of failover-audit itself
        130  interrupted
      """)

  @Argument(
    help:
      "Exports: files, folders (every file below), or - for standard input. All of them are one estate.",
    completion: .file())
  var inputs: [String]

  @OptionGroup var reporting: ReportOptions

  @Option(
    help: ArgumentHelp(
      "Ask only these rules or families (comma-separated, may be repeated).",
      valueName: "rule|family"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out these rules or families (comma-separated, may be repeated).",
      valueName: "rule|family"))
  var skip: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of a rule, such as single-zone-group.minimum-zones=3. May be repeated.",
      valueName: "rule.name=value"))
  var parameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "IPv4 ranges that you brought in yourself: they are public and reserved (comma-separated, may be repeated).",
      valueName: "cidr"))
  var ownRanges: [String] = []

  @Option(help: "The least severity that makes exit code 1: note, warning or error.")
  var failOn: Severity = .warning

  @Flag(help: "Let unknown outcomes and incomplete exports pass; the reports say so.")
  var allowUnknown = false

  @OptionGroup var waiving: WaiverOptions

  @Option(
    help: ArgumentHelp(
      "Workers; one for each core unless given. It changes no report.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Leave the time out of reports, unless SOURCE_DATE_EPOCH gives one.")
  var reproducible = false

  @Flag(help: "Leave the inputs' SHA-256 out; the reports say so.")
  var noDigest = false

  @Option(
    help: ArgumentHelp(
      "Write how long each stage of the audit took, as JSON; reports do not tell.",
      valueName: "path"))
  var timings: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    try reporting.check(inputs: inputs, files: waiving.files, others: timingsOutput())
    if !Clock.isValid { throw ValidationError("SOURCE_DATE_EPOCH is no number of seconds") }
    _ = try givenRanges()
    _ = try selectedRules()
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let clock = StageClock()
    let time = Clock.now
    let files = try waivers()
    let waivers = files.flatMap { files in
      CalendarDay(time).map { WaiversOfDay(files.waivers, on: $0) }
    }
    let inventory = try await read(clock)
    clock.endStage()
    let rules = try selectedRules()
    let ledger = await Auditor(rules: rules).audit(
      inventory, waivers: waivers, jobs: workers)
    do {
      try ledger.check(against: inventory, waivers: waivers?.waivers.count ?? 0)
    } catch {
      Terminal.note("failover-audit: internal fault: \(error.description)\n")
      throw ExitCode(70)
    }
    clock.endStage()
    let report = try report(
      ledger, inventory, rules, at: time,
      waivers: waivers.flatMap { waivers in
        files.map {
          WaiverProvenance(
            files: $0.files, count: waivers.waivers.count, judgedOn: waivers.day.text)
        }
      })
    try reporting.write(report)
    clock.endStage()
    try writeTimings(clock)
    throw ExitCode(report.verdict.exitCode)
  }

  private var workers: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  // MARK: Reading

  private func read(_ clock: StageClock) async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = workers
    options.digest = !noDigest
    options.ownRanges = try givenRanges()
    options.readingEnded = { clock.endStage() }
    let progress =
      reporting.quiet || !Terminal.isTerminal(2) ? nil : Progress(total: Scan.size(of: inputs))
    if let progress { options.progress = { progress.report($0) } }
    defer { progress?.finish() }
    do {
      return try await Inventory.read(inputs, options)
    } catch {
      Terminal.note("failover-audit: \(TerminalText.visible(error.description))\n")
      throw ExitCode(64)
    }
  }

  /// Bytes of the files among the paths; 0 if one of them is no file.
  private static func size(of paths: [String]) -> Int {
    var sum = 0
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
      sum += Int(status.st_size)
    }
    return sum
  }

  // MARK: Rules

  private func selectedRules() throws -> [any Rule] {
    do {
      let all = try BuiltInRules.all(try givenParameters())
      let picked = try RuleSelection.pick(
        all, select: Scan.words(select), skip: Scan.words(skip))
      if picked.isEmpty { throw ValidationError("no rule is left: nothing would be examined") }
      return picked
    } catch let error as UnknownRule {
      throw ValidationError(TerminalText.visible(error.description))
    } catch let error as BadParameter {
      throw ValidationError(TerminalText.visible(error.description))
    }
  }

  private func givenParameters() throws -> [String: Int] {
    var given: [String: Int] = [:]
    for text in parameters {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Int(parts[1]) else {
        throw ValidationError("--set takes RULE.NAME=NUMBER, not \"\(TerminalText.visible(text))\"")
      }
      if given.updateValue(value, forKey: String(parts[0])) != nil {
        throw ValidationError("\(TerminalText.visible(String(parts[0]))) is set twice")
      }
    }
    return given
  }

  private func givenRanges() throws -> [AddressRange] { try OwnRanges.read(ownRanges) }

  private static func words(_ options: [String]) -> [String] {
    options.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  private func waivers() throws -> WaiverFiles? {
    guard !waiving.ignores else { return nil }
    return try WaiverOptions.read(waiving.files, rules: try BuiltInRules.all())
  }

  // MARK: Reporting

  private func report(
    _ ledger: Ledger, _ inventory: Inventory, _ rules: [any Rule], at time: String,
    waivers: WaiverProvenance?
  ) throws -> Report {
    var settings = AuditSettings()
    settings.failOn = failOn
    settings.allowUnknown = allowUnknown
    settings.selected = Scan.words(select)
    settings.skipped = Scan.words(skip)
    settings.parameters = try givenParameters()
    settings.ownRanges = try givenRanges().map(\.text)
    settings.ignoresWaivers = waiving.ignores
    return Report(
      auditOf: inventory, ledger: ledger, rules: rules, settings: settings,
      toolVersion: Version.number, time: reproducible && !Clock.isGiven ? nil : time,
      waivers: waivers)
  }

  private func timingsOutput() throws -> [ReportOutput] {
    guard let timings else { return [] }
    guard let output = ReportOutput("timings=" + timings) else {
      throw ValidationError("--timings takes a path")
    }
    return [output]
  }

  private func writeTimings(_ clock: StageClock) throws {
    for output in try timingsOutput() {
      try ReportOptions.tellingFailure {
        try output.write { try $0.put(clock.json(jobs: workers)) }
      }
    }
  }
}

extension Severity: ExpressibleByArgument {}
