import FailoverAudit

/// When the reports were made: one time, or from an earliest to a latest one.
struct MergedTimes {
  /// Absent if the reports do not say.
  let latest: String?
  private let earliest: String?

  private static let head = "The audits that were merged ran from "
  private static let middle = " to "
  private static let tail = ": what they say may not have been true together"

  init(_ parts: [MergePart]) {
    let times = parts.compactMap(\.report.time)
    latest = times.max()
    let earlier = parts.flatMap(\.report.assumptions).filter(MergedTimes.tells)
      .map { String($0.dropFirst(MergedTimes.head.count).prefix(20)) }
    earliest = (times + earlier).min()
  }

  /// Whether an assumption is what merging says of times.
  static func tells(_ assumption: String) -> Bool {
    assumption.hasPrefix(head) && assumption.hasSuffix(tail)
  }

  var assumption: String? {
    guard let earliest, let latest, earliest != latest else { return nil }
    return MergedTimes.head + earliest + MergedTimes.middle + latest + MergedTimes.tail
  }
}
