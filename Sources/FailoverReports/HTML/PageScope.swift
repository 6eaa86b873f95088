import FailoverBase
import FailoverAudit
import FailoverInventory

/// The end of the page: what was accepted, what was read, and what was not examined.
struct PageScope {
  let report: Report
  let limits: HTMLReporter.Limits

  var html: HTML { "\(waivers)\(baseline)\(inputs)\(rest)" }

  // MARK: Known failures

  private var baseline: HTML? {
    guard report.baseline != nil else { return nil }
    let sentences = BaselineSentences(report)
    let remedy = sentences?.remedy.map { remedy -> HTML in
      """
      <p>These entries no longer match. \(remedy).</p>
      <ul>\(stale.map { "<li class=\"stable\">\($0)</li>" })</ul>

      """
    }
    return """
      <section id="baseline" aria-labelledby="baseline-title">
      <h2 id="baseline-title">Known failures</h2>
      <p>\(sentences?.summary ?? ""). Failures of the baseline do not count for the verdict.</p>
      \(remedy)</section>

      """
  }

  private var stale: [String] {
    let stale = report.baseline?.stale ?? []
    let more = stale.count - limits.rows
    return stale.prefix(limits.rows).map(BaselineSentences.words)
      + (more > 0 ? ["and \(counted(more, "more entry", "more entries"))"] : [])
  }

  // MARK: Inputs

  private var inputs: HTML {
    let shown = report.inputs.sorted { isWorse($0, $1) }.prefix(limits.rows)
    let table = PageTable(
      label: "inputs-title",
      columns: [
        .text("Input"), .text("Status"), .number("Size"), .number("Records"), .text("SHA-256"),
      ], rows: shown.map(row))
    return """
      <section id="inputs" aria-labelledby="inputs-title">
      <h2 id="inputs-title">Inputs</h2>
      \(inputsNote.map { "<p>\($0)</p>" })\(shown.isEmpty ? nil : table.html)
      </section>

      """
  }

  private var inputsNote: String? {
    let count = report.inputs.count
    if count == 0 { return "There were none." }
    guard count > limits.rows else { return nil }
    return "The first \(limits.rows) of \(count), unread ones first."
  }

  private func isWorse(_ a: InputRecord, _ b: InputRecord) -> Bool {
    (a.status != .read) && (b.status == .read)
  }

  private func row(_ input: InputRecord) -> HTML {
    let shown = input.problems.prefix(limits.problems).map(\.description)
    let more = input.problems.count - shown.count
    let lines = shown + (more > 0 ? ["and \(counted(more, "more problem"))"] : [])
    let problems: HTML? =
      lines.isEmpty ? nil : "<ul class=\"facts\">\(HTML.items(lines))</ul>"
    let moods: [InputRecord.Status: String] = [.refused: "bad", .partlyRead: "open"]
    return """
      <tr><th scope="row">\(input.name)\(problems)</th>\
      <td class="\(moods[input.status] ?? "")">\(input.status.rawValue)</td>\
      <td class="n">\(input.bytes.map(PageNumber.size) ?? "not known")</td>\
      \(HTML.number(input.records))<td class="digest">\(input.sha256 ?? "none")</td></tr>
      """
  }

  // MARK: What was not examined

  private var rest: HTML {
    let scope = AuditScope(report: report)
    let gaps = scope.notExamined
    let none: HTML = "<p>Nothing was left out.</p>"
    return """
      <section id="scope" aria-labelledby="scope-title">
      <h2 id="scope-title">What was not examined</h2>
      \(gaps.isEmpty ? none : "<ul>\(HTML.items(gaps))</ul>")
      \(list("Assumptions", report.assumptions))\
      \(list("Settings that differ from the defaults", scope.settings))</section>

      """
  }

  private func list(_ title: String, _ sentences: [String]) -> HTML? {
    guard !sentences.isEmpty else { return nil }
    return """
      <h3>\(title)</h3>
      <ul>\(HTML.items(sentences))</ul>

      """
  }

  // MARK: Accepted risks

  private var waivers: HTML? {
    guard report.ledger.counts[.waived] > 0 else { return nil }
    let table = PageTable(
      label: "waivers-title",
      columns: [
        .text("Rule and subject"), .text("Finding"), .text("Reason"), .text("Owner"),
        .text("Approved by"), .text("Until"),
      ], rows: waiverRows)
    return """
      <section id="waivers" aria-labelledby="waivers-title">
      <h2 id="waivers-title">Accepted risks</h2>
      <p>\(waiversNote)</p>
      \(table.html)
      </section>

      """
  }

  private var waiversNote: String {
    let count = report.ledger.counts[.waived]
    let text =
      "\(counted(count, "failure was", "failures were")) accepted in writing: they are not counted as "
      + "violations until they expire."
    return count > limits.rows ? text + " The first \(limits.rows) are listed." : text
  }

  private var waiverRows: [HTML] {
    var rows: [HTML] = []
    for rule in report.ledger.rules where rule.counts[.waived] > 0 {
      for (index, outcome) in rule.outcomes.enumerated() where outcome == .waived {
        if rows.count == limits.rows { return rows }
        rows.append(waiver(Answer(rule, at: index), of: rule))
      }
    }
    return rows
  }

  private func waiver(_ answer: Answer, of rule: RuleLedger) -> HTML {
    let waiver = answer.waiver
    let left = report.day.flatMap { waiver?.daysLeft(on: $0) }
      .map { $0 < 0 ? "expired" : counted($0, "day") + " left" }
    let id = rule.info.id
    return """
      <tr><td><a href="#rule-\(id)">\(id)</a><br>\
      <span class="stable">\(answer.subject.name)</span></td><td>\(answer.message)</td>\
      <td>\(waiver?.reason ?? "")</td><td>\(waiver?.owner ?? "")</td>\
      <td>\(waiver?.approver ?? "")</td>\
      <td>\(waiver?.expires ?? "")\(left.map { "<br>\($0)" })</td></tr>
      """
  }
}
