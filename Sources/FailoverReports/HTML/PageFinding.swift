import FailoverBase
import FailoverAudit
import FailoverInventory

/// An outcome of the page with its evidence, what to do, and where it comes from.
struct PageFinding {
  let report: Report
  let rule: RuleLedger
  let answer: Answer
  /// The stable name of what the page shows it below.
  let topic: String
  let limits: HTMLReporter.Limits

  private var info: RuleInfo { rule.info }

  var html: HTML {
    let severityColour = PageWords.severityColour(answer.outcome, rule.severity)
    let subject: HTML? =
      answer.subject.name == topic
      ? nil : "<p class=\"stable\">\(TextNames.title(of: answer.subject))</p>"
    let waiver = answer.waiverSentence(on: report.day)
    let remedy = answer.isAccepted ? nil : info.remedy(of: answer.outcome)
    return """
      <div class="finding \(severityColour)" data-o="\(PageWords.outcomeClass(answer.outcome))" \
      data-s="\(rule.severity.rawValue)" data-f="\(info.family.rawValue)">
      <p class="what">\(HTML.pill(label, severityColour)) <a href="#rule-\(info.id)">\(info.id)</a></p>
      \(subject)
      \(parts)
      \(waiver.map { "<p class=\"waiver\"><b>Accepted:</b> \($0)</p>" })
      \(remedy.map { "<p class=\"todo\"><b>What to do:</b> \(HTML(prose: $0))</p>" })
      \(origin)
      \(backing)
      </div>

      """
  }

  private var label: String {
    let isBelow = answer.outcome == .fail && rule.severity < report.settings.failOn
    return PageWords.label(answer.outcome, rule.severity)
      + (isBelow ? " · below the threshold" : "")
  }

  /// Its age, its place in the input and its fingerprint.
  private var origin: HTML {
    let age = FindingAges(report).words(of: answer, rule: info.id)
    let place = answer.place.map { PageWords.place($0) + " " + $0.pointer }
    let groups = answer.subject.groups.count - 1
    let others: HTML? =
      groups > 0 ? "also concerns \(counted(groups, "other group")) · " : nil
    return """
      <p class="small">\(age.map { "<b>\($0)</b> · " })\
      \(place.map { "<span class=\"place\">\($0)</span> · " })\(others)\
      <span class="print">fingerprint \(answer.fingerprint(rule: info.id))</span></p>
      """
  }

  /// What the rule rests on, and what it is evidence for.
  private var backing: HTML? {
    guard !info.references.isEmpty || !info.controls.isEmpty else { return nil }
    let references = PageWords.references(info).map { references -> HTML in
      "References: \(references)"
    }
    let controls = PageWords.controls(info).map { controls -> HTML in
      " · Supports evidence for \(controls)"
    }
    return "<p class=\"small\">\(references)\(controls)</p>"
  }

  // MARK: Findings of the outcome

  private var parts: [HTML] {
    answer.findings.enumerated().map { number, finding -> HTML in
      let prefix: HTML? = answer.findings.count > 1 ? "\(number + 1). " : nil
      return """
        <p class="message">\(prefix)\(finding.message)</p>
        \(facts(finding.evidence))
        """
    }
  }

  private func facts(_ evidence: [Evidence]) -> HTML? {
    let shown = evidence.prefix(limits.facts)
    guard !shown.isEmpty else { return nil }
    let more = evidence.count - shown.count
    let rest: HTML? =
      more > 0
      ? "<li>and \(counted(more, "more fact")); the JSON report has them all</li>" : nil
    return "<ul class=\"facts\">\(shown.map(fact))\(rest)</ul>"
  }

  private func fact(_ fact: Evidence) -> HTML {
    let place = fact.place == answer.place ? nil : fact.place.map(PageWords.place)
    return """
      <li><span class="about">\(fact.about)</span> \(fact.value)\
      \(place.map { " <span class=\"place\">\($0)</span>" })</li>
      """
  }
}
