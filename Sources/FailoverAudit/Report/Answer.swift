import FailoverBase
import FailoverInventory

/// One outcome with all that a report says of it, in the same shape whatever the judgement.
package struct Answer {
  package let outcome: Outcome
  package let subject: Subject
  package let place: Place?
  /// Empty for a pass; exactly one for everything but a fail and what was waived.
  package let findings: [Finding]
  /// Who accepted the failure, and until when; only of what was waived.
  package let waiver: Waiver?

  package init(_ rule: RuleLedger, at index: Int) {
    outcome = rule.outcomes[index]
    subject = rule.subject(at: index)
    place = outcome == .pass ? nil : rule.place(at: index)
    let judgement = outcome == .pass ? .pass : rule.judgement(at: index)
    findings = Answer.findings(of: judgement)
    if case .waived(_, let waiver) = judgement { self.waiver = waiver } else { waiver = nil }
  }

  private static func findings(of judgement: Judgement) -> [Finding] {
    switch judgement {
    case .pass: []
    case .fail(let findings), .waived(let findings, _), .baselined(let findings): findings
    case .unknown(let finding): [finding]
    case .notApplicable(let reason), .error(let reason): [Finding(reason)]
    }
  }

  /// The messages of all findings in one line.
  package var message: String { Answer.message(of: findings) }

  /// The same for who needs nothing else: places and facts take time to make.
  package static func message(of judgement: Judgement) -> String {
    message(of: findings(of: judgement))
  }

  private static func message(of findings: [Finding]) -> String {
    findings.count == 1
      ? findings[0].message : findings.map(\.message).joined(separator: "; ")
  }

  /// The same with the subject before it, for readers that show nothing beside a message.
  package var wholeMessage: String { "\(subject.title): \(numberedMessage)" }

  /// The messages of all findings in one line, numbered if there are several.
  package var numberedMessage: String {
    findings.count == 1
      ? findings[0].message
      : findings.enumerated().map { "\($0 + 1). \($1.message)" }.joined(separator: "; ")
  }

  /// Until when, by whom and why a failure was accepted: one sentence, for what was waived.
  ///
  /// - Parameter day: the day of the audit, from which the days that are left count.
  package func waiverSentence(on day: CalendarDay?) -> String? {
    waiver.map {
      "waived until \($0.expires)\($0.left(on: day)) by \($0.approver) for \($0.owner): \($0.reason)"
    }
  }

  /// That a failure does not count, and why: one sentence, for what was waived or is known.
  ///
  /// - Parameter day: the day of the audit, from which the days that are left count.
  package func excuse(on day: CalendarDay?) -> String? {
    switch outcome {
    case .waived: waiverSentence(on: day) ?? "waived"
    case .baselined: "baselined: it is in the baseline"
    default: nil
    }
  }

  /// Whether it is a failure that does not count.
  package var isAccepted: Bool { outcome == .waived || outcome == .baselined }

  /// Whether the finding alone says less than the list of findings.
  package var hasFacets: Bool { findings.count > 1 || findings.contains { !$0.facet.isEmpty } }

  /// The fingerprint of the first finding.
  package func fingerprint(rule: String) -> String {
    Fingerprint.of(rule: rule, subject: subject.name, facet: findings.first?.facet ?? "")
  }
}

extension Waiver {
  /// The days that are left, in parentheses after a blank; nothing if that is not known.
  package func left(on day: CalendarDay?) -> String {
    guard let days = day.flatMap({ daysLeft(on: $0) }) else { return "" }
    if days < 0 { return " (expired)" }
    return days == 0 ? " (its last day)" : " (\(counted(days, "day")) left)"
  }
}
