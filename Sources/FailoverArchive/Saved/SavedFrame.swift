import FailoverAudit
import FailoverBase
import FailoverInventory

/// What a saved report holds beside rules and groups.
struct SavedFrame {
  var version = ""
  var ruleSetDigest = ""
  var time: String?
  var configuration: FileDigest?
  var waivers: WaiverProvenance?
  var baseline: BaselineUse?
  var history: FindingHistory?
  var word = Verdict.Word.incomplete
  var reasons: [String] = []
  var settings = AuditSettings()
  var estate = EstateCounts()
  var contracts: EstateContracts?
  var gaps = ExportGaps()
  var dataTime = DataTime.unknown
  var inputs: [InputRecord] = []
  var counts = SavedCounts()
  var assumptions: [String] = []
}

/// Counts as they are stated.
struct SavedCounts {
  var counts = OutcomeCounts()
  var total = 0
}

extension SavedWords<Verdict.Word> {
  static let verdicts = SavedWords(
    [Verdict.Word.compliant, .violations, .incomplete], \.rawValue)
}

extension SavedWords<InputRecord.Kind> {
  fileprivate static let inputKinds = SavedWords(InputRecord.Kind.allCases, \.rawValue)
}

extension SavedWords<InputRecord.Status> {
  fileprivate static let statuses = SavedWords(InputRecord.Status.allCases, \.rawValue)
}

extension SavedReader {
  /// Takes a member of the document that belongs to the frame; false if it does not.
  mutating func take(
    _ key: SavedKey, into frame: inout SavedFrame
  ) throws(DocumentFault) -> Bool {
    switch key {
    case .tool: frame.version = try toolVersion()
    case .ruleSetDigest: frame.ruleSetDigest = try text(key)
    case .time: frame.time = try time(key)
    case .dataTime: frame.dataTime = try dataTime()
    case .configuration:
      frame.configuration = try orNull { reader throws(DocumentFault) in
        try reader.fileDigest("configuration")
      }
    case .waivers:
      frame.waivers = try orNull { reader throws(DocumentFault) in try reader.waivers() }
    case .baseline:
      frame.baseline = try orNull { reader throws(DocumentFault) in try reader.baseline() }
    case .history:
      frame.history = try orNull { reader throws(DocumentFault) in try reader.history() }
    case .verdict: (frame.word, frame.reasons) = try verdict()
    case .settings: frame.settings = try settings()
    case .estate: frame.estate = try estate()
    case .contracts: frame.contracts = try contracts()
    case .gaps: frame.gaps = try gaps()
    case .inputs: frame.inputs = try inputs()
    case .counts: frame.counts = try counts()
    case .assumptions: frame.assumptions = try texts(key)
    default: return false
    }
    return true
  }

  private mutating func toolVersion() throws(DocumentFault) -> String {
    var version = ""
    try object("tool", required: [.name, .version]) { key, reader throws(DocumentFault) in
      if key != .version { return false }
      version = try reader.text(key)
      return true
    }
    return version
  }

  private mutating func time(_ key: SavedKey) throws(DocumentFault) -> String? {
    guard let time = try textOrNull(key) else { return nil }
    if UTCTime.seconds(time) == nil {
      throw mistyped(key, "null or a time such as 2026-11-23T02:00:00Z")
    }
    return time
  }

  private mutating func dataTime() throws(DocumentFault) -> DataTime {
    var (oldest, newest) = (String?.none, String?.none)
    var isPartial = false
    try object("dataTime", required: [.oldest, .newest, .isPartial]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .oldest: oldest = try reader.time(key)
      case .newest: newest = try reader.time(key)
      case .isPartial: isPartial = try reader.flag(key)
      default: return false
      }
      return true
    }
    return DataTime(oldest: oldest, newest: newest, isPartial: isPartial)
  }

  private mutating func verdict() throws(DocumentFault) -> (Verdict.Word, [String]) {
    var word = Verdict.Word.incomplete
    var code = 0
    var reasons: [String] = []
    try object("verdict", required: [.word, .exitCode, .reasons]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .word: word = try reader.word(key, of: .verdicts)
      case .exitCode: code = try reader.count(key)
      case .reasons: reasons = try reader.texts(key)
      default: return false
      }
      return true
    }
    guard code == Verdict(word: word, reasons: []).exitCode else {
      throw wrong("the verdict is \(word.rawValue), but its exit code is \(code)")
    }
    return (word, reasons)
  }

  private mutating func settings() throws(DocumentFault) -> AuditSettings {
    var settings = AuditSettings()
    let required: SavedKeys = [
      .failOn, .allowUnknown, .selected, .skipped, .parameters, .ownRanges,
    ]
    try object("settings", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .failOn: settings.failOn = try reader.word(key, of: .severities)
      case .allowUnknown: settings.allowUnknown = try reader.flag(key)
      case .selected: settings.selected = try reader.texts(key)
      case .skipped: settings.skipped = try reader.texts(key)
      case .parameters: settings.parameters = try reader.numbers(key)
      case .ownRanges: settings.ownRanges = try reader.texts(key)
      case .datacenters: settings.datacenters = try reader.texts(key)
      case .severities: settings.severities = try reader.severities(key)
      case .ignoresWaivers: settings.ignoresWaivers = try reader.flag(key)
      case .leftOut: settings.leftOut = try reader.texts(key)
      default: return false
      }
      return true
    }
    return settings
  }

  private mutating func estate() throws(DocumentFault) -> EstateCounts {
    var estate = EstateCounts()
    let required: SavedKeys = [.datacenters, .servers, .lans, .nics, .groups]
    try object("estate", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .datacenters: estate.datacenters = try reader.count(key)
      case .servers: estate.servers = try reader.count(key)
      case .lans: estate.lans = try reader.count(key)
      case .nics: estate.nics = try reader.count(key)
      case .groups: estate.groups = try reader.count(key)
      default: return false
      }
      return true
    }
    return estate
  }

  private mutating func contracts() throws(DocumentFault) -> EstateContracts {
    var contracts = EstateContracts(numbers: [], namesOwner: false, listsUsers: false)
    try object("contracts", required: [.numbers, .namesOwner, .listsUsers]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .numbers: contracts.numbers = try reader.texts(key)
      case .namesOwner: contracts.namesOwner = try reader.flag(key)
      case .listsUsers: contracts.listsUsers = try reader.flag(key)
      default: return false
      }
      return true
    }
    return contracts
  }

  private mutating func gaps() throws(DocumentFault) -> ExportGaps {
    var (datacenters, exports, lans) = (0, 0, 0)
    var population = (others: false, missing: [String]())
    var named: [Subject] = []
    try object("gaps", required: [.datacenters, .exports, .lans]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .datacenters: datacenters = try reader.count(key)
      case .exports: exports = try reader.count(key)
      case .lans: lans = try reader.count(key)
      case .otherDatacenters: population.others = try reader.flag(key)
      case .missingDatacenters: population.missing = try reader.texts(key)
      case .named:
        try reader.array(key) { reader throws(DocumentFault) in
          let subject = try reader.subject("a named gap")
          if named.count < 3 * ExportGaps.mostNamed { named.append(subject) }
        }
      default: return false
      }
      return true
    }
    var gaps = ExportGaps(datacenters: datacenters, exports: exports, lans: lans, named: named)
    gaps.otherDatacenters = population.others
    gaps.missingDatacenters = population.missing
    return gaps
  }

  mutating func counts() throws(DocumentFault) -> SavedCounts {
    var stated = SavedCounts()
    let required: SavedKeys = [
      .pass, .fail, .unknown, .notApplicable, .error, .waived, .total,
    ]
    try object("counts", required: required) { key, reader throws(DocumentFault) in
      if key == .total {
        stated.total = try reader.count(key)
      } else if let outcome = Outcome(word: key.rawValue) {
        stated.counts[outcome] = try reader.count(key)
      } else {
        return false
      }
      return true
    }
    return stated
  }

  // MARK: Inputs

  private mutating func inputs() throws(DocumentFault) -> [InputRecord] {
    var inputs: [InputRecord] = []
    try array(.inputs) { reader throws(DocumentFault) in inputs.append(try reader.input()) }
    return inputs
  }

  private mutating func input() throws(DocumentFault) -> InputRecord {
    var (name, status, records) = ("", InputRecord.Status.refused, 0)
    var kind = InputRecord.Kind.export
    var bytes: Int?
    var sha256: String?
    var problems: [Problem] = []
    let required: SavedKeys = [.name, .status, .bytes, .sha256, .records, .problems]
    try object("an input", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .name: name = try reader.text(key)
      case .kind: kind = try reader.word(key, of: .inputKinds)
      case .status: status = try reader.word(key, of: .statuses)
      case .bytes: bytes = try reader.countOrNull(key)
      case .sha256: sha256 = try reader.textOrNull(key)
      case .records: records = try reader.count(key)
      case .problems:
        try reader.array(key) { reader throws(DocumentFault) in
          problems.append(try reader.problem())
        }
      default: return false
      }
      return true
    }
    return InputRecord(
      name: name, kind: kind, status: status, bytes: bytes, sha256: sha256, records: records,
      problems: problems)
  }

  private mutating func problem() throws(DocumentFault) -> Problem {
    var (input, sentence) = ("", "")
    var (line, column) = (Int?.none, Int?.none)
    var pointer: String?
    try object("a problem", required: [.input, .sentence]) { key, reader throws(DocumentFault) in
      switch key {
      case .input: input = try reader.text(key)
      case .line: line = try reader.count(key)
      case .column: column = try reader.count(key)
      case .pointer: pointer = try reader.text(key)
      case .sentence: sentence = try reader.text(key)
      default: return false
      }
      return true
    }
    return Problem(
      input: input, line: line, column: column, pointer: pointer, sentence: sentence)
  }
}
