import FailoverAudit

/// The rules of the page: how often each gave each outcome, why it matters, and what to do.
struct PageRules {
  let report: Report

  private var order: [Outcome] {
    let order: [Outcome] = [.pass, .fail, .unknown, .notApplicable, .error, .waived, .baselined]
    return order.filter(report.possibleOutcomes.contains)
  }

  var html: HTML {
    let rules = report.ledger.rules
    let sum = PageNumber.grouped(report.ledger.counts.total)
    return """
      </section>
      <section id="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">Rules</h2>
      <p>Each rule answers for each of its subjects: \(sum) outcomes in all. None is left out.</p>
      \(table.html)
      \(rules.map(details))</section>

      """
  }

  // MARK: How often

  private var table: PageTable {
    let counts = report.ledger.counts
    let totals = order.map { HTML.number(counts[$0]) } + [HTML.number(counts.total)]
    return PageTable(
      label: "rules-title", style: "rules",
      columns: [.text("Rule"), .text("Severity"), .text("Family")]
        + order.map { .number(PageRules.title($0)) } + [.number("Total")],
      rows: report.ledger.rules.map(row),
      foot: """
        <tfoot><tr><th scope="row">all rules</th><td></td><td></td>\(totals)</tr></tfoot>

        """)
  }

  private func row(_ rule: RuleLedger) -> HTML {
    let info = rule.info
    let changed = rule.severity != info.severity ? " (usually \(info.severity.rawValue))" : ""
    let cells = order.map { outcome in
      let count = rule.counts[outcome]
      return HTML.number(count, count == 0 ? "zero" : PageRules.severityColour(outcome))
    }
    return """
      <tr><th scope="row"><a href="#rule-\(info.id)">\(info.id)</a></th>\
      <td>\(rule.severity.rawValue + changed)</td><td>\(PageWords.family(info.family))</td>\
      \(cells)\(HTML.number(rule.counts.total, ""))</tr>
      """
  }

  private static func title(_ outcome: Outcome) -> String {
    switch outcome {
    case .pass: "Pass"
    case .fail: "Fail"
    case .unknown: "Unknown"
    case .notApplicable: "Not applicable"
    case .error: "Error"
    case .waived: "Waived"
    case .baselined: "Baselined"
    }
  }

  private static func severityColour(_ outcome: Outcome) -> String {
    switch outcome {
    case .fail: "bad"
    case .unknown, .error: "open"
    default: ""
    }
  }

  // MARK: Why, and what to do

  private func details(_ rule: RuleLedger) -> HTML {
    let info = rule.info
    let references = PageWords.references(info)
    let controls = PageWords.controls(info)
    return """
      <details class="rule"><summary><span class="strong">\(info.id)</span> \(info.title)</summary>\
      <div id="rule-\(info.id)">
      <p>\(HTML(prose: info.rationale))</p>
      <p><b>What to do:</b> \(HTML(prose: info.remediation))</p>
      <p><b>Where it is unknown:</b> \(HTML(prose: info.unknownRemedy))</p>
      \(parameters(info))
      \(references.map { "<p>References: \($0)</p>" })
      \(controls.map { "<p>Supports evidence for: \($0)</p>" })
      </div></details>

      """
  }

  private func parameters(_ info: RuleInfo) -> HTML? {
    guard !info.parameters.isEmpty else { return nil }
    let parameters = info.parameters.map { parameter -> HTML in
      let value =
        report.settings.parameters["\(info.id).\(parameter.name)"] ?? parameter.defaultValue
      let standard = value == parameter.defaultValue ? "" : " (usually \(parameter.defaultValue))"
      return "\(parameter.name) \(value)\(standard): \(parameter.summary)"
    }
    return "<p>Parameters: \(parameters.joined(separator: "; "))</p>"
  }
}
