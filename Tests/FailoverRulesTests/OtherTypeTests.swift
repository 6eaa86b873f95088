import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverRules

/// Values of another type where null or nothing means that there is none: they are there, and not
/// known.
struct OtherTypeTests {
  /// Values that are no text, and what a shell leaves in place of an object.
  private static let values = ["7", "{}", "[]", "true", #""@{id=x}""#]

  private func outcome(_ rule: String, _ document: String) async throws -> Outcome? {
    let rules = try BuiltInRules.all().filter { $0.info.id == rule }
    let inventory = await Inventory.read(documents: [("a.json", Array(document.utf8))])
    let before = await Auditor(rules: rules).audit(inventory).rules[0].outcomes.first
    for isXML in [false, true] {
      var writer = NeutralWriter(inventory, isXML: isXML)
      var bytes: [UInt8] = []
      try writer.write { bytes += $0 }
      let converted = await Inventory.read(documents: [("b", bytes)])
      let after = await Auditor(rules: rules).audit(converted).rules[0].outcomes.first
      #expect(after == before, "\(String(decoding: bytes, as: UTF8.self))")
    }
    return before
  }

  private func lan(_ members: String) -> String {
    """
    {"id":"dc","type":"datacenter","properties":{"name":"d"},"entities":{"lans":{"items":[
      {"id":"1","type":"lan","properties":{"public":true,\(members)
       "ipFailover":[{"ip":"85.215.1.1","nicUuid":"a"}]}}]}}}
    """
  }

  @Test("a cross connect of another type is one that is not known, null and an empty text are none")
  func crossConnect() async throws {
    for value in Self.values {
      #expect(try await outcome("lan-not-public", lan("\"pcc\":\(value),")) == .unknown)
    }
    for none in ["", "\"pcc\":null,", "\"pcc\":\"\","] {
      #expect(try await outcome("lan-not-public", lan(none)) == .pass)
    }
    #expect(try await outcome("lan-not-public", lan("\"pcc\":\"x\",")) == .fail)
  }

  @Test("an IPv6 block of another type, or one on which copies differ, is not known")
  func ipv6() async throws {
    for value in Self.values {
      let document = lan("\"ipv6CidrBlock\":\(value),")
      #expect(try await outcome("ipv6-without-failover", document) == .unknown)
    }
    let some = lan("\"ipv6CidrBlock\":\"2001:db8::/64\",")
    #expect(try await outcome("ipv6-without-failover", some) == .fail)
    let copies = "[\(some),\(lan("\"ipv6CidrBlock\":null,"))]"
    #expect(try await outcome("ipv6-without-failover", copies) == .unknown)
  }

  @Test("a LAN whose name is of another type may have one")
  func names() async throws {
    for value in Self.values {
      #expect(try await outcome("unnamed-group-lan", lan("\"name\":\(value),")) == .unknown)
    }
    for none in ["null", "\"\"", "\" \""] {
      #expect(try await outcome("unnamed-group-lan", lan("\"name\":\(none),")) == .fail)
    }
    #expect(try await outcome("unnamed-group-lan", lan("\"name\":\"x\",")) == .pass)
    #expect(try await outcome("unnamed-group-lan", lan("")) == .unknown)
  }

  @Test("a firewall rule whose direction is of another type may admit or not")
  func directions() async throws {
    func nic(_ type: String) -> String {
      """
      {"id":"dc","type":"datacenter","properties":{"name":"d"},"entities":{
       "lans":{"items":[{"id":"1","type":"lan","properties":{
         "ipFailover":[{"ip":"85.215.1.1","nicUuid":"a"}]}}]},
       "servers":{"items":[{"id":"s","type":"server","properties":{"name":"s"},"entities":{
         "nics":{"items":[{"id":"a","type":"nic",
           "properties":{"lan":1,"ips":["85.215.1.1"],"firewallActive":true},
           "entities":{"firewallrules":{"items":[{"type":"firewall-rule",
             "properties":{"protocol":"VRRP"\(type)}}]}}}]}}}]}}}
      """
    }
    for value in Self.values {
      #expect(try await outcome("firewall-blocks-vrrp", nic(",\"type\":\(value)")) == .unknown)
    }
    for inbound in ["", ",\"type\":null", ",\"type\":\"ingress\""] {
      #expect(try await outcome("firewall-blocks-vrrp", nic(inbound)) == .pass)
    }
    #expect(try await outcome("firewall-blocks-vrrp", nic(",\"type\":\"EGRESS\"")) == .fail)
  }

  private func roles(_ first: String, _ second: String, ip: String = #""85.215.1.1""#) -> String {
    """
    {"format":"failover-inventory/1","datacenters":[{"id":"dc","lans":[{"id":"1","failoverGroups":[
      {"ip":\(ip),"masters":["a"],"members":[{"nic":"a"\(first)}]},
      {"ip":"85.215.1.2","masters":["a"],"members":[{"nic":"a"\(second)}]}]}],
     "servers":[{"id":"s","nics":[{"id":"a","lan":"1","ips":["85.215.1.1","85.215.1.2"]}]}]}]}
    """
  }

  @Test("a declared role that cannot be read may be any")
  func unknownRoles() async throws {
    for value in Self.values + [#""""#, #""master""#] {
      let document = roles(#","role":"primary""#, ",\"role\":\(value)")
      #expect(try await outcome("primary-ip-reused", document) == .unknown, "\(value)")
      let mismatch = roles("", ",\"role\":\(value)")
      #expect(try await outcome("primary-role-mismatch", mismatch) == .unknown, "\(value)")
      let wrong = roles(#","role":"additional""#, ",\"role\":\(value)")
      #expect(try await outcome("primary-role-mismatch", wrong) == .fail, "\(value)")
    }
    #expect(try await outcome("primary-ip-reused", roles("", ",\"role\":null")) == .pass)
  }

  @Test("a role declared for a group whose address is not known is not wrong for certain")
  func roleOfUnknownGroup() async throws {
    let document = roles(#","role":"primary""#, "", ip: "null")
    #expect(try await outcome("primary-role-mismatch", document) == .unknown)
  }

  @Test("a consumer whose NIC is of another type stays one when it is converted")
  func consumers() async throws {
    for value in Self.values {
      let document = """
        {"datacenters":{"items":[{"id":"dc","type":"datacenter","properties":{"name":"d"},"entities":{
         "lans":{"items":[{"id":"1","type":"lan","properties":{
           "ipFailover":[{"ip":"85.215.1.1","nicUuid":"a"}]}}]},
         "servers":{"items":[{"id":"s","type":"server","properties":{"name":"s"},"entities":{
           "nics":{"items":[{"id":"a","type":"nic",
             "properties":{"lan":1,"ips":["85.215.1.1"]}}]}}}]}}}]},
         "ipblocks":{"items":[{"id":"b","type":"ipblock","properties":{"ips":["85.215.1.1"],
           "ipConsumers":[{"ip":"85.215.1.1","nicId":\(value)}]}}]}}
        """
      #expect(try await outcome("address-consumer-mismatch", document) == .unknown)
    }
  }
}
