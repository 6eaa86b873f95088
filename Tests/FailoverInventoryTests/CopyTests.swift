import Testing

@testable import FailoverInventory

/// A record that occurs several times is one record: `rules.md`, section 2.
struct CopyTests {
  private func nic(_ properties: String, server: String = "s", datacenter: String = "d") -> String {
    #"{"id":"n","type":"nic","href":"/datacenters/\#(datacenter)/servers/\#(server)/nics/n","#
      + #""properties":{\#(properties)}}"#
  }

  private func server(_ properties: String, datacenter: String = "d") -> String {
    #"{"id":"s","type":"server","href":"/datacenters/\#(datacenter)/servers/s","properties":{\#(properties)}}"#
  }

  private func lan(_ properties: String, entities: String = "") -> String {
    #"{"id":"1","type":"lan","href":"/datacenters/d/lans/1","properties":{\#(properties)}\#(entities)}"#
  }

  /// What two copies, in either order, make of the one NIC.
  private func merged<Value: Equatable>(
    _ a: String, _ b: String, _ value: (NIC) -> Value
  ) async -> Value? {
    let values = await [[a, b], [b, a], [a, b, a], [b, b, a]].asyncMap { copies -> Value? in
      let inventory = await read(copies.joined(separator: "\n"))
      let storage = inventory.storage
      let rows = (0..<storage.records.nics.count).filter { storage.canonical.nics.isCanonical($0) }
      #expect(rows.count == 1)
      return rows.first.map { value(NIC(inventory: inventory, row: $0)) }
    }
    for other in values { #expect(other == values[0], "the order of copies counts: \(a), \(b)") }
    return values[0]
  }

  @Test("copies that agree are one record with what they say, in whatever spelling")
  func agree() async {
    let a = nic(#""lan":1,"ips":["1.1.1.1","2001:DB8::1"],"name":"x""#)
    let b = nic(#""name":"\u0078","ips":["001.1.1.1/32","2001:db8:0::1"],"lan":"1""#)
    #expect(await merged(a, b) { $0.addresses } == .some(["1.1.1.1", "2001:db8::1"]))
    #expect(await merged(a, b) { $0.lanID } == .some("1"))
    #expect(await merged(a, b) { $0.name } == .some("x"))
  }

  @Test("copies complete each other")
  func complete() async {
    let a = nic(#""lan":1"#)
    let b = nic(#""ips":["1.1.1.1"],"name":"x""#)
    #expect(await merged(a, b) { $0.addresses } == .some(["1.1.1.1"]))
    #expect(await merged(a, b) { $0.lanID } == .some("1"))
    #expect(await merged(a, b) { $0.name } == .some("x"))
    let reference = #"{"id":"N","type":"nic","href":"/datacenters/d/servers/s/nics/N"}"#
      .replacing("N", with: "n")
    #expect(await merged(a, reference) { $0.lanID } == .some("1"))
    #expect(await merged(a, reference) { $0.hasProperties } == true)
  }

  @Test("a member on which copies conflict is not known; null is a value that conflicts")
  func conflict() async {
    for (a, b) in [("1", "2"), ("1", "null"), ("1", "\"01\""), ("1", "true")] {
      #expect(await merged(nic("\"lan\":\(a)"), nic("\"lan\":\(b)")) { $0.lanID } == .some(nil))
    }
    for (a, b) in [
      (#"["1.1.1.1","1.1.1.2"]"#, #"["1.1.1.2","1.1.1.1"]"#), (#"["1.1.1.1"]"#, "[]"),
      (#"["1.1.1.1"]"#, "null"), (#"["1.1.1.1"]"#, #"["1.1.1.1",null]"#),
    ] {
      #expect(await merged(nic("\"ips\":\(a)"), nic("\"ips\":\(b)")) { $0.addresses } == .some(nil))
    }
    #expect(await merged(nic(#""name":"x""#), nic(#""name":"X""#)) { $0.name } == .some(nil))
    #expect(await merged(nic(""), nic("", server: "t")) { $0.server?.id } == .some(nil))
    #expect(await merged(nic(""), nic("", server: "t")) { $0.datacenter?.id } == .some("d"))
  }

  @Test("servers: words agree in any letter case, texts do not, conflicts are not known")
  func servers() async {
    let merged = { (a: String, b: String) async -> Server? in
      let inventory = await read(
        a + "\n" + b + "\n" + self.nic(#""lan":1,"ips":["1.1.1.1"]"#) + "\n"
          + self.lan(#""ipFailover":[{"ip":"1.1.1.1"}]"#))
      return inventory.groups.first?.servers.first
    }
    let up = server(#""vmState":"RUNNING","availabilityZone":"ZONE_1","name":"a""#)
    let same = server(#""vmState":"running","availabilityZone":"zone_1","name":"A""#)
    let down = server(#""vmState":"SHUTOFF","availabilityZone":"ZONE_2""#)
    #expect(await merged(up, same)?.isUp == true)
    #expect(await merged(up, same)?.zone == "ZONE_1")
    #expect(await merged(up, same)?.hasProperties == true)
    #expect(await merged(up, same).flatMap { $0.name } == nil)
    for (a, b) in [(up, down), (down, up)] {
      let both = await merged(a, b)
      #expect(both?.id == "s")
      #expect(both.flatMap { $0.isUp } == nil)
      #expect(both.flatMap { $0.zone } == nil)
      #expect(both.flatMap { $0.name } == "a")
    }
  }

  @Test("failover entries of all copies of a LAN are united")
  func entries() async {
    let a = lan(#""ipFailover":[{"ip":"1.1.1.1","nicUuid":"a"}]"#)
    let b = lan(#""ip_failover":[{"ip":"1.1.1.2"},{"ip":"01.1.1.1","nic_uuid":"b"}]"#)
    for text in [a + "\n" + b, b + "\n" + a, a + "\n" + b + "\n" + a] {
      let inventory = await read(text)
      #expect(inventory.groups.map(\.address) == ["1.1.1.1", "1.1.1.2"])
      #expect(inventory.groups.first?.masters.map(\.id) == ["a", "b"])
    }
  }

  @Test("a NIC below a LAN is on that LAN; one that names another contradicts itself")
  func belowLAN() async {
    for (properties, lanID) in [
      (#""ips":["1.1.1.1"]"#, "1"), (#""lan":1,"ips":["1.1.1.1"]"#, "1"),
      (#""lan":null,"ips":["1.1.1.1"]"#, "1"), (#""lan":2,"ips":["1.1.1.1"]"#, nil),
    ] as [(String, String?)] {
      let nics = #","entities":{"nics":{"items":[\#(nic(properties))]}}"#
      for text in [
        lan(#""ipFailover":[{"ip":"1.1.1.1"}]"#, entities: nics),
        #"{"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":["#
          + lan(#""ipFailover":[{"ip":"1.1.1.1"}]"#, entities: nics) + "]}}}",
      ] {
        let inventory = await read(text)
        let nic = NIC(inventory: inventory, row: 0)
        #expect(nic.lanID == lanID)
        #expect(nic.conflicts.map(\.member) == (lanID == nil ? [.lan] : []))
        #expect(nic.server?.id == "s")
        #expect(nic.datacenter?.id == "d")
        #expect(inventory.groups.first?.members.count == (lanID == "1" ? 1 : 0))
      }
    }
  }

  @Test("where parent and address disagree the parent wins")
  func parentWins() async {
    let text =
      #"{"id":"d","type":"datacenter","properties":{},"entities":{"servers":{"items":["#
      + #"{"id":"s","href":"/datacenters/e/servers/t","properties":{},"entities":{"nics":{"items":["#
      + nic(#""lan":1"#, server: "u", datacenter: "f") + "]}}}]}}}"
    let inventory = await read(text)
    let nic = NIC(inventory: inventory, row: 0)
    #expect(nic.server?.id == "s")
    #expect(nic.datacenter?.id == "d")
    #expect(inventory.datacenters.map(\.id) == ["d"])
  }

  @Test("a record without parent and address makes its input partly read, with its line")
  func unplaced() async {
    for type in ["nic", "server", "lan"] {
      let text = "\n" + #"{"id":"x","type":"\#(type)","properties":{}}"#
      let input = await read(text).inputs[0]
      #expect(input.status == .partlyRead, "\(type)")
      #expect(input.problems.map(\.line) == [2])
    }
    let placed = "\n" + #"{"id":"n","type":"nic","properties":{"name":"x"}}"# + "\n" + nic("")
    #expect(await read(placed).inputs[0].status == .read)
  }

  @Test("snake_case is the same format")
  func snakeCase() async {
    let nics =
      #""nics":{"items":[{"id":"n","properties":{"lan":1,"ips":["1.1.1.1"],"firewall_active":true}}]}"#
    let text =
      #"{"id":"d","type":"datacenter","properties":{"location":"de/fra"},"entities":{"lans":{"items":["#
      + #"{"id":"1","properties":{"ip_failover":[{"ip":"1.1.1.1","nic_uuid":"n"}]}}]},"#
      + #""servers":{"items":[{"id":"s","properties":{"availability_zone":"ZONE_2","vm_state":"RUNNING"},"#
      + #""entities":{\#(nics)}}],"links":{"next":null}}}}"#
    let inventory = await read(text)
    let group = inventory.groups.first
    #expect(group?.masters.map(\.id) == ["n"])
    #expect(group?.members.map(\.role) == [.primary])
    #expect(group?.servers.map(\.zone) == ["ZONE_2"])
    #expect(group?.servers.map(\.isUp) == [true])
    #expect(group?.membershipGaps == [])
    #expect(group?.place?.pointer == "/entities/lans/items/0/properties/ip_failover/0")
  }
}

extension Array {
  /// The results of a function that may wait, in order.
  fileprivate func asyncMap<Result>(_ transform: (Element) async -> Result) async -> [Result] {
    var results: [Result] = []
    for element in self { results.append(await transform(element)) }
    return results
  }
}
