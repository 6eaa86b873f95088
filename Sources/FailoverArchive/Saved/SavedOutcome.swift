import FailoverAudit
import FailoverInventory

/// One outcome as a saved report or a ledger holds it.
struct SavedOutcome: Sendable {
  let outcome: Outcome
  let subject: Subject
  let place: Place?
  let judgement: Judgement

  /// What is in place of an outcome that cannot be read again; no report with it is kept.
  static let unreadable = SavedOutcome(
    outcome: .error, subject: Subject(kind: .group, name: "?"), place: nil,
    judgement: .error("the saved report changed while it was read"))
}

/// How much an outcome must hold.
enum SavedForm {
  case report, ledger
}

/// What all outcomes of a rule have in common.
struct SavedRuleWords {
  var rule: String?
  var severity: Severity?
}

extension SavedWords<Outcome> {
  static let outcomes = SavedWords(
    Outcome.allCases, former: Outcome.formerWord, for: .baselined, \.word)
}

extension SavedWords<Severity> {
  static let severities = SavedWords(Severity.allCases, \.rawValue)
}

extension SavedWords<SubjectKind> {
  static let kinds = SavedWords(SubjectKind.allCases, \.rawValue)
}

/// The members of an outcome as they come, in any order.
private struct OutcomeDraft {
  var outcome = Outcome.pass
  var subject = ""
  var kind: SubjectKind?
  var message = ""
  var evidence: [Evidence] = []
  var place = PlaceDraft()
  var findings: [Finding] = []
  var findingCount = 0
  var waiver: Waiver?
  var datacenter: Subject.Record?
  var lan: Subject.Record?
  var record: Subject.Record?
  var groups: [String] = []
}

/// Input, line and pointer, which are there together or not at all.
struct PlaceDraft {
  var input: String?
  var line: Int?
  var pointer: String?

  /// Takes a member if it is one of a place.
  mutating func take(
    _ key: SavedKey, _ reader: inout SavedReader
  ) throws(DocumentFault) -> Bool {
    switch key {
    case .input: input = try reader.textOrNull(key)
    case .pointer: pointer = try reader.textOrNull(key)
    case .line: line = try reader.tokens.null() ? nil : reader.count(key)
    default: return false
    }
    return true
  }

  func place(_ reader: borrowing SavedReader) throws(DocumentFault) -> Place? {
    if let input, let line, let pointer {
      return Place(input: input, line: line, pointer: pointer)
    }
    guard input == nil, line == nil, pointer == nil else {
      throw reader.wrong("of \"input\", \"line\" and \"pointer\" some are null and some are not")
    }
    return nil
  }
}

extension SavedReader {
  /// Reads one outcome of a rule; the first says what the others must agree with.
  mutating func outcome(
    _ form: SavedForm, _ words: inout SavedRuleWords
  ) throws(DocumentFault) -> SavedOutcome {
    var draft = OutcomeDraft()
    var rule = words
    let seen = try object("an outcome", required: .outcome) {
      key, reader throws(DocumentFault) in
      try reader.take(key, into: &draft, &rule)
    }
    words = rule
    return try finish(draft, seen, form)
  }

  private mutating func take(
    _ key: SavedKey, into draft: inout OutcomeDraft, _ words: inout SavedRuleWords
  ) throws(DocumentFault) -> Bool {
    switch key {
    case .rule: try take(rule: &words)
    case .severity: try take(severity: &words)
    case .subject: draft.subject = try text(key)
    case .outcome: draft.outcome = try word(key, of: .outcomes)
    case .message: draft.message = try text(key)
    case .evidence: draft.evidence = try evidence()
    case .fingerprint: _ = try text(key)
    case .findings: (draft.findings, draft.findingCount) = try findings()
    case .waiver: draft.waiver = try waiver()
    case .kind: draft.kind = try word(key, of: .kinds)
    case .datacenter: draft.datacenter = try record(key)
    case .lan: draft.lan = try record(key)
    case .record: draft.record = try record(key)
    case .groups: draft.groups = try texts(key)
    default: return try draft.place.take(key, &self)
    }
    return true
  }

  private mutating func take(rule words: inout SavedRuleWords) throws(DocumentFault) {
    if let rule = words.rule {
      if try !tokens.skipText(rule) {
        throw wrong("the outcome is of another rule than those around it")
      }
    } else {
      guard let rule = try tokens.text() else { throw mistyped(.rule, "a string") }
      words.rule = rule
    }
  }

  private mutating func take(severity words: inout SavedRuleWords) throws(DocumentFault) {
    let severity = try word(.severity, of: .severities)
    if severity != words.severity ?? severity {
      throw wrong("the outcome is of another severity than the others of its rule")
    }
    words.severity = severity
  }

  // MARK: What an outcome rests on

  private mutating func evidence() throws(DocumentFault) -> [Evidence] {
    var facts: [Evidence] = []
    try array(.evidence) { reader throws(DocumentFault) in
      var about = ""
      var value = ""
      var draft = PlaceDraft()
      try reader.object("a fact", required: .fact) {
        key, reader throws(DocumentFault) in
        switch key {
        case .about: about = try reader.text(key)
        case .value: value = try reader.text(key)
        default: return try draft.take(key, &reader)
        }
        return true
      }
      let place = try draft.place(reader)
      if reader.keeps { facts.append(Evidence(about, value, at: place)) }
    }
    return facts
  }

  private mutating func findings() throws(DocumentFault) -> ([Finding], Int) {
    var findings: [Finding] = []
    var count = 0
    try array(.findings) { reader throws(DocumentFault) in
      var facet = ""
      var message = ""
      var facts: [Evidence] = []
      var isBaselined = false
      try reader.object("a finding", required: .finding) {
        key, reader throws(DocumentFault) in
        switch key {
        case .facet: facet = try reader.text(key)
        case .message: message = try reader.text(key)
        case .evidence: facts = try reader.evidence()
        case .baselined: isBaselined = try reader.flag(key)
        default: return false
        }
        return true
      }
      count += 1
      if reader.keeps {
        let finding = SavedReader.finding(facet, message, facts)
        findings.append(isBaselined ? finding.with(isBaselined: true) : finding)
      }
    }
    return (findings, count)
  }

  fileprivate static func finding(
    _ facet: String, _ message: String, _ evidence: [Evidence]
  ) -> Finding {
    // Earlier versions said it in the message.
    for mark in [" (in the baseline)", " (known: it stands in the baseline)"]
    where message.hasSuffix(mark) {
      return Finding(facet: facet, String(message.dropLast(mark.count)), evidence: evidence)
        .with(isBaselined: true)
    }
    return Finding(facet: facet, message, evidence: evidence)
  }

  private mutating func waiver() throws(DocumentFault) -> Waiver {
    var (reason, owner, approver, expires) = ("", "", "", "")
    try object("a waiver", required: .waiver) {
      key, reader throws(DocumentFault) in
      switch key {
      case .reason: reason = try reader.text(key)
      case .owner: owner = try reader.text(key)
      case .approver: approver = try reader.text(key)
      case .expires: expires = try reader.text(key)
      default: return false
      }
      return true
    }
    return Waiver(reason: reason, owner: owner, approver: approver, expires: expires)
  }

  /// An id with its name.
  mutating func record(_ key: SavedKey) throws(DocumentFault) -> Subject.Record {
    var id = ""
    var name: String?
    try object("a record", required: .record) {
      key, reader throws(DocumentFault) in
      switch key {
      case .id: id = try reader.text(key)
      case .name: name = try reader.textOrNull(key)
      default: return false
      }
      return true
    }
    return Subject.Record(id: id, name: name)
  }

  /// A subject that is reported by itself, with where it belongs.
  mutating func subject(_ what: String) throws(DocumentFault) -> Subject {
    var draft = OutcomeDraft()
    try object(what, required: [.subject, .kind]) { key, reader throws(DocumentFault) in
      switch key {
      case .subject: draft.subject = try reader.text(key)
      case .kind: draft.kind = try reader.word(key, of: .kinds)
      case .datacenter: draft.datacenter = try reader.record(key)
      case .lan: draft.lan = try reader.record(key)
      case .record: draft.record = try reader.record(key)
      case .groups: draft.groups = try reader.texts(key)
      default: return false
      }
      return true
    }
    return Subject(
      kind: draft.kind ?? .group, name: draft.subject, datacenter: draft.datacenter,
      lan: draft.lan, record: draft.record, groups: draft.groups)
  }

  // MARK: Putting it together

  private func finish(
    _ draft: OutcomeDraft, _ seen: SavedKeys, _ form: SavedForm
  ) throws(DocumentFault) -> SavedOutcome {
    if draft.outcome != .pass { try check(draft, seen, form) }
    let kind = draft.kind ?? SavedOutcome.kind(of: draft.subject)
    var groups = draft.groups
    if form == .ledger && kind == .group { groups = [draft.subject] }
    return SavedOutcome(
      outcome: draft.outcome,
      subject: Subject(
        kind: kind, name: draft.subject, datacenter: draft.datacenter, lan: draft.lan,
        record: draft.record, groups: groups),
      place: try draft.place.place(self), judgement: judgement(draft, seen))
  }

  private func check(
    _ draft: OutcomeDraft, _ seen: SavedKeys, _ form: SavedForm
  ) throws(DocumentFault) {
    let hasFindings = draft.outcome != .notApplicable && draft.outcome != .error
    var required = SavedKeys.stated
    if form == .report { required.formUnion(hasFindings ? .judged : .placed) }
    if draft.outcome == .waived { required.formUnion(.accepted) }
    if let missing = seen.missing(of: required) {
      throw wrong(
        "an outcome that is \(draft.outcome.word) has no member \"\(missing.rawValue)\": "
          + "an older version of failover-audit made this, or somebody changed it; "
          + "audit the export again")
    }
    guard hasFindings && seen.contains(.findings) else { return }
    if draft.findingCount == 0 || (draft.outcome == .unknown && draft.findingCount > 1) {
      throw wrong(
        "an outcome that is \(draft.outcome.word) has \(draft.findingCount) findings")
    }
  }

  private func judgement(_ draft: OutcomeDraft, _ seen: SavedKeys) -> Judgement {
    if !keeps { return .pass }
    let findings =
      seen.contains(.findings)
      ? draft.findings : [SavedReader.finding("", draft.message, draft.evidence)]
    return switch draft.outcome {
    case .pass: .pass
    case .fail: .fail(findings)
    case .unknown: .unknown(findings[0])
    case .notApplicable: .notApplicable(draft.message)
    case .error: .error(draft.message)
    case .baselined: .baselined(findings)
    case .waived: draft.waiver.map { .waived(findings, $0) } ?? .fail(findings)
    }
  }
}

extension SavedOutcome {
  /// What a subject is, by the first word of its stable name: of a pass nothing else is saved.
  static func kind(of name: String) -> SubjectKind {
    SubjectKind(rawValue: String(name.prefix { $0 != "/" })) ?? .group
  }
}

/// What each kind of object must hold.
extension SavedKeys {
  fileprivate static let outcome: SavedKeys = [.rule, .subject, .outcome, .severity]
  fileprivate static let fact: SavedKeys = [.about, .value]
  fileprivate static let finding: SavedKeys = [.facet, .message, .evidence]
  fileprivate static let waiver: SavedKeys = [.reason, .owner, .approver, .expires]
  fileprivate static let record: SavedKeys = [.id, .name]
  /// Every outcome that is not a pass.
  fileprivate static let stated: SavedKeys = [
    .message, .evidence, .input, .line, .pointer, .fingerprint,
  ]
  /// Such an outcome in a report, besides; and one that rests on findings.
  fileprivate static let placed: SavedKeys = [.kind]
  fileprivate static let judged: SavedKeys = [.kind, .findings]
  fileprivate static let accepted: SavedKeys = [.waiver]
}
