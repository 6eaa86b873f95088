/// How often each outcome was given.
public struct OutcomeCounts: Sendable, Hashable {
  private var counts: [Int]

  public init() { counts = Array(repeating: 0, count: Outcome.allCases.count) }

  public subscript(_ outcome: Outcome) -> Int {
    get { counts[Int(outcome.rawValue)] }
    set { counts[Int(outcome.rawValue)] = newValue }
  }

  /// All outcomes together: the number of subjects.
  public var total: Int { counts.reduce(0, +) }

  public static func += (a: inout OutcomeCounts, b: OutcomeCounts) {
    for outcome in Outcome.allCases { a[outcome] += b[outcome] }
  }
}
