@testable import FailoverSimulation
import FailoverAudit
import FailoverInventory
import TestSupport
import Testing

extension SmallGroup {
  static func random(_ random: inout SplitMix64, isKnown: Bool = false) -> SmallGroup {
    let zones: [String?] =
      ["ZONE_1", "ZONE_1", "ZONE_2", "ZONE_2"] + (isKnown ? [] : ["AUTO", nil])
    let states: [String?] = ["RUNNING", "RUNNING", "RUNNING", "SHUTOFF"] + (isKnown ? [] : [nil])
    let servers = (0..<1 + random.below(4)).map { _ in
      One(
        zones[random.below(zones.count)], states[random.below(states.count)],
        isMember: random.below(4) > 0)
    }
    let names = servers.indices.map { "n\($0)" } + (isKnown ? [] : ["gone"])
    let masters = (0..<(isKnown ? 1 : random.below(3))).map { _ in names[random.below(names.count)]
    }
    return SmallGroup(
      servers, masters: Set(masters).sorted(), isOpen: !isKnown && random.below(4) == 0)
  }
}

/// The judgement that nobody could get wrong: each way in which an estate can be completed, one by
/// one.
private struct EveryWorld {
  let group: SmallGroup
  /// Whether a server of that index and zone is lost.
  let isLost: (Int, String) -> Bool
  /// Whether members that are not shown may be lost, and whether they may be left.
  let mayLoseUnseen: Bool
  let mayKeepUnseen: Bool

  private struct Known {
    var zone: String
    var isUp: Bool
  }

  func fates() -> FateSet {
    var fates: FateSet = []
    complete(from: 0, []) { fates.formUnion($0) }
    return fates
  }

  private func complete(from index: Int, _ known: [Known], _ tell: (FateSet) -> Void) {
    guard index < group.servers.count else {
      for left in 0...(group.isOpen && mayKeepUnseen ? 2 : 0) {
        for lost in 0...(group.isOpen && mayLoseUnseen ? 2 : 0) { judge(known, left, lost, tell) }
      }
      return
    }
    let one = group.servers[index]
    let zones = one.zone.map { $0 == "AUTO" ? nil : [$0] } ?? nil
    for zone in zones ?? ["ZONE_1", "ZONE_2", "ZONE_3"] {
      for isUp in one.state.map({ [$0 == "RUNNING"] }) ?? [true, false] {
        complete(from: index + 1, known + [Known(zone: zone, isUp: isUp)], tell)
      }
    }
  }

  private func judge(_ known: [Known], _ left: Int, _ lost: Int, _ tell: (FateSet) -> Void) {
    let running = known.indices.filter { known[$0].isUp && group.servers[$0].isMember }
    let survivors = running.filter { !isLost($0, known[$0].zone) }
    let (before, after) = (running.count + left + lost, survivors.count + left)
    // Whether the holder runs and is lost, for each that it may be.
    var holders: [Bool] = []
    for name in group.masters where name != "gone" {
      let index = Int(name.dropFirst()) ?? 0
      if known[index].isUp { holders.append(isLost(index, known[index].zone)) }
    }
    if holders.isEmpty || group.masters.contains("gone") {
      holders += running.map { isLost($0, known[$0].zone) }
      holders += Array(repeating: false, count: left) + Array(repeating: true, count: lost)
      // Nobody of the group holds the address.
      if before == 0 { holders.append(false) }
    }
    if before == 0 && holders.isEmpty { holders = [false] }
    for isGone in holders {
      tell(isGone ? .masterLost : .masterKept)
      switch (before, after) {
      case (0, _): tell(FateSet(.down))
      case (_, 0): tell(FateSet(.outage))
      case (_, 1): tell(FateSet(before > 1 ? .unprotected : .unaffected))
      default: tell(FateSet(isGone ? .failover : .unaffected))
      }
    }
  }
}

@Suite("Simulations against a naive judgement")
struct SimulationPropertyTests {
  @Test("a fate is given exactly if it is the same in every scenario", arguments: 0..<400)
  func everyWorld(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let group = SmallGroup.random(&random)
    let inventory = await group.inventory()
    let count = group.servers.count
    for index in 0..<count {
      // A member that is not shown may be on any server that is not a known member's.
      try expect(
        ["server=s\(index)"], group, inventory,
        mayLoseUnseen: !group.servers[index].isMember
      ) { server, _ in server == index }
    }
    for zone in Set(group.servers.compactMap(\.zone)) where zone != "AUTO" {
      try expect(["zone=\(zone)"], group, inventory, mayLoseUnseen: true) { $1 == zone }
      try expect(["zone=\(zone)", "server=s0"], group, inventory, mayLoseUnseen: true) {
        $0 == 0 || $1 == zone
      }
    }
    try expect(
      ["datacenter=dc"], group, inventory, mayLoseUnseen: true, mayKeepUnseen: false
    ) { _, _ in true }
  }

  private func expect(
    _ losses: [String], _ group: SmallGroup, _ inventory: Inventory, mayLoseUnseen: Bool,
    mayKeepUnseen: Bool = true, isLost: @escaping (Int, String) -> Bool
  ) throws {
    let scenarios = EveryWorld(
      group: group, isLost: isLost, mayLoseUnseen: mayLoseUnseen, mayKeepUnseen: mayKeepUnseen)
    let simulation = Simulation(
      without: try losses.map { try Loss(LossText($0), in: inventory) }, in: inventory)
    let told = simulation.otherFates(ofGroup: 0)
    #expect(told.members == scenarios.fates().members, "\(losses) of \(group)")
    #expect(told.losesMaster == scenarios.fates().losesMaster, "\(losses) of \(group)")
    #expect(
      told.fate != .unknown || !simulation.unknowns(ofGroup: 0).isEmpty, "\(losses) of \(group)")
  }

  @Test("where all is known, the estate that is left has what the fate says", arguments: 0..<200)
  func rebuilt(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let group = SmallGroup.random(&random, isKnown: true)
    let inventory = await group.inventory()
    let before = Self.running(inventory)
    for zone in Set(group.servers.compactMap(\.zone)) {
      let gone = group.servers.indices.filter { group.servers[$0].zone == zone }
      let estate = group.estate(without: Set(gone.map { "s\($0)" }))
      let after = Self.running(await estate.inventory(.bundle))
      let fate = try Simulation(without: "zone=\(zone)", in: inventory).otherFates(ofGroup: 0).fate
      let expected: Fate =
        switch (before, after) {
        case (0, _): .down
        case (_, 0): .outage
        case (1, _): .unaffected
        case (_, 1): .unprotected
        default: Self.moved(group, gone)
        }
      #expect(fate == expected, "\(zone) of \(group)")
    }
  }

  /// The fate if two or more members are left.
  private static func moved(_ group: SmallGroup, _ gone: [Int]) -> Fate {
    let runs = group.servers.indices.filter { group.servers[$0].state == "RUNNING" }
    if let master = runs.first(where: { group.masters == ["n\($0)"] }) {
      return gone.contains(master) ? .failover : .unaffected
    }
    // Somebody else holds the address.
    return gone.contains { runs.contains($0) && group.servers[$0].isMember }
      ? .unknown : .unaffected
  }

  private static func running(_ inventory: Inventory) -> Int {
    inventory.groups[0].servers.count { $0.isUp == true }
  }
}
