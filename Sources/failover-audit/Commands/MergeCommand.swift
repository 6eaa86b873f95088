import ArgumentParser
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverReports
import FailoverRules
import Glibc

/// Joins reports of different parts of an estate.
struct MergeReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join reports of different contracts or data centers into one.",
    discussion: """
      Audit each part of an estate with scan --report json=FILE, on any machine,
      and join the files here: the report has the same bytes as if the parts had
      been scanned together, as far as no part says something of another.
      Reports that were not made alike, and reports that overlap (the same
      input, data center, subject or group address), are refused. For names of
      inputs that differ, see scan --names-below; docs/merging.md says more.

      Waivers and a baseline are applied again to all parts: give the files that
      scan was given with --waivers and --baseline. A history is kept of the
      whole, not of parts: scan without --history, merge with it. Exit codes:
        0-2  the verdict of the whole, as of scan
        64   wrong usage, a file that is missing, is not such a report or
             changes meanwhile, reports that cannot be merged, a report that
             cannot be written
        130  interrupted
      """)

  @Argument(
    help: "Reports saved as JSON; one of them may be - for standard input.",
    completion: .file(extensions: ["json"]))
  var files: [String]

  @Option(
    name: .customLong("waivers"),
    help: ArgumentHelp(
      "A waiver file that the reports were made with. May be repeated.", valueName: "file"),
    completion: .file())
  var waivers: [String] = []

  @Option(
    help: ArgumentHelp("The baseline that the reports were made with.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @OptionGroup var reporting: ReportOptions

  @OptionGroup var keeping: HistoryOptions

  @OptionGroup var folders: RuleFolderOptions

  func validate() throws {
    try reporting.check(
      inputs: files.filter { $0 != "-" }, files: waivers + [baseline].compactMap(\.self),
      others: keeping.outputs())
  }

  func run() async throws {
    let interruption = Interruption(.shared)
    defer { withExtendedLifetime(interruption) {} }
    MergeReports.allowFiles(files.count)
    let rules = try folders.rules()
    let given = try given()
    let merged = try MergedReport(
      files, waivers: given.waivers, baseline: given.baseline, rules: rules,
      toolVersion: Version.number)
    let report = try keeping.record(merged)
    try reporting.write(report) { try merged.check() }
    throw ExitCode(report.verdict.exitCode)
  }

  /// The waiver files and the baseline, as they are.
  private func given() throws(FileFaults) -> (
    waivers: [MergedReport.GivenFile], baseline: MergedReport.GivenFile?
  ) {
    var faults = FileFaults()
    func read(_ path: String, _ option: String, _ limit: Int) -> MergedReport.GivenFile? {
      faults.notingAll(try SmallFile.read(path, of: option, limit: limit)).map { (path, $0) }
    }
    let waivers = waivers.compactMap { read($0, "--waivers", YAMLDocument.byteLimit) }
    let baseline = baseline.flatMap { read($0, "--baseline", Baseline.byteLimit) }
    try faults.check()
    return (waivers, baseline)
  }

  /// Every report stays open until all is written: requests as many files as the system grants.
  private static func allowFiles(_ count: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let wanted = rlim_t(count) + 64
    if limit.rlim_cur >= wanted { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
