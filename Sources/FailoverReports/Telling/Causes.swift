import FailoverBase
import FailoverAudit
import FailoverInventory

/// What has to be put right, one entry for each cause, for readers with little room.
///
/// Outcomes of one rule have one cause where its declaration says that they share it; what is
/// unknown has one cause in each data center, and what broke one in each rule. Every rule gets an
/// entry before any gets a second one.
struct Causes {
  /// One cause, with the first outcome that it makes.
  struct Entry {
    let rule: Int
    let outcome: Outcome
    let index: Int
    /// How many outcomes it makes.
    fileprivate(set) var count = 1
    /// How many further causes of the rule and outcome have no entry; the last entry says so.
    fileprivate(set) var hidden = 0
    /// The first outcomes of the first of those.
    fileprivate(set) var hiddenIndices: [Int] = []
  }

  /// The outcomes of one word of one rule.
  struct Unit {
    let rule: Int
    let outcome: Outcome
  }

  /// The most causes without an entry that an entry names.
  private static let mostNamed = 2

  /// In the order of the units.
  let entries: [Entry]
  /// How many causes there are in all.
  let total: Int

  /// - Parameters:
  ///   - units: the worst first.
  ///   - limit: the most entries.
  init(_ units: [Unit], of ledger: Ledger, limit: Int) {
    let found = units.map { Causes.causes(of: $0, ledger.rules[$0.rule], limit) }
    total = found.reduce(0) { $0 + $1.total }
    let shares = Causes.shares(of: found.map(\.total), limit: limit)
    entries = zip(found, shares).flatMap { causes, share in
      var own = Array(causes.entries.prefix(share))
      if let last = own.indices.last {
        own[last].hidden = causes.total - own.count
        own[last].hiddenIndices = causes.entries.dropFirst(own.count).prefix(Causes.mostNamed)
          .map(\.index)
      }
      return own
    }
  }

  /// How many entries each unit gets: one each, then what is left in their order.
  private static func shares(of totals: [Int], limit: Int) -> [Int] {
    var left = limit
    var shares = totals.map { total in
      let first = min(1, total, left)
      left -= first
      return first
    }
    for index in totals.indices where shares[index] > 0 {
      let more = min(left, totals[index] - shares[index])
      shares[index] += more
      left -= more
    }
    return shares
  }

  /// The first causes of a unit, and how many it has.
  private static func causes(
    of unit: Unit, _ rule: RuleLedger, _ limit: Int
  ) -> (entries: [Entry], total: Int) {
    var entries: [Entry] = []
    if unit.outcome == .fail && rule.info.sharedCause == .subject {
      for index in rule.outcomes.indices where rule.outcomes[index] == .fail {
        if entries.count == limit { break }
        entries.append(Entry(rule: unit.rule, outcome: .fail, index: index))
      }
      return (entries, rule.counts[.fail])
    }
    var numbers: [NameKey: Int] = [:]
    for index in rule.outcomes.indices where rule.outcomes[index] == unit.outcome {
      let key = NameKey(key(of: unit, rule, index))
      let number = numbers[key] ?? numbers.count
      if number == numbers.count {
        numbers[key] = number
        if number < limit {
          entries.append(Entry(rule: unit.rule, outcome: unit.outcome, index: index))
        }
      } else if number < limit {
        entries[number].count += 1
      }
    }
    return (entries, numbers.count)
  }

  /// What outcomes of one cause have in common.
  private static func key(of unit: Unit, _ rule: RuleLedger, _ index: Int) -> String {
    if unit.outcome == .error { return "" }
    let subject = rule.subject(at: index)
    let datacenter = subject.datacenter?.id ?? ""
    if unit.outcome == .unknown { return datacenter }
    switch rule.info.sharedCause {
    case .subject: return subject.name
    case .address:
      let parts = subject.name.split(separator: "/", maxSplits: 3)
      return parts.count == 4 ? String(parts[3]) : subject.name
    case .lan: return subject.lan.map { "\(datacenter)/\($0.id)" } ?? subject.name
    case .datacenter: return subject.datacenter == nil ? subject.name : datacenter
    }
  }
}

extension Causes.Entry {
  /// The subjects of causes that have no entry: the first by their names, and how many more; nil if
  /// there are none.
  func hiddenSubjects(of rule: RuleLedger) -> String? {
    guard hidden > 0 else { return nil }
    let names = hiddenIndices.map { rule.subject(at: $0).title }
    let rest = hidden - names.count
    if names.isEmpty { return counted(rest, "other subject") }
    return names.joined(separator: rest > 0 ? ", " : " and ")
      + (rest > 0 ? " and \(rest) more" : "")
  }
}
