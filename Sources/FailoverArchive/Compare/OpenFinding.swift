import FailoverAudit
import FailoverBase

/// A finding of an audit: a failure (waived and baselined ones too), or something that could not be
/// judged.
package struct OpenFinding: Sendable, Hashable {
  package let rule: String
  /// The stable name of the subject. It may hold text from the input: escape it.
  package let subject: String
  package let facet: String
  /// What it was: never a pass or not applicable.
  package let outcome: Outcome
  package let severity: Severity
  /// Where the outcome is in its ledger; nil if it comes from elsewhere.
  package let place: LedgerPlace?

  package init(
    rule: String, subject: String, facet: String, outcome: Outcome, severity: Severity,
    place: LedgerPlace? = nil
  ) {
    self.rule = rule
    self.subject = subject
    self.facet = facet
    self.outcome = outcome
    self.severity = severity
    self.place = place
  }

  package var fingerprint: String { Fingerprint.of(rule: rule, subject: subject, facet: facet) }
}

/// Where a finding is in a ledger.
package struct LedgerPlace: Sendable, Hashable {
  /// Numbers of the rule, of the outcome, and of the finding.
  package let rule: Int32
  package let row: Int32
  package let finding: Int32
}

extension Ledger {
  /// Every finding that is open, rule by rule in the order of the subjects.
  ///
  /// - Parameter names: the ids that rules have now.
  package func openFindings(_ names: RuleNames) -> [OpenFinding] {
    var findings: [OpenFinding] = []
    for (number, rule) in rules.enumerated() {
      let id = names.id(of: rule.info.id)
      for (row, outcome) in rule.outcomes.enumerated()
      where outcome != .pass && outcome != .notApplicable {
        let subject = rule.name(at: row)
        let facets = outcome == .error ? [""] : rule.judgement(at: row).findings.map(\.facet)
        for (index, facet) in facets.enumerated() {
          let place = LedgerPlace(rule: Int32(number), row: Int32(row), finding: Int32(index))
          findings.append(
            OpenFinding(
              rule: id, subject: subject, facet: facet, outcome: outcome, severity: rule.severity,
              place: place))
        }
      }
    }
    return findings
  }
}

/// What makes a finding itself from one audit to the next: rule, subject and facet.
struct FindingKey: Hashable {
  let rule: String
  let subject: ExactText
  let facet: ExactText

  init(_ finding: OpenFinding) {
    rule = finding.rule
    subject = ExactText(finding.subject)
    facet = ExactText(finding.facet)
  }
}

/// A rule and one of its subjects.
struct Question: Hashable {
  let rule: String
  let subject: ExactText

  init(_ rule: String, _ subject: String) {
    self.rule = rule
    self.subject = ExactText(subject)
  }
}
