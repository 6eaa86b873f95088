import FailoverAudit
import FailoverBase

/// The failures of a Markdown report that somebody accepted, and how long that holds.
struct MarkdownWaivers {
  let report: Report
  let share: Int

  func write(to sink: inout ByteSink) throws {
    let order = WorstFirst.accepted(in: report.ledger)
    let total = order.total
    guard total > 0 else { return }
    let section = MarkdownSection(share: share)
    try section.putHeading("Waived", to: &sink)
    let rows = order.lazy.map { place in row(report.ledger.rules[place.rule], place.index) }
    try section.putTable(
      ["rule", "subject", "until", "days left", "by", "for", "why", "what was accepted"], rows,
      total: total, "waived outcome", to: &sink)
  }

  private func row(_ rule: RuleLedger, _ index: Int) -> [String] {
    let answer = Answer(rule, at: index)
    let waiver = answer.waiver
    let days = report.day.flatMap { waiver?.daysLeft(on: $0) }
    return [
      MarkdownText.code(rule.info.id), MarkdownText.code(answer.subject.name),
      MarkdownText.prose(waiver?.expires ?? ""), days.map(String.init) ?? "not known",
      MarkdownText.prose(waiver?.approver ?? ""), MarkdownText.prose(waiver?.owner ?? ""),
      MarkdownText.prose(waiver?.reason ?? ""), MarkdownText.prose(answer.numberedMessage),
    ]
  }
}
