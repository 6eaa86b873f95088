import FailoverArchive
import FailoverAudit
import FailoverSimulation

/// What audits one after the other should report, worked out without a database and finding by
/// finding.
struct NaiveHistory {
  struct Key: Hashable {
    let rule: String
    let subject: String
    let facet: String
    /// Texts that look alike are not the same.
    private var bytes: [[UInt8]] { [Array(rule.utf8), Array(subject.utf8), Array(facet.utf8)] }

    static func == (a: Key, b: Key) -> Bool { a.bytes == b.bytes }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }

  private enum Fate { case open, complied, judged, gone }

  private struct Record {
    var outcome: Outcome
    var severity: Severity
    var first: Int
    var since: Int
    var last: Int
    var stretches = 1
    var fate = Fate.open
  }

  private var records: [Key: Record] = [:]
  /// How the findings of the last audit compare to the one before.
  private(set) var states: [Key: FindingAge.State] = [:]

  mutating func record(_ audit: SmallAudit, at time: Int) {
    let now = NaiveHistory.findings(audit)
    for (key, record) in records where record.fate == .open && now[key] == nil {
      records[key]?.fate = NaiveHistory.fate(of: key, record, in: audit)
    }
    states = [:]
    for (key, finding) in now {
      guard var record = records[key] else {
        records[key] = Record(
          outcome: finding.outcome, severity: finding.severity, first: time, since: time, last: time
        )
        states[key] = .new
        continue
      }
      let isSame = record.outcome == finding.outcome && record.severity == finding.severity
      states[key] = record.fate != .open ? .new : isSame ? .unchanged : .updated
      if record.fate == .complied || record.fate == .judged {
        record.since = time
        record.stretches += 1
      }
      (record.outcome, record.severity) = (finding.outcome, finding.severity)
      (record.last, record.fate) = (time, .open)
      records[key] = record
    }
  }

  private static func fate(of key: Key, _ record: Record, in audit: SmallAudit) -> Fate {
    guard let rule = audit.answers[key.rule] else { return .open }
    switch answer(rule, key.subject) {
    case nil: return audit.isWhole && !rule.values.contains(.error) ? .gone : .open
    case .pass: return .complied
    case .unknown, .error: return .open
    case .fails: return record.outcome == .unknown || record.outcome == .error ? .judged : .complied
    }
  }

  private static func answer(
    _ rule: [String: SmallAudit.Answer], _ subject: String
  ) -> SmallAudit.Answer? {
    rule.first { $0.key.utf8.elementsEqual(subject.utf8) }?.value
  }

  private static func findings(
    _ audit: SmallAudit
  ) -> [Key: (outcome: Outcome, severity: Severity)] {
    var findings: [Key: (outcome: Outcome, severity: Severity)] = [:]
    for (rule, answers) in audit.answers {
      for (subject, answer) in answers {
        let severity = audit.severities[rule] ?? .warning
        let key = { Key(rule: rule, subject: subject, facet: $0) }
        switch answer {
        case .pass: break
        case .unknown: findings[key("")] = (.unknown, severity)
        case .error: findings[key("")] = (.error, severity)
        case .fails(let facets, let outcome):
          for facet in facets { findings[key(facet)] = (outcome, severity) }
        }
      }
    }
    return findings
  }

  // MARK: Reporting

  var open: [String] {
    records.filter { $0.value.fate == .open }.map { key, record in
      "\(key.rule) \(Array(key.subject.utf8)) \(key.facet) \(record.outcome) \(record.severity) "
        + "\(record.first) \(record.since) \(record.last) \(record.stretches)"
    }
  }

  static func line(_ open: HistoryOverview.Open) -> String {
    let (finding, age) = (open.finding, open.age)
    return
      "\(finding.rule) \(Array(finding.subject.utf8)) \(finding.facet) \(finding.outcome) \(finding.severity) "
      + "\(age.firstSeen) \(age.openSince) \(open.lastSeen) \(age.stretches)"
  }

  /// The changes from one audit to the next.
  static func changes(_ old: SmallAudit, _ new: SmallAudit) -> [String] {
    let (before, after) = (findings(old), findings(new))
    var lines: [String] = []
    func tell(_ change: Change, _ key: Key) {
      lines.append("\(change.rawValue) \(key.rule) \(key.subject) \(key.facet)")
    }
    for (key, now) in after {
      let was = before[key]
      let wasOpen = [.unknown, .error].contains {
        answer(old.answers[key.rule] ?? [:], key.subject) == $0
      }
      let isSame: Bool
      switch now.outcome {
      case .unknown, .error: isSame = wasOpen
      case .waived: isSame = was?.outcome == .waived
      default: isSame = was?.outcome == .fail || was?.outcome == .baselined
      }
      if isSame {
        tell(was.map { $0.severity != now.severity } ?? false ? .severityChanged : .unchanged, key)
      } else {
        let kinds: [Outcome: Change] = [
          .unknown: .newlyUnknown, .error: .newlyUnknown, .waived: .newlyWaived,
        ]
        tell(kinds[now.outcome] ?? .new, key)
      }
    }
    for (key, was) in before where after[key] == nil {
      switch answer(new.answers[key.rule] ?? [:], key.subject) {
      case nil: tell(.notJudged, key)
      case .pass: tell(.fixed, key)
      case .unknown, .error: break
      case .fails: if was.outcome != .unknown && was.outcome != .error { tell(.fixed, key) }
      }
    }
    return lines
  }
}
