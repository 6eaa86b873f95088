import Testing

@testable import FailoverInventory

/// Items of lists that say nothing, copies that disagree, and NICs below LANs: what is not known
/// stays so.
struct UnknownItemsTests {
  private func read(_ text: String) async -> Inventory {
    await Inventory.read(documents: [("estate.json", Array(text.utf8))])
  }

  private func estate(
    failover: String = #"[{"ip":"85.215.1.1","nicUuid":"a"}]"#, ips: String = #"["85.215.1.1"]"#,
    zone: String = "ZONE_1"
  ) -> String {
    """
    {"dc":{"id":"dc","type":"datacenter","properties":{"name":"d"},"entities":{
      "lans":{"items":[{"id":"1","type":"lan","properties":{"name":"l","ipFailover":\(failover)}}]},
      "servers":{"items":[{"id":"s","type":"server","properties":{"availabilityZone":"\(zone)"},
        "entities":{"nics":{"items":[
          {"id":"a","type":"nic","properties":{"lan":1,"ips":\(ips)}}]}}}]}}}}
    """
  }

  private static let silent = [
    "null", "7", #""""#, "{}", "[]", #""@{ip=85.215.1.1; nicUuid=a}""#, #"" \t""#,
    #""System.Object[]""#, #""[object Object]""#,
  ]

  @Test("an entry that says nothing is not a group, and leaves the list open", arguments: silent)
  func entries(_ item: String) async {
    let inventory = await read(
      estate(failover: #"[{"ip":"85.215.1.1","nicUuid":"a"},"# + item + "]"))
    #expect(inventory.groups.map(\.subjectName) == ["group/dc/1/85.215.1.1"])
    let lan = inventory.lans[0]
    #expect(lan.mayHaveMoreGroups && !lan.showsFailoverList && !lan.knowsFailoverThroughout)
    #expect(inventory.datacenters[0].lansWithOpenFailover.map(\.id) == ["1"])
    #expect(inventory.gaps != ExportGaps())
    #expect(inventory.groups[0].isMembershipKnown, "an answer of the API declares no members")
  }

  @Test("an entry with a master and no address is the group ?")
  func masterAlone() async {
    let inventory = await read(estate(failover: #"[{"nicUuid":"a"}]"#))
    #expect(inventory.groups.map(\.subjectName) == ["group/dc/1/?"])
    #expect(inventory.lans[0].mayHaveMoreGroups)
  }

  @Test(
    "null, absent and an empty text name no master; any other value names one that is not known",
    arguments: [
      ("null", false), (#""""#, false), ("7", true), ("{}", true), (#""@{a=b}""#, true),
    ])
  func masters(_ value: String, _ isOpen: Bool) async {
    let inventory = await read(
      estate(failover: #"[{"ip":"85.215.1.1","nicUuid":\#(value)}]"#))
    #expect(inventory.groups[0].masters.isEmpty)
    #expect(inventory.groups[0].mayNameMoreMasters == isOpen)
    #expect(inventory.lans[0].knowsFailoverThroughout == !isOpen)
  }

  @Test("an address that says nothing keeps its place and may be any address", arguments: silent)
  func addresses(_ item: String) async {
    let first = await read(estate(ips: "[\(item)]")).allNICs[0]
    #expect(first.addresses == [nil] && first.firstAddress == .some(nil))
    #expect(!first.showsAllAddresses)
    let inventory = await read(estate(ips: #"[\#(item),"85.215.1.1"]"#))
    #expect(inventory.groups[0].members.map(\.role) == [.additional])
    let behind = await read(estate(ips: #"["85.215.1.9",\#(item)]"#))
    #expect(behind.allNICs[0].holds(addressOf: behind.groups[0]) == nil)
    #expect(behind.groups[0].membershipGaps == .candidates)
  }

  @Test("zones are compared by number, in any letter case")
  func zones() async {
    for zone in ["ZONE_1", "zone_01", "Zone_0001"] {
      #expect(await read(estate(zone: zone)).allServers[0].zone == "ZONE_1")
    }
    #expect(await read(estate(zone: "ZONE_00")).allServers[0].zone == "ZONE_0")
    #expect(await read(estate(zone: "ZONE_1a")).allServers[0].zone == nil)
    let copies = await read(estate(zone: "ZONE_1") + "\n" + estate(zone: "ZONE_01"))
    #expect(copies.allServers[0].conflicts.isEmpty)
  }

  @Test(
    "consumers are not known if one says nothing", arguments: silent + [#"{"nicId":"a"}"#])
  func consumers(_ item: String) async {
    let block = """
      {"id":"b","type":"ipblock","href":"/ipblocks/b","properties":{"ips":["85.215.1.1"],
       "ipConsumers":[{"ip":"85.215.1.1","nicId":"a"},\(item)]}}
      """
    let inventory = await read(estate() + "\n" + block.replacing("\n", with: ""))
    #expect(inventory.blocks[0].consumerList == .absent)
  }

  // MARK: Lists of ids

  private func account(_ kind: String, _ id: String, _ entities: String) -> String {
    #"{"id":"\#(id)","type":"\#(kind)","href":"/um/\#(kind)s/\#(id)","properties":{"name":"x"},"#
      + #""entities":{\#(entities)}}"#
  }

  private func list(_ name: String, _ type: String, _ ids: [String]) -> String {
    let items = ids.map { #"{"id":"\#($0)","type":"\#(type)"}"# }.joined(separator: ",")
    return #""\#(name)":{"items":[\#(items)]}"#
  }

  @Test("a member of a user group whom only one of two complete lists names is not known")
  func users() async {
    let old = account("group", "g", list("users", "user", ["u", "v"]))
    let new = account("group", "g", list("users", "user", ["u"]))
    for text in [old + "\n" + new, new + "\n" + old] {
      let inventory = await read(text)
      let group = inventory.storage.access.accounts.groups[0]
      #expect(group.users == [0] && group.openUsers == [1])
      #expect(inventory.userGroups[0].conflicts.map(\.member) == [.users])
    }
  }

  @Test("complete lists of a group and of a user that contradict each other leave it open")
  func contradiction() async {
    let text =
      account("group", "g", list("users", "user", ["u"])) + "\n"
      + account("user", "u", list("groups", "group", []))
    let inventory = await read(text)
    let group = inventory.storage.access.accounts.groups[0]
    #expect(group.users.isEmpty && group.openUsers == [0])
    #expect(inventory.userGroups[0].conflicts.map(\.member) == [.users])
    #expect(inventory.users[0].conflicts.map(\.member) == [.groups])
  }

  @Test("an older file of shares grants no right")
  func shares() async {
    let shares = { (ids: [String]) in
      let items = ids.map { #"{"id":"\#($0)","type":"resource","properties":{}}"# }
      return #"{"href":"/um/groups/g/shares","items":["# + items.joined(separator: ",") + "]}"
    }
    let text = shares(["b", "c"]) + "\n" + shares(["c"])
    let accounts = await read(text).storage.access.accounts
    let isCertain = accounts.shares.mapValues { $0.map(\.isCertain) }
    #expect(Set(isCertain.values) == [[true], [false]])
  }

  @Test("addresses of a block that only one copy lists are not known")
  func blocks() async {
    let block = { (ips: String) in
      #"{"id":"b","type":"ipblock","href":"/ipblocks/b","properties":{"ips":[\#(ips)]}}"#
    }
    let inventory = await read(
      block(#""1.1.1.1","1.1.1.2""#) + "\n" + block(#""1.1.1.2""#))
    let merged = inventory.storage.access.accounts.blocks[0]
    #expect(merged.ips == .gaps && merged.addresses.count == 1)
    #expect(inventory.allBlocks[0].conflicts.map(\.member) == [.ips])
  }

  @Test("an owner on whom copies of a contract disagree is not known")
  func owners() async {
    let contract = { (owner: String) in
      #"{"type":"contract","properties":{"contractNumber":31,"owner":"\#(owner)"}}"#
    }
    let accounts = await read(contract("a@x") + "\n" + contract("b@x")).storage.access.accounts
    #expect(accounts.contractOwners.isEmpty && accounts.openContractOwners == ["a@x", "b@x"])
  }

  @Test("a list may name one user millions of times")
  func repeatedReferences() async {
    let user = #"{"id":"u","type":"user"}"#
    let users = Array(repeating: user, count: 5000).joined(separator: ",")
    let inventory = await read(account("group", "g", #""users":{"items":[\#(users)]}"#))
    #expect(inventory.storage.records.accounts.rows.count == 2)
    #expect(inventory.storage.access.accounts.groups[0].users == [0])
  }
}

extension FailoverGroup {
  fileprivate var isMembershipKnown: Bool { membershipGaps.isEmpty }
}
