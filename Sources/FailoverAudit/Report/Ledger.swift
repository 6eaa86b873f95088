import FailoverInventory

/// All that one rule answered in a run, with the severity that applied.
public struct RuleLedger: Sendable {
  public let info: RuleInfo
  /// The severity that applied in this run.
  public let severity: Severity
  public let answers: any Answers
  /// Those of `answers`.
  public let outcomes: [Outcome]
  public let counts: OutcomeCounts
  /// How the rule broke, if it did: a rule without subjects has no outcome that could say so.
  package let fault: String?

  /// - Parameters:
  ///   - info: the rule's declaration.
  ///   - severity: the severity that applies in this run.
  ///   - answers: one for each subject, in the order of their names.
  ///   - fault: how the rule broke, if it did.
  public init(info: RuleInfo, severity: Severity, answers: any Answers, fault: String? = nil) {
    self.info = info
    self.severity = severity
    self.answers = answers
    outcomes = answers.outcomes
    var counts = OutcomeCounts()
    for outcome in outcomes { counts[outcome] += 1 }
    self.counts = counts
    self.fault = fault
  }

  /// The same rule with other answers.
  package func with(_ answers: any Answers) -> RuleLedger {
    RuleLedger(info: info, severity: severity, answers: answers, fault: fault)
  }

  /// The stable name of the subject at `index`: all that may be said of a pass.
  public func name(at index: Int) -> String { answers.name(at: index) }
  /// The stable name of the subject at `index`, and where it belongs.
  public func subject(at index: Int) -> Subject { answers.subject(at: index) }
  public func judgement(at index: Int) -> Judgement { answers.judgement(at: index) }
  public func place(at index: Int) -> Place? { answers.place(at: index) }
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
