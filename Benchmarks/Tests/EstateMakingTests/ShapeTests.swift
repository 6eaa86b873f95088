import Foundation
import Testing

@testable import EstateMaking

/// What the shapes say of an estate is true of it.
@Suite("Shapes of an estate")
struct ShapeTests {
  private func make(_ shape: EstateShape, nics: Int = 2000) throws -> MadeEstate {
    try MadeEstate(EstateOptions(limit: .nics(nics), shape: shape))
  }

  @Test("a fleet has 500 NICs in a data center on average")
  func fleetSizes() {
    var random = SplitMix64(seed: 1)
    let sizes = (0..<20_000).map { _ in EstateShape.fleet.servers(&random) }
    #expect((123...127).contains(sizes.reduce(0, +) / sizes.count))
    #expect(sizes.min() == 25)
    #expect(sizes.max() == 400)
  }

  @Test("a fleet has 5 % of its NICs in groups of two or three", arguments: [1, 2, 3] as [UInt64])
  func fleetGroups(seed: UInt64) throws {
    let made = try MadeEstate(EstateOptions(limit: .nics(3000), seed: seed))
    let share = Double(made.summary.memberNICs) / Double(made.summary.nics)
    #expect((0.045...0.055).contains(share))
    let sizes = try EstateFacts(made).groups.map(\.members.count)
    #expect(Set(sizes).isSuperset(of: [2, 3]))
    #expect(sizes.count { $0 == 2 } > 3 * sizes.count { $0 == 3 })
    #expect(sizes.allSatisfy { (1...4).contains($0) })
  }

  @Test("one data center holds everything")
  func oneDatacenter() throws {
    let summary = try make(.oneDatacenter).summary
    #expect(summary.datacenters == 1)
    #expect(summary.lans == 8)
  }

  @Test("tiny data centers have one server, one LAN and two or three NICs")
  func tiny() throws {
    let made = try make(.tinyDatacenters)
    for datacenter in try made.value()["datacenters"].items {
      let servers = datacenter["entities", "servers"].items
      #expect(servers.count == 1)
      #expect(datacenter["entities", "lans"].items.count == 1)
      #expect([2, 3].contains(servers[0]["entities", "nics"].items.count))
    }
    let tenth = 100 * made.summary.groups / made.summary.datacenters
    #expect(tenth == 0 && made.summary.groups >= 1)
  }

  @Test("every NIC is in a group where all are")
  func allInGroups() throws {
    let summary = try make(.allInGroups).summary
    #expect(summary.memberNICs == summary.nics)
  }

  @Test("one LAN has a group for each ten NICs")
  func oneLAN() throws {
    let summary = try make(.oneLAN).summary
    #expect(summary.datacenters == 1)
    #expect(summary.lans == 1)
    #expect((9...11).contains(summary.nics / summary.groups))
  }

  @Test("no NIC has a hardware address where none is shown, and the rest is a fleet")
  func noHardwareAddresses() throws {
    let made = try make(.noHardwareAddresses)
    let fleet = try make(.fleet)
    let key = Array("\"mac\":".utf8)
    #expect(made.bytes.firstRange(of: key) == nil && fleet.bytes.firstRange(of: key) != nil)
    #expect(made.summary.groups == fleet.summary.groups)
  }

  @Test("one server has all NICs and each of its groups one member")
  func oneServer() throws {
    let made = try make(.oneServer)
    #expect(made.summary.servers == 1 && made.summary.nics == 5000)
    #expect(made.summary.failures.singleServerGroup == made.summary.groups)
    #expect(try EstateFacts(made).groups.allSatisfy { $0.members.count == 1 })
  }

  @Test("one block has the addresses of all groups")
  func oneBlock() throws {
    let made = try make(.oneBlock)
    let blocks = try made.value()["ipblocks"].items
    #expect(blocks.count == 1)
    let addresses = Set(blocks.flatMap { $0["properties", "ips"].texts })
    #expect(try EstateFacts(made).groups.allSatisfy { addresses.contains($0.address) })
  }

  @Test("one group has all NICs")
  func oneGroup() throws {
    let summary = try make(.oneGroup).summary
    #expect(summary.groups == 1 && summary.memberNICs == 2000 && summary.nics == 2000)
  }

  @Test("the counts are those of the document", arguments: EstateShape.allCases)
  func counts(shape: EstateShape) throws {
    let made = try make(shape)
    let facts = try EstateFacts(made)
    #expect(facts.summary == made.summary)
  }

  @Test("every kind of defect is there, and few groups have one")
  func defects() throws {
    let summary = try make(.allInGroups).summary
    let failures = summary.failures
    #expect(failures.singleServerGroup > 0 && failures.singleZoneGroup > 0)
    #expect(failures.masterNotAMember > 0 && failures.addressInTwoGroups > 0)
    let large = try make(.fleet, nics: 9000).summary
    let share = Double(large.failures.byRule.reduce(0) { $0 + $1.count }) / Double(large.groups)
    #expect((0.003...0.012).contains(share))
  }

  @Test(
    "ids are there once, and so are public addresses but for groups",
    arguments: EstateShape.allCases)
  func unique(shape: EstateShape) throws {
    let facts = try EstateFacts(make(shape))
    #expect(Set(facts.ids).count == facts.ids.count)
    let own = facts.nics.compactMap(\.addresses.last).filter { !$0.hasPrefix("10.") }
    #expect(Set(own).count == own.count)
    #expect(Set(own).isDisjoint(with: facts.groups.map(\.address)))
  }

  @Test("each group's address is in a block of its data center's location, unless it is used twice")
  func blocks() throws {
    let made = try make(.allInGroups)
    let facts = try EstateFacts(made)
    var locations: [String: String] = [:]
    for block in try made.value()["ipblocks"].items {
      #expect(block["properties", "size"].number == block["properties", "ips"].texts.count)
      for address in block["properties", "ips"].texts {
        #expect(locations.updateValue(block["properties", "location"].text, forKey: address) == nil)
      }
    }
    let elsewhere = facts.groups.count { locations[$0.address] != $0.location }
    #expect(facts.groups.allSatisfy { locations[$0.address] != nil })
    #expect(elsewhere <= made.summary.failures.addressInTwoGroups / 2)
    #expect(locations.count == Set(facts.groups.map(\.address)).count)
  }
}
