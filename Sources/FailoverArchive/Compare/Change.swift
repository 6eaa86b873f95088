import FailoverAudit

/// What became of a finding between two audits.
package enum Change: String, Sendable, CaseIterable {
  /// It fails now, and did not fail before.
  case new
  /// It was open, and the new audit judged its subject to comply, or the question not to arise.
  case fixed
  /// It was open, and the new audit did not judge it: the subject is not in its export, or the rule
  /// was not run.
  case notJudged
  /// It cannot be judged now, and could before.
  case newlyUnknown
  /// It was accepted in writing since.
  case newlyWaived
  /// It is what it was, at another severity.
  case severityChanged
  /// It is what it was.
  case unchanged
}

/// A finding of either audit, with what it was and what it is.
package struct ChangedFinding: Sendable, Hashable {
  package let change: Change
  /// As the new audit has it, or as the old one had it.
  package let finding: OpenFinding
  /// What the old audit said; nil if it said nothing of it.
  package let was: Outcome?
  /// What the new audit says; nil if it says nothing of it.
  package let now: Outcome?
  /// The severities then and now; the same unless that changed.
  package let severityWas: Severity?
  /// Whether the message is to be taken from the old audit.
  package let isOld: Bool

  init(
    _ change: Change, _ finding: OpenFinding, was: Outcome?, now: Outcome?,
    severityWas: Severity? = nil, isOld: Bool = false
  ) {
    self.change = change
    self.finding = finding
    self.was = was
    self.now = now
    self.severityWas = severityWas
    self.isOld = isOld
  }
}
