import FailoverAudit
/// All that may be true of a group after a loss: which combinations of what is left, what is lost
/// and what becomes of its holder are possible.
///
/// Only so much is kept as fates need: 0, 1, 2 or more servers that still run; whether one that
/// ran was lost; whether the holder is not settled yet, safe or lost; and whether a master runs.
/// These are 36 combinations, a bit each, so that a group of any size takes one pass.
struct Scenarios {
  /// What may become of one server.
  struct Branches: OptionSet {
    let rawValue: UInt8
    /// It does not run today.
    static let idle = Branches(rawValue: 1)
    /// It runs and is not lost.
    static let left = Branches(rawValue: 2)
    /// It runs and is lost.
    static let lost = Branches(rawValue: 4)
  }

  private enum Holder: Int {
    case open
    case safe
    case lost
  }

  /// One of the combinations.
  private struct World {
    /// At most 2.
    var left = 0
    var isLost = false
    var holder = Holder.open
    var masterRuns = false

    init() {}

    init(place: Int) {
      left = place % 3
      isLost = place / 3 % 2 == 1
      holder = Holder(rawValue: place / 6 % 3) ?? .open
      masterRuns = place >= 18
    }

    var bit: UInt64 {
      1 << UInt64(left + (isLost ? 3 : 0) + holder.rawValue * 6 + (masterRuns ? 18 : 0))
    }
  }

  private var possible = World().bit

  /// Adds a server that may be the holder, or may not be a member: the master's server need not be
  /// one.
  mutating func add(_ branches: Branches, isMember: Bool = true, isMaster: Bool = false) {
    var next: UInt64 = 0
    var rest = possible
    while rest != 0 {
      let scenario = World(place: rest.trailingZeroBitCount)
      rest &= rest - 1
      for branch in [Branches.idle, .left, .lost] where branches.contains(branch) {
        var after = scenario
        if isMember && branch == .left { after.left = min(2, scenario.left + 1) }
        if isMember && branch == .lost { after.isLost = true }
        // A master that does not run holds nothing.
        if isMaster && branch != .idle { after.masterRuns = true }
        next |= after.bit
        if isMaster && branch != .idle && scenario.holder == .open {
          after.holder = branch == .lost ? .lost : .safe
          next |= after.bit
        }
      }
    }
    possible = next
  }

  /// The fates of all of them.
  ///
  /// - Parameter mayBeHeldByOthers: whether the holder need not be a master that was added and
  ///   runs.
  func fates(mayBeHeldByOthers: Bool) -> FateSet {
    var fates: FateSet = []
    var rest = possible
    while rest != 0 {
      let scenario = World(place: rest.trailingZeroBitCount)
      rest &= rest - 1
      if scenario.holder == .open && scenario.masterRuns && !mayBeHeldByOthers { continue }
      fates.formUnion(Scenarios.fates(scenario))
      fates.formUnion(Scenarios.master(scenario))
    }
    return fates
  }

  private static func fates(_ scenario: World) -> FateSet {
    switch (scenario.left, scenario.isLost) {
    case (0, false): FateSet(.down)
    case (0, true): FateSet(.outage)
    case (1, true): FateSet(.unprotected)
    case (1, false): FateSet(.unaffected)
    default:
      switch scenario.holder {
      case .lost: FateSet(.failover)
      case .safe: FateSet(.unaffected)
      case .open:
        scenario.isLost ? [FateSet(.failover), FateSet(.unaffected)] : FateSet(.unaffected)
      }
    }
  }

  /// Whether the holder is lost, or may be either.
  private static func master(_ scenario: World) -> FateSet {
    switch scenario.holder {
    case .lost: .masterLost
    case .safe: .masterKept
    case .open:
      !scenario.isLost
        ? .masterKept : scenario.left == 0 ? .masterLost : [.masterLost, .masterKept]
    }
  }
}
