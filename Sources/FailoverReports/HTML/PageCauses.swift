import FailoverBase
import FailoverAudit

/// What the page says to put right first: the causes of failures, the worst first.
struct PageCauses {
  let report: Report
  /// The names of the topics that the page shows in full, to which it can lead.
  let shown: Set<String>

  /// The causes on the first screen.
  private static let limit = 5

  var html: HTML {
    let units = WorstFirst.units(of: report.ledger).filter { $0.outcome == .fail }
    let causes = Causes(units, of: report.ledger, limit: PageCauses.limit)
    return """
      <h3>What to put right first</h3>
      \(causes.total > 0 ? list(causes) : "<p>Nothing failed.</p>")

      """
  }

  private func list(_ causes: Causes) -> HTML {
    let more = causes.total - causes.entries.count
    let rest: HTML? =
      more > 0
      ? "<p><a href=\"#findings\">and \(counted(more, "more cause")) of failures</a></p>" : nil
    return "<ol class=\"worst\">\(causes.entries.map(item))</ol>\(rest)"
  }

  private func item(_ cause: Causes.Entry) -> HTML {
    let rule = report.ledger.rules[cause.rule]
    let answer = Answer(rule, at: cause.index)
    let name = FindingIndex.topicName(of: answer.subject)
    let anchor = shown.contains(name) ? PageWords.anchor(of: name) : "findings"
    let more = cause.count > 1 ? " and \(counted(cause.count - 1, "more subject"))" : ""
    let heading = TextNames.heading(of: answer.subject, topic: name) + more
    let datacenter = answer.subject.datacenter.map { $0.name ?? $0.id }
    let hidden = cause.hiddenSubjects(of: rule).map { "The same rule also fails for \($0)." }
    let severity = rule.severity.rawValue
    return """
      <li><p><a href="#\(anchor)"><span class="strong">\(heading)</span></a>\
      \(datacenter.map { " <span class=\"in\">in \($0)</span>" })</p>\
      <p class="problem">\(HTML.pill(severity, severity)) \(answer.message)</p>\
      \(hidden.map { "<p class=\"problem\">\($0)</p>" })\
      <p class="todo"><b>What to do:</b> \(HTML(prose: rule.info.remediation))</p></li>
      """
  }
}
