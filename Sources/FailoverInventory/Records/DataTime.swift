import FailoverBase

/// When the data of inputs was exported, as far as they say.
public struct DataTime: Sendable, Hashable {
  /// The oldest time that an input states, `YYYY-MM-DDTHH:MM:SSZ`; nil if none states one.
  public let oldest: String?
  /// The youngest one; the same unless inputs differ.
  public let newest: String?
  /// Whether the time of some input is not known, while others state theirs.
  public let isPartial: Bool

  /// That nobody knows.
  public static let unknown = DataTime(oldest: nil, newest: nil, isPartial: false)

  public init(oldest: String?, newest: String?, isPartial: Bool) {
    self.oldest = oldest
    self.newest = newest
    self.isPartial = isPartial
  }

  /// - Parameters:
  ///   - times: what inputs state.
  ///   - leavesOut: whether the time of some input is not known.
  init(_ times: [Moment], leavesOut: Bool) {
    self.init(
      oldest: times.min()?.text, newest: times.max()?.text,
      isPartial: leavesOut && !times.isEmpty)
  }

  /// The time of all inputs of several audits.
  public init(merging all: [DataTime]) {
    let oldest = all.compactMap(\.oldest).min()
    self.init(
      oldest: oldest, newest: all.compactMap(\.newest).max(),
      isPartial: oldest != nil && all.contains { $0.isPartial || $0.oldest == nil })
  }
}
