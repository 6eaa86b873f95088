import Testing

@testable import FailoverInventory

/// What copies of a record disagree on, and what then holds: the order and number of copies change
/// nothing.
struct ConflictTests {
  private func nic(_ properties: String, _ entities: String = "") -> String {
    #"{"id":"n","type":"nic","href":"/datacenters/d/servers/s/nics/n","#
      + #""properties":{"lan":1\#(properties)},"entities":{\#(entities)}}"#
  }

  private func rules(_ protocols: String...) -> String {
    let items = protocols.map { #"{"properties":{"protocol":"\#($0)"}}"# }.joined(separator: ",")
    return #""firewallrules":{"items":[\#(items)]}"#
  }

  private func inventory(_ copies: [String]) async -> Inventory {
    await read(copies.joined(separator: "\n"))
  }

  /// The members in conflict, in every order of the copies.
  private func conflicts(_ copies: String...) async -> [[String]] {
    var found: [[String]] = []
    for order in [copies, copies.reversed(), copies + copies] {
      let inventory = await inventory(order)
      found.append(
        (inventory.allNICs.flatMap(\.conflicts) + inventory.allServers.flatMap(\.conflicts)
          + inventory.lans.flatMap(\.conflicts)).map(\.member.rawValue))
    }
    return Array(Set(found))
  }

  @Test("firewall rules stay unknown where copies disagree, whatever a third copy says")
  func threeCopies() async throws {
    let copies = [nic("", rules("VRRP", "TCP")), nic("", rules("VRRP")), nic("", rules("VRRP"))]
    for order in [[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0]] {
      let inventory = await inventory(order.map { copies[$0] })
      let nic = try #require(inventory.allNICs.first)
      #expect(nic.conflicts.map(\.member) == [.firewallRules])
      #expect(!nic.showsAllFirewallRules)
      #expect(nic.firewallRules.isEmpty)
    }
  }

  @Test("a name may be a word that says that there is none, and counts as what a copy says")
  func words() async throws {
    for name in ["nothing", "null", "not known"] {
      let copies = ["a", name].map {
        #"{"id":"d","type":"datacenter","properties":{"name":"\#($0)"}}"#
      }
      let inventory = await inventory(copies + [#"{"id":"d","type":"datacenter","properties":{}}"#])
      let conflict = try #require(inventory.datacenters.first?.conflicts.first)
      #expect(conflict.values.map(\.value) == ["a", name])
    }
  }

  @Test("a cut-off list of firewall rules is not a conflict")
  func cutOffRules() async {
    let cut = nic("", #""firewallrules":{"href":"x"}"#)
    #expect(await conflicts(nic("", rules("VRRP")), cut) == [[]])
    #expect(await conflicts(nic("", rules("VRRP")), nic("", rules("vrrp"))) == [[]])
    #expect(await conflicts(nic("", rules("VRRP")), nic("", rules())) == [["firewallRules"]])
  }

  @Test("a number of security groups on which copies disagree is not known")
  func securityGroups() async {
    func groups(_ count: Int) -> String {
      let items = Array(repeating: #"{"id":"g"}"#, count: count).joined(separator: ",")
      return nic("", #""securitygroups":{"items":[\#(items)]}"#)
    }
    #expect(await conflicts(groups(1), groups(2)) == [["securityGroups"]])
    #expect(
      await inventory([groups(1), groups(2), groups(1)]).allNICs.first?.securityGroupCount == nil)
    let cut = nic("", #""securitygroups":{"href":"x"}"#)
    #expect(await inventory([groups(2), cut]).allNICs.first?.securityGroupCount == 2)
    #expect(await inventory([cut]).allNICs.first?.securityGroupCount == nil)
    #expect(
      await inventory([nic("", #""securitygroups":null"#)]).allNICs.first?.securityGroupCount == 0)
  }

  @Test("words of the platform are compared in any letter case, other texts as they are")
  func letters() async {
    func server(_ properties: String) -> String {
      #"{"id":"s","type":"server","href":"/datacenters/d/servers/s","properties":{\#(properties)}}"#
    }
    #expect(
      await conflicts(
        server(#""availabilityZone":"ZONE_1""#), server(#""availabilityZone":"zone_1""#))
        == [[]])
    #expect(await conflicts(server(#""type":"CUBE""#), server(#""type":"cube""#)) == [["type"]])
    let mac = { (end: String) in self.nic(#","mac":"02:01:0a:00:00:\#(end)""#) }
    #expect(await conflicts(mac("ab"), mac("ab")) == [[]])
    #expect(await conflicts(mac("ab"), mac("aB")) == [["mac"]])
  }

  @Test("a failover list that one copy leaves out is that of the others")
  func failoverList() async {
    func lan(_ properties: String) -> String {
      #"{"id":"1","type":"lan","href":"/datacenters/d/lans/1","properties":{"name":"l"\#(properties)}}"#
    }
    let list = lan(#","ipFailover":[{"ip":"85.215.1.1","nicUuid":"n"}]"#)
    #expect(await conflicts(lan(""), list, list) == [[]])
    #expect(await conflicts(list, lan(#","ipFailover":[]"#)) == [["failoverGroups"]])
    let values = await inventory([lan(""), list, lan(#","ipFailover":null"#)]).lans[0].conflicts
    #expect(values.first?.values.map(\.value) == ["85.215.1.1 with master n", "none"])
  }

  @Test(
    "the block of an address is the one with the smallest id as it is, not as subjects write it")
  func smallestBlock() async {
    let blocks = ["block-C", "block@9"].map {
      #"{"id":"\#($0)","type":"ipblock","properties":{"ips":["85.215.1.1"]}}"#
    }
    let lan =
      #"{"id":"1","type":"lan","href":"/datacenters/d/lans/1","properties":{"ipFailover":[{"ip":"85.215.1.1"}]}}"#
    let inventory = await inventory(blocks + [lan])
    #expect(inventory.groups.first?.block?.id == "block-C")
    #expect(inventory.blocksListingGroups.map(\.id).sorted() == ["block-C", "block@9"])
  }
}
