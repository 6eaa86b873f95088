import FailoverAudit
/// What becomes of a failover group when something is lost; the worst first.
///
/// A server **runs** if its state is RUNNING; two NICs on one server are one server. The group's
/// **holder** is the server of the NIC that is named as its master; of several that are named, any
/// that runs; if none is named, none of them runs, or the server of one is not known, any server of
/// the group that runs.
///
/// What the inventory does not say may be either way: a server whose zone is not known is in the
/// lost zone or is not, one whose state is not known runs or does not, and a group whose members
/// are not all known has further ones on any servers of its data center. A word is certain if it is
/// the same in every case; if not, the fate is `unknown`.
package enum Fate: UInt8, CaseIterable, Sendable {
  /// At least one server runs today, and none is left.
  case outage
  /// No server runs today: nothing is left to lose.
  case down
  /// Two or more run today, and one is left: the next failure is an outage.
  case unprotected
  /// The export does not say which of the others it is.
  case unknown
  /// Two or more still run, but the holder is lost, so the address has to move.
  case failover
  /// None of the others: nothing is lost, or what is lost leaves two or more and the holder.
  case unaffected

  /// How reports call it.
  package var word: String { "\(self)" }

  /// The fates that can be certain.
  static let certain: [Fate] = [.outage, .down, .unprotected, .failover, .unaffected]
}

/// Fates that are possible, or that were met; and whether the holder is lost with them.
package struct FateSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package init(_ fate: Fate) { rawValue = 1 << fate.rawValue }

  /// That the holder is lost, and that it is not: both where that is not known.
  static let masterLost = FateSet(rawValue: 64)
  static let masterKept = FateSet(rawValue: 128)

  /// All that can be certain: nothing is known.
  package static let anything = FateSet(
    Fate.certain.map { FateSet($0) } + [.masterLost, .masterKept])

  private var fates: UInt8 { rawValue & 63 }

  /// Whether the address has to move, as its holder is lost; nil if that is not known.
  package var losesMaster: Bool? {
    contains(.masterLost) ? (contains(.masterKept) ? nil : true) : false
  }

  /// The one fate that is possible, or that it is not known.
  package var fate: Fate { fates.nonzeroBitCount == 1 ? worst : .unknown }

  /// The worst of them; `unknown` if there is none.
  package var worst: Fate { Fate(rawValue: UInt8(fates.trailingZeroBitCount)) ?? .unknown }

  /// The fate alone, and that the holder is lost if that is certain: what is remembered of it.
  var shown: FateSet { FateSet(fate).union(losesMaster == true ? .masterLost : []) }

  /// The worst first.
  package var members: [Fate] { Fate.allCases.filter { contains(FateSet($0)) } }
}

/// How many groups have each fate.
package struct FateCounts: Hashable, Sendable {
  private var counts = SIMD8<Int32>()

  package init() {}

  package subscript(_ fate: Fate) -> Int {
    get { Int(counts[Int(fate.rawValue)]) }
    set { counts[Int(fate.rawValue)] = Int32(newValue) }
  }

  /// All groups together.
  package var total: Int { Int(counts.wrappedSum()) }

  /// Whether there are more groups with the worst fate, or as many and more with the next one, and
  /// so on.
  package func isWorse(than other: FateCounts) -> Bool {
    for fate in Fate.allCases where self[fate] != other[fate] { return self[fate] > other[fate] }
    return false
  }
}
