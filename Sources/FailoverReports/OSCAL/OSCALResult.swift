import FailoverAudit
import FailoverBase
import FailoverInventory

/// The result of an OSCAL document: what was reviewed, what was seen, and what it comes to.
struct OSCALResult {
  let report: Report
  let names: OSCALNames
  let time: String
  let uris: InputURI

  /// The namespace of the properties that OSCAL does not know.
  static let namespace = "urn:failover-audit:oscal"
  /// The text between the name and the value of a property.
  private static let propValue = "\",\"ns\":\"\(namespace)\",\"value\":"

  func write(to sink: inout ByteSink) throws {
    let verdict = report.verdict
    var members = JSONMembers(indent: 4)
    try members.put("uuid", names.uuid("result", ""), to: &sink)
    try members.put("title", "Verdict: \(verdict.word.rawValue)", to: &sink)
    let reasons = verdict.reasons.map(OSCALText.markup).joined(separator: "; ")
    try members.put(
      "description", reasons.isEmpty ? "Every rule was answered." : reasons, to: &sink)
    try members.put("start", time, to: &sink)
    try members.put("end", time, to: &sink)
    try putProps(resultProps, in: &members, to: &sink)
    try putReviewedControls(in: &members, to: &sink)
    try putObservations(in: &members, to: &sink)
    try putRisks(in: &members, to: &sink)
    try putFindings(in: &members, to: &sink)
    let scope = AuditScope(report: report)
    let remarks =
      scope.notExamined.map { "Not examined: \($0)" } + report.assumptions
      + scope.settings.map { "Setting: \($0)" }
    if !remarks.isEmpty {
      try members.put(
        "remarks", remarks.map { "- " + OSCALText.markup($0) }.joined(separator: "\n"), to: &sink)
    }
    try members.close(to: &sink)
  }

  private var resultProps: [(name: String, value: String)] {
    [
      ("verdict", report.verdict.word.rawValue), ("exit-code", "\(report.verdict.exitCode)"),
      ("rule-set-digest", report.ruleSetDigest),
    ] + RunData(report: report).properties + countProps(report.ledger.counts)
  }

  private func countProps(_ counts: OutcomeCounts) -> [(name: String, value: String)] {
    Outcome.allCases.map { ("count-\($0.word)", String(counts[$0])) }
  }

  private func putProps(
    _ props: [(name: String, value: String)], in members: inout JSONMembers,
    to sink: inout ByteSink
  ) throws {
    try members.put("props", each: props, to: &sink) { prop, sink in
      // Several for each outcome: names and namespace, which need no escapes, are put as they are.
      try sink.put("{\"name\":\"")
      try sink.put(prop.name)
      try sink.put(OSCALResult.propValue)
      try JSONText.put(OSCALText.string(prop.value), to: &sink)
      try sink.put("}")
    }
  }

  private func putReviewedControls(
    in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    let frameworks = Framework.all(report.ledger.rules)
    try members.put("reviewed-controls", to: &sink) { members, sink in
      try members.put(
        "description", "Controls for which the findings support evidence. They prove none.",
        to: &sink)
      guard !frameworks.isEmpty else {
        return try members.put("control-selections", each: [0], to: &sink) { _, sink in
          try sink.put("{\"include-all\":{}}")
        }
      }
      try members.put("control-selections", each: frameworks, to: &sink) { framework, sink in
        var ids: [String] = []
        for id in framework.controls.map({ OSCALText.token($0.id) }) where !ids.contains(id) {
          ids.append(id)
        }
        try JSONMembers.object(to: &sink) { members, sink in
          try members.put("description", OSCALText.markup(framework.name), to: &sink)
          try putProps([("framework", framework.name)], in: &members, to: &sink)
          try members.put("include-controls", each: ids, to: &sink) { id, sink in
            try JSONMembers.object(to: &sink) { try $0.put("control-id", id, to: &$1) }
          }
        }
      }
    }
  }

  /// The indices of the outcomes of a rule that are observed.
  private func observed(
    in rule: RuleLedger, where isWanted: @escaping (Outcome) -> Bool
  ) -> some Sequence<Int> {
    rule.outcomes.indices.lazy.filter { index in
      let outcome = rule.outcomes[index]
      return outcome != .pass && outcome != .notApplicable && isWanted(outcome)
    }
  }

  /// The UUID of an outcome's observation; references use it without the outcome itself.
  private func uuid(_ kind: String, _ rule: RuleLedger, _ index: Int) -> String {
    names.uuid(kind, "\(rule.info.id)\n\(index)")
  }

  // MARK: Observations

  private var hasObservations: Bool {
    let counts = report.ledger.counts
    return counts.total > counts[.pass] + counts[.notApplicable] || ScopeGap.count(report) > 0
  }

  private func putObservations(in members: inout JSONMembers, to sink: inout ByteSink) throws {
    guard hasObservations else { return }
    try members.begin("observations", to: &sink)
    var separator = "[\n"
    var prints = DistinctFingerprints()
    for notice in ScopeGap.all(report) {
      try sink.put(separator)
      separator = ",\n"
      try put(notice, prints.next(of: notice), to: &sink)
    }
    for rule in report.ledger.rules {
      for index in observed(in: rule, where: { _ in true }) {
        try sink.put(separator)
        separator = ",\n"
        try put(index, of: rule, to: &sink)
      }
    }
    try sink.put("]")
  }

  private func put(
    _ index: Int, of rule: RuleLedger, to sink: inout ByteSink
  ) throws {
    let answer = Answer(rule, at: index)
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uuid", uuid("observation", rule, index), to: &sink)
      try members.put("title", OSCALText.markup(rule.info.id), to: &sink)
      try members.put("description", OSCALText.markup(answer.wholeMessage), to: &sink)
      try putProps(
        [
          ("outcome", answer.outcome.word), ("severity", rule.severity.rawValue),
          ("fingerprint", answer.fingerprint(rule: rule.info.id)),
        ], in: &members, to: &sink)
      try members.put("methods", ["TEST"], to: &sink)
      try members.put("types", ["finding"], to: &sink)
      try putSubject(
        answer.subject.name, kind: answer.subject.kind.rawValue, in: &members, to: &sink)
      try putEvidence(of: answer, in: &members, to: &sink)
      try members.put("collected", time, to: &sink)
    }
  }

  private func put(_ notice: ScopeGap, _ print: String, to sink: inout ByteSink) throws {
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uuid", names.uuid("observation", print), to: &sink)
      try members.put("title", notice.kind.rawValue, to: &sink)
      try members.put(
        "description", OSCALText.markup("\(notice.name): \(notice.sentence)"), to: &sink)
      try putProps(
        [
          ("outcome", notice.kind.rawValue), ("severity", notice.kind.severity.rawValue),
          ("fingerprint", print),
        ], in: &members, to: &sink)
      try members.put("methods", ["EXAMINE"], to: &sink)
      try putSubject(notice.name, kind: "input", in: &members, to: &sink)
      try members.put("collected", time, to: &sink)
    }
  }

  private func putSubject(
    _ name: String, kind: String, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    try members.put("subjects", each: [name], to: &sink) { name, sink in
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("subject-uuid", names.uuid("subject", name), to: &sink)
        try members.put("type", "inventory-item", to: &sink)
        try members.put("title", OSCALText.markup(name), to: &sink)
        try putProps([("subject", name), ("kind", kind)], in: &members, to: &sink)
      }
    }
  }

  /// The facts, and where the subject is.
  private func putEvidence(
    of answer: Answer, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    let place = answer.place.map { [Evidence("the subject", $0.pointer, at: $0)] } ?? []
    let evidence = place + answer.findings.flatMap(\.evidence)
    guard !evidence.isEmpty else { return }
    try members.put("relevant-evidence", each: evidence, to: &sink) { fact, sink in
      try JSONMembers.object(to: &sink) { members, sink in
        if let place = fact.place {
          try members.put("href", "\(uris[place.input])#L\(max(1, place.line))", to: &sink)
        }
        try members.put("description", OSCALText.markup("\(fact.about): \(fact.value)"), to: &sink)
      }
    }
  }

  // MARK: Risks

  private func putRisks(in members: inout JSONMembers, to sink: inout ByteSink) throws {
    guard report.ledger.counts[.waived] + report.ledger.counts[.baselined] > 0 else { return }
    try members.begin("risks", to: &sink)
    var separator = "[\n"
    for rule in report.ledger.rules {
      for index in observed(in: rule, where: OSCALResult.isRisk) {
        try sink.put(separator)
        separator = ",\n"
        try putRisk(index, of: rule, to: &sink)
      }
    }
    try sink.put("]")
  }

  /// Failures that do not count stay risks.
  private static func isRisk(_ outcome: Outcome) -> Bool {
    outcome == .waived || outcome == .baselined
  }

  private func putRisk(
    _ index: Int, of rule: RuleLedger, to sink: inout ByteSink
  ) throws {
    let answer = Answer(rule, at: index)
    try JSONMembers.object(to: &sink) { members, sink in
      try members.put("uuid", uuid("risk", rule, index), to: &sink)
      try members.put(
        "title", OSCALText.markup("\(rule.info.id): \(answer.subject.name)"), to: &sink)
      try members.put("description", OSCALText.markup(answer.wholeMessage), to: &sink)
      try members.put(
        "statement", OSCALText.markup(answer.excuse(on: report.day) ?? ""), to: &sink)
      let status = answer.outcome == .baselined ? "open" : "deviation-approved"
      try members.put("status", status, to: &sink)
      if let last = answer.waiver?.expires, last.utf8.count == 10, CalendarDay(last) != nil {
        try members.put("deadline", "\(last)T23:59:59Z", to: &sink)
      }
      try members.put("related-observations", each: [index], to: &sink) { index, sink in
        try putReference("observation", rule, index, to: &sink)
      }
    }
  }

  private func putReference(
    _ kind: String, _ rule: RuleLedger, _ index: Int, to sink: inout ByteSink
  ) throws {
    try sink.put("{\"\(kind)-uuid\":\"\(uuid(kind, rule, index))\"}")
  }

  // MARK: Findings

  private func putFindings(in members: inout JSONMembers, to sink: inout ByteSink) throws {
    guard !report.ledger.rules.isEmpty else { return }
    try members.put("findings", each: report.ledger.rules, margin: "\n", to: &sink) { rule, sink in
      try JSONMembers.object(to: &sink) { members, sink in
        try members.put("uuid", names.uuid("finding", rule.info.id), to: &sink)
        try members.put("title", OSCALText.markup(rule.info.title), to: &sink)
        try members.put("description", OSCALText.markup(rule.info.rationale), to: &sink)
        try putProps(
          [("rule", rule.info.id), ("severity", rule.severity.rawValue)]
            + countProps(rule.counts), in: &members, to: &sink)
        try putTarget(of: rule, in: &members, to: &sink)
        try putReferences(
          "observation", "related-observations", of: rule, { _ in true },
          in: &members, to: &sink)
        try putReferences(
          "risk", "related-risks", of: rule, OSCALResult.isRisk,
          in: &members, to: &sink)
        try members.put("remarks", OSCALText.markup(remedy(of: rule)), to: &sink)
      }
    }
  }

  /// What to do about failures, or where there are none about what is unknown.
  private func remedy(of rule: RuleLedger) -> String {
    let failed = rule.counts[.fail] + rule.counts[.waived] + rule.counts[.baselined]
    return failed == 0 && rule.counts[.unknown] > 0
      ? rule.info.unknownRemedy : rule.info.remediation
  }

  /// What the rule comes to: satisfied only if some subject passed and nothing is wrong or open.
  private func putTarget(
    of rule: RuleLedger, in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    let counts = rule.counts
    let failed = counts[.fail] + counts[.waived] + counts[.baselined]
    let open = counts[.unknown] + counts[.error]
    let isSatisfied = failed + open == 0 && counts[.pass] > 0
    try members.put("target", to: &sink) { members, sink in
      try members.put("type", "objective-id", to: &sink)
      try members.put("target-id", OSCALText.token(rule.info.id), to: &sink)
      try members.put("status", to: &sink) { members, sink in
        try members.put("state", isSatisfied ? "satisfied" : "not-satisfied", to: &sink)
        try members.put("reason", isSatisfied ? "pass" : failed > 0 ? "fail" : "other", to: &sink)
        if !isSatisfied && failed == 0 {
          let why = open > 0 ? "Some subjects could not be judged." : "No subject was judged."
          try members.put("remarks", why, to: &sink)
        }
      }
    }
  }

  private func putReferences(
    _ kind: String, _ name: String, of rule: RuleLedger, _ isWanted: @escaping (Outcome) -> Bool,
    in members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    let outcomes = Outcome.allCases.filter { $0 != .pass && $0 != .notApplicable && isWanted($0) }
    guard outcomes.contains(where: { rule.counts[$0] > 0 }) else { return }
    try members.begin(name, to: &sink)
    var separator = "["
    for index in observed(in: rule, where: isWanted) {
      try sink.put(separator)
      separator = ","
      try putReference(kind, rule, index, to: &sink)
    }
    try sink.put("]")
  }
}
