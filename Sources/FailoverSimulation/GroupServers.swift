import FailoverAudit
import FailoverInventory

/// The servers of one group, and those of its masters, as a simulation sees them.
struct GroupServers {
  /// A server that is lost, or not, as a whole.
  struct One {
    let server: Server
    /// Its zone's number in `ZoneNames`; nil if it is not known.
    let zone: Int?
    /// What can become of it; below `kinds`.
    let kind: Int
    static let kinds = 12
    /// Whether it is a member's, not only a master's.
    var isMember: Bool { kind & 1 == 1 }
  }

  /// How many servers there are of each kind: what runs, is a master's or a member's is all that
  /// matters.
  struct Tally {
    fileprivate var counts = SIMD16<UInt32>()

    static func - (a: Tally, b: Tally) -> Tally { Tally(counts: a.counts &- b.counts) }
    mutating func add(_ one: One) { counts[one.kind] &+= 1 }
    init() {}
    init(_ one: One) { counts[one.kind] = 1 }
    private init(counts: SIMD16<UInt32>) { self.counts = counts }
  }

  /// Members that the inventory may not show, and what may become of them.
  struct Unseen {
    /// Of any number of them.
    var branches: Scenarios.Branches = [.idle, .left]
    /// Whether a server that is lost, and is not a known member, may be one of them.
    var maySuffer = false
  }

  let all: [One]
  let total: Tally
  private let isComplete: Bool
  private let mayBeHeldByOthers: Bool
  private let hasAddress: Bool

  init(_ group: FailoverGroup, _ zones: inout ZoneNames) {
    let members = group.servers
    let masters = GroupServers.servers(ofMastersOf: group)
    let known = masters.known
    let nonMembers = GroupServers.without(members, known)
    var all: [One] = []
    all.reserveCapacity(members.count + nonMembers.count)
    // Few masters are the rule; a set pays only for many.
    let isMaster = known.count > 8 ? Set(known) : nil
    for server in members {
      let holds = isMaster?.contains(server) ?? known.contains(server)
      all.append(One(server, &zones, isMember: true, isMaster: holds))
    }
    for server in nonMembers { all.append(One(server, &zones, isMember: false, isMaster: true)) }
    var total = Tally()
    for one in all { total.add(one) }
    self.all = all
    self.total = total
    isComplete = group.membershipGaps.isEmpty
    mayBeHeldByOthers = masters.mayBeOthers
    hasAddress = group.hasAddress
  }

  /// The distinct servers of its masters, and whether one of them is not known or none is named.
  private static func servers(
    ofMastersOf group: FailoverGroup
  ) -> (known: [Server], mayBeOthers: Bool) {
    let servers = group.masters.map { $0.nic?.server }
    let known = servers.compactMap { $0 }
    let distinct = known.count < 2 ? known : Array(Set(known))
    let mayBeOthers =
      servers.isEmpty || known.count < servers.count || group.mayNameMoreMasters
    return (distinct, mayBeOthers)
  }

  private static func without(_ members: [Server], _ servers: [Server]) -> [Server] {
    if servers.count < 2 { return servers.filter { !members.contains($0) } }
    let members = Set(members)
    return servers.filter { !members.contains($0) }
  }

  // MARK: Judging

  /// What may become of the group.
  ///
  /// - Parameters:
  ///   - lost: servers that are lost for certain.
  ///   - open: servers that may be lost.
  ///   - unseen: further members that there may be.
  func fates(lost: Tally = Tally(), open: Tally = Tally(), unseen: Unseen) -> FateSet {
    guard hasAddress else { return .anything }
    var scenarios = Scenarios()
    add(total - lost - open, .left, to: &scenarios)
    add(open, [.left, .lost], to: &scenarios)
    add(lost, .lost, to: &scenarios)
    if !isComplete {
      // As often as fates need: two that are left and one that is lost.
      for _ in 0..<3 { scenarios.add(unseen.branches.union(.idle)) }
      if unseen.maySuffer { scenarios.add([.idle, .lost]) }
    }
    return scenarios.fates(mayBeHeldByOthers: mayBeHeldByOthers)
  }

  private func add(_ tally: Tally, _ branches: Scenarios.Branches, to scenarios: inout Scenarios) {
    for kind in 0..<One.kinds where tally.counts[kind] > 0 {
      let branches = One.isUp(kind).map { $0 ? branches : .idle } ?? branches.union(.idle)
      // One of them may be the holder; of the others three are as good as more.
      for _ in 0..<min(4, tally.counts[kind]) {
        scenarios.add(branches, isMember: kind & 1 == 1, isMaster: kind & 2 == 2)
      }
    }
  }
}

extension GroupServers.One {
  fileprivate init(
    _ server: Server, _ zones: inout ZoneNames, isMember: Bool, isMaster: Bool
  ) {
    self.server = server
    zone = server.zone.map { zones.number(of: $0) }
    let state = server.isUp.map { $0 ? 0 : 1 } ?? 2
    kind = state << 2 | (isMaster ? 2 : 0) | (isMember ? 1 : 0)
  }

  fileprivate static func isUp(_ kind: Int) -> Bool? {
    switch kind >> 2 {
    case 0: true
    case 1: false
    default: nil
    }
  }
}

/// Numbers for the names of zones.
struct ZoneNames {
  private var numbers: [String: Int] = [:]
  private(set) var names: [String] = []

  mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Whether a zone comes before another: `ZONE_2` before `ZONE_10`.
  static func precedes(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count ? a < b : a.utf8.count < b.utf8.count
  }
}
