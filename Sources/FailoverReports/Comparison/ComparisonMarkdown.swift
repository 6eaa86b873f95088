import FailoverArchive
import FailoverAudit
import FailoverBase

/// What changed, for a merge request or the summary of a job.
struct ComparisonMarkdown {
  let report: ComparisonReport

  /// GitHub refuses a summary of more than 1,048,576 bytes as a whole.
  private static let share = 140_000

  func write(to sink: inout ByteSink) throws {
    try sink.put("# failover-audit: what changed\n\n")
    let section = MarkdownSection(share: ComparisonMarkdown.share)
    try section.putTable(
      Change.shown.map { $0.title.lowercased() },
      [Change.shown.map { String(report.count($0)) }], total: 1, "row", to: &sink)
    try sink.put("\n")
    let sentences = [line("Old", report.old), line("New", report.new)] + report.remarks
    try section.putList(sentences, "remark", to: &sink)
    for change in Change.shown where change != .unchanged && report.count(change) > 0 {
      try section.putHeading("\(change.title) (\(report.count(change)))", to: &sink)
      try sink.put(MarkdownText.prose(change.meaning) + ".\n\n")
      let rows = report.comparison.findings.lazy.filter { $0.change == change }.map(row)
      try section.putTable(
        ["severity", "rule", "subject", "what it says", "then and now"], rows,
        total: report.count(change), "finding", to: &sink)
    }
  }

  private func line(_ name: String, _ audit: Report) -> String {
    "\(name): \(audit.verdict.word.rawValue) (exit code \(audit.verdict.exitCode))"
      + (audit.time.map { " on \($0)" } ?? "")
  }

  private func row(_ changed: ChangedFinding) -> [String] {
    [
      changed.finding.severity.rawValue, MarkdownText.code(changed.finding.rule),
      MarkdownText.code(changed.finding.subject),
      MarkdownText.prose("\(report.title(of: changed)): \(report.message(of: changed))"),
      MarkdownText.prose(ComparisonReport.words(changed)),
    ]
  }
}
