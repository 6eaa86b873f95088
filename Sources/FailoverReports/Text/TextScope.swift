import FailoverAudit
import FailoverBase
import FailoverInventory

/// The end of the text report: what was not judged, what was taken for granted, and what made it.
struct TextScope {
  let report: Report
  let layout: TextLayout

  func write(to sink: inout ByteSink) throws {
    let scope = AuditScope(report: report)
    let notExamined = scope.notExamined
    try put("Not examined", notExamined.isEmpty ? ["nothing"] : notExamined, to: &sink)
    try put("Assumptions", report.assumptions, to: &sink)
    try put("Settings that differ from the defaults", scope.settings, to: &sink)
    try layout.putHeading("Made by", to: &sink)
    try layout.putParagraph("failover-audit \(report.toolVersion)", to: &sink)
    try layout.putParagraph("rule set \(report.ruleSetDigest)", to: &sink)
    for sentence in RunData(report: report).sentences {
      try layout.putParagraph(sentence, to: &sink)
    }
    if let time = report.time { try layout.putParagraph("time \(time)", to: &sink) }
  }

  private func put(_ title: String, _ sentences: [String], to sink: inout ByteSink) throws {
    guard !sentences.isEmpty else { return }
    try layout.putHeading(title, to: &sink)
    for sentence in sentences { try layout.putParagraph(sentence, first: "- ", to: &sink) }
  }
}
