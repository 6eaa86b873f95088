import FailoverAudit
import FailoverInventory

/// What changed as one self-contained page.
struct ComparisonPage {
  let report: ComparisonReport

  /// The most findings of a kind that the page lists.
  private static let limit = 2000

  func write(to sink: inout ByteSink) throws {
    let templates = try PageTemplates()
    let start: PageContext = [
      "version": .text(report.new.toolVersion), "title": .text("What changed: \(headline)"),
      "policy": .text(templates.policy),
    ]
    try templates.put("start", start, to: &sink)
    try sink.put("<style>\(templates.style)</style>\n</head>\n")
    try templates.put("comparison", context, to: &sink)
    try sink.put("</body>\n</html>\n")
  }

  private var headline: String {
    let new = report.count(.new)
    let fixed = report.count(.fixed)
    return "\(new == 0 ? "nothing new" : "\(PageNumber.grouped(new)) new"), "
      + (fixed == 0 ? "nothing fixed" : "\(PageNumber.grouped(fixed)) fixed")
  }

  private var context: PageContext {
    [
      "headline": .text(headline.prefix(1).uppercased() + headline.dropFirst()),
      "word": .text(word), "version": .text(report.new.toolVersion),
      "hasRemarks": .flag(!report.remarks.isEmpty), "remarks": .texts(report.remarks),
      "audits": .list([audit("Old", report.old), audit("New", report.new)]),
      "tiles": .list(Change.told.map(tile)),
      "changes": .list(
        Change.told.filter { $0 != .unchanged && report.count($0) > 0 }.map(section)),
      "unchanged": .text(
        "\(counted(report.count(.unchanged), "finding is", "findings are")) unchanged and not listed here: "
          + "the JSON form lists them all."),
    ]
  }

  /// The colour of the headline.
  private var word: String {
    switch report.gate.exitCode {
    case 0: "compliant"
    case 1: "violations"
    default: "incomplete"
    }
  }

  private func audit(_ name: String, _ audit: Report) -> PageContext {
    [
      "name": .text(name), "verdict": .text(audit.verdict.word.rawValue),
      "exitCode": .number(Int(audit.verdict.exitCode)), "time": .text(audit.time),
      "shownTime": .text(audit.time.map(PageWords.time) ?? "not given"),
      "groups": .count(audit.estate.groups), "failures": .count(audit.ledger.counts[.fail]),
      "unknown": .count(audit.ledger.counts[.unknown]),
    ]
  }

  private func tile(_ change: Change) -> PageContext {
    let count = report.count(change)
    return [
      "tileName": .text(change.title), "tileCount": .count(count),
      "tileNote": .text(count == 1 ? "finding" : "findings"),
      "tileMood": .text(count > 0 ? ComparisonPage.mood(change) : ""),
    ]
  }

  private static func mood(_ change: Change) -> String {
    switch change {
    case .new: "error"
    case .fixed: "passed"
    case .notJudged, .newlyUnknown: "open"
    case .newlyWaived: "accepted"
    case .severityChanged: "warning"
    case .unchanged: ""
    }
  }

  private func section(_ change: Change) -> PageContext {
    let findings = report.comparison.findings.lazy.filter { $0.change == change }
    let more = report.count(change) - ComparisonPage.limit
    return [
      "anchor": .text("change-" + change.rawValue), "changeTitle": .text(change.title),
      "changeCount": .count(report.count(change)), "changeMeaning": .text(change.meaning + "."),
      "rows": .list(findings.prefix(ComparisonPage.limit).map(row)),
      "hasWords": .flag(findings.contains { !ComparisonReport.words($0).isEmpty }),
      "more": more > 0
        ? .text("and \(PageNumber.grouped(more)) more, which the JSON form lists") : .absent,
    ]
  }

  private func row(_ changed: ChangedFinding) -> PageContext {
    let finding = changed.finding
    return [
      "rule": .text(finding.rule), "severity": .text(finding.severity.rawValue),
      "mood": .text(changed.now == .fail ? finding.severity.rawValue : ""),
      "subject": .text(finding.subject),
      "title": .text(report.title(of: changed)),
      "message": .text(report.message(of: changed)),
      "words": .text(ComparisonReport.words(changed)),
      "place": .text(report.place(of: changed).map(PageWords.place)),
      "remedy": .prose(
        changed.change == .new || changed.change == .newlyUnknown
          ? changed.now.flatMap { report.rule(of: changed)?.info.remedy(of: $0) } : nil),
    ]
  }
}
