import FailoverAudit
import FailoverInventory

/// One suite for each rule, one case for each rule and subject, for CI servers.
///
/// There is no standard; one file is valid against the strict Jenkins schema and the Ant schema at
/// once. Their readers keep one result for each case and tell cases apart by suite, class and name,
/// so that several findings share one body and names hold a fingerprint instead of a message.
public struct JUnitReporter: Reporter {
  public static let format = "junit"
  public static let summary = "JUnit XML for Jenkins, GitLab, Azure DevOps and GitHub actions"

  static let package = "failover-audit"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    try sink.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    try JUnitInputs(report: report).write(to: &sink)
    for (index, rule) in report.ledger.rules.enumerated() {
      try write(rule, id: index + 1, of: report, to: &sink)
    }
    try sink.put("</testsuites>\n")
  }

  private func write(
    _ rule: RuleLedger, id: Int, of report: Report, to sink: inout ByteSink
  ) throws {
    let counts = rule.counts
    let suite = JUnitSuite(
      name: rule.info.id, id: id, time: report.time, tests: counts.total,
      failures: counts[.fail], errors: counts[.unknown] + counts[.error],
      skipped: counts[.notApplicable] + counts[.waived])
    try suite.open(to: &sink)
    try suite.put(
      JUnitProperties.common(report) + [
        ("severity", rule.severity.rawValue), ("family", rule.info.family.rawValue),
        ("title", rule.info.title), ("remediation", rule.info.remediation),
      ], to: &sink)
    for index in rule.outcomes.indices {
      let answer = Answer(rule, at: index)
      try suite.openCase(answer.subject.name, to: &sink)
      try write(answer, of: rule, to: &sink)
    }
    try suite.close(to: &sink)
  }

  private func write(_ answer: Answer, of rule: RuleLedger, to sink: inout ByteSink) throws {
    switch answer.outcome {
    case .pass:
      try sink.put("/>\n")
    case .notApplicable:
      try skip("not applicable: " + answer.message, to: &sink)
    case .waived:
      let waiver = answer.waiverSentence ?? "waived"
      try skip("\(waiver) (\(answer.message))", to: &sink)
    case .fail:
      try put(answer, element: "failure", type: rule.severity.rawValue, to: &sink)
    case .unknown:
      try put(answer, element: "error", type: "missing-data", to: &sink)
    case .error:
      try put(answer, element: "error", type: "rule-error", to: &sink)
    }
  }

  private func skip(_ message: String, to sink: inout ByteSink) throws {
    try sink.put("><skipped message=\"")
    try XMLText.putAttribute(message, to: &sink)
    try sink.put("\"/></testcase>\n")
  }

  private func put(
    _ answer: Answer, element: String, type: String, to sink: inout ByteSink
  ) throws {
    try sink.put("><\(element) type=\"\(type)\" message=\"")
    try XMLText.putAttribute(answer.message, to: &sink)
    try sink.put("\">")
    let isNumbered = answer.findings.count > 1
    for (number, finding) in answer.findings.enumerated() {
      if isNumbered { try sink.put("\(number + 1). ") }
      try XMLText.putLine(finding.message, to: &sink)
      try sink.put("\n")
      for fact in finding.evidence { try put(fact, to: &sink) }
    }
    if let place = answer.place {
      try sink.put("at ")
      try XMLText.putLine("\(place.input):\(place.line) \(place.pointer)", to: &sink)
      try sink.put("\n")
    }
    try sink.put("</\(element)></testcase>\n")
  }

  private func put(_ fact: Evidence, to sink: inout ByteSink) throws {
    try sink.put("  - ")
    try XMLText.putLine(fact.about, to: &sink)
    try sink.put(": ")
    try XMLText.putLine(fact.value, to: &sink)
    if let place = fact.place {
      try sink.put(" (")
      try XMLText.putLine("\(place.input):\(place.line)", to: &sink)
      try sink.put(")")
    }
    try sink.put("\n")
  }
}
