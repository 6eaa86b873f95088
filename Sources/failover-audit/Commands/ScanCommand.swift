import ArgumentParser
import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory
import FailoverReports
import Glibc

/// Audits exports.
struct Scan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Audit exports and report.",
    discussion: """
      Exit codes:
        0    compliant: groups were examined; nothing fails or is unknown at
             the severity of --fail-on or above
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

  @OptionGroup var keeping: HistoryOptions

  @OptionGroup var evidence: EvidenceOptions

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
      "Write how long each stage of the audit took, as JSON; reports do not show it.",
      valueName: "path"))
  var timings: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
    try reporting.check(inputs: inputs, others: others())
    try evidence.check(inputs: inputs, hasDigests: !noDigest)
    if !Clock.isValid { throw ValidationError("SOURCE_DATE_EPOCH is not a number of seconds") }
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    let clock = StageClock()
    let now = Clock.now
    var (settings, plan) = try prepare(now)
    let pack = try evidence.begin()
    defer { pack?.abandon() }
    let software = try readEvidence(settings, pack)
    var inventory = try await read(clock, settings, pack)
    if let software { inventory = inventory.with(software) }
    plan.settings.leftOut = (pack?.leftOut ?? inventory.leftOut).sentences
    clock.endStage()
    let audit = try await plan.audit(inventory, jobs: workers)
    clock.endStage()
    try pack?.finish(audit, plan, settings)
    let report = try keeping.record(audit, at: now)
    try reporting.write(report)
    clock.endStage()
    try writeTimings(clock)
    throw ExitCode(report.verdict.exitCode)
  }

  /// Settles the settings, and reads waivers and baseline, before any input is read.
  private func prepare(_ now: String) throws -> (EffectiveSettings, AuditPlan) {
    try OptionProblem.withoutUsage {
      let settings = try EffectiveSettings(auditing)
      let configuration = settings.configuration?.path
      try reporting.check(
        inputs: inputs,
        files: settings.waivers.content
          + [configuration, settings.baseline.content].compactMap(\.self),
        others: others())
      if let configuration, !reporting.quiet {
        Terminal.note("configuration: \(TerminalText.visible(configuration))\n")
      }
      if auditing.config == nil, !auditing.ignoresConfig, let name = ConfigurationFile.overlooked {
        Terminal.note("configuration: \(name) is not read, \(ConfigurationFile.standardName) is\n")
      }
      let (waivers, baseline) = try settings.readWaiversAndBaseline()
      let plan = AuditPlan(
        rules: settings.rules, settings: settings.auditSettings,
        configuration: settings.configuration?.digest, waivers: waivers,
        baseline: baseline, isBaselineStrict: settings.strictBaseline,
        performed: now, time: reproducible && !Clock.isGiven ? nil : now)
      return (settings, plan)
    }
  }

  private var workers: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  // MARK: Reading

  private func read(
    _ clock: StageClock, _ settings: EffectiveSettings, _ pack: EvidencePack?
  ) async throws -> Inventory {
    var options = ReadingOptions()
    options.jobs = workers
    options.digest = !noDigest
    options.ownRanges = settings.ownRanges.content
    options.expectedDatacenters = settings.datacenters.content
    options.namesBelow = namesBelow
    options.excludes = excludes(settings)
    options.readingEnded = { clock.endStage() }
    let progress =
      reporting.quiet || !Terminal.isTerminal(2) ? nil : Progress(total: Scan.size(of: inputs))
    if let progress { options.progress = { progress.report($0) } }
    defer { progress?.finish() }
    guard let pack else { return try await Inventory.read(inputs, options) }
    return await Inventory.read(
      try pack.keepInputs(
        inputs, namedBelow: namesBelow, excluding: excludes(settings)), options)
  }

  /// What is left out of the inputs: by name, and evidence of the failover software in a folder
  /// that is read.
  private func excludes(_ settings: EffectiveSettings) -> [NamePattern] {
    settings.exclude.content
      + settings.evidenceFolders.content.flatMap { folder in
        inputs.compactMap { ShownPath.below($0, folder).flatMap { NamePattern.folder($0) } }
      }
  }

  /// Reads evidence of the failover software; nil if none is given.
  private func readEvidence(
    _ settings: EffectiveSettings, _ pack: EvidencePack?
  ) throws -> ReadEvidence? {
    let folders = settings.evidenceFolders.content
    if folders.isEmpty { return nil }
    let files = try EvidenceReader.find(folders)
    return EvidenceReader.read(try pack?.keepEvidence(files) ?? files, digest: !noDigest)
  }

  /// Bytes of the files among the paths; 0 if one of them is not a file.
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

  /// What is written besides reports.
  private func others() throws -> [ReportOutput] { try timingsOutput() + keeping.outputs() }

  private func timingsOutput() throws -> [ReportOutput] {
    guard let timings else { return [] }
    guard let output = ReportOutput("timings=" + timings) else {
      throw ValidationError("--timings takes a path")
    }
    return [output]
  }

  private func writeTimings(_ clock: StageClock) throws {
    for output in try timingsOutput() {
      try output.write { try $0.put(clock.json(jobs: workers)) }
    }
  }
}
