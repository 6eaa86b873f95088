import FailoverInventory

/// All that one rule answered: one outcome for each of its subjects, in the order of their names.
///
/// The outcomes are held, a byte each; names, messages and evidence are made again when they are
/// asked for, so that a ledger of a million findings takes a megabyte.
public struct RuleLedger: Sendable {
  public let info: RuleInfo
  /// The severity that applied in this run.
  public let severity: Severity
  public let outcomes: [Outcome]
  public let counts: OutcomeCounts
  /// How the rule broke, if it did: a rule without subjects has no outcome that could say so.
  package let fault: String?
  private let nameAt: @Sendable (Int) -> String
  private let subjectAt: @Sendable (Int) -> Subject
  private let judgementAt: @Sendable (Int) -> Judgement
  private let placeAt: @Sendable (Int) -> Place?

  /// - Parameters:
  ///   - info: the rule's declaration.
  ///   - severity: the severity that applies in this run.
  ///   - outcomes: one for each subject, in order.
  ///   - name: the name of that subject, for those who need no more; taken from it unless given.
  ///   - subject: the subject at an index of `outcomes`.
  ///   - judgement: the judgement at an index; its outcome is `outcomes[index]`.
  ///   - place: where the subject is in the inputs.
  ///   - fault: how the rule broke, if it did.
  public init(
    info: RuleInfo, severity: Severity, outcomes: [Outcome],
    name: (@Sendable (Int) -> String)? = nil,
    subject: @escaping @Sendable (Int) -> Subject,
    judgement: @escaping @Sendable (Int) -> Judgement,
    place: @escaping @Sendable (Int) -> Place?,
    fault: String? = nil
  ) {
    self.info = info
    self.severity = severity
    self.outcomes = outcomes
    var counts = OutcomeCounts()
    for outcome in outcomes { counts[outcome] += 1 }
    self.counts = counts
    self.fault = fault
    nameAt = name ?? { subject($0).name }
    subjectAt = subject
    judgementAt = judgement
    placeAt = place
  }

  /// The stable name of the subject at `index`: all that may be said of a pass.
  public func name(at index: Int) -> String { nameAt(index) }
  /// The stable name of the subject at `index`, and where it belongs.
  public func subject(at index: Int) -> Subject { subjectAt(index) }
  public func judgement(at index: Int) -> Judgement { judgementAt(index) }
  public func place(at index: Int) -> Place? { placeAt(index) }
}

/// Every answer of every rule, in the order of the rules' ids.
public struct Ledger: Sendable {
  public let rules: [RuleLedger]
  public let counts: OutcomeCounts

  public init(rules: [RuleLedger]) {
    self.rules = rules
    var counts = OutcomeCounts()
    for rule in rules { counts += rule.counts }
    self.counts = counts
  }
}
