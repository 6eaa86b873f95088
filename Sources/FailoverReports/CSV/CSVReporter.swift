import FailoverAudit
import FailoverBase
import FailoverInventory

/// A table of every outcome for spreadsheets, after RFC 4180.
public struct CSVReporter: Reporter {
  public static let format = "csv"
  public static let summary = "every outcome as a row of a CSV table"

  static let columns = [
    "outcome", "severity", "rule", "family", "subject", "kind", "datacenter_id", "datacenter",
    "lan_id", "lan", "record_id", "record", "groups", "message", "evidence", "input", "line",
    "pointer", "fingerprint", "waived_until", "waiver_reason", "waiver_owner", "waiver_approver",
    "first_seen", "open_since",
  ]

  public init() {}

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    try put(CSVReporter.columns, to: &sink)
    let ages = FindingAges(report)
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
          try CSVText.put(rule.name(at: index), to: &sink)
          try sink.put(passEnd)
        } else {
          try put(cells(Answer(rule, at: index), of: rule, ages), to: &sink)
        }
      }
    }
    for notice in ScopeGap.all(report) { try put(cells(notice), to: &sink) }
  }

  private func put(_ cells: [String], to sink: inout ByteSink) throws {
    var isFirst = true
    for cell in cells {
      if !isFirst { try sink.put(",") }
      isFirst = false
      if !cell.isEmpty { try CSVText.put(cell, to: &sink) }
    }
    try sink.put("\r\n")
  }

  /// The cells from the subject on.
  private func cells(_ answer: Answer, of rule: RuleLedger, _ ages: FindingAges) -> [String] {
    let subject = answer.subject
    let place = answer.place
    let age = ages.age(of: answer, rule: rule.info.id)
    return [
      subject.name, subject.kind.rawValue, subject.datacenter?.id ?? "",
      subject.datacenter?.name ?? "", subject.lan?.id ?? "", subject.lan?.name ?? "",
      subject.record?.id ?? "", subject.record?.name ?? "",
      subject.groups.joined(separator: " "), answer.wholeMessage, evidence(answer),
      place?.input ?? "", place.map { String($0.line) } ?? "", place?.pointer ?? "",
      answer.fingerprint(rule: rule.info.id), answer.waiver?.expires ?? "",
      answer.waiver?.reason ?? "", answer.waiver?.owner ?? "", answer.waiver?.approver ?? "",
      age.map { UTCTime.text(of: $0.firstSeen) } ?? "",
      age.map { UTCTime.text(of: $0.openSince) } ?? "",
    ]
  }

  private func evidence(_ answer: Answer) -> String {
    answer.findings.flatMap(\.evidence).map { fact in
      "\(fact.about): \(fact.value)" + (fact.place.map { " (\($0.input):\($0.line))" } ?? "")
    }.joined(separator: "; ")
  }

  /// Comes after the outcomes, with what happened in place of an outcome.
  private func cells(_ notice: ScopeGap) -> [String] {
    let outcome = notice.input?.status.rawValue ?? notice.kind.rawValue
    let place = notice.place
    return [
      outcome, notice.kind.severity.rawValue, notice.kind.rawValue, "", notice.name, "", "", "", "",
      "", "", "", "", notice.sentence, "", place?.input ?? "",
      place.map { String($0.line) } ?? "", place?.pointer ?? "", notice.fingerprint, "", "", "", "",
      "", "",
    ]
  }
}
