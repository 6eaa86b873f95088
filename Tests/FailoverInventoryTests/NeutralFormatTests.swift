import Testing

@testable import FailoverInventory

/// The neutral format in both forms: what is read, how its objects become records, and their
/// places.
struct NeutralFormatTests {
  private func read(_ documents: String..., blockSize: Int = 1 << 16) async -> Inventory {
    var options = ReadingOptions()
    options.blockSize = blockSize
    return await Inventory.read(
      documents: documents.enumerated().map { ("\($0.offset).txt", Array($0.element.utf8)) },
      options)
  }

  /// The lines of a dump without what differs between forms: places, sizes, digests.
  private func facts(_ inventory: Inventory) -> [String] {
    InventoryDump(inventory).lines.filter { !$0.hasPrefix("input") }.map {
      $0.replacing(#/[a-z0-9.]+:[0-9]+#[^ ,]*/#, with: "HERE")
    }
  }

  static let json = """
    {"format": "failover-inventory/1", "source": "cmdb",
     "datacenters": [
      {"id": "D1", "name": "a <b> & \\"c\\"", "location": "de/fra", "creator": "u1",
       "lans": [
        {"id": 1, "name": "front", "public": true, "state": "available",
         "failoverGroups": [
          {"ip": "85.215.1.1", "masters": ["n1"],
           "members": [{"nic": "n1", "role": "Primary"}, {"nic": "n2"}]},
          {"ip": "085.215.1.2/32", "masters": []}],
         "nics": ["n1", "n2", "n9"]},
        {"id": "2", "public": 0, "crossConnect": "x"}],
       "servers": [
        {"id": "s1", "zone": "zone_1", "vmState": "running", "type": "CUBE",
         "nics": [
          {"id": "n1", "lan": "1", "dhcp": 1, "mac": "02:01:00:00:00:01",
           "ips": ["85.215.1.1", null, ""], "firewallActive": true, "securityGroups": 2,
           "firewallRules": [{"protocol": "vrrp", "direction": "ingress"}]}]},
        {"id": "s2", "partial": true, "hostname": "h", "nics": [{"id": "n2", "partial": true, "ips": ["85.215.1.1"]}]},
        {"id": "s3"}]}],
     "ipBlocks": [{"id": "b1", "location": "de/fra", "creator": "u2", "ips": ["85.215.1.1"],
       "consumers": [{"ip": "85.215.1.1", "nic": "n1"}]}],
     "users": [{"id": "u1", "email": "a@example.org", "active": true, "administrator": false,
       "groups": ["g1"], "owns": ["b1"]}],
     "groups": [{"id": "g1", "name": "ops", "users": ["u1"], "shares": [{"resource": "D1", "edit": true}]}],
     "contracts": [{"number": 12, "owner": "boss@example.org"}]}
    """

  static let xml = """
    <?xml version="1.0"?>
    <x:inventory xmlns:x="urn:failover-audit:inventory:1" source='cmdb'><!-- a comment -->
     <x:contracts><x:contract number="12" owner="boss@example.org"/></x:contracts>
     <x:groups><x:group name="ops" id="g1"><x:shares><x:share edit="true" resource="D1"/></x:shares>
      <x:users><x:user>u1</x:user></x:users></x:group></x:groups>
     <x:users><x:user id="u1" email="a@example.org" active="1" administrator="0">
      <x:owns><x:own>b1</x:own></x:owns><x:groups><x:group><![CDATA[g1]]></x:group></x:groups></x:user></x:users>
     <x:ipBlocks><x:ipBlock id="b1" location="de/fra" creator="u2"><x:ips><x:ip>85.215.1.1</x:ip></x:ips>
      <x:consumers><x:consumer ip="85.215.1.1" nic="n1"/></x:consumers></x:ipBlock></x:ipBlocks>
     <x:datacenters>
      <x:datacenter id="D1" name="a &lt;b> &amp; &#34;c&quot;" location="de/fra" creator="u1">
       <x:servers>
        <x:server id="s1" zone="zone_1" vmState="running" type="CUBE"><x:nics>
         <x:nic id="n1" lan="1" dhcp="1" mac="02:01:00:00:00:01" firewallActive="true" securityGroups="2">
          <x:firewallRules><x:firewallRule protocol="vrrp" direction="ingress"/></x:firewallRules>
          <x:ips><x:ip>85.215.1.1</x:ip><x:ip/><x:ip></x:ip></x:ips></x:nic></x:nics></x:server>
        <x:server id="s2" partial="true" hostname="h"><x:nics><x:nic id="n2" partial="1"><x:ips>
          <x:ip>85.215.&#49;.1</x:ip></x:ips></x:nic></x:nics></x:server>
        <x:server id="s3"/></x:servers>
       <x:lans>
        <x:lan id="1" name="front" public="true" state="available">
         <x:nics><x:nic>n1</x:nic><x:nic>n2</x:nic><x:nic>n9</x:nic></x:nics>
         <x:failoverGroups>
          <x:failoverGroup ip="85.215.1.1"><x:masters><x:master>n1</x:master></x:masters>
           <x:members><x:member nic="n1" role="Primary"/><x:member nic="n2"/></x:members></x:failoverGroup>
          <x:failoverGroup ip="085.215.1.2/32"><x:masters/></x:failoverGroup></x:failoverGroups></x:lan>
        <x:lan id="2" public="0" crossConnect="x"/></x:lans>
      </x:datacenter></x:datacenters>
    </x:inventory>
    """

  @Test("both forms of an inventory say the same")
  func bothForms() async {
    let json = await read(Self.json)
    let xml = await read(Self.xml)
    for input in json.inputs + xml.inputs { #expect(input.status == .read, "\(input.problems)") }
    #expect(json.inputs[0].records == xml.inputs[0].records)
    #expect(facts(json) == facts(xml))
    #expect(json.recordCounts == (1, 2, 2, 2))
  }

  @Test("an inventory says the same in blocks of any size")
  func blocks() async {
    for document in [Self.json, Self.xml] {
      let whole = InventoryDump(await read(document)).lines
      for size in [1, 7, 64, 100, 333] {
        let dump = InventoryDump(await read(document, blockSize: size)).lines
        #expect(dump == whole, "blocks of \(size)")
      }
    }
  }

  @Test("records have the place that their form gives them")
  func places() async {
    let json = await read(Self.json)
    let xml = await read(Self.xml)
    #expect(
      json.memberNICs.map { $0.place?.pointer } == [
        "/datacenters/0/servers/0/nics/0", "/datacenters/0/servers/1/nics/0",
      ])
    #expect(
      xml.memberNICs.first?.place?.pointer
        == "/inventory/datacenters/datacenter[1]/servers/server[1]/nics/nic[1]")
    #expect(xml.memberNICs.first?.place?.line == 14)
    #expect(json.groups.first?.place?.pointer == "/datacenters/0/lans/0/failoverGroups/0")
    #expect(
      xml.groups.first?.place?.pointer
        == "/inventory/datacenters/datacenter[1]/lans/lan[1]/failoverGroups/failoverGroup[1]")
    #expect(json.users.first?.place?.pointer == "/users/0")
    #expect(xml.blocks.first?.place?.pointer == "/inventory/ipBlocks/ipBlock[1]")
  }

  @Test("a declared role outweighs the order of addresses; a list that is partial has no order")
  func roles() async {
    let group = await read(Self.json).groups.first
    #expect(group?.members.map(\.nic.id) == ["n1", "n2"])
    #expect(group?.members.map(\.role) == [.primary, .unknown])
    #expect(group?.membershipGaps == [.lists, .candidates])
  }

  @Test("a declared member that is not in the export makes the membership incomplete")
  func missingMember() async {
    let json = Self.json.replacing(#"{"nic": "n2"}"#, with: #"{"nic": "n77"}"#)
    let group = await read(json).groups.first
    #expect(group?.membershipGaps.contains(.declared) == true)
    #expect(group?.members.contains { $0.nic.id == "n77" } == false)
  }

  @Test("null is the same as nothing, an empty text is there and not known")
  func nulls() async {
    func conflicts(_ a: String, _ b: String) async -> [String] {
      let text = { (zone: String) in
        #"{"format":"failover-inventory/1","datacenters":[{"id":"d","servers":[{"id":"s","name":"n"\#(zone)}]}]}"#
      }
      return await read(text(a), text(b)).allServers.flatMap(\.conflicts).map(\.member.rawValue)
    }
    #expect(await conflicts(#","zone":"ZONE_1""#, #","zone":null"#) == [])
    #expect(await conflicts(#","zone":"ZONE_1""#, "") == [])
    #expect(await conflicts(#","zone":"ZONE_1""#, #","zone":"zone_1""#) == [])
    #expect(await conflicts(#","zone":"ZONE_1""#, #","zone":"""#) == ["zone"])
    #expect(await conflicts(#","zone":"ZONE_1""#, #","zone":"ZONE_2""#) == ["zone"])
  }

  @Test("members that the format does not know may be anywhere, also before the format")
  func strangeMembers() async {
    let json = Self.json.replacing(
      #"{"format": "failover-inventory/1","#,
      with:
        #"{"x": {"id": "y", "list": [1]}, "y": [], "z": ["a"], "format": "failover-inventory/1","#
    )
    let inventory = await read(json)
    #expect(inventory.inputs[0].status == .read, "\(inventory.inputs[0].problems)")
    #expect(inventory.recordCounts == (1, 2, 2, 2))
  }

  @Test("where it is not known whether something is missing, something may be")
  func partialUnknown() async {
    for value in ["true", "1", "\"\"", "\"true\"", "[]", "2"] {
      let json = Self.json.replacing(#""id": "D1","#, with: #""id": "D1", "partial": \#(value),"#)
      #expect(await read(json).datacenters.first?.lanList == .partial, "\(value)")
    }
    for value in ["false", "0", "null"] {
      let json = Self.json.replacing(#""id": "D1","#, with: #""id": "D1", "partial": \#(value),"#)
      #expect(await read(json).datacenters.first?.lanList == .complete, "\(value)")
    }
  }

  @Test("an unusable item leaves its list open, and keeps its place among addresses")
  func foreignItems() async {
    let xml = Self.xml
      .replacing("<x:failoverGroup ip=\"085", with: "<x:other/><x:failoverGroup ip=\"085")
      .replacing(
        "<x:ips><x:ip>85.215.1.1</x:ip><x:ip/>",
        with: "<x:ips><x:IP>85.215.1.9</x:IP><x:ip>85.215.1.1</x:ip>")
    let inventory = await read(xml)
    #expect(inventory.lans.first?.showsFailoverList == false)
    #expect(inventory.memberNICs.first?.addresses == [nil, "85.215.1.1", nil])
    let split = Self.xml.replacing("85.215.&#49;.1", with: "85.215.<b>9.</b>1.1")
    #expect(
      await read(split).groups.first?.members.contains { $0.role == .primary && $0.nic.id == "n2" }
        == false)
    let null = Self.json.replacing(#""masters": []}],"#, with: #""masters": []}, null],"#)
    #expect(await read(null).lans.first?.showsFailoverList == false)
  }

  @Test("an empty object means that records are missing from a list")
  func missingItems() async {
    let complete = await read(Self.json)
    let cut = await read(Self.json.replacing(#""owns": ["b1"]}]"#, with: #""owns": ["b1"]}, {}]"#))
    #expect(complete.showsAllUsers)
    #expect(!cut.showsAllUsers)
    #expect(cut.inputs[0].status == .read)
  }
}
