import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory

/// What changed, for a person at a terminal.
struct ComparisonText {
  let report: ComparisonReport
  let layout: TextLayout
  let verbose: Bool

  /// The most findings of a kind that are listed unless `verbose`.
  private static let limit = 50

  func write(to sink: inout ByteSink) throws {
    let counts = Change.shown.map { "\(report.count($0)) \($0.title.lowercased())" }
    try layout.putParagraph(counts.joined(separator: ", "), ink: .bold, to: &sink)
    try put("Old", report.old, to: &sink)
    try put("New", report.new, to: &sink)
    for remark in report.remarks { try layout.putParagraph(remark, first: "- ", to: &sink) }
    for change in Change.shown where change != .unchanged || verbose {
      try put(change, to: &sink)
    }
    if report.count(.unchanged) > 0 && !verbose {
      try sink.put("\n")
      try layout.putParagraph(
        "Not shown: \(counted(report.count(.unchanged), "unchanged finding")). A verbose report and "
          + "the JSON form list them.", to: &sink)
    }
  }

  private func put(_ name: String, _ audit: Report, to sink: inout ByteSink) throws {
    let verdict = audit.verdict
    let time = audit.time.map { " on \($0)" } ?? ""
    try layout.putParagraph(
      "\(name): \(verdict.word.rawValue) (exit code \(verdict.exitCode))\(time), "
        + counted(audit.estate.groups, "failover group"), to: &sink)
  }

  private func put(_ change: Change, to sink: inout ByteSink) throws {
    let count = report.count(change)
    guard count > 0 else { return }
    try layout.putHeading("\(change.title) (\(count))", to: &sink)
    try layout.putParagraph(change.meaning + ".", to: &sink)
    let limit = verbose ? Int.max : ComparisonText.limit
    let findings = report.comparison.findings.lazy.filter { $0.change == change }
    for finding in findings.prefix(limit) { try put(finding, to: &sink) }
    if count > limit {
      try sink.put("\n")
      try layout.putParagraph(
        "Not shown: \(count - limit) more. A verbose report and the other formats list them all.",
        to: &sink)
    }
  }

  private func put(_ changed: ChangedFinding, to sink: inout ByteSink) throws {
    let finding = changed.finding
    let isBelow = changed.change == .new && !report.isViolation(changed)
    try sink.put("\n" + TextLayout.padded(finding.severity.rawValue, 7) + " ")
    try sink.put(layout.paint(TerminalText.visible(finding.rule), .bold))
    try sink.put(isBelow ? " (does not count for the verdict)\n" : "\n")
    try layout.putParagraph(
      "\(report.title(of: changed)): \(report.message(of: changed))", first: "  ", to: &sink)
    try layout.putParagraph(finding.subject, first: "  - ", to: &sink)
    let words = ComparisonReport.words(changed)
    if !words.isEmpty { try sink.put("  - \(words)\n") }
    if let place = report.place(of: changed) {
      let origin = changed.isOld ? "in the old report at " : "at "
      try layout.putParagraph("\(place.input):\(place.line)", first: "  " + origin, to: &sink)
    }
  }
}
