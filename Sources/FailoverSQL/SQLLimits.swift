/// What a statement may use up before it is stopped.
package struct SQLLimits: Sendable, Hashable {
  /// One of the limits.
  package enum Limit: String, Sendable, CaseIterable {
    case seconds, rows
    case memory
    case rowBytes = "row-bytes"
    case indexMemory = "index-memory"

    /// What is limited, in one sentence.
    package var summary: String {
      switch self {
      case .seconds: "Seconds that a statement may run."
      case .rows: "Rows that its answer may have."
      case .memory: "Bytes that it may use, for its work and, once more, for its answer."
      case .rowBytes: "Bytes that one value or one row may have."
      case .indexMemory: "Bytes that the indexes may have that it looks rows up in."
      }
    }

    /// The value unless another is given.
    package var standard: Int {
      switch self {
      case .seconds: 30
      case .rows: 1_000_000
      case .memory: 256 << 20
      case .rowBytes: 1 << 20
      case .indexMemory: 1 << 30
      }
    }

    /// The values that can be given.
    package var range: ClosedRange<Int> {
      switch self {
      case .seconds: 1...86_400
      case .rows: 1...100_000_000
      case .memory: (8 << 20)...(64 << 30)
      case .rowBytes: 1024...(64 << 20)
      case .indexMemory: (1 << 20)...(64 << 30)
      }
    }
  }

  private var given: [Limit: Int] = [:]

  package init() {}

  /// A value outside of the limit's range becomes the nearest inside.
  package subscript(_ limit: Limit) -> Int {
    get { given[limit] ?? limit.standard }
    set { given[limit] = min(max(newValue, limit.range.lowerBound), limit.range.upperBound) }
  }
}
