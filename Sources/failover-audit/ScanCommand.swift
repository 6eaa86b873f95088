import ArgumentParser
import FailoverAudit
import FailoverInventory
import FailoverReports
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

  @OptionGroup var auditing: AuditOptions

  @Option(
    help: ArgumentHelp(
      "Workers; one for each core unless given. It changes no report.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Name the inputs by their paths below this folder, as if all of it were scanned: for merge.",
      valueName: "folder"),
    completion: .directory)
  var namesBelow: String?

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
    try reporting.check(inputs: inputs, others: timingsOutput())
    if !Clock.isValid { throw ValidationError("SOURCE_DATE_EPOCH is no number of seconds") }
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let clock = StageClock()
    let now = Clock.now
    let (settings, files) = try prepare()
    let inventory = try await read(clock, settings)
    clock.endStage()
    let waivers = files.flatMap { files in
      CalendarDay(now).map { WaiversOfDay(files.waivers, on: $0) }
    }
    let auditor = Auditor(rules: settings.rules, severities: settings.changedSeverities)
    let ledger = await auditor.audit(inventory, waivers: waivers, jobs: workers)
    do {
      try ledger.check(against: inventory, waivers: waivers?.waivers.count ?? 0)
    } catch {
      Terminal.note("failover-audit: internal fault: \(error.description)\n")
      throw ExitCode(70)
    }
    clock.endStage()
    let report = Report(
      auditOf: inventory, ledger: ledger, rules: settings.rules,
      settings: settings.auditSettings, toolVersion: Version.number,
      time: reproducible && !Clock.isGiven ? nil : now,
      configuration: settings.configuration?.digest,
      waivers: files.flatMap { WaiverProvenance($0, judgedOn: now) })
    try reporting.write(report)
    clock.endStage()
    try writeTimings(clock)
    throw ExitCode(report.verdict.exitCode)
  }

  /// Settles all that is asked, and reads the waivers, before any input is read.
  private func prepare() throws -> (EffectiveSettings, WaiverFiles?) {
    try FileFault.telling {
      let settings = try EffectiveSettings(auditing)
      let configuration = settings.configuration?.digest.file
      try reporting.check(
        inputs: inputs, files: settings.waivers.content + (configuration.map { [$0] } ?? []),
        others: timingsOutput())
      if let configuration, !reporting.quiet {
        Terminal.note("configuration: \(TerminalText.visible(configuration))\n")
      }
      return (settings, try settings.readWaivers())
    }
  }

  private var workers: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  // MARK: Reading

  private func read(
    _ clock: StageClock, _ settings: EffectiveSettings
  ) async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = workers
    options.digest = !noDigest
    options.ownRanges = settings.ownRanges.content
    options.namesBelow = namesBelow
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

  // MARK: Timings

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

extension WaiverProvenance {
  /// - Parameter time: when the audit ran.
  fileprivate init?(_ waivers: WaiverFiles, judgedOn time: String) {
    guard let day = CalendarDay(time) else { return nil }
    self.init(files: waivers.files, count: waivers.waivers.count, judgedOn: day.text)
  }
}
