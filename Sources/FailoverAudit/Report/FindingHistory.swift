/// What a history says of one finding.
public struct FindingAge: Sendable, Hashable {
  /// How a finding compares with the run before.
  public enum State: UInt8, Sendable, CaseIterable {
    /// It was not open then.
    case new
    /// It was open then, and is what it was.
    case unchanged
    /// It was open then, as another outcome or at another severity.
    case updated

    public var word: String {
      switch self {
      case .new: "new"
      case .unchanged: "unchanged"
      case .updated: "updated"
      }
    }
  }

  public let state: State
  /// When a run saw it for the first time, in seconds since 1970.
  public let firstSeen: Int
  /// The run since which it is open without a break, likewise.
  public let openSince: Int
  /// In how many stretches it was open; 1 unless it came back.
  public let stretches: Int

  public init(state: State, firstSeen: Int, openSince: Int, stretches: Int) {
    self.state = state
    self.firstSeen = firstSeen
    self.openSince = openSince
    self.stretches = stretches
  }
}

/// What one run of a history came to.
public struct RunTotals: Sendable, Hashable {
  /// Counted from 1 in a history.
  public var number: Int
  /// In seconds since 1970.
  public var time: Int
  public var verdict: Verdict.Word
  public var groups: Int
  public var counts: OutcomeCounts
  /// Failures that count for the verdict.
  public var violations: Int
  /// Findings that the run before did not have.
  public var new: Int
  /// Findings of the run before whose subjects comply now.
  public var fixed: Int
  /// Findings of the run before that were not judged now: the subject is gone, or the rule was not
  /// run.
  public var notJudged: Int

  public init(
    number: Int, time: Int, verdict: Verdict.Word, groups: Int, counts: OutcomeCounts,
    violations: Int, new: Int, fixed: Int, notJudged: Int
  ) {
    self.number = number
    self.time = time
    self.verdict = verdict
    self.groups = groups
    self.counts = counts
    self.violations = violations
    self.new = new
    self.fixed = fixed
    self.notJudged = notJudged
  }
}

/// A data center that earlier runs of a history show and the last one does not.
public struct UnseenDatacenter: Sendable, Hashable {
  /// Its id as names of subjects write it. A history may hold any text: escape it.
  public let id: String
  /// When the last run was that showed it, in seconds since 1970; nil if no run kept that.
  public let lastSeen: Int?

  public init(id: String, lastSeen: Int?) {
    self.id = id
    self.lastSeen = lastSeen
  }
}

/// What earlier runs say of the findings of a report.
public struct FindingHistory: Sendable {
  /// The most runs that a report holds, its own among them: five years of weeks.
  public static let mostRuns = 260

  /// The name of the history. It may hold any text: escape it.
  public let file: String
  /// The last runs in their order; the last of them is the report's own.
  public let runs: [RunTotals]
  /// Data centers of earlier runs that the report shows nothing of, in the order of their ids.
  public let unseenDatacenters: [UnseenDatacenter]
  private let ages: [UInt128: FindingAge]

  /// - Parameter ages: by the bits of the findings' fingerprints.
  public init(
    file: String, runs: [RunTotals], ages: [UInt128: FindingAge],
    unseenDatacenters: [UnseenDatacenter] = []
  ) {
    self.file = file
    self.runs = runs
    self.ages = ages
    self.unseenDatacenters = unseenDatacenters
  }

  /// When the report's own run was, in seconds since 1970.
  public var time: Int { runs.last?.time ?? 0 }

  /// All ages, in the order of the fingerprints.
  public var all: [(fingerprint: UInt128, age: FindingAge)] {
    ages.map { (fingerprint: $0.key, age: $0.value) }.sorted { $0.fingerprint < $1.fingerprint }
  }

  public func age(of fingerprint: UInt128) -> FindingAge? { ages[fingerprint] }

  public func age(of fingerprint: String) -> FindingAge? {
    Fingerprint.bits(of: fingerprint).flatMap { ages[$0] }
  }
}
