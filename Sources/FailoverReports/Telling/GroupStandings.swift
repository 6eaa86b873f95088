import FailoverAudit
import FailoverInventory

/// The state of every failover group: what a manager counts.
///
/// It counts what the verdict counts: outcomes of rules of the severity of `--fail-on` or above
/// that judge the estate, whether the group itself is their subject or a NIC, LAN or address of it.
struct GroupStandings {
  /// The state of one group; of several reasons the last in this order.
  enum Standing: UInt8, CaseIterable, Comparable {
    case compliant
    /// A failure was accepted in writing, and nothing else is open.
    case waived
    /// A failure is in the baseline, and nothing else is open.
    case baselined
    /// Something is unknown or a rule broke, and nothing failed; or no rule that counts was put to
    /// groups.
    case notJudged
    /// Something failed.
    case atRisk

    static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
  }

  private let total: Int
  private let failOn: Severity
  /// Whether a rule that counts was put to groups at all: none is compliant otherwise.
  let areJudged: Bool
  private var standings: [NameKey: Standing] = [:]
  private var counts = [Int](repeating: 0, count: Standing.allCases.count)

  private init(of report: Report) {
    total = report.estate.groups
    failOn = report.settings.failOn
    areJudged = report.ledger.rules.contains { rule in
      GroupStandings.counts(rule, failOn: report.settings.failOn) && !rule.outcomes.isEmpty
        && rule.name(at: 0).hasPrefix("group/")
    }
  }

  private static func counts(_ rule: RuleLedger, failOn: Severity) -> Bool {
    rule.severity >= failOn && !rule.info.judgesExport
  }

  /// The states of the groups of a report alone.
  static func of(_ report: Report) -> GroupStandings {
    var standings = GroupStandings(of: report)
    for rule in report.ledger.rules where counts(rule, failOn: standings.failOn) {
      for (index, outcome) in rule.outcomes.enumerated() where standing(outcome) != nil {
        standings.count(rule, outcome, rule.subject(at: index))
      }
    }
    return standings
  }

  /// The findings of a report, and the states of its groups: one way through the ledger for both.
  ///
  /// - Parameter waived: whether to report what was waived as well.
  static func indexed(
    _ report: Report, waived: Bool
  ) -> (index: FindingIndex, standings: GroupStandings) {
    var standings = GroupStandings(of: report)
    let index = FindingIndex(report.ledger) {
      FindingIndex.isTold($0) || (waived && ($0 == .waived || $0 == .baselined))
    } visit: { rule, outcome, subject in
      standings.count(rule, outcome, subject)
    }
    return (index, standings)
  }

  private mutating func count(_ rule: RuleLedger, _ outcome: Outcome, _ subject: Subject) {
    guard GroupStandings.counts(rule, failOn: failOn),
      let standing = GroupStandings.standing(outcome)
    else { return }
    for group in subject.groups { raise(group, to: standing) }
  }

  private static func standing(_ outcome: Outcome) -> Standing? {
    switch outcome {
    case .pass, .notApplicable: nil
    case .waived: .waived
    case .baselined: .baselined
    case .unknown, .error: .notJudged
    case .fail: .atRisk
    }
  }

  private mutating func raise(_ group: String, to standing: Standing) {
    let key = NameKey(group)
    let old = standings[key]
    guard standing > old ?? .compliant else { return }
    if let old { counts[Int(old.rawValue)] -= 1 }
    counts[Int(standing.rawValue)] += 1
    standings[key] = standing
  }

  /// How many groups are in a state; all together are the groups of the estate.
  func count(_ standing: Standing) -> Int {
    let rest = standing == untold ? max(0, total - standings.count) : 0
    return rest + counts[Int(standing.rawValue)]
  }

  /// The state of a group without a reported outcome.
  private var untold: Standing { areJudged ? .compliant : .notJudged }

  /// The state of the group with a stable name.
  func standing(of group: String) -> Standing { standings[NameKey(group)] ?? untold }
}
