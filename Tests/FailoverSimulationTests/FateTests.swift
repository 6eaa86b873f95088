@testable import FailoverSimulation
import FailoverAudit
import FailoverInventory
import Testing

/// What becomes of one group, word by word.
@Suite("Fates of groups")
struct FateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let group: SmallGroup
    let losses: [String]
    let fates: [Fate]

    init(_ title: String, _ group: SmallGroup, without losses: String..., is fates: Fate...) {
      testDescription = title
      self.group = group
      self.losses = losses
      self.fates = fates
    }
  }

  private static let (one, two) = (SmallGroup.One("ZONE_1"), SmallGroup.One("ZONE_2"))
  private static let auto = SmallGroup.One("AUTO")

  static let cases = [
    Case("all in one zone", .init([one, one]), without: "zone=ZONE_1", is: .outage),
    Case("letter case does not matter", .init([one]), without: "zone=zone_1", is: .outage),
    Case("the zone of its data center", .init([one]), without: "zone=ZONE_1@dc", is: .outage),
    Case("its only server", .init([one]), without: "server=s0", is: .outage),
    Case("its data center", .init([one, two]), without: "datacenter=dc", is: .outage),
    Case(
      "both servers together", .init([one, two, two]), without: "server=s0", "server=s1",
      "server=s2", is: .outage),
    Case(
      "the only one that runs", .init([one, .init("ZONE_2", "SHUTOFF")]), without: "server=s0",
      is: .outage),
    Case("one of two", .init([one, two]), without: "zone=ZONE_1", is: .unprotected),
    Case("the standby of two", .init([one, two]), without: "server=s1", is: .unprotected),
    Case("the master of three", .init([one, two, two]), without: "server=s0", is: .failover),
    Case("a standby of three", .init([one, two, two]), without: "server=s1", is: .unaffected),
    Case(
      "one of three while the master does not run",
      .init([.init("ZONE_1", "SHUTOFF"), one, two, two]), without: "server=s1",
      is: .failover, .unaffected),
    Case(
      "the master that does not run", .init([.init("ZONE_1", "SHUTOFF"), one, two, two]),
      without: "server=s0", is: .unaffected),
    Case(
      "a server that does not run", .init([one, .init("ZONE_2", "SHUTOFF")]),
      without: "server=s1", is: .unaffected),
    Case(
      "a master that does not run", .init([.init("ZONE_1", "PAUSED"), two, two]),
      without: "server=s0", is: .unaffected),
    Case(
      "nothing runs", .init([.init("ZONE_1", "SHUTOFF"), .init("ZONE_2", "SHUTOFF")]),
      without: "server=s0", is: .down),
    Case(
      "nobody is a member", .init([.init("ZONE_1", isMember: false)]), without: "zone=ZONE_1",
      is: .down),
    Case(
      "two NICs on one server", .init([one, two], twice: ["s0"]), without: "server=s1",
      is: .unprotected),
    Case(
      "two NICs on the only server", .init([one, .init("ZONE_2", isMember: false)], twice: ["s0"]),
      without: "zone=ZONE_1", is: .outage),
    Case(
      "a server that is no member", .init([one, two, .init("ZONE_1", isMember: false)]),
      without: "server=s2", is: .unaffected),
    Case(
      "a master that is no member",
      .init([one, two, .init("ZONE_3", isMember: false)], masters: ["n2"]),
      without: "zone=ZONE_3", is: .failover),
    Case(
      "a zone that is not known", .init([one, auto]), without: "zone=ZONE_1", is: .outage,
      .unprotected),
    Case(
      "a zone that is not known, of a server that does not run",
      .init([one, two, .init("AUTO", "SHUTOFF")]), without: "zone=ZONE_1", is: .unprotected),
    Case(
      "two survive for certain", .init([one, two, two, auto], masters: ["n1"]),
      without: "zone=ZONE_1", is: .unaffected),
    Case(
      "the master's zone is not known", .init([auto, two, two, one]), without: "zone=ZONE_1",
      is: .failover, .unaffected),
    Case(
      "all stand in the zone, or nobody", .init([auto, auto, .init("ZONE_1", isMember: false)]),
      without: "zone=ZONE_1", is: .outage, .unprotected, .unaffected),
    Case(
      "a state that is not known", .init([one, .init("ZONE_2", nil)]), without: "zone=ZONE_1",
      is: .outage, .unprotected),
    Case(
      "whether it runs today is not known", .init([.init("ZONE_1", nil)]), without: "zone=ZONE_1",
      is: .outage, .down),
    Case(
      "members that are not shown", .init([one, two, two], isOpen: true), without: "zone=ZONE_2",
      is: .unprotected, .unaffected),
    Case(
      "members that are not shown do no harm", .init([one, two, two], isOpen: true),
      without: "server=s2", is: .unaffected),
    Case(
      "a server that may be a member", .init([one], isOpen: true), without: "server=open",
      is: .unprotected, .unaffected),
    Case(
      "a data center with members that are not shown", .init([one], isOpen: true),
      without: "datacenter=dc", is: .outage),
    Case(
      "several masters, one of them lost", .init([one, two, two], masters: ["n0", "n1"]),
      without: "server=s0", is: .failover, .unaffected),
    Case(
      "several masters, all lost", .init([one, one, two, two], masters: ["n0", "n1"]),
      without: "zone=ZONE_1", is: .failover),
    Case(
      "several masters, none lost", .init([one, two, two], masters: ["n0", "n1"]),
      without: "server=s2", is: .unaffected),
    Case(
      "no master, one of three lost", .init([one, two, two], masters: []), without: "server=s0",
      is: .failover, .unaffected),
    Case(
      "no master, nothing lost", .init([one, two, .init("ZONE_3", "SHUTOFF")], masters: []),
      without: "zone=ZONE_3", is: .unaffected),
    Case(
      "a master that is not in the export", .init([one, two, two], masters: ["gone"]),
      without: "server=s0", is: .failover, .unaffected),
    Case(
      "an open master and two servers", .init([one, two], masters: []), without: "server=s0",
      is: .unprotected),
    Case(
      "zone and server together", .init([one, two, two]), without: "zone=ZONE_1", "server=s1",
      is: .unprotected),
  ]

  @Test("a loss gives the fate that is certain, or all that are possible", arguments: cases)
  func fate(_ test: Case) async throws {
    let inventory = await test.group.inventory()
    let losses = try test.losses.map { try Loss(LossText($0), in: inventory) }
    let simulation = Simulation(without: losses, in: inventory)
    #expect(simulation.otherFates(ofGroup: 0).members == test.fates)
    #expect(simulation.worst(ofGroup: 0) == (test.fates.count == 1 ? test.fates[0] : .unknown))
    #expect(simulation.unknowns(ofGroup: 0).isEmpty == (test.group.hasNoDoubt))
  }

  @Test("a declared member counts, and one that is not shown makes the members open")
  func declared() async throws {
    var group = SmallGroup([Self.one, .init("ZONE_2", isMember: false)], declared: ["n0", "n1"])
    var simulation = try Simulation(
      without: "zone=ZONE_1", in: await group.estate().inventory(.neutralJSON))
    #expect(simulation.otherFates(ofGroup: 0).fate == .unprotected)
    group.declared = ["n0", "gone"]
    simulation = try Simulation(
      without: "zone=ZONE_1", in: await group.estate().inventory(.neutralJSON))
    // The master is in the zone, so with two or more that are left the address has to move.
    #expect(
      simulation.otherFates(ofGroup: 0).members == [.outage, .unprotected, .failover])
  }

  @Test("a group without an address is unknown")
  func noAddress() async throws {
    let estate = ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("none", master: "n")])],
        servers: [.init("s", nics: [.init("n", lan: 1, ["85.215.1.1"])])]))
    let simulation = try Simulation(without: "server=s", in: await estate.inventory(.bundle))
    #expect(simulation.otherFates(ofGroup: 0).fate == .unknown)
    #expect(simulation.unknowns(ofGroup: 0) == ["its address is not an IP address"])
  }

  @Test("a loss in one data center is nothing to the groups of another")
  func elsewhere() async throws {
    let one = SmallGroup([Self.one, Self.auto]).estate()
    var two = one.datacenters[0]
    two.id = "other"
    two.servers = [.init("x", zone: "ZONE_7", nics: [])]
    two.lans = []
    var both = one
    both.datacenters.append(two)
    let inventory = await both.inventory(.bundle)
    for loss in ["datacenter=other", "server=x", "zone=ZONE_7@other"] {
      let simulation = try Simulation(without: loss, in: inventory)
      #expect(simulation.otherFates(ofGroup: 0).fate == .unaffected, "\(loss)")
    }
    // The server whose zone is not known may be in that zone of any data center.
    let simulation = try Simulation(without: "zone=ZONE_7", in: inventory)
    #expect(simulation.otherFates(ofGroup: 0).members == [.unprotected, .unaffected])
  }

  @Test(
    "what is not there is refused with a sentence",
    arguments: [
      ("server=S0", "\"S0\"; did you mean \"s0\"?"),
      ("server=nothing-like-it", "they hold 3 servers"),
      ("datacenter=cd", "did you mean \"dc\"?"),
      ("zone=ZONE_7", "the zones are ZONE_1, ZONE_2, ZONE_10"),
      ("zone=ZONE_1@nowhere", "no data center \"nowhere\""),
      ("zone=AUTO", "is not an availability zone"),
      ("zone=", "--without does not take"), ("rack=1", "--without does not take"),
      ("ZONE_1", "--without does not take"), ("zone=ZONE_1@", "no data center \"\""),
    ])
  func refused(text: String, sentence: String) async throws {
    let inventory = await SmallGroup([Self.one, Self.two, .init("ZONE_10")]).inventory()
    let error = #expect(throws: UnknownLoss.self) { try Loss(LossText(text), in: inventory) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
  }
}

extension SmallGroup {
  /// Whether all that a simulation asks for is known of it.
  fileprivate var hasNoDoubt: Bool {
    !isOpen && masters.count == 1
      && servers.indices.contains { masters == ["n\($0)"] && servers[$0].state == "RUNNING" }
      && servers.allSatisfy { $0.state != nil }
      && servers.filter(\.isMember).allSatisfy { $0.zone != "AUTO" || $0.state != "RUNNING" }
  }
}
