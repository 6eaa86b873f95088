import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory

/// What changed as one self-contained page.
struct ComparisonPage {
  let report: ComparisonReport

  /// The most findings of a kind that the page lists.
  private static let limit = 2000

  func write(to sink: inout ByteSink) throws {
    let start = PageStart(
      version: report.new.toolVersion, title: "What changed: \(headline)", style: .style,
      script: .script)
    try sink.put(html: start.html)
    try sink.put(html: header)
    try sink.put(html: summary)
    for change in Change.shown where change != .unchanged && report.count(change) > 0 {
      try sink.put(html: section(change))
    }
    try sink.put(html: end)
  }

  private var headline: String {
    let new = report.count(.new)
    let fixed = report.count(.fixed)
    return "\(new == 0 ? "nothing new" : "\(PageNumber.grouped(new)) new"), "
      + (fixed == 0 ? "nothing fixed" : "\(PageNumber.grouped(fixed)) fixed")
  }

  private var header: HTML {
    let times = audits.map { name, audit -> HTML in "\(name): \(shownTime(of: audit)). " }
    return """
      <body>
      <a class="skip" href="#audits">Skip to the audits</a>
      <header class="top">
      <p class="brand">failover-audit</p>
      <h1>What changed between two audits</h1>
      <p class="when">\(times)</p>
      </header>
      <main>

      """
  }

  private var end: HTML {
    let unchanged = counted(report.count(.unchanged), "finding is", "findings are")
    return """
      <p id="changes">\(unchanged) unchanged and not listed here: the JSON form lists them all.</p>
      </main>
      <footer>
      <p>Made by failover-audit \(report.new.toolVersion). This page loads nothing and sends \
      nothing.</p>
      </footer>
      </body>
      </html>

      """
  }

  // MARK: The audits

  private var summary: HTML {
    let remarks: HTML? =
      report.remarks.isEmpty
      ? nil : "<ul class=\"reasons\">\(HTML.items(report.remarks))</ul>"
    return """
      <section id="summary" aria-labelledby="verdict">
      <div class="verdict \(word)">
      <h2 id="verdict">\(headline.prefix(1).uppercased() + headline.dropFirst())</h2>
      \(remarks)
      </div>
      <dl class="tiles">\(Change.shown.map { tile($0).html })</dl>
      <h3 id="audits">The audits</h3>
      \(table.html)
      </section>

      """
  }

  /// The colour of the headline.
  private var word: String {
    switch report.gate.exitCode {
    case 0: "compliant"
    case 1: "violations"
    default: "incomplete"
    }
  }

  private var audits: [(name: String, audit: Report)] {
    [("Old", report.old), ("New", report.new)]
  }

  private var table: PageTable {
    PageTable(
      label: "audits",
      columns: [
        .text("Report"), .text("Time"), .text("Verdict"), .number("Groups"), .number("Failed"),
        .number("Unknown"),
      ], rows: audits.map(row))
  }

  private func row(_ name: String, _ audit: Report) -> HTML {
    let shown = shownTime(of: audit)
    let time = audit.time.map { time -> HTML in "<time datetime=\"\(time)\">\(shown)</time>" }
    return """
      <tr><th scope="row">\(name)</th><td>\(time ?? "\(shown)")</td>\
      <td>\(audit.verdict.word.rawValue) (exit code \(Int(audit.verdict.exitCode)))</td>\
      \(HTML.number(audit.estate.groups))\(HTML.number(audit.ledger.counts[.fail]))\
      \(HTML.number(audit.ledger.counts[.unknown]))</tr>
      """
  }

  private func shownTime(of audit: Report) -> String {
    audit.time.map(PageWords.time) ?? "not given"
  }

  private func tile(_ change: Change) -> PageTile {
    let count = report.count(change)
    return PageTile(
      name: change.title, count: count, note: count == 1 ? "finding" : "findings",
      severityColour: ComparisonPage.severityColour(change))
  }

  private static func severityColour(_ change: Change) -> String {
    switch change {
    case .new: "error"
    case .fixed: "passed"
    case .notJudged, .newlyUnknown: "open"
    case .newlyWaived: "accepted"
    case .severityChanged: "warning"
    case .unchanged: ""
    }
  }

  // MARK: The changes

  private func section(_ change: Change) -> HTML {
    let findings = report.comparison.findings.lazy.filter { $0.change == change }
    let hasWords = findings.contains { !ComparisonReport.words($0).isEmpty }
    let more = report.count(change) - ComparisonPage.limit
    let rest: HTML? =
      more > 0
      ? "<p>and \(PageNumber.grouped(more)) more, which the JSON form lists</p>" : nil
    let anchor = "change-" + change.rawValue
    let table = PageTable(
      label: anchor + "-title",
      columns: [.text("Rule and subject"), .text("Severity"), .text("What it says")]
        + (hasWords ? [.text("Then and now")] : []),
      rows: findings.prefix(ComparisonPage.limit).map { row($0, hasWords) })
    return """
      <section id="\(anchor)" aria-labelledby="\(anchor)-title">
      <h2 id="\(anchor)-title">\(change.title) (\(PageNumber.grouped(report.count(change))))</h2>
      <p>\(change.meaning).</p>
      \(table.html)
      \(rest)
      </section>

      """
  }

  private func row(_ changed: ChangedFinding, _ hasWords: Bool) -> HTML {
    let finding = changed.finding
    let place = report.place(of: changed).map(PageWords.place)
    let severityColour = changed.now == .fail ? finding.severity.rawValue : ""
    let words: HTML? = hasWords ? "<td>\(ComparisonReport.words(changed))</td>" : nil
    return """
      <tr><th scope="row">\(finding.rule)<br>\(report.title(of: changed))<br>\
      <span class="stable">\(finding.subject)</span></th>\
      <td>\(HTML.pill(finding.severity.rawValue, severityColour))</td><td>\(report.message(of: changed))\
      \(place.map { "<br><span class=\"stable\">\($0)</span>" })\
      \(remedy(of: changed).map { "<br><b>What to do:</b> \(HTML(prose: $0))" })</td>\(words)</tr>
      """
  }

  private func remedy(of changed: ChangedFinding) -> String? {
    guard changed.change == .new || changed.change == .newlyUnknown else { return nil }
    return changed.now.flatMap { report.rule(of: changed)?.info.remedy(of: $0) }
  }
}
