import FailoverAudit
import FailoverInventory

/// One rule of a saved report, as it is read.
struct SavedRule {
  var info: RuleInfo
  var severity: Severity
  var outcomes: [Outcome]
  var offsets: SavedOffsets
  /// The values of its parameters as stated, by `rule.parameter`.
  var values: [(name: String, value: Int, defaultValue: Int)]
  /// How it broke, if it did and the report says so: those of earlier versions say it in a reason
  /// of the verdict.
  var fault: String?
}

/// The members of a rule as they come, in any order.
private struct RuleDraft {
  var id = ""
  var aliases: [String] = []
  var title = ""
  var severity = Severity.error
  var standardSeverity = Severity.error
  var family = Family.redundancy
  var judgesExport = false
  var rationale = ""
  var remediation = ""
  /// What reports of earlier versions do not have is that of the family.
  var unknownRemedy: String?
  var loss: FailureCost?
  var sharedCause = SharedCause.subject
  var references: [Reference] = []
  var controls: [Control] = []
  var parameters: [Parameter] = []
  var values: [Int] = []
  var counts = SavedCounts()
  var outcomes: [Outcome] = []
  var offsets = SavedOffsets()
  var words = SavedRuleWords()
  var fault: String?
}

extension SavedWords<FailureCost> {
  fileprivate static let losses = SavedWords(FailureCost.allCases, \.rawValue)
}

extension SavedWords<SharedCause> {
  fileprivate static let sharedCauses = SavedWords(SharedCause.allCases, \.rawValue)
}

extension SavedWords<Family> {
  fileprivate static let families = SavedWords(Family.allCases, \.rawValue)
}

extension SavedReader {
  /// Reads a rule; of its outcomes it keeps what each was and where it is.
  mutating func rule() throws(DocumentFault) -> SavedRule {
    var draft = RuleDraft()
    let required: SavedKeys = [
      .id, .title, .severity, .standardSeverity, .family, .judgesExport, .rationale,
      .remediation, .references, .supportsEvidenceFor, .parameters, .counts, .outcomes,
    ]
    try object("a rule", required: required) { key, reader throws(DocumentFault) in
      try reader.take(key, into: &draft)
    }
    try check(draft)
    let values = zip(draft.parameters, draft.values).map {
      (name: "\(draft.id).\($0.name)", value: $1, defaultValue: $0.defaultValue)
    }
    return SavedRule(
      info: RuleInfo(
        id: draft.id, title: draft.title, severity: draft.standardSeverity,
        family: draft.family, subjects: [], rationale: draft.rationale,
        remediation: draft.remediation, unknownRemedy: draft.unknownRemedy, loss: draft.loss,
        sharedCause: draft.sharedCause, references: draft.references, controls: draft.controls,
        parameters: draft.parameters, judgesExport: draft.judgesExport,
        aliases: draft.aliases, examples: []),
      severity: draft.severity, outcomes: draft.outcomes, offsets: draft.offsets,
      values: values, fault: draft.fault)
  }

  private mutating func take(
    _ key: SavedKey, into draft: inout RuleDraft
  ) throws(DocumentFault) -> Bool {
    switch key {
    case .id: draft.id = try text(key)
    case .aliases: draft.aliases = try texts(key)
    case .title: draft.title = try text(key)
    case .fault: draft.fault = try text(key)
    case .severity: draft.severity = try word(key, of: .severities)
    case .standardSeverity: draft.standardSeverity = try word(key, of: .severities)
    case .family: draft.family = try word(key, of: .families)
    case .judgesExport: draft.judgesExport = try flag(key)
    case .rationale: draft.rationale = try text(key)
    case .remediation: draft.remediation = try text(key)
    case .unknownRemedy: draft.unknownRemedy = try text(key)
    case .loss: draft.loss = try word(key, of: .losses)
    case .sharedCause: draft.sharedCause = try word(key, of: .sharedCauses)
    case .references: draft.references = try references()
    case .supportsEvidenceFor: draft.controls = try controls()
    case .parameters: try takeParameters(&draft)
    case .counts: draft.counts = try counts()
    case .outcomes: try takeOutcomes(&draft)
    default: return false
    }
    return true
  }

  private func check(_ draft: RuleDraft) throws(DocumentFault) {
    if let rule = draft.words.rule, !rule.utf8.elementsEqual(draft.id.utf8) {
      throw wrong("the outcomes of a rule are of another rule: \(rule)")
    }
    if let severity = draft.words.severity, severity != draft.severity {
      throw wrong("the outcomes of a rule are not of its severity")
    }
    var counts = OutcomeCounts()
    for outcome in draft.outcomes { counts[outcome] += 1 }
    try check(draft.counts, are: counts, of: "the rule \(draft.id)")
  }

  /// Compares the counts that are stated with those of the outcomes that are listed.
  func check(
    _ stated: SavedCounts, are counts: OutcomeCounts, of what: String
  ) throws(DocumentFault) {
    for outcome in Outcome.allCases where stated.counts[outcome] != counts[outcome] {
      throw wrong(
        "\(what) counts \(stated.counts[outcome]) outcomes as \(outcome.word), "
          + "but lists \(counts[outcome])")
    }
    if stated.total != counts.total {
      throw wrong("\(what) counts \(stated.total) outcomes in all, but lists \(counts.total)")
    }
  }

  // MARK: The declaration

  private mutating func references() throws(DocumentFault) -> [Reference] {
    var references: [Reference] = []
    try array(.references) { reader throws(DocumentFault) in
      var (title, url) = ("", "")
      try reader.object("a reference", required: [.title, .url]) {
        key, reader throws(DocumentFault) in
        switch key {
        case .title: title = try reader.text(key)
        case .url: url = try reader.text(key)
        default: return false
        }
        return true
      }
      references.append(Reference(title, url))
    }
    return references
  }

  private mutating func controls() throws(DocumentFault) -> [Control] {
    var controls: [Control] = []
    try array(.supportsEvidenceFor) { reader throws(DocumentFault) in
      var (framework, id, title) = ("", "", "")
      try reader.object("a control", required: [.framework, .id, .title]) {
        key, reader throws(DocumentFault) in
        switch key {
        case .framework: framework = try reader.text(key)
        case .id: id = try reader.text(key)
        case .title: title = try reader.text(key)
        default: return false
        }
        return true
      }
      controls.append(Control(framework, id, title))
    }
    return controls
  }

  private mutating func takeParameters(_ draft: inout RuleDraft) throws(DocumentFault) {
    var parameters: [Parameter] = []
    var values: [Int] = []
    try array(.parameters) { reader throws(DocumentFault) in
      let (parameter, value) = try reader.parameter()
      parameters.append(parameter)
      values.append(value)
    }
    draft.parameters = parameters
    draft.values = values
  }

  private mutating func parameter() throws(DocumentFault) -> (Parameter, Int) {
    var (name, summary) = ("", "")
    var (minimum, maximum, value) = (0, 0, 0)
    var defaultValue: Int?
    let required: SavedKeys = [.name, .summary, .minimum, .maximum, .value]
    try object("a parameter", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .name: name = try reader.text(key)
      case .summary: summary = try reader.text(key)
      case .minimum: minimum = try reader.integer(key)
      case .maximum: maximum = try reader.integer(key)
      case .default, .standard:
        // Reports of earlier versions call it `standard`.
        if defaultValue != nil { throw reader.wrong("the default of a parameter is there twice") }
        defaultValue = try reader.integer(key)
      case .value: value = try reader.integer(key)
      default: return false
      }
      return true
    }
    guard minimum <= maximum else { throw wrong("a parameter's minimum is above its maximum") }
    guard let defaultValue else { throw lacking(.default, "a parameter") }
    return (Parameter(name, summary, in: minimum...maximum, default: defaultValue), value)
  }

  /// An object whose members are numbers under names of any kind.
  mutating func numbers(_ key: SavedKey) throws(DocumentFault) -> [String: Int] {
    var numbers: [String: Int] = [:]
    try members(key) { name, reader throws(DocumentFault) in
      guard let number = try reader.tokens.integer() else {
        throw reader.wrong("every one of the \(key.rawValue) must be a whole number")
      }
      if numbers.updateValue(number, forKey: name) != nil {
        throw reader.wrong("one of the \(key.rawValue) is there twice")
      }
    }
    return numbers
  }

  // MARK: The outcomes

  private mutating func takeOutcomes(_ draft: inout RuleDraft) throws(DocumentFault) {
    var outcomes: [Outcome] = []
    var offsets = SavedOffsets()
    var words = SavedRuleWords()
    keeps = false
    try array(.outcomes) { reader throws(DocumentFault) in
      _ = try reader.tokens.peek()
      offsets.append(reader.tokens.offset)
      outcomes.append(
        try reader.small("an outcome") { reader throws(DocumentFault) in
          try reader.outcome(.report, &words).outcome
        })
    }
    keeps = true
    draft.outcomes = outcomes
    draft.offsets = offsets
    draft.words = words
  }
}
