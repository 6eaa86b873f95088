import FailoverAudit
import FailoverInventory

/// A table of every outcome for spreadsheets, after RFC 4180.
public struct CSVReporter: Reporter {
  public static let format = "csv"
  public static let summary = "every outcome as a row of a CSV table"

  static let columns = [
    "outcome", "severity", "rule", "family", "subject", "kind", "datacenter_id", "datacenter",
    "lan_id", "lan", "record_id", "record", "groups", "message", "evidence", "input", "line",
    "pointer", "fingerprint", "waived_until", "waiver_reason", "waiver_owner", "waiver_approver",
  ]

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    try put(CSVReporter.columns, to: &sink)
    for rule in report.ledger.rules {
      let middle =
        ","
        + [rule.severity.rawValue, rule.info.id, rule.info.family.rawValue]
        .map(CSVText.cell).joined(separator: ",") + ","
      let passEnd = String(repeating: ",", count: CSVReporter.columns.count - 5) + "\r\n"
      for (index, outcome) in rule.outcomes.enumerated() {
        try sink.put(outcome.word)
        try sink.put(middle)
        if outcome == .pass {
          try sink.put(CSVText.cell(rule.subject(at: index).name))
          try sink.put(passEnd)
        } else {
          try put(cells(Answer(rule, at: index), of: rule), to: &sink)
        }
      }
    }
    for notice in Unexamined.all(report) { try put(cells(notice), to: &sink) }
  }

  private func put(_ cells: [String], to sink: inout ByteSink) throws {
    var isFirst = true
    for cell in cells {
      if !isFirst { try sink.put(",") }
      isFirst = false
      if !cell.isEmpty { try sink.put(CSVText.cell(cell)) }
    }
    try sink.put("\r\n")
  }

  /// The cells from the subject on.
  private func cells(_ answer: Answer, of rule: RuleLedger) -> [String] {
    let subject = answer.subject
    let place = answer.place
    return [
      subject.name, subject.kind.rawValue, subject.datacenter?.id ?? "",
      subject.datacenter?.name ?? "", subject.lan?.id ?? "", subject.lan?.name ?? "",
      subject.record?.id ?? "", subject.record?.name ?? "",
      subject.groups.joined(separator: " "), answer.numberedMessage, evidence(answer),
      place?.input ?? "", place.map { String($0.line) } ?? "", place?.pointer ?? "",
      answer.fingerprint(rule: rule.info.id), answer.waiver?.expires ?? "",
      answer.waiver?.reason ?? "", answer.waiver?.owner ?? "", answer.waiver?.approver ?? "",
    ]
  }

  private func evidence(_ answer: Answer) -> String {
    answer.findings.flatMap(\.evidence).map { fact in
      "\(fact.about): \(fact.value)" + (fact.place.map { " (\($0.input):\($0.line))" } ?? "")
    }.joined(separator: "; ")
  }

  /// Stands behind the outcomes, with what happened in the place of an outcome.
  private func cells(_ notice: Unexamined) -> [String] {
    let outcome = notice.input?.status.rawValue ?? notice.kind.rawValue
    let place = notice.place
    return [
      outcome, notice.kind.severity.rawValue, notice.kind.rawValue, "", notice.name, "", "", "", "",
      "", "", "", "", notice.sentence, "", place?.input ?? "",
      place.map { String($0.line) } ?? "", place?.pointer ?? "", notice.fingerprint, "", "", "", "",
    ]
  }
}

/// Text made fit for a cell: no line break, nothing hidden, and no formula in any spreadsheet.
enum CSVText {
  /// The text as a cell, in quotes where RFC 4180 asks for them.
  static func cell(_ text: String) -> String {
    if let first = text.unicodeScalars.first, text.isPlain(besides: isSpecial), first != " ",
      !startsFormula(first)
    {
      return text
    }
    let visible = guarded(TerminalText.visible(text))
    guard visible.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") })
    else { return visible }
    return "\""
      + visible.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  /// The text with an apostrophe before what a spreadsheet would take for a formula: at the start, also
  /// behind blanks and quotes, and behind a semicolon, at which many of them cut whatever the quotes say.
  private static func guarded(_ text: String) -> String {
    var result = ""
    var pending: [Unicode.Scalar]? = []
    for scalar in text.unicodeScalars {
      if let blanks = pending {
        if scalar.properties.isWhitespace || scalar == "\"" {
          pending = blanks + [scalar]
          continue
        }
        if startsFormula(scalar) { result += "'" }
        result.unicodeScalars.append(contentsOf: blanks)
        pending = nil
      }
      result.unicodeScalars.append(scalar)
      if scalar == ";" { pending = [] }
    }
    result.unicodeScalars.append(contentsOf: pending ?? [])
    return result
  }

  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
