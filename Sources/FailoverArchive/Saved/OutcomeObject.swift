import FailoverAudit
import FailoverBase
import FailoverInventory

/// Writes the outcomes of one rule as JSON objects, one line each; the ledger and the JSON report
/// share it, so that they cannot contradict each other.
package struct OutcomeObject {
  /// How much an object holds.
  package enum Detail {
    /// What a line of the ledger has.
    case ledger
    /// That, with where the subject belongs and always the list of findings.
    case report
  }

  private let rule: RuleLedger
  private let detail: Detail
  private let start: String
  private let passEnd: String

  package init(_ rule: RuleLedger, detail: Detail) {
    self.rule = rule
    self.detail = detail
    start = "{\"rule\":\"\(JSONText.escaped(rule.info.id))\",\"subject\":\""
    passEnd = OutcomeObject.end(.pass, rule.severity)
  }

  private static func end(_ outcome: Outcome, _ severity: Severity) -> String {
    "\",\"outcome\":\"\(outcome.word)\",\"severity\":\"\(severity.rawValue)\""
  }

  /// Writes the object at an index of the rule's outcomes, without a line break.
  package func put(_ index: Int, to sink: inout ByteSink) throws {
    try sink.put(start)
    guard rule.outcomes[index] != .pass else {
      try JSONText.putContent(rule.name(at: index), to: &sink)
      try sink.put(passEnd)
      try sink.put("}")
      return
    }
    let answer = Answer(rule, at: index)
    try JSONText.putContent(answer.subject.name, to: &sink)
    try sink.put(OutcomeObject.end(answer.outcome, rule.severity))
    try put(answer, to: &sink)
    if detail == .report { try OutcomeObject.putBelonging(of: answer.subject, to: &sink) }
    try sink.put("}")
  }

  private func put(_ answer: Answer, to sink: inout ByteSink) throws {
    try sink.put(",\"message\":")
    try JSONText.put(answer.message, to: &sink)
    try sink.put(",\"evidence\":")
    try put(answer.findings.flatMap(\.evidence), to: &sink)
    if let place = answer.place {
      try put(place, to: &sink)
    } else {
      try sink.put(",\"input\":null,\"line\":null,\"pointer\":null")
    }
    try sink.put(",\"fingerprint\":\"")
    try sink.put(answer.fingerprint(rule: rule.info.id))
    try sink.put("\"")
    if answer.hasFacets || (detail == .report && answer.judgesByFindings) {
      try putFindings(of: answer, to: &sink)
    }
    if let waiver = answer.waiver {
      try sink.put(",\"waiver\":")
      var members = JSONMembers()
      try members.put("reason", waiver.reason, to: &sink)
      try members.put("owner", waiver.owner, to: &sink)
      try members.put("approver", waiver.approver, to: &sink)
      try members.put("expires", waiver.expires, to: &sink)
      try members.close(to: &sink)
    }
  }

  private func put(_ place: Place, to sink: inout ByteSink) throws {
    try sink.put(",\"input\":")
    try JSONText.put(place.input, to: &sink)
    try sink.put(",\"line\":")
    try sink.put(String(place.line))
    try sink.put(",\"pointer\":")
    try JSONText.put(place.pointer, to: &sink)
  }

  private func put(_ evidence: [Evidence], to sink: inout ByteSink) throws {
    var separator = "["
    for fact in evidence {
      try sink.put(separator)
      separator = ","
      try sink.put("{\"about\":")
      try JSONText.put(fact.about, to: &sink)
      try sink.put(",\"value\":")
      try JSONText.put(fact.value, to: &sink)
      if let place = fact.place { try put(place, to: &sink) }
      try sink.put("}")
    }
    try sink.put(evidence.isEmpty ? "[]" : "]")
  }

  private func putFindings(of answer: Answer, to sink: inout ByteSink) throws {
    try sink.put(",\"findings\":")
    var separator = "["
    for finding in answer.findings {
      try sink.put(separator)
      separator = ","
      try sink.put("{\"facet\":")
      try JSONText.put(finding.facet, to: &sink)
      try sink.put(",\"message\":")
      try JSONText.put(finding.plainMessage, to: &sink)
      if finding.isBaselined { try sink.put(",\"baselined\":true") }
      try sink.put(",\"evidence\":")
      try put(finding.evidence, to: &sink)
      try sink.put(",\"fingerprint\":\"")
      try sink.put(
        Fingerprint.of(rule: rule.info.id, subject: answer.subject.name, facet: finding.facet))
      try sink.put("\"}")
    }
    try sink.put(answer.findings.isEmpty ? "[]" : "]")
  }

  /// Continues an object that names a subject with where the subject belongs.
  package static func putBelonging(of subject: Subject, to sink: inout ByteSink) throws {
    try sink.put(",\"kind\":\"\(subject.kind.rawValue)\"")
    for (name, record) in [
      ("datacenter", subject.datacenter), ("lan", subject.lan), ("record", subject.record),
    ] {
      guard let record else { continue }
      try sink.put(",\"\(name)\":")
      try JSONText.put(record, to: &sink)
    }
    if !subject.groups.isEmpty {
      var separator = ",\"groups\":["
      for group in subject.groups {
        try sink.put(separator)
        try JSONText.put(group, to: &sink)
        separator = ","
      }
      try sink.put("]")
    }
  }
}

extension Answer {
  /// Whether the outcome rests on findings: the others hold one reason and no evidence.
  fileprivate var judgesByFindings: Bool {
    outcome.isFailure || outcome == .unknown
  }
}
