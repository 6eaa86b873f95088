import FailoverBase
import FailoverInventory

/// How many of each thing the inventory knows; references are not counted.
public struct EstateCounts: Sendable, Hashable {
  public var datacenters = 0
  public var servers = 0
  public var lans = 0
  public var nics = 0
  public var groups = 0

  public init() {}
}

/// What the inputs say of the contracts that the estate belongs to.
public struct EstateContracts: Sendable, Hashable {
  /// The numbers that they name, in order, each once.
  public var numbers: [String]
  /// Whether a contract names its owner.
  public var namesOwner: Bool
  /// Whether there are users.
  public var listsUsers: Bool

  public init(numbers: [String], namesOwner: Bool, listsUsers: Bool) {
    self.numbers = numbers
    self.namesOwner = namesOwner
    self.listsUsers = listsUsers
  }
}

/// The settings of the audit.
public struct AuditSettings: Sendable, Hashable {
  /// The least severity whose failures make the verdict `violations`.
  public var failOn: Severity = .warning
  /// Whether unknown outcomes are allowed in a compliant verdict.
  public var allowUnknown = false
  /// Ids and families given to `--select`; empty means all rules.
  public var selected: [String] = []
  /// Ids and families given to `--skip`.
  public var skipped: [String] = []
  /// Parameters that differ from the default, as `rule.parameter`, with their values.
  public var parameters: [String: Int] = [:]
  /// Ranges of addresses that the customer brought in, in CIDR notation.
  public var ownRanges: [String] = []
  /// Ids or names of the data centers that are meant; empty where nobody named them.
  public var datacenters: [String] = []
  /// Severities that differ from those of the rules' declarations, by rule.
  public var severities: [String: Severity] = [:]
  /// Whether waiver files that are named are ignored.
  public var ignoresWaivers = false
  /// What was left out of the inputs by name, and patterns that matched nothing, in sentences.
  public var leftOut: [String] = []

  public init() {}
}

/// Which waivers were applied, and on which day.
public struct WaiverProvenance: Sendable, Hashable {
  /// In the order of their names.
  public let files: [FileDigest]
  /// How many waivers they hold.
  public let count: Int
  /// The day on which it was judged which of them hold, `YYYY-MM-DD` in UTC.
  public let judgedOn: String

  /// SHA-256 of the file; of several files, of a line with the digest of each, in the order of the
  /// digests.
  public var sha256: String {
    if files.count == 1 { return files[0].sha256 }
    let lines = files.map { $0.sha256 + "\n" }.sorted().joined()
    return FileDigest(file: "", of: Array(lines.utf8)).sha256
  }

  public init(files: [FileDigest], count: Int, judgedOn: String) {
    self.files = files
    self.count = count
    self.judgedOn = judgedOn
  }
}

/// What the audit comes to.
public struct Verdict: Sendable, Hashable {
  public enum Word: String, Sendable {
    case compliant
    case violations
    case incomplete
  }

  public let word: Word
  /// Why, one sentence each without a full stop; empty only for a compliant estate.
  public let reasons: [String]

  public init(word: Word, reasons: [String]) {
    self.word = word
    self.reasons = reasons
  }

  /// 0 compliant, 1 violations, 2 incomplete.
  public var exitCode: Int32 {
    switch word {
    case .compliant: 0
    case .violations: 1
    case .incomplete: 2
    }
  }
}

/// The result of an audit, whole: a reporter is a pure function of it.
public struct Report: Sendable {
  /// The version of the program that made it.
  public let toolVersion: String
  /// SHA-256 over ids, severities and parameters of the rules that ran, in lower-case hex.
  public let ruleSetDigest: String
  /// When the audit ran, `YYYY-MM-DDTHH:MM:SSZ`; absent in reproducible reports without a date.
  public let time: String?
  /// The configuration that was read; absent if there was none.
  public let configuration: FileDigest?
  /// The waivers that were applied; absent if none were given.
  public let waivers: WaiverProvenance?
  /// The failures that were known before, and how they fared; absent if there was no baseline.
  public let baseline: BaselineUse?
  /// What earlier runs say of the findings; absent unless a history was kept.
  public let history: FindingHistory?
  /// In the order of their names.
  public let inputs: [InputRecord]
  public let settings: AuditSettings
  public let estate: EstateCounts
  /// Absent in reports that an older version saved, and in those made from a ledger.
  public let contracts: EstateContracts?
  /// When the data was exported, as far as the inputs say.
  public let dataTime: DataTime
  /// What the inputs leave out of the estate.
  public let gaps: ExportGaps
  public let ledger: Ledger
  /// Every group, for drawings.
  public let groups: GroupPictures
  public let verdict: Verdict
  /// What readers of the outcomes must keep in mind, one sentence each.
  public let assumptions: [String]

  public init(
    toolVersion: String, ruleSetDigest: String, time: String?,
    configuration: FileDigest? = nil, waivers: WaiverProvenance? = nil,
    baseline: BaselineUse? = nil, history: FindingHistory? = nil, inputs: [InputRecord],
    settings: AuditSettings, estate: EstateCounts, contracts: EstateContracts? = nil,
    ledger: Ledger, verdict: Verdict,
    assumptions: [String], gaps: ExportGaps = ExportGaps(),
    dataTime: DataTime = .unknown, groups: GroupPictures = GroupPictures(of: [])
  ) {
    self.toolVersion = toolVersion
    self.ruleSetDigest = ruleSetDigest
    self.time = time
    self.configuration = configuration
    self.waivers = waivers
    self.baseline = baseline
    self.history = history
    self.inputs = inputs
    self.settings = settings
    self.estate = estate
    self.contracts = contracts
    self.gaps = gaps
    self.dataTime = dataTime
    self.ledger = ledger
    self.groups = groups
    self.verdict = verdict
    self.assumptions = assumptions
  }

  /// The outcomes that this audit can have, for reports that show each of them.
  public var possibleOutcomes: [Outcome] {
    Outcome.allCases.filter { $0 != .baselined || baseline != nil || ledger.counts[.baselined] > 0 }
  }

  /// The same with what earlier runs say.
  public func with(_ history: FindingHistory?) -> Report {
    Report(
      toolVersion: toolVersion, ruleSetDigest: ruleSetDigest, time: time,
      configuration: configuration, waivers: waivers, baseline: baseline, history: history,
      inputs: inputs, settings: settings, estate: estate, contracts: contracts, ledger: ledger,
      verdict: verdict, assumptions: assumptions, gaps: gaps, dataTime: dataTime, groups: groups)
  }

  /// The same without the entries of its baseline that are stale, which can be many.
  public var withoutStaleEntries: Report {
    guard let use = baseline, !use.stale.isEmpty else { return self }
    return Report(
      toolVersion: toolVersion, ruleSetDigest: ruleSetDigest, time: time,
      configuration: configuration, waivers: waivers,
      baseline: BaselineUse(
        file: use.file, entries: use.entries, matched: use.matched, stale: [],
        isStrict: use.isStrict), history: history, inputs: inputs, settings: settings,
      estate: estate, contracts: contracts, ledger: ledger, verdict: verdict,
      assumptions: assumptions, gaps: gaps, dataTime: dataTime, groups: groups)
  }

  /// Whether every input was read whole and shows all that it should.
  public var isWhole: Bool {
    gaps == ExportGaps() && inputs.allSatisfy { $0.status == .read }
  }

  /// How many failures count for the verdict.
  public var violations: Int {
    ledger.rules.filter { $0.severity >= settings.failOn && !$0.info.judgesExport }
      .reduce(0) { $0 + $1.counts[.fail] }
  }

  /// The day of the audit; nil if the report does not say.
  public var day: CalendarDay? { (waivers?.judgedOn ?? time).flatMap { CalendarDay($0) } }
}
