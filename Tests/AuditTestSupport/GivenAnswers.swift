import FailoverAudit
import FailoverInventory

/// Answers that a test writes down.
package struct GivenAnswers: Answers {
  package let outcomes: [Outcome]
  private let subjects: @Sendable (Int) -> Subject
  private let judgements: @Sendable (Int) -> Judgement
  private let places: @Sendable (Int) -> Place?

  package init(
    _ outcomes: [Outcome], subject: @escaping @Sendable (Int) -> Subject,
    judgement: @escaping @Sendable (Int) -> Judgement,
    place: @escaping @Sendable (Int) -> Place? = { _ in nil }
  ) {
    self.outcomes = outcomes
    subjects = subject
    judgements = judgement
    places = place
  }

  package func subject(at index: Int) -> Subject { subjects(index) }
  package func judgement(at index: Int) -> Judgement { judgements(index) }
  package func place(at index: Int) -> Place? { places(index) }
}

extension RuleLedger {
  /// A ledger of answers that a test writes down.
  package init(
    info: RuleInfo, severity: Severity, outcomes: [Outcome],
    subject: @escaping @Sendable (Int) -> Subject,
    judgement: @escaping @Sendable (Int) -> Judgement,
    place: @escaping @Sendable (Int) -> Place?, fault: String? = nil
  ) {
    self.init(
      info: info, severity: severity,
      answers: GivenAnswers(outcomes, subject: subject, judgement: judgement, place: place),
      fault: fault)
  }
}
