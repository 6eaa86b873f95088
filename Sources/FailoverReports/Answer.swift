import FailoverAudit
import FailoverInventory

/// One outcome with all that a report says of it, in the same shape whatever the judgement.
struct Answer {
  let outcome: Outcome
  let subject: Subject
  let place: Place?
  /// Empty for a pass; exactly one for everything but a fail.
  let findings: [Finding]

  init(_ rule: RuleLedger, at index: Int) {
    outcome = rule.outcomes[index]
    subject = rule.subject(at: index)
    place = outcome == .pass ? nil : rule.place(at: index)
    findings = outcome == .pass ? [] : Answer.findings(of: rule.judgement(at: index))
  }

  private static func findings(of judgement: Judgement) -> [Finding] {
    switch judgement {
    case .pass: []
    case .fail(let findings): findings
    case .unknown(let finding): [finding]
    case .notApplicable(let reason), .error(let reason): [Finding(reason)]
    }
  }

  /// The messages of all findings in one line.
  var message: String {
    findings.count == 1
      ? findings[0].message : findings.map(\.message).joined(separator: "; ")
  }

  /// Whether the finding alone tells less than the list of findings.
  var hasFacets: Bool { findings.count > 1 || findings.contains { !$0.facet.isEmpty } }

  /// The fingerprint of the first finding.
  func fingerprint(rule: String) -> String {
    Fingerprint.of(rule: rule, subject: subject.name, facet: findings.first?.facet ?? "")
  }
}
