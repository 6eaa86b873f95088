import FailoverAudit
import FailoverBase

/// What changed from one audit to the next, finding by finding.
///
/// A finding is itself by rule, subject and facet, so that messages, places and ids of old rules
/// may change. What is gone is called fixed only where the new audit proves it.
package struct Comparison: Sendable {
  /// By kind of change, then the most severe first, then by rule, subject and facet.
  package let findings: [ChangedFinding]
  /// How many of each kind there are.
  package let counts: [Change: Int]
  /// What could not be judged before, and whose subject the new audit found to fail: its own
  /// findings report it.
  package let judgedSince: [OpenFinding]

  /// - Parameters:
  ///   - old: what was open before, under the ids that rules have now.
  ///   - new: the ledger of the new audit.
  ///   - names: the ids that rules have now.
  package init(old: [OpenFinding], new: Ledger, names: RuleNames) {
    var before = OldFindings(old)
    var findings: [ChangedFinding] = []
    var judgedSince: [OpenFinding] = []
    for finding in new.openFindings(names) { findings.append(before.take(finding)) }
    let rest = before.rest
    let answers = Comparison.answers(to: rest, in: new, names)
    for finding in rest {
      guard let now = answers[Question(finding.rule, finding.subject)] else {
        findings.append(
          ChangedFinding(.notJudged, finding, was: finding.outcome, now: nil, isOld: true))
        continue
      }
      // Of a subject that is not judged now, the new audit has its own finding.
      if now == .unknown || now == .error { continue }
      // Nor is what was not judged fixed by failing.
      if now.isFailure && !finding.outcome.isFailure {
        judgedSince.append(finding)
        continue
      }
      findings.append(
        ChangedFinding(
          .fixed, finding, was: finding.outcome, now: now.isFailure ? nil : now, isOld: true))
    }
    self.judgedSince = judgedSince
    self.findings = findings.sorted(by: Comparison.precedes)
    var counts: [Change: Int] = [:]
    for finding in findings { counts[finding.change, default: 0] += 1 }
    self.counts = counts
  }

  /// What the new audit says of the subjects of findings that it does not have.
  private static func answers(
    to rest: [OpenFinding], in ledger: Ledger, _ names: RuleNames
  ) -> [Question: Outcome] {
    let asked = Dictionary(grouping: rest, by: \.rule).mapValues { findings in
      Set(findings.map { ExactText($0.subject) })
    }
    var answers: [Question: Outcome] = [:]
    for rule in ledger.rules {
      let id = names.id(of: rule.info.id)
      guard let subjects = asked[id] else { continue }
      for (row, outcome) in rule.outcomes.enumerated() {
        let name = rule.name(at: row)
        guard subjects.contains(ExactText(name)) else { continue }
        // Of two subjects of one name, the one that complies proves nothing for the other.
        let question = Question(id, name)
        if let other = answers[question], other != .pass && other != .notApplicable { continue }
        answers[question] = outcome
      }
    }
    return answers
  }

  private static func precedes(_ a: ChangedFinding, _ b: ChangedFinding) -> Bool {
    if a.change != b.change { return a.change.rank < b.change.rank }
    let (first, second) = (a.finding, b.finding)
    if first.severity != second.severity { return second.severity < first.severity }
    if first.rule != second.rule { return first.rule < second.rule }
    if !first.subject.utf8.elementsEqual(second.subject.utf8) {
      return first.subject.utf8.lexicographicallyPrecedes(second.subject.utf8)
    }
    return first.facet.utf8.lexicographicallyPrecedes(second.facet.utf8)
  }
}

/// What was open before, from which the new audit's findings take theirs.
private struct OldFindings {
  private let findings: [OpenFinding]
  private var byKey: [FindingKey: Int] = [:]
  private var byQuestion: [Question: Outcome] = [:]
  private var isTaken: [Bool]

  init(_ findings: [OpenFinding]) {
    self.findings = findings
    isTaken = Array(repeating: false, count: findings.count)
    for (index, finding) in findings.enumerated() {
      let key = FindingKey(finding)
      // Two findings that cannot be distinguished are one, which is not fixed while either is open.
      if byKey[key] == nil { byKey[key] = index } else { isTaken[index] = true }
      byQuestion[Question(finding.rule, finding.subject)] = finding.outcome
    }
  }

  /// Old findings that match none of the new audit.
  var rest: [OpenFinding] {
    findings.indices.lazy.filter { !isTaken[$0] }.map { findings[$0] }
  }

  mutating func take(_ now: OpenFinding) -> ChangedFinding {
    let index = byKey[FindingKey(now)]
    if let index { isTaken[index] = true }
    let old = index.map { findings[$0] }
    // A subject that was not judged before, or is not now, has no facets to compare.
    let was = old?.outcome ?? byQuestion[Question(now.rule, now.subject)]
    let isSame =
      switch now.outcome {
      case .unknown, .error: was == .unknown || was == .error
      case .waived: old?.outcome == .waived
      default: old.map { $0.outcome == .fail || $0.outcome == .baselined } ?? false
      }
    if isSame {
      let severityWas = old?.severity ?? now.severity
      return ChangedFinding(
        severityWas == now.severity ? .unchanged : .severityChanged, now, was: was,
        now: now.outcome, severityWas: severityWas)
    }
    return ChangedFinding(kind(of: now.outcome), now, was: was, now: now.outcome)
  }

  private func kind(of outcome: Outcome) -> Change {
    switch outcome {
    case .unknown, .error: .newlyUnknown
    case .waived: .newlyWaived
    default: .new
    }
  }
}

extension Change {
  fileprivate var rank: Int { Change.allCases.firstIndex(of: self) ?? 0 }
}
