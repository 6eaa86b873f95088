import FailoverAudit

/// What a reader has to act on, the worst first, for formats that have a limit.
///
/// Of equally bad outcomes those come first whose rule says that more is lost, then in the order of
/// the rules' ids. No outcome is sorted: subjects are in the order of their names, and the ledger
/// is walked once for each tier.
struct WorstFirst: Sequence {
  /// Where an outcome is in the ledger.
  struct Element {
    let rule: Int
    let index: Int
  }

  /// Outcomes that are equally bad.
  private struct Tier {
    let outcomes: [Outcome]
    let severity: Severity
  }

  private static let open: [Tier] = [
    Tier(outcomes: [.fail], severity: .error), Tier(outcomes: [.fail], severity: .warning),
    Tier(outcomes: [.error, .unknown], severity: .error),
    Tier(outcomes: [.error, .unknown], severity: .warning),
    Tier(outcomes: [.fail], severity: .note), Tier(outcomes: [.error, .unknown], severity: .note),
  ]

  private static let accepted = [Severity.error, .warning, .note].map {
    Tier(outcomes: [.waived], severity: $0)
  }

  private let ledger: Ledger
  private let tiers: [Tier]
  /// The numbers of the rules by what is lost where they fail.
  private let rules: [Int]

  /// - Parameter waived: whether failures that somebody accepted are listed too, at the end.
  init(_ ledger: Ledger, waived: Bool = false) {
    self.init(ledger, waived ? WorstFirst.open + WorstFirst.accepted : WorstFirst.open)
  }

  private init(_ ledger: Ledger, _ tiers: [Tier]) {
    self.ledger = ledger
    self.tiers = tiers
    rules = ledger.rules.indices.sorted {
      (ledger.rules[$0].info.loss, $0) < (ledger.rules[$1].info.loss, $1)
    }
  }

  /// The outcomes to report, by rules and outcomes.
  static func units(of ledger: Ledger) -> [Causes.Unit] {
    let order = WorstFirst(ledger)
    return order.tiers.flatMap { tier in
      order.rules.flatMap { number in
        tier.outcomes.filter {
          ledger.rules[number].severity == tier.severity && ledger.rules[number].counts[$0] > 0
        }.map { Causes.Unit(rule: number, outcome: $0) }
      }
    }
  }

  /// Only the failures that somebody accepted.
  static func accepted(in ledger: Ledger) -> WorstFirst { WorstFirst(ledger, accepted) }

  /// How many there are in all.
  var total: Int {
    tiers.reduce(0) { sum, tier in
      ledger.rules.reduce(sum) { $0 + WorstFirst.count(in: $1, tier) }
    }
  }

  /// How often each outcome is among the first `limit`.
  func counts(first limit: Int) -> OutcomeCounts {
    var counts = OutcomeCounts()
    for place in prefix(limit) { counts[ledger.rules[place.rule].outcomes[place.index]] += 1 }
    return counts
  }

  private static func count(in rule: RuleLedger, _ tier: Tier) -> Int {
    rule.severity == tier.severity ? tier.outcomes.reduce(0) { $0 + rule.counts[$1] } : 0
  }

  func makeIterator() -> Iterator { Iterator(self) }

  struct Iterator: IteratorProtocol {
    private let order: WorstFirst
    private var tier = 0
    /// Where the rule is in the order of rules.
    private var rule = 0
    private var index = 0

    fileprivate init(_ order: WorstFirst) { self.order = order }

    mutating func next() -> Element? {
      while tier < order.tiers.count {
        while rule < order.ledger.rules.count {
          if let found = nextInRule() { return found }
          rule += 1
          index = 0
        }
        tier += 1
        rule = 0
      }
      return nil
    }

    private mutating func nextInRule() -> Element? {
      let wanted = order.tiers[tier]
      let number = order.rules[rule]
      if index == 0 && WorstFirst.count(in: order.ledger.rules[number], wanted) == 0 { return nil }
      let outcomes = order.ledger.rules[number].outcomes
      while index < outcomes.count {
        defer { index += 1 }
        if wanted.outcomes.contains(outcomes[index]) { return Element(rule: number, index: index) }
      }
      return nil
    }
  }
}
