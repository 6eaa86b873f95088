import FailoverAudit
import FailoverBase
import FailoverInventory

/// What the text report says of accepted failures: who accepted what until when, the first to end
/// first.
struct TextWaived {
  let report: Report
  let layout: TextLayout
  let verbose: Bool

  /// The most waived outcomes that are listed unless `verbose`.
  static let limit = 50

  /// A waived outcome, without its texts.
  private struct Entry {
    let rule: Int32
    let index: Int32
    /// The last day of the waiver; one that is not a date comes before all others.
    let day: Int
  }

  func write(to sink: inout ByteSink) throws {
    let count = report.ledger.counts[.waived]
    guard count > 0 else { return }
    try layout.putHeading("Waived: failures that somebody accepted", to: &sink)
    let limit = TextReporter.limit(TextWaived.limit, unless: verbose)
    for entry in entries.prefix(limit) {
      try put(report.ledger.rules[Int(entry.rule)], Int(entry.index), to: &sink)
    }
    if count > limit {
      try layout.putParagraph(
        "Not shown: \(counted(count - limit, "more waived outcome")), whose waivers end later. "
          + "A verbose report and the other formats list them all.", to: &sink)
    }
  }

  private var entries: [Entry] {
    var entries: [Entry] = []
    for (number, rule) in report.ledger.rules.enumerated() where rule.counts[.waived] > 0 {
      for (index, outcome) in rule.outcomes.enumerated() where outcome == .waived {
        let day = Answer(rule, at: index).waiver.flatMap { CalendarDay($0.expires) }
        entries.append(
          Entry(rule: Int32(number), index: Int32(index), day: day?.number ?? .min))
      }
    }
    return entries.sorted { ($0.day, $0.rule, $0.index) < ($1.day, $1.rule, $1.index) }
  }

  private func put(_ rule: RuleLedger, _ index: Int, to sink: inout ByteSink) throws {
    let answer = Answer(rule, at: index)
    let title = TerminalText.visible(rule.info.id)
    try sink.put("\(TextLayout.padded(rule.severity.rawValue, 7)) \(title)\n")
    let indent = "  "
    try layout.putParagraph(TextNames.title(of: answer.subject), first: indent, to: &sink)
    for (number, finding) in answer.findings.enumerated() {
      let start = answer.findings.count > 1 ? indent + "\(number + 1). " : indent
      try layout.putParagraph(finding.message, first: start, to: &sink)
    }
    guard let waiver = answer.waiver else { return }
    try layout.putParagraph(
      "until \(waiver.expires)\(waiver.left(on: report.day)), accepted by \(waiver.approver), "
        + "owned by \(waiver.owner)", first: indent + "- ", to: &sink)
    try layout.putParagraph("why: \(waiver.reason)", first: indent + "- ", to: &sink)
  }
}
