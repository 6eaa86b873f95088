import FailoverAudit
import FailoverBase

/// What a Markdown report says of the baseline.
struct MarkdownBaselined {
  let report: Report
  let share: Int

  func write(to sink: inout ByteSink) throws {
    guard let sentences = BaselineSentences(report) else { return }
    let section = MarkdownSection(share: share / 2)
    let smaller = MarkdownSection(share: share / 6)
    try section.putHeading("Baselined", to: &sink)
    try smaller.putSentence(sentences.summary, to: &sink)
    let known = report.ledger.rules.lazy.flatMap { rule in
      rule.outcomes.indices.lazy.filter { rule.outcomes[$0] == .baselined }.map { (rule, $0) }
    }
    let total = report.ledger.counts[.baselined]
    if total > 0 {
      try section.putTable(
        ["rule", "subject", "finding"], known.map { row($0, $1) }, total: total,
        "baselined outcome", to: &sink)
      try sink.put("\n")
    }
    guard let remedy = sentences.remedy else { return }
    try smaller.putSentence("These entries no longer match. \(remedy)", to: &sink)
    try smaller.putList(
      sentences.baseline.stale.lazy.map(BaselineSentences.words), "entry of the baseline", to: &sink
    )
  }

  private func row(_ rule: RuleLedger, _ index: Int) -> [String] {
    let answer = Answer(rule, at: index)
    return [
      MarkdownText.code(rule.info.id), MarkdownText.code(answer.subject.name),
      MarkdownText.prose(answer.numberedMessage),
    ]
  }
}
