import FailoverAudit
import FailoverBase
import FailoverInventory

/// Writes outcomes as SARIF results, each on a line.
struct SARIFResults {
  private let rules: [RuleLedger]
  private let day: CalendarDay?
  private let ages: FindingAges
  private let starts: [String]
  private let audience: SARIFAudience
  private let uris: InputURI
  /// The place of results without one, for readers that refuse such.
  private let somewhere: Place?

  /// The most places of evidence that readers with limits get.
  private static let relatedLimit = 20

  init(_ report: Report, audience: SARIFAudience) {
    rules = report.ledger.rules
    day = report.day
    ages = FindingAges(report)
    starts = rules.enumerated().map { index, rule in
      "{\"ruleId\":\"\(JSONText.escaped(rule.info.id))\",\"ruleIndex\":\(index),"
    }
    self.audience = audience
    uris = InputURI(report.inputs)
    somewhere =
      audience == .all
      ? nil : Place(input: report.inputs.first?.name ?? "export", line: 1, pointer: "")
  }

  /// Writes the outcome at an index of a rule.
  func put(_ index: Int, of number: Int, to sink: inout ByteSink) throws {
    let rule = rules[number]
    try sink.put(starts[number])
    guard rule.outcomes[index] != .pass else {
      return try putPass(rule.name(at: index), of: rule, to: &sink)
    }
    let answer = Answer(rule, at: index)
    try sink.put(SARIFResults.kind(of: answer.outcome, rule.severity))
    try sink.put("\"message\":{\"text\":")
    try JSONText.put(SARIFText.literal(message(of: answer, rule)), to: &sink)
    try sink.put("},\"locations\":[{")
    if let place = answer.place ?? somewhere {
      try SARIFResults.putPhysical(uris[place.input], place.line, to: &sink)
      try sink.put(",")
    }
    try put(answer.subject, to: &sink)
    try sink.put("}]")
    try putRelated(answer, to: &sink)
    try putFingerprint(answer.fingerprint(rule: rule.info.id), to: &sink)
    if let age = ages.age(of: answer, rule: rule.info.id) { try put(age, to: &sink) }
    if let sentence = answer.excuse(on: day) {
      try sink.put(",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\",")
      try sink.put("\"justification\":")
      try JSONText.put(sentence, to: &sink)
      try sink.put("}]")
    }
    if audience == .all { try putProperties(answer, of: rule, to: &sink) }
    try sink.put("}")
  }

  /// What is unknown comes with its own advice: viewers show the rule's, which is for failures.
  private func message(of answer: Answer, _ rule: RuleLedger) -> String {
    guard answer.outcome == .unknown else { return answer.wholeMessage }
    return "\(answer.wholeMessage). \(rule.info.unknownRemedy)"
  }

  private static func kind(of outcome: Outcome, _ severity: Severity) -> String {
    switch outcome {
    case .pass: "\"kind\":\"pass\",\"level\":\"none\","
    case .fail, .waived, .baselined: "\"kind\":\"fail\",\"level\":\"\(severity.rawValue)\","
    case .unknown: "\"kind\":\"open\",\"level\":\"none\","
    case .notApplicable: "\"kind\":\"notApplicable\",\"level\":\"none\","
    case .error: "\"kind\":\"review\",\"level\":\"none\","
    }
  }

  /// Of a pass nothing but the subject's name is known everywhere.
  private func putPass(
    _ name: String, of rule: RuleLedger, to sink: inout ByteSink
  ) throws {
    try sink.put(SARIFResults.kind(of: .pass, rule.severity))
    try sink.put("\"message\":{\"text\":")
    try JSONText.put(SARIFText.literal(rule.info.title), to: &sink)
    try sink.put("},\"locations\":[{\"logicalLocations\":[{\"fullyQualifiedName\":")
    try JSONText.put(name, to: &sink)
    try sink.put("}]}]}")
  }

  static func putPhysical(_ uri: String, _ line: Int, to sink: inout ByteSink) throws {
    try sink.put("\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"")
    try sink.put(uri)
    try sink.put("\"},\"region\":{\"startLine\":")
    try sink.put(String(max(1, line)))
    try sink.put("}}")
  }

  private func put(_ subject: Subject, to sink: inout ByteSink) throws {
    try sink.put("\"logicalLocations\":[{\"fullyQualifiedName\":")
    try JSONText.put(subject.name, to: &sink)
    if let name = subject.record?.name {
      try sink.put(",\"name\":")
      try JSONText.put(name, to: &sink)
    }
    try sink.put(",\"kind\":\"")
    try sink.put(subject.kind.rawValue)
    try sink.put("\"}]")
  }

  /// The places of the evidence, with their facts; numbers distinguish equal ones.
  private func putRelated(_ answer: Answer, to sink: inout ByteSink) throws {
    let limit = audience == .all ? Int.max : SARIFResults.relatedLimit
    var separator = ",\"relatedLocations\":[{\"id\":"
    var count = 0
    for finding in answer.findings where count < limit {
      for fact in finding.evidence where count < limit {
        guard let place = fact.place else { continue }
        try sink.put(separator)
        separator = ",{\"id\":"
        count += 1
        try sink.put(String(count))
        try sink.put(",")
        try SARIFResults.putPhysical(uris[place.input], place.line, to: &sink)
        try sink.put(",\"message\":{\"text\":")
        try JSONText.put(SARIFText.literal("\(fact.about): \(fact.value)"), to: &sink)
        try sink.put("}}")
      }
    }
    if count > 0 { try sink.put("]") }
  }

  private func putFingerprint(_ fingerprint: String, to sink: inout ByteSink) throws {
    try sink.put(",\"partialFingerprints\":{\"auditFingerprint/v1\":\"")
    try sink.put(fingerprint)
    try sink.put("\",\"primaryLocationLineHash\":\"")
    try sink.put(fingerprint)
    try sink.put("\"}")
  }

  private func put(_ age: FindingAge, to sink: inout ByteSink) throws {
    try sink.put(",\"baselineState\":\"\(age.state.word)\"")
    let first = UTCTime.text(of: age.firstSeen)
    try sink.put(",\"provenance\":{\"firstDetectionTimeUtc\":\"\(first)\"}")
  }

  private func putProperties(
    _ answer: Answer, of rule: RuleLedger, to sink: inout ByteSink
  ) throws {
    try sink.put(",\"properties\":")
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("outcome", answer.outcome.word, to: &sink)
      try members.put("severity", rule.severity.rawValue, to: &sink)
      let subject = answer.subject
      for (name, record) in [
        ("datacenter", subject.datacenter), ("lan", subject.lan), ("record", subject.record),
      ] {
        guard let record else { continue }
        try members.begin(name, to: &sink)
        try JSONText.put(record, to: &sink)
      }
      if !subject.groups.isEmpty { try members.put("groups", subject.groups, to: &sink) }
      if let place = answer.place { try members.put("pointer", place.pointer, to: &sink) }
      let evidence = answer.findings.lazy.flatMap(\.evidence)
      try members.put("evidence", each: evidence, to: &sink) { fact, sink in
        try JSONMembers.object(to: &sink) { members, sink in
          try members.put("about", fact.about, to: &sink)
          try members.put("value", fact.value, to: &sink)
          guard let place = fact.place else { return }
          try members.put("input", place.input, to: &sink)
          try members.put("line", place.line, to: &sink)
          try members.put("pointer", place.pointer, to: &sink)
        }
      }
    }
  }
}

extension SARIFResults {
  /// Writes something that was not looked at as a failure.
  func put(_ notice: ScopeGap, to sink: inout ByteSink) throws {
    try putNotice(
      of: notice.kind.rawValue, notice.sentence, level: notice.kind.severity, at: notice.place,
      fingerprint: notice.fingerprint, to: &sink)
  }

  /// Writes a failure that belongs to no rule of the audit.
  func putNotice(
    of id: String, _ sentence: String, level: Severity = .error, at place: Place? = nil,
    fingerprint: String? = nil, to sink: inout ByteSink
  ) throws {
    try sink.put("{\"ruleId\":\"\(id)\",")
    try sink.put(SARIFResults.kind(of: .fail, level))
    try sink.put("\"message\":{\"text\":")
    try JSONText.put(SARIFText.literal(sentence), to: &sink)
    try sink.put("},\"locations\":[{")
    let place = place ?? somewhere ?? Place(input: "export", line: 1, pointer: "")
    try SARIFResults.putPhysical(uris[place.input], place.line, to: &sink)
    try sink.put("}]")
    let print = fingerprint ?? Fingerprint.of(rule: id, subject: "audit", facet: "")
    try putFingerprint(print, to: &sink)
    try sink.put("}")
  }
}
