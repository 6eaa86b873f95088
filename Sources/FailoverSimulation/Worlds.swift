import FailoverAudit
/// All that may be true of a group after a loss: which combinations of what is left, what is lost
/// and what becomes of its holder are possible.
///
/// Only so much is kept as fates ask for: 0, 1, 2 or more servers that still run; whether one that
/// ran was lost; whether the holder is not settled yet, safe or lost; and whether a master runs.
/// These are 36 combinations, a bit each, so that a group of any size takes one pass.
struct Worlds {
  /// What may become of one server.
  struct Ways: OptionSet {
    let rawValue: UInt8
    /// It does not run today.
    static let idle = Ways(rawValue: 1)
    /// It runs and is not lost.
    static let left = Ways(rawValue: 2)
    /// It runs and is lost.
    static let lost = Ways(rawValue: 4)
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
  mutating func add(_ ways: Ways, isMember: Bool = true, isMaster: Bool = false) {
    var next: UInt64 = 0
    var rest = possible
    while rest != 0 {
      let world = World(place: rest.trailingZeroBitCount)
      rest &= rest - 1
      for way in [Ways.idle, .left, .lost] where ways.contains(way) {
        var after = world
        if isMember && way == .left { after.left = min(2, world.left + 1) }
        if isMember && way == .lost { after.isLost = true }
        // A master that does not run holds nothing.
        if isMaster && way != .idle { after.masterRuns = true }
        next |= after.bit
        if isMaster && way != .idle && world.holder == .open {
          after.holder = way == .lost ? .lost : .safe
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
      let world = World(place: rest.trailingZeroBitCount)
      rest &= rest - 1
      if world.holder == .open && world.masterRuns && !mayBeHeldByOthers { continue }
      fates.formUnion(Worlds.fates(world))
      fates.formUnion(Worlds.master(world))
    }
    return fates
  }

  private static func fates(_ world: World) -> FateSet {
    switch (world.left, world.isLost) {
    case (0, false): FateSet(.down)
    case (0, true): FateSet(.outage)
    case (1, true): FateSet(.unprotected)
    case (1, false): FateSet(.unaffected)
    default:
      switch world.holder {
      case .lost: FateSet(.failover)
      case .safe: FateSet(.unaffected)
      case .open: world.isLost ? [FateSet(.failover), FateSet(.unaffected)] : FateSet(.unaffected)
      }
    }
  }

  /// Whether the holder is lost, or may be either.
  private static func master(_ world: World) -> FateSet {
    switch world.holder {
    case .lost: .masterLost
    case .safe: .masterKept
    case .open:
      !world.isLost ? .masterKept : world.left == 0 ? .masterLost : [.masterLost, .masterKept]
    }
  }
}
