import Testing

@testable import FailoverInventory

/// Top-level lists of firewall rules join the NIC that their addresses name.
struct FirewallListTests {
  private static let estate =
    #"{"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":[]},"servers":{"items":[{"id":"s","type":"server","properties":{},"entities":{"nics":{"items":["#
    + ["n", "m"].map {
      #"{"id":"\#($0)","type":"nic","properties":{"lan":1,"ips":[],"firewallActive":true},"entities":{"firewallrules":{"id":"\#($0)/firewallrules","href":"/datacenters/d/servers/s/nics/\#($0)/firewallrules"}}}"#
    }.joined(separator: ",") + "]}}}]}}}"

  private static let path = "https://api/v6/datacenters/d/servers/s/nics/n/firewallrules"

  private static func rule(
    _ id: String, _ proto: String = "VRRP", path: String? = path
  ) -> String {
    let href = path.map { #""href":"\#($0)/\#(id)","# } ?? ""
    return
      #"{"id":"\#(id)","type":"firewall-rule",\#(href)"properties":{"protocol":"\#(proto)","type":"ingress"}}"#
  }

  private static func list(
    _ items: [String], href: String? = path, id: String = "n/firewallrules", more: String = ""
  ) -> String {
    let address = href.map { #","href":"\#($0)""# } ?? ""
    return
      #"{"id":"\#(id)","type":"collection"\#(address),"items":[\#(items.joined(separator: ","))]\#(more)}"#
  }

  /// The NIC "n" of the estate with further documents, in each form and however they are read.
  private func nics(_ documents: [String]) async -> [NIC] {
    let all = [Self.estate] + documents
    let bundle = all.enumerated().map { #""k\#($0)":\#($1)"# }.joined(separator: ",")
    let lines = all.joined(separator: "\n")
    var nics: [NIC] = []
    for (blockSize, jobs) in [(nil, 1), (64, 1), (50, 3), (300, 2)] as [(Int?, Int)] {
      for inputs in [
        all.enumerated().map { ("\($0).json", Array($1.utf8)) },
        all.enumerated().map { ("\(9 - $0).json", Array($1.utf8)) },
        [("bundle.json", Array("{\(bundle)}".utf8))], [("lines.json", Array(lines.utf8))],
      ] {
        let inventory = await read(inputs, blockSize: blockSize, jobs: jobs)
        #expect(inventory.allNICs.map(\.id) == ["m", "n"])
        #expect(inventory.datacenters.count == 1)
        #expect(inventory.allNICs.first?.firewallRules == [])
        #expect(inventory.allNICs.first?.showsAllFirewallRules == false)
        nics += inventory.allNICs.filter { $0.id == "n" }
      }
    }
    #expect(nics.count == 16)
    return nics
  }

  @Test("a whole list gives the NIC all its rules")
  func whole() async {
    for list in [
      Self.list([Self.rule("r1"), Self.rule("r2", "TCP")]),
      Self.list([Self.rule("r1"), Self.rule("r2", "TCP")], href: nil),
      Self.list([Self.rule("r1"), Self.rule("r2", "TCP")], href: nil, id: "x"),
    ] {
      for nic in await nics([list]) {
        #expect(nic.showsAllFirewallRules, "\(list)")
        #expect(nic.firewallRules.map(\.protocolName) == ["VRRP", "TCP"])
        #expect(nic.firewallRules.map(\.direction) == ["INGRESS", "INGRESS"])
      }
    }
  }

  @Test("an empty list excludes rules, if its address names the NIC")
  func empty() async {
    for (list, isWhole) in [
      (Self.list([]), true), (Self.list([], href: nil), false),
      (Self.list([], href: "/datacenters/d/servers/s/nics/n/securitygroups"), false),
    ] {
      for nic in await nics([list]) {
        #expect(nic.showsAllFirewallRules == isWhole && nic.firewallRules == [], "\(list)")
      }
    }
  }

  @Test("an empty list without an address is that of the NIC whose UUID its id begins with")
  func identified() async {
    let id = "5a029f4a-72e5-11ec-90d6-0242ac120003"
    let estate = Self.estate.replacing(#"{"id":"n","#, with: #"{"id":"\#(id)","#)
    let list = Self.list([], href: nil, id: id + "/firewallrules")
    let inventory = await read([("a", Array(estate.utf8)), ("b", Array(list.utf8))])
    #expect(inventory.inputs.map(\.status) == [.read, .read])
    #expect(inventory.allNICs.first { $0.id == id }?.showsAllFirewallRules == true)
  }

  @Test("a list that may lack rules shows the rules that it has")
  func partial() async {
    for list in [
      Self.list([Self.rule("r")], more: #","limit":1"#),
      Self.list([Self.rule("r")], more: #","_links":{"next":"x"}"#),
      Self.list([Self.rule("r")], more: #","offset":1"#),
      Self.list([Self.rule("r"), "null"]),
      Self.list([Self.rule("r"), #"{"id":"q","type":"firewall-rule","href":"\#(Self.path)/q"}"#]),
    ] {
      for nic in await nics([list]) {
        #expect(!nic.showsAllFirewallRules, "\(list)")
        #expect(nic.firewallRules.map(\.protocolName) == ["VRRP"], "\(list)")
      }
    }
  }

  @Test("a rule alone is a rule of its NIC, and not all of them")
  func alone() async {
    for nic in await nics([Self.rule("r"), "[\(Self.rule("q", "TCP"))]"]) {
      #expect(!nic.showsAllFirewallRules)
      #expect(Set(nic.firewallRules.map(\.protocolName)) == ["VRRP", "TCP"])
    }
  }

  @Test("rules of other NICs in a list stay with those, and the list is not whole")
  func mixed() async {
    let other = "/datacenters/d/servers/s/nics/o/firewallrules"
    let list = Self.list([Self.rule("r"), Self.rule("q", "TCP", path: other)])
    let inventory = await read([("a", Array(Self.estate.utf8)), ("b", Array(list.utf8))])
    let nic = inventory.allNICs.first { $0.id == "n" }
    #expect(nic?.showsAllFirewallRules == false)
    #expect(nic?.firewallRules.map(\.protocolName) == ["VRRP"])
  }

  @Test("copies of a whole list that disagree are a contradiction")
  func copies() async {
    for nic in await nics([Self.list([Self.rule("r")]), Self.list([Self.rule("q", "TCP")])]) {
      #expect(!nic.showsAllFirewallRules)
    }
    for nic in await nics([Self.list([Self.rule("r")]), Self.list([Self.rule("r")])]) {
      #expect(nic.showsAllFirewallRules && nic.firewallRules.count == 1)
    }
  }

  @Test("rules whose NIC nothing names are records that cannot be placed")
  func nowhere() async {
    let list = Self.list([Self.rule("r", path: nil)], href: nil, id: "x")
    for text in [list, Self.rule("r", path: nil)] {
      let input = await read(text).inputs[0]
      #expect(input.status == .partlyRead, "\(text)")
      #expect(
        input.problems.first?.sentence
          == "firewall rule r cannot be placed: it has neither a parent nor a usable href")
    }
  }
}
