import FailoverAudit
import FailoverInventory

/// Which outcomes of a ledger have to be reported, and below which heading.
///
/// It holds small integers only, never names or messages: a million findings take some megabytes.
struct FindingIndex {
  /// The topic of a heading: a failover group, or a subject that belongs to none.
  struct Topic {
    /// The outcome that brought the topic up; its subject names the topic.
    let first: Reference
    /// The number of the data center, in the order of appearance; -1 for none.
    let datacenter: Int32
    let isGroup: Bool
    let isInput: Bool
    fileprivate(set) var failures: Int32 = 0
    /// 0 if no rule failed, else 1 more than the place of the worst severity.
    fileprivate(set) var severity: UInt8 = 0
    /// What is lost by the worst failure, as its place among all costs.
    fileprivate(set) var loss: UInt8 = .max
  }

  /// Where an outcome is in the ledger, and the number of its topic.
  struct Reference {
    let topic: Int32
    let rule: Int32
    let index: Int32
  }

  private let ledger: Ledger
  private(set) var topics: [Topic] = []
  /// Every outcome that is reported, in the order of the ledger.
  private(set) var references: [Reference] = []

  /// - Parameters:
  ///   - isTold: which outcomes count: failures and what was not judged, unless given.
  ///   - visit: is shown every outcome that is neither a pass nor not applicable, with its subject,
  ///     whose names take time to make.
  init(
    _ ledger: Ledger, telling isTold: (Outcome) -> Bool = FindingIndex.isTold,
    visit: (RuleLedger, Outcome, Subject) -> Void = { _, _, _ in }
  ) {
    self.ledger = ledger
    var topicNumbers: [NameKey: Int32] = [:]
    var datacenterNumbers: [[UInt8]: Int32] = [:]
    for (ruleNumber, rule) in ledger.rules.enumerated() {
      let severity = UInt8(1 + (Severity.allCases.firstIndex(of: rule.severity) ?? 0))
      let loss = FindingIndex.rank(rule.info.loss)
      for (index, outcome) in rule.outcomes.enumerated()
      where outcome != .pass && outcome != .notApplicable {
        let subject = rule.subject(at: index)
        visit(rule, outcome, subject)
        guard isTold(outcome) else { continue }
        let key = NameKey(FindingIndex.topicName(of: subject))
        let number = topicNumbers[key] ?? Int32(topics.count)
        let reference = Reference(topic: number, rule: Int32(ruleNumber), index: Int32(index))
        if number == topics.count {
          topicNumbers[key] = number
          topics.append(
            FindingIndex.topic(of: subject, first: reference, numbers: &datacenterNumbers))
        }
        references.append(reference)
        if outcome == .fail {
          topics[Int(number)].failures += 1
          let before = topics[Int(number)]
          if severity > before.severity { topics[Int(number)].loss = loss }
          if severity == before.severity { topics[Int(number)].loss = min(before.loss, loss) }
          topics[Int(number)].severity = max(before.severity, severity)
        }
      }
    }
  }

  private static func rank(_ loss: FailureCost) -> UInt8 {
    UInt8(FailureCost.allCases.firstIndex(of: loss) ?? 0)
  }

  static func isTold(_ outcome: Outcome) -> Bool {
    outcome == .fail || outcome == .unknown || outcome == .error
  }

  /// The stable name of the topic of a subject: its first group, or itself.
  static func topicName(of subject: Subject) -> String {
    subject.groups.first ?? subject.name
  }

  private static func topic(
    of subject: Subject, first: Reference, numbers: inout [[UInt8]: Int32]
  ) -> Topic {
    var datacenter: Int32 = -1
    if let id = (subject.datacenter?.id).map({ Array($0.utf8) }) {
      datacenter = numbers[id] ?? Int32(numbers.count)
      numbers[id] = datacenter
    }
    return Topic(
      first: first, datacenter: datacenter,
      isGroup: subject.kind == .group || !subject.groups.isEmpty,
      isInput: subject.kind == .export && subject.groups.isEmpty)
  }

  /// The subject of the outcome that brought a topic up.
  func subject(of topic: Int) -> Subject {
    let first = topics[topic].first
    return ledger.rules[Int(first.rule)].subject(at: Int(first.index))
  }

  private func name(of topic: Int) -> String { FindingIndex.topicName(of: subject(of: topic)) }
}

extension FindingIndex {
  /// The numbers of the worst topics: by severity, then by what is lost, by failures and by name.
  ///
  /// Names are made only to order topics that are equally bad, and never more than `limit` are
  /// held unless all are wanted.
  func worst(_ limit: Int, inputs: Bool) -> [Int] {
    let candidates = topics.indices.filter { topics[$0].isInput == inputs }
      .sorted { isWorse($0, $1) || (!isWorse($1, $0) && $0 < $1) }
    var result: [Int] = []
    var start = 0
    while start < candidates.count && result.count < limit {
      var end = start + 1
      while end < candidates.count && !isWorse(candidates[start], candidates[end]) { end += 1 }
      result += firstByName(candidates[start..<end], limit: limit - result.count)
      start = end
    }
    return result
  }

  private func isWorse(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (topics[a], topics[b])
    if first.severity != second.severity { return first.severity > second.severity }
    if first.loss != second.loss { return first.loss < second.loss }
    return first.failures > second.failures
  }

  private func firstByName(_ candidates: ArraySlice<Int>, limit: Int) -> [Int] {
    guard candidates.count > limit else {
      return candidates.map { (name: name(of: $0), topic: $0) }
        .sorted { $0.name < $1.name }.map(\.topic)
    }
    var best: [(name: String, topic: Int)] = []
    for topic in candidates {
      let name = name(of: topic)
      if best.count == limit, let last = best.last {
        guard name < last.name else { continue }
        best.removeLast()
      }
      let place = best.firstIndex { name < $0.name } ?? best.count
      best.insert((name, topic), at: place)
    }
    return best.map(\.topic)
  }

  /// Topics of one data center together, the data center of the worst first, groups before others.
  func byDatacenter(_ ranked: [Int]) -> [Int] {
    var order: [Int32: Int] = [:]
    for topic in ranked where order[topics[topic].datacenter] == nil {
      order[topics[topic].datacenter] = order.count
    }
    let keyed = ranked.enumerated().map { rank, topic in
      let about = topics[topic]
      return (order[about.datacenter] ?? 0, about.isGroup ? 0 : 1, rank, topic)
    }
    return keyed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
  }

  /// The outcomes below each of the topics, worst first: failures by severity, then what broke,
  /// then what is unknown, each by what is lost and in the order of the ledger.
  func outcomes(of shown: [Int]) -> TopicOutcomes {
    var places: [Int32] = Array(repeating: -1, count: topics.count)
    for (place, topic) in shown.enumerated() { places[topic] = Int32(place) }
    var starts = Array(repeating: 0, count: shown.count + 1)
    let kept = references.filter { places[Int($0.topic)] >= 0 }
    for reference in kept { starts[Int(places[Int(reference.topic)]) + 1] += 1 }
    for place in shown.indices { starts[place + 1] += starts[place] }
    var next = starts
    var sorted = kept
    for reference in kept {
      let place = Int(places[Int(reference.topic)])
      sorted[next[place]] = reference
      next[place] += 1
    }
    for place in shown.indices {
      sorted[starts[place]..<starts[place + 1]].sort {
        (rank($0), loss($0), $0.rule, $0.index) < (rank($1), loss($1), $1.rule, $1.index)
      }
    }
    return TopicOutcomes(starts: starts, references: sorted)
  }

  private func loss(_ reference: Reference) -> UInt8 {
    FindingIndex.rank(ledger.rules[Int(reference.rule)].info.loss)
  }

  private func rank(_ reference: Reference) -> Int {
    let rule = ledger.rules[Int(reference.rule)]
    switch rule.outcomes[Int(reference.index)] {
    case .fail: return -(Severity.allCases.firstIndex(of: rule.severity) ?? 0)
    case .error: return 1
    case .waived: return 3
    case .baselined: return 4
    default: return 2
    }
  }
}

/// The outcomes below each of some topics, in one array.
struct TopicOutcomes {
  fileprivate let starts: [Int]
  fileprivate let references: [FindingIndex.Reference]

  /// The outcomes of the topic at a place in the requested list.
  subscript(place: Int) -> ArraySlice<FindingIndex.Reference> {
    references[starts[place]..<starts[place + 1]]
  }
}
