import FailoverAudit
import FailoverInventory

/// The document of a saved report, read to its end, with every outcome checked and none kept.
struct SavedDocument {
  /// Whether the file holds outcomes only, a line each: then nothing else was read.
  private(set) var isLedger = false
  private let file: SavedFile
  private var frame = SavedFrame()
  private var rules: [SavedRule] = []
  private var pictures = SavedOffsets()

  init(_ file: SavedFile) throws(DocumentFault) {
    self.file = file
    var reader = SavedReader(file.document, keeps: true, windowSize: file.readWindow)
    try reader.tokens.skipMark()
    try SavedDocument.checkBeginning(&reader)
    do throws(DocumentFault) {
      try read(&reader)
    } catch {
      if isLedger { return }
      throw error
    }
    if try reader.tokens.peek() != nil {
      throw reader.wrong("malformed JSON: text after the end of the report")
    }
    try check(reader)
  }

  private static func checkBeginning(_ reader: inout SavedReader) throws(DocumentFault) {
    switch try reader.tokens.peek() {
    case UInt8(ascii: "{"): return
    case nil: throw reader.wrong("is empty")
    case UInt8(ascii: "<"):
      throw reader.wrong("is XML: reports are made from a JSON report (scan --report json=PATH)")
    case UInt8(ascii: "["):
      throw reader.wrong("is not a report of failover-audit: an array is in place of an object")
    default: throw reader.wrong("not JSON: an object was expected here")
    }
  }

  private static let required: SavedKeys = [
    .format, .tool, .ruleSetDigest, .time, .verdict, .settings, .estate, .gaps, .inputs,
    .counts, .rules, .groups, .assumptions,
  ]

  private mutating func read(_ reader: inout SavedReader) throws(DocumentFault) {
    var draft = self
    defer { self = draft }
    var isKnown = false
    let seen = try reader.object("the report") { key, reader throws(DocumentFault) in
      if !isKnown && SavedDocument.tellsLedger(key) {
        draft.isLedger = true
        throw reader.wrong("is a ledger")
      }
      let isTaken = try draft.take(key, &reader)
      isKnown = isKnown || isTaken
      return isTaken
    }
    guard seen.contains(.format) else {
      throw reader.wrong("is not a report of failover-audit: it has no member \"format\"")
    }
    if let missing = seen.missing(of: SavedDocument.required) {
      throw reader.wrong(
        "the report has no member \"\(missing.rawValue)\": an older version of failover-audit made "
          + "it, or somebody changed it; audit the export again")
    }
  }

  private static func tellsLedger(_ key: SavedKey) -> Bool {
    key == .rule || key == .subject || key == .outcome || key == .severity
  }

  private mutating func take(
    _ key: SavedKey, _ reader: inout SavedReader
  ) throws(DocumentFault) -> Bool {
    switch key {
    case .format: try SavedDocument.checkFormat(&reader)
    case .rules: rules = try SavedDocument.rules(&reader)
    case .groups:
      // In exports the groups of users are an object.
      if try reader.tokens.peek() == UInt8(ascii: "{") { throw SavedDocument.export(reader) }
      pictures = try SavedDocument.pictures(&reader)
    case .type, .href, .items, .id, .datacenters, .ipblocks, .users, .httpStatus:
      throw SavedDocument.export(reader)
    default: return try reader.take(key, into: &frame)
    }
    return true
  }

  private static func export(_ reader: borrowing SavedReader) -> DocumentFault {
    reader.wrong("is an export, not a report: audit it with failover-audit scan")
  }

  private static func checkFormat(_ reader: inout SavedReader) throws(DocumentFault) {
    let format = try reader.text(.format)
    if [JSONReporter.layout, JSONReporter.formerLayout].contains(format) { return }
    if format.hasPrefix("failover-inventory/") {
      throw reader.wrong("is an inventory, not a report: audit it with failover-audit scan")
    }
    throw reader.wrong(
      "the format \"\(format.prefix(100))\" is not known, only \"\(JSONReporter.formerLayout)\" and \"\(JSONReporter.layout)\""
    )
  }

  /// Each takes a window of the file while its outcomes are read.
  private static let mostRules = 1000

  private static func rules(_ reader: inout SavedReader) throws(DocumentFault) -> [SavedRule] {
    var rules: [SavedRule] = []
    var ids: Set<String> = []
    try reader.array(.rules) { reader throws(DocumentFault) in
      if rules.count == mostRules { throw reader.wrong("refused: more than \(mostRules) rules") }
      let rule = try reader.rule()
      if !ids.insert(rule.info.id).inserted {
        throw reader.wrong("the rule \(rule.info.id) is there twice")
      }
      rules.append(rule)
    }
    return rules
  }

  private static func pictures(
    _ reader: inout SavedReader
  ) throws(DocumentFault) -> SavedOffsets {
    var offsets = SavedOffsets()
    reader.keeps = false
    try reader.array(.groups) { reader throws(DocumentFault) in
      _ = try reader.tokens.peek()
      offsets.append(reader.tokens.offset)
      _ = try reader.small("a group") { reader throws(DocumentFault) in try reader.picture() }
    }
    reader.keeps = true
    return offsets
  }

  // MARK: What must agree

  private func check(_ reader: borrowing SavedReader) throws(DocumentFault) {
    var counts = OutcomeCounts()
    for rule in rules {
      for outcome in rule.outcomes { counts[outcome] += 1 }
      for (name, value, defaultValue) in rule.values
      where value != frame.settings.parameters[name] ?? defaultValue {
        throw reader.wrong(
          "the parameter \(name) is \(value), which is not what the settings say")
      }
    }
    try reader.check(frame.counts, are: counts, of: "the report")
    if counts[.baselined] > frame.baseline?.matched ?? 0 {
      throw reader.wrong("more outcomes are baselined than entries of the baseline match")
    }
    try checkVerdict(reader)
  }

  /// The verdict must not be better than what the report itself says; it may be worse.
  private func checkVerdict(_ reader: borrowing SavedReader) throws(DocumentFault) {
    let own = Verdict(
      ledger(), frame.inputs, groups: frame.estate.groups, gaps: frame.gaps, frame.settings,
      baseline: frame.baseline)
    let isLegitimate =
      switch frame.word {
      case .violations: own.word == .violations
      case .incomplete: own.word != .violations
      case .compliant: own.word == .compliant || own.reasons == nothingExamined
      }
    if isLegitimate { return }
    let reasons = own.reasons.isEmpty ? "" : ": " + own.reasons.joined(separator: "; ")
    throw reader.wrong(
      "the verdict is \(frame.word.rawValue), but what the report holds comes to "
        + own.word.rawValue + reasons)
  }

  // MARK: The report

  func report() throws(DocumentFault) -> Report {
    let rows = SavedRows(
      file, pictures,
      unreadable: GroupPicture(
        subject: SavedOutcome.unreadable.subject, members: [], memberCount: 0,
        showsAllMembers: false, strangers: [])
    ) { reader throws(DocumentFault) in try reader.picture() }
    return Report(
      toolVersion: frame.version, ruleSetDigest: frame.ruleSetDigest, time: frame.time,
      configuration: frame.configuration, waivers: frame.waivers, baseline: frame.baseline,
      history: frame.history, inputs: frame.inputs, settings: frame.settings,
      estate: frame.estate, contracts: frame.contracts, ledger: ledger(),
      verdict: verdict,
      assumptions: frame.assumptions, gaps: frame.gaps, dataTime: frame.dataTime,
      groups: GroupPictures(count: pictures.count) { rows[$0] })
  }

  /// Earlier versions called it compliant that no rule had a subject.
  private var verdict: Verdict {
    frame.word == .compliant && frame.counts.total == 0
      ? Verdict(word: .incomplete, reasons: nothingExamined)
      : Verdict(word: frame.word, reasons: frame.reasons)
  }

  private var nothingExamined: [String] {
    Verdict.nothingExamined(Ledger(rules: []), groups: 1).map { [$0] } ?? []
  }

  private func ledger() -> Ledger {
    Ledger(
      rules: rules.map {
        RuleLedger(
          info: $0.info, severity: $0.severity,
          answers: SavedAnswers(
            $0.outcomes, at: $0.offsets, in: file, form: .report, of: $0.info.id, $0.severity),
          fault: $0.fault ?? verdict.formerFault(of: $0.info.id))
      })
  }
}

extension Verdict {
  /// How a rule without subjects broke, by a reason of reports that say it nowhere else.
  fileprivate func formerFault(of rule: String) -> String? {
    let head = Verdict.reason(ofFaultIn: rule)
    return reasons.first { $0.hasPrefix(head) }.map { String($0.dropFirst(head.count)) }
  }
}

/// The answers of a rule; each is read again when it is needed.
struct SavedAnswers: Answers {
  let outcomes: [Outcome]
  private let rows: SavedRows<SavedOutcome>

  init(
    _ outcomes: [Outcome], at offsets: SavedOffsets, in file: SavedFile, form: SavedForm,
    of rule: String, _ severity: Severity
  ) {
    self.outcomes = outcomes
    let words = SavedRuleWords(rule: rule, severity: severity)
    rows = SavedRows(
      file, offsets, separator: form == .report ? .comma : .lineEnd,
      unreadable: SavedOutcome.unreadable
    ) { reader throws(DocumentFault) in
      var words = words
      return try reader.outcome(form, &words)
    }
  }

  func subject(at index: Int) -> Subject { rows[index].subject }
  func place(at index: Int) -> Place? { rows[index].place }
  func judgement(at index: Int) -> Judgement {
    let row = rows[index]
    // Who counts a pass must not be shown anything else.
    return row.outcome == outcomes[index] ? row.judgement : rows.changed().judgement
  }
}
