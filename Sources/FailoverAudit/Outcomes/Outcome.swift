import FailoverInventory

/// The answer of one rule for one subject.
public enum Outcome: UInt8, Sendable, CaseIterable {
  /// The subject complies, and the export proves it.
  case pass
  /// The subject does not comply, and the export proves it.
  case fail
  /// The export lacks what is needed to decide.
  case unknown
  /// The question does not arise for this subject.
  case notApplicable
  /// The rule itself broke; the subject was not judged.
  case error
  /// The subject does not comply, and somebody accepted that in writing.
  case waived
  /// The subject does not comply, and all of its findings are in the baseline.
  case baselined

  /// The word that reports use.
  public var word: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unknown: "unknown"
    case .notApplicable: "notApplicable"
    case .error: "error"
    case .waived: "waived"
    case .baselined: "baselined"
    }
  }

  /// The outcome of a word; reports and histories of earlier versions call baselined failures
  /// known.
  public init?(word: String) {
    let word = word == Outcome.formerWord ? Outcome.baselined.word : word
    guard let outcome = Outcome.allCases.first(where: { $0.word == word }) else { return nil }
    self = outcome
  }

  /// The word for `baselined` in reports of earlier versions, and in histories.
  public static let formerWord = "known"

  /// Whether the subject does not comply, whether waived, baselined or neither.
  public var isFailure: Bool { self == .fail || self == .waived || self == .baselined }
}

/// How much a failure matters, from advice to a group that cannot do its job.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Advice.
  case note
  /// Redundancy or rights are weaker than recommended.
  case warning
  /// The group cannot do its job, or breaks a rule of the platform.
  case error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// One fact that an outcome rests on.
public struct Evidence: Sendable, Hashable {
  /// What the fact is about, such as `member nic/…` or `minimum-servers`.
  public let about: String
  /// The fact as the export states it. It may hold text from the input: escape it.
  public let value: String
  /// Where the export states it; absent for parameters and counts.
  public let place: Place?

  public init(_ about: String, _ value: String, at place: Place? = nil) {
    self.about = about
    self.value = value
    self.place = place
  }
}

/// What is wrong or missing, in one sentence, with its evidence.
///
/// Both are put together only when they are needed: most outcomes of a large estate are counted,
/// not shown.
public struct Finding: Sendable, Hashable {
  /// Distinguishes several findings of one outcome; part of the fingerprint, empty where there is
  /// one.
  public let facet: String
  private let sentence: @Sendable () -> String
  private let facts: @Sendable () -> [Evidence]
  /// Whether a baseline holds it, while its subject fails for other findings.
  package private(set) var isBaselined = false

  /// - Parameters:
  ///   - message: one sentence without a full stop.
  ///   - evidence: the facts that it rests on. Both are made again each time they are shown,
  ///     and must then be the same.
  public init(
    facet: String = "", _ message: @escaping @autoclosure @Sendable () -> String,
    evidence: @escaping @autoclosure @Sendable () -> [Evidence] = []
  ) {
    self.facet = facet
    sentence = message
    facts = evidence
  }

  /// One sentence without a full stop. It may hold text from the input: escape it.
  public var message: String {
    isBaselined ? plainMessage + " (in the baseline)" : plainMessage
  }
  /// The message without what a baseline says of it.
  package var plainMessage: String { sentence() }
  public var evidence: [Evidence] { facts() }

  /// The same, which a baseline holds or does not.
  package func with(isBaselined: Bool) -> Finding {
    var finding = self
    finding.isBaselined = isBaselined
    return finding
  }

  public static func == (a: Finding, b: Finding) -> Bool {
    a.facet == b.facet && a.message == b.message && a.evidence == b.evidence
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(facet)
    hasher.combine(message)
  }
}

/// What a rule says of one subject.
public enum Judgement: Sendable, Hashable {
  case pass
  /// At least one finding; several only with different facets.
  case fail([Finding])
  /// What the export lacks.
  case unknown(Finding)
  /// Why the question does not arise, as one sentence without a full stop.
  case notApplicable(String)
  /// The rule broke: what happened, as one sentence.
  case error(String)
  /// A failure that somebody accepted: its findings, and who accepted them. Rules never give it.
  case waived([Finding], Waiver)
  /// A failure whose findings are all in the baseline. Rules never give it.
  case baselined([Finding])

  public var outcome: Outcome {
    switch self {
    case .pass: .pass
    case .fail: .fail
    case .unknown: .unknown
    case .notApplicable: .notApplicable
    case .error: .error
    case .waived: .waived
    case .baselined: .baselined
    }
  }

  /// What the outcome rests on; what is not applicable or broke has none.
  public var findings: [Finding] {
    switch self {
    case .fail(let findings), .waived(let findings, _), .baselined(let findings): findings
    case .unknown(let finding): [finding]
    case .pass, .notApplicable, .error: []
    }
  }

  /// The usual failure: one finding without a facet.
  public static func fail(
    _ message: @escaping @autoclosure @Sendable () -> String,
    evidence: @escaping @autoclosure @Sendable () -> [Evidence] = []
  ) -> Judgement {
    .fail([Finding(message(), evidence: evidence())])
  }

  public static func unknown(
    _ message: @escaping @autoclosure @Sendable () -> String,
    evidence: @escaping @autoclosure @Sendable () -> [Evidence] = []
  ) -> Judgement {
    .unknown(Finding(message(), evidence: evidence()))
  }
}
