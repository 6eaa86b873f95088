@testable import FailoverSimulation
import FailoverAudit
import FailoverInventory
import TestSupport
import Testing

/// Every zone, server or data center, one by one.
@Suite("Simulations of each loss")
struct EachSimulationTests {
  private static let estate: ExampleEstate = {
    var estate = SmallGroup([.init("ZONE_1"), .init("ZONE_2"), .init("ZONE_2")]).estate()
    estate.datacenters[0].servers = .all(
      estate.datacenters[0].servers.items + [
        .init("idle", zone: "ZONE_10", nics: []), .init("off", zone: "AUTO", nics: []),
      ])
    return estate
  }()

  private static func fates(_ simulation: Simulation) -> [String] {
    simulation.cases.map { one in
      let fates = Fate.allCases.filter { one.counts[$0] > 0 }.map { "\(one.counts[$0]) \($0.word)" }
      return "\(one.loss.sentence): \(fates.joined(separator: ", "))"
    }
  }

  @Test("each zone of a data center is a case, also one without members")
  func zones() async {
    let simulation = Simulation(each: .zone, in: await Self.estate.inventory(.bundle))
    #expect(
      Self.fates(simulation) == [
        "zone ZONE_1 of data center \"example\" (dc): 1 failover",
        "zone ZONE_2 of data center \"example\" (dc): 1 unprotected",
        "zone ZONE_10 of data center \"example\" (dc): 1 unaffected",
      ])
    #expect(simulation.worst(ofGroup: 0) == .unprotected)
  }

  @Test("each server of a group is a case, and the others are counted")
  func servers() async {
    let simulation = Simulation(each: .server, in: await Self.estate.inventory(.bundle))
    #expect(
      Self.fates(simulation) == [
        "server \"server\" (s0): 1 failover", "server \"server\" (s1): 1 unaffected",
        "server \"server\" (s2): 1 unaffected",
      ])
    #expect(simulation.sections[0].otherServers == 2)
    #expect(simulation.sections[0].others[.unaffected] == 1)
  }

  @Test("each data center is a case")
  func datacenters() async {
    let simulation = Simulation(each: .datacenter, in: await Self.estate.inventory(.bundle))
    #expect(Self.fates(simulation) == ["data center \"example\" (dc): 1 outage"])
  }

  @Test("a group in a data center without a known zone is not examined, and not well")
  func noZone() async {
    let inventory = await SmallGroup([.init("AUTO"), .init(nil)]).inventory()
    let simulation = Simulation(each: .zone, in: inventory)
    #expect(simulation.cases.isEmpty)
    #expect(simulation.unjudged == 1)
    #expect(simulation.worst(ofGroup: 0) == .unknown)
    #expect(simulation.unknowns(ofGroup: 0).first == "no zone of its data center is known")
    let report = SimulationReport(
      of: simulation, in: inventory, settings: .init(allowUnknown: true), toolVersion: "1")
    #expect(report.exitCode == 2, "nothing was examined, and unknown is allowed all the same")
  }

  @Test("a server whose members may not all be known may be one more of a group with one left")
  func open() async {
    let simulation = Simulation(
      each: .server, in: await SmallGroup([.init("ZONE_1")], isOpen: true).inventory())
    #expect(simulation.sections[0].otherServers == 1)
    #expect(simulation.otherFates(ofGroup: 0).members == [.unprotected, .unaffected])
    #expect(simulation.sections[0].others[.unknown] == 1)
  }

  @Test("each case gives what the same loss alone gives, whatever the estate", arguments: 0..<60)
  func alone(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let group = SmallGroup.random(&random)
    let inventory = await group.inventory()
    for kind in LossKind.allCases {
      let simulation = Simulation(each: kind, in: inventory)
      for (number, one) in simulation.cases.enumerated() {
        let alone = Simulation(without: [one.loss], in: inventory)
        let fates =
          kind == .datacenter
          ? simulation.otherFates(ofGroup: 0) : simulation.fates(ofGroup: 0, inCase: number)
        #expect(fates == alone.otherFates(ofGroup: 0), "\(one.loss.sentence) \(group)")
        #expect(one.counts[fates.fate] == 1 && one.counts.total == 1)
      }
    }
  }

  @Test(
    "in an estate of several data centers each case counts the groups of its own",
    arguments: LossKind.allCases)
  func sample(kind: LossKind) async throws {
    var root = #filePath
    for _ in 0..<3 { root = String(root[..<(root.lastIndex(of: "/") ?? root.startIndex)]) }
    let inventory = try await Inventory.read([root + "/reports/estate"])
    let simulation = Simulation(each: kind, in: inventory)
    try #require(simulation.sections.count == 3)
    #expect(simulation.sections.reduce(0) { $0 + $1.groups.count } == inventory.groups.count)
    for (number, one) in simulation.cases.enumerated() {
      let alone = Simulation(without: [one.loss], in: inventory)
      var counts = FateCounts()
      for group in simulation.sections[one.section].groups {
        let fates = alone.otherFates(ofGroup: group)
        if kind != .datacenter {
          #expect(simulation.fates(ofGroup: group, inCase: number) == fates)
        }
        counts[fates.fate] += 1
        #expect(simulation.met[group].contains(FateSet(fates.fate)))
      }
      #expect(one.counts == counts, "\(one.loss.sentence)")
    }
    let servers = inventory.allServers.count
    let told = simulation.cases.count + simulation.sections.reduce(0) { $0 + $1.otherServers }
    #expect(kind != .server || told == servers)
  }
}
