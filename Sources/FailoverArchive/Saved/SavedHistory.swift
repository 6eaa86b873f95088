import FailoverAudit
import FailoverBase
import FailoverInventory

extension SavedWords<FindingAge.State> {
  fileprivate static let states = SavedWords(FindingAge.State.allCases, \.word)
}

extension SavedReader {
  /// Reads what a history says of the findings of a report.
  mutating func history() throws(DocumentFault) -> FindingHistory {
    var file = ""
    var runs: [RunTotals] = []
    var ages: [UInt128: FindingAge] = [:]
    var unseen: [UnseenDatacenter] = []
    try object("the history", required: [.file, .runs, .findings]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .file: file = try reader.text(key)
      case .runs:
        try reader.array(key) { reader throws(DocumentFault) in runs.append(try reader.run()) }
      case .findings:
        try reader.array(key) { reader throws(DocumentFault) in
          let (fingerprint, age) = try reader.age()
          if ages.updateValue(age, forKey: fingerprint) != nil {
            throw reader.wrong("a finding is in the history twice")
          }
          // The ages take their own place in memory, which is small: the texts are not kept.
          reader.releaseAll()
        }
      case .unseenDatacenters:
        try reader.array(key) { reader throws(DocumentFault) in
          unseen.append(try reader.unseenDatacenter())
        }
      default: return false
      }
      return true
    }
    if runs.isEmpty || runs.count > FindingHistory.mostRuns {
      throw wrong("a history has 1 to \(FindingHistory.mostRuns) runs, not \(runs.count)")
    }
    return FindingHistory(file: file, runs: runs, ages: ages, unseenDatacenters: unseen)
  }

  private mutating func unseenDatacenter() throws(DocumentFault) -> UnseenDatacenter {
    var id = ""
    var lastSeen: Int?
    try object("a data center of earlier runs", required: [.id]) {
      key, reader throws(DocumentFault) in
      switch key {
      case .id: id = try reader.text(key)
      case .lastSeen: lastSeen = try reader.moment(key)
      default: return false
      }
      return true
    }
    return UnseenDatacenter(id: id, lastSeen: lastSeen)
  }

  private mutating func run() throws(DocumentFault) -> RunTotals {
    var run = RunTotals(
      number: 0, time: 0, verdict: .incomplete, groups: 0, counts: OutcomeCounts(), violations: 0,
      new: 0, fixed: 0, notJudged: 0)
    let required: SavedKeys = [
      .number, .time, .verdict, .groups, .violations, .new, .fixed, .notJudged, .counts,
    ]
    try object("a run", required: required) { key, reader throws(DocumentFault) in
      switch key {
      case .number: run.number = try reader.count(key)
      case .time: run.time = try reader.moment(key)
      case .verdict: run.verdict = try reader.word(key, of: .verdicts)
      case .groups: run.groups = try reader.count(key)
      case .violations: run.violations = try reader.count(key)
      case .new: run.new = try reader.count(key)
      case .fixed: run.fixed = try reader.count(key)
      case .notJudged: run.notJudged = try reader.count(key)
      case .counts: run.counts = try reader.counts().counts
      default: return false
      }
      return true
    }
    return run
  }

  private mutating func age() throws(DocumentFault) -> (UInt128, FindingAge) {
    var fingerprint: UInt128?
    var (state, first, since, stretches) = (FindingAge.State.new, 0, 0, 1)
    let required: SavedKeys = [.fingerprint, .state, .firstSeen, .openSince, .stretches]
    try object("a finding of the history", required: required) {
      key, reader throws(DocumentFault) in
      switch key {
      case .fingerprint: fingerprint = Fingerprint.bits(of: try reader.text(key))
      case .state: state = try reader.word(key, of: .states)
      case .firstSeen: first = try reader.moment(key)
      case .openSince: since = try reader.moment(key)
      case .stretches: stretches = try reader.count(key)
      default: return false
      }
      return true
    }
    guard let fingerprint else { throw wrong("a fingerprint is 32 digits of hex") }
    return (
      fingerprint,
      FindingAge(state: state, firstSeen: first, openSince: since, stretches: stretches)
    )
  }

  /// A time in seconds since 1970.
  private mutating func moment(_ key: SavedKey) throws(DocumentFault) -> Int {
    guard let seconds = UTCTime.seconds(try text(key)) else {
      throw mistyped(key, "a time such as 2026-11-23T02:00:00Z")
    }
    return seconds
  }
}
