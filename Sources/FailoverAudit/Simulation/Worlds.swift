/// All that may be true of a group after a loss: which combinations of what is left, what is lost and what becomes of its holder
/// are possible.
///
/// Only so much is kept as fates ask for: 0, 1, 2 or more servers that still run; whether one that ran was lost; and
/// whether the holder is not settled yet, safe or lost. These are 18 combinations, a bit each, so that a group of any size takes
/// one pass.
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

  private var possible = Worlds.bit(left: 0, isLost: false, .open)

  /// Adds a server that may be the holder, or may not be a member: the master's server need not be one.
  mutating func add(_ ways: Ways, isMember: Bool = true, isMaster: Bool = false) {
    var next: UInt32 = 0
    var rest = possible
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      rest &= rest - 1
      let (left, isLost, holder) = (place % 3, place / 3 % 2 == 1, Holder(rawValue: place / 6))
      for way in [Ways.idle, .left, .lost] where ways.contains(way) {
        let nowLeft = isMember && way == .left ? min(2, left + 1) : left
        let nowLost = isLost || isMember && way == .lost
        next |= Worlds.bit(left: nowLeft, isLost: nowLost, holder ?? .open)
        if isMaster && holder == .open {
          next |= Worlds.bit(left: nowLeft, isLost: nowLost, way == .lost ? .lost : .safe)
        }
      }
    }
    possible = next
  }

  /// The fates of all of them.
  ///
  /// - Parameter mayBeHeldByOthers: whether the holder need not be a master that was added.
  func fates(mayBeHeldByOthers: Bool) -> FateSet {
    var fates: FateSet = []
    for left in 0...2 {
      for isLost in [false, true] {
        for holder in [Holder.open, .safe, .lost]
        where possible & Worlds.bit(left: left, isLost: isLost, holder) != 0 {
          if holder == .open && !mayBeHeldByOthers { continue }
          fates.formUnion(Worlds.fates(left, isLost, holder))
          fates.formUnion(Worlds.master(left, isLost, holder))
        }
      }
    }
    return fates
  }

  private static func fates(_ left: Int, _ isLost: Bool, _ holder: Holder) -> FateSet {
    switch (left, isLost) {
    case (0, false): FateSet(.down)
    case (0, true): FateSet(.outage)
    case (1, true): FateSet(.unprotected)
    case (1, false): FateSet(.unaffected)
    default:
      switch holder {
      case .lost: FateSet(.failover)
      case .safe: FateSet(.unaffected)
      case .open: isLost ? [FateSet(.failover), FateSet(.unaffected)] : FateSet(.unaffected)
      }
    }
  }

  /// Whether the holder is lost, or may be either.
  private static func master(_ left: Int, _ isLost: Bool, _ holder: Holder) -> FateSet {
    switch holder {
    case .lost: .masterLost
    case .safe: .masterKept
    case .open: !isLost ? .masterKept : left == 0 ? .masterLost : [.masterLost, .masterKept]
    }
  }

  private static func bit(left: Int, isLost: Bool, _ holder: Holder) -> UInt32 {
    1 << UInt32(left + (isLost ? 3 : 0) + holder.rawValue * 6)
  }
}
