import FailoverAudit
import FailoverBase

/// The rules of a Markdown report that say more than that all is well, the most severe first.
struct MarkdownRules {
  let report: Report
  let share: Int

  func write(to sink: inout ByteSink) throws {
    let rules = report.ledger.rules.filter { rule in
      rule.counts.total > rule.counts[.pass] + rule.counts[.notApplicable]
    }.sorted { ($1.severity, $0.info.id) < ($0.severity, $1.info.id) }
    guard !rules.isEmpty else { return }
    let section = MarkdownSection(share: share)
    try section.putHeading("Rules with failures or open questions", to: &sink)
    let order: [Outcome] = [.fail, .unknown, .error, .waived, .baselined, .pass, .notApplicable]
    let shown = order.filter(report.possibleOutcomes.contains)
    let rows = rules.lazy.map { rule in
      [MarkdownText.code(rule.info.id), rule.severity.rawValue]
        + shown.map { String(rule.counts[$0]) }
        + [MarkdownText.prose(rule.info.title), MarkdownText.prose(rule.info.remediation)]
    }
    try section.putTable(
      ["rule", "severity"] + shown.map(\.word) + ["what complies", "what to do"], rows,
      total: rules.count, "rule", to: &sink)
  }
}
