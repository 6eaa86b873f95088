import FailoverAudit
import FailoverBase
import FailoverInventory

/// The whole file: the inputs, then every rule.
struct JUnitDocument {
  let report: Report
  let style: JUnitStyle
  let folding: JUnitFolding

  var inputs: JUnitInputs { JUnitInputs(report: report, style: style, folding: folding) }

  func write(to sink: inout ByteSink) throws {
    try sink.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    try inputs.write(to: &sink)
    for (number, rule) in report.ledger.rules.enumerated() {
      try write(rule, number: number, to: &sink)
    }
    try sink.put("</testsuites>\n")
  }

  private func write(_ rule: RuleLedger, number: Int, to sink: inout ByteSink) throws {
    let cases = JUnitCases(rule, number: number, folding)
    let suite = JUnitSuite(
      name: rule.info.id, id: number + 1, time: report.time, tests: cases.tests.total,
      failures: cases.tests[.fail], errors: cases.tests[.unknown] + cases.tests[.error],
      skipped: cases.tests[.notApplicable] + cases.tests[.waived] + cases.tests[.baselined])
    try suite.open(to: &sink)
    try suite.put(
      JUnitProperties.common(report) + [
        ("severity", rule.severity.rawValue), ("family", rule.info.family.rawValue),
        ("title", rule.info.title), ("remediation", rule.info.remediation),
      ] + cases.properties, to: &sink)
    var written = OutcomeCounts()
    for (index, outcome) in rule.outcomes.enumerated() where written[outcome] < cases.own[outcome] {
      if let bytes = folding.measuredCase(written[outcome], outcome, rule: number) {
        try sink.put(bytes)
      } else {
        try write(index, of: rule, to: &sink)
      }
      written[outcome] += 1
    }
    for outcome in Outcome.allCases where cases.folded[outcome] > 0 {
      try writeFolded(cases.folded[outcome], outcome, of: rule, suite, to: &sink)
    }
    try suite.close(notice: cases.notice, to: &sink)
  }

  // MARK: Cases

  /// Writes the case of one outcome.
  func write(_ index: Int, of rule: RuleLedger, to sink: inout ByteSink) throws {
    guard rule.outcomes[index] != .pass else {
      try JUnitSuite.openCase(rule.name(at: index), of: rule.info.id, to: &sink)
      return try sink.put("/>\n")
    }
    let answer = Answer(rule, at: index)
    try JUnitSuite.openCase(answer.subject.name, of: rule.info.id, to: &sink)
    if let place = answer.place {
      try style.putPlace(place.input, line: place.line, to: &sink)
    }
    switch answer.outcome {
    case .pass:
      try sink.put("/>\n")
    case .notApplicable:
      try style.putSkipped("not applicable: " + answer.message, to: &sink)
    case .waived, .baselined:
      let excuse = answer.excuse(on: report.day) ?? answer.outcome.word
      try style.putSkipped("\(excuse) (\(answer.message))", to: &sink)
    case .fail, .unknown, .error:
      let element = JUnitDocument.element(answer.outcome, rule.severity)
      try put(
        answer, element: element.name, type: element.type,
        words: FindingAges(report).words(of: answer, rule: rule.info.id), to: &sink)
    }
  }

  /// Writes the one case that covers all outcomes that have none of their own.
  ///
  /// Its name holds a number only where nothing else can: readers compare failures by their names.
  private func writeFolded(
    _ count: Int, _ outcome: Outcome, of rule: RuleLedger, _ suite: JUnitSuite,
    to sink: inout ByteSink
  ) throws {
    let subjects = "\(counted(count, "subject")): \(outcome.word)"
    let name = outcome == .pass ? "folded: " + subjects : "folded: \(outcome.word)"
    try JUnitSuite.openCase(name, of: rule.info.id, to: &sink)
    switch outcome {
    case .pass:
      try sink.put("/>\n")
    case .notApplicable, .waived, .baselined:
      try style.putSkipped("folded: " + subjects, to: &sink)
    case .fail, .unknown, .error:
      let element = JUnitDocument.element(outcome, rule.severity)
      try sink.put("><\(element.name) type=\"\(element.type)\" message=\"folded: \(subjects)\">")
      try sink.put(JUnitCases.reason + "\n</\(element.name)></testcase>\n")
    }
  }

  private static func element(
    _ outcome: Outcome, _ severity: Severity
  ) -> (name: String, type: String) {
    switch outcome {
    case .fail: ("failure", severity.rawValue)
    case .unknown: ("error", "missing-data")
    default: ("error", "rule-error")
    }
  }

  private func put(
    _ answer: Answer, element: String, type: String, words: String?, to sink: inout ByteSink
  ) throws {
    try sink.put("><\(element) type=\"\(type)\" message=\"")
    try XMLText.putAttribute("\(answer.subject.title): \(answer.message)", to: &sink)
    try sink.put("\">")
    // GitLab shows the text only.
    try XMLText.putLine(answer.subject.title, to: &sink)
    try sink.put(":\n")
    let isNumbered = answer.findings.count > 1
    for (number, finding) in answer.findings.enumerated() {
      if isNumbered { try sink.put("\(number + 1). ") }
      try XMLText.putLine(finding.message, to: &sink)
      try sink.put("\n")
      for fact in finding.evidence { try put(fact, to: &sink) }
    }
    if let words { try sink.put(words + "\n") }
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

/// How many cases a rule has, and what is said where some are folded.
struct JUnitCases {
  /// Outcomes with a case of their own.
  private(set) var own = OutcomeCounts()
  /// Outcomes that share one case for each outcome.
  private(set) var folded = OutcomeCounts()
  /// The cases of the suite.
  private(set) var tests = OutcomeCounts()
  private let counts: OutcomeCounts

  init(_ rule: RuleLedger, number: Int, _ folding: JUnitFolding) {
    counts = rule.counts
    for outcome in Outcome.allCases {
      own[outcome] = min(rule.counts[outcome], folding.kept(outcome, rule: number))
      folded[outcome] = rule.counts[outcome] - own[outcome]
      tests[outcome] = own[outcome] + (folded[outcome] > 0 ? 1 : 0)
    }
  }

  static let reason =
    "GitLab refuses files of 30 MB or 250,000 XML objects; the JSON report and the ledger list all of them"

  /// What is folded here; empty if nothing is.
  var notice: String {
    let parts = Outcome.allCases.filter { folded[$0] > 0 }.map { "\(folded[$0]) \($0.word)" }
    return parts.isEmpty
      ? "" : "folded into one case each: \(parts.joined(separator: ", ")). \(JUnitCases.reason)"
  }

  /// The notice and the counts of the ledger, which those of the suite are not.
  var properties: [(name: String, value: String)] {
    if folded.total == 0 { return [] }
    let all = Outcome.allCases.map { "\(counts[$0]) \($0.word)" }.joined(separator: ", ")
    return [("folded", notice), ("outcomes", "\(counts.total) = " + all)]
  }
}
