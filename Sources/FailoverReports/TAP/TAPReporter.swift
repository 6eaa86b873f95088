import FailoverAudit
import FailoverBase
import FailoverInventory

/// Every outcome as a test point of TAP 14.
public struct TAPReporter: Reporter {
  public static let format = "tap"
  public static let summary = "every outcome as a test of TAP 14"

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let notices = ScopeGap.count(report)
    try sink.put("TAP version 14\n1..\(notices + report.ledger.counts.total)\n")
    try sink.put("# \(TAPText.description(RunData(report: report).digests))\n")
    for sentence in report.settings.leftOut {
      try sink.put("# \(TAPText.description(sentence))\n")
    }
    var number = 0
    for notice in ScopeGap.all(report) {
      number += 1
      try sink.put("not ok \(number) - ")
      try sink.put(TAPText.description("\(notice.kind.rawValue): \(notice.name)"))
      try sink.put("\n")
      try put(notice, to: &sink)
    }
    for rule in report.ledger.rules {
      let start = TAPText.description(rule.info.id) + ": "
      for (index, outcome) in rule.outcomes.enumerated() {
        number += 1
        try sink.put(outcome == .pass || outcome == .notApplicable ? "ok " : "not ok ")
        try sink.put(String(number))
        try sink.put(" - ")
        try sink.put(start)
        if outcome == .pass {
          try sink.put(TAPText.description(rule.name(at: index)))
          try sink.put("\n")
        } else {
          try put(Answer(rule, at: index), of: rule, on: report.day, to: &sink)
        }
      }
    }
  }

  private func put(
    _ answer: Answer, of rule: RuleLedger, on day: CalendarDay?, to sink: inout ByteSink
  ) throws {
    try sink.put(TAPText.description(answer.subject.name))
    switch answer.outcome {
    case .notApplicable:
      return try sink.put(
        " # SKIP not applicable: \(TAPText.description(answer.numberedMessage))\n")
    case .waived, .baselined:
      let sentence = answer.excuse(on: day) ?? answer.outcome.word
      try sink.put(
        " # TODO \(TAPText.description("\(sentence) (\(answer.numberedMessage))"))\n")
    default:
      try sink.put("\n")
      try putBlock(answer, of: rule, to: &sink)
    }
  }

  private func putBlock(_ answer: Answer, of rule: RuleLedger, to sink: inout ByteSink) throws {
    try sink.put("  ---\n")
    try put("outcome", answer.outcome.word, to: &sink)
    try put("severity", rule.severity.rawValue, to: &sink)
    try put("message", answer.wholeMessage, to: &sink)
    if let place = answer.place { try put("at", "\(place.input):\(place.line)", to: &sink) }
    try put("fingerprint", answer.fingerprint(rule: rule.info.id), to: &sink)
    let evidence = answer.findings.flatMap(\.evidence)
    if !evidence.isEmpty {
      try sink.put("  evidence:\n")
      for fact in evidence {
        let place = fact.place.map { " (\($0.input):\($0.line))" } ?? ""
        try sink.put("    - ")
        try putQuoted("\(fact.about): \(fact.value)\(place)", to: &sink)
      }
    }
    try sink.put("  ...\n")
  }

  private func put(_ notice: ScopeGap, to sink: inout ByteSink) throws {
    try sink.put("  ---\n")
    try put("outcome", notice.kind.rawValue, to: &sink)
    try put("severity", notice.kind.severity.rawValue, to: &sink)
    try put("message", notice.sentence, to: &sink)
    if let input = notice.input, !input.problems.isEmpty {
      try sink.put("  problems:\n")
      for problem in input.problems {
        try sink.put("    - ")
        try putQuoted(problem.description, to: &sink)
      }
    }
    try sink.put("  ...\n")
  }

  /// A member of the block.
  private func put(_ name: String, _ value: String, to sink: inout ByteSink) throws {
    try sink.put("  \(name): ")
    try putQuoted(value, to: &sink)
  }

  private func putQuoted(_ text: String, to sink: inout ByteSink) throws {
    try sink.put("\"")
    try sink.put(QuotedText.escaped(text))
    try sink.put("\"\n")
  }
}

/// Text made fit for the line of a test point: no directive and no escape but our own.
enum TAPText {
  static func description(_ text: String) -> String {
    if text.isPlain(besides: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\\") }) {
      return text
    }
    let visible = TerminalText.visible(text)
    var result = EscapedText(of: text)
    for scalar in visible.unicodeScalars {
      if scalar == "#" || scalar == "\\" { result.append("\\") }
      result.append(scalar)
    }
    return result.text
  }
}
