import FailoverAudit
import FailoverBase

/// The room for what a log holds besides its results: GitHub refuses a log that is too large, and
/// shows none of it.
struct SARIFRoom {
  /// The most bytes for the inputs, and for the notifications.
  static let bytes = 300_000

  /// Nil where there is room for everything.
  private var left: Int?

  init(for audience: SARIFAudience) {
    left = audience == .gitHub ? SARIFRoom.bytes : nil
  }

  /// Whether there was room for something, which is written into nothing to learn how long it is.
  mutating func takes(_ write: (inout ByteSink) throws -> Void) throws -> Bool {
    guard let before = left else { return true }
    var size = 0
    var scale = ByteSink { size += $0.count }
    try write(&scale)
    try scale.flush()
    left = max(0, before - size)
    return size <= before
  }
}
