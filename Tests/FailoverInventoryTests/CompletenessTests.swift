import Testing

@testable import FailoverInventory

/// What is certainly complete: `rules.md`, section 2, "Complete lists".
struct CompletenessTests {
  typealias State = Datacenter.ListState

  /// A page of the LANs of the data center `d`.
  private func page(_ members: String, items: [String] = [], next: Bool = false) -> String {
    let lans = items.map { #"{"id":"\#($0)","type":"lan","properties":{}}"# }.joined(separator: ",")
    let link = next ? #","_links":{"next":"x"}"# : ""
    let comma = members.isEmpty ? "" : ","
    return
      #"{"href":"/cloudapi/v6/datacenters/d/lans?depth=3"\#(comma)\#(members),"items":[\#(lans)]\#(link)}"#
  }

  private func lanList(
    _ documents: [String], _ status: InputRecord.Status = .read
  ) async -> State? {
    let inventory = await read(documents.joined(separator: "\n"))
    for input in inventory.inputs { #expect(input.status == status, "\(input.problems)") }
    return inventory.datacenters.first?.lanList
  }

  @Test("a list is complete if it has items and no next page")
  func onePage() async {
    #expect(await lanList([page("", items: ["1"])]) == .complete)
    #expect(await lanList([page("")]) == .complete)
    #expect(await lanList([page("", items: ["1"], next: true)]) == .partial)
    #expect(await lanList([page(#""offset":1"#, items: ["1"])]) == .partial)
    #expect(await lanList([page(#""offset":null,"limit":null"#, items: ["1"])]) == .complete)
    let others: [(String, InputRecord.Status)] = [
      ("", .read), (#","items":null"#, .read), (#","items":{}"#, .partlyRead),
      (#","items":"all""#, .partlyRead),
    ]
    for (items, status) in others {
      let text = #"{"href":"/datacenters/d/lans"\#(items)}"#
      #expect(await lanList([text], status) == .partial, "\(text)")
    }
    #expect(await lanList([#"{"type":"datacenter","id":"d","properties":{}}"#]) == .absent)
  }

  @Test("a next page that is null or empty does not count")
  func noNextPage() async {
    for (links, state) in [
      ("null", State.complete), ("{}", .complete), (#"{"next":null}"#, .complete),
      (#"{"next":""}"#, .complete), (#"{"prev":"x"}"#, .complete), (#"{"next":"x"}"#, .partial),
      (#"{"prev":"y","next":"x"}"#, .partial), (#"{"next":{"href":"x"}}"#, .partial),
    ] {
      for key in ["_links", "links"] {
        let text = #"{"\#(key)":\#(links),"href":"/datacenters/d/lans","items":[]}"#
        #expect(await lanList([text]) == state, "\(text)")
      }
    }
  }

  @Test("a list that was asked for with a condition is not complete")
  func filtered() async {
    for query in ["filter.name=shop", "depth=1&filter.name=shop"] {
      let text = #"{"href":"/datacenters/d/lans?\#(query)","items":[]}"#
      #expect(await lanList([text]) == .partial)
    }
    #expect(await lanList([#"{"href":"/datacenters/d/lans?depth=1","items":[]}"#]) == .complete)
  }

  @Test("pages in any order make a list complete if none is missing between the first and the last")
  func pages() async {
    let first = page(#""offset":0,"limit":2"#, items: ["1", "2"], next: true)
    let unnumbered = page(#""limit":2"#, items: ["1", "2"], next: true)
    let second = page(#""offset":2,"limit":2"#, items: ["3", "4"], next: true)
    let last = page(#""offset":4,"limit":2"#, items: ["5"])
    let late = page(#""offset":5,"limit":2"#, items: ["6"])
    let overlapping = page(#""offset":3,"limit":2"#, items: ["4", "5"])
    let cases: [([String], State)] = [
      ([first, second, last], .complete), ([last, first, second], .complete),
      ([unnumbered, second, last], .complete), ([first, first, second, last, last], .complete),
      ([first, second, overlapping], .partial), ([first, last], .partial),
      ([first, second], .partial), ([second, last], .partial), ([first, second, late], .partial),
      ([last], .partial), ([first, page("")], .complete),
    ]
    for (pages, state) in cases {
      #expect(await lanList(pages) == state, "\(pages)")
      #expect(await lanList(pages.reversed()) == state, "\(pages)")
    }
  }

  @Test("without a limit the next page is expected after the items of this one")
  func pagesWithoutLimit() async {
    let first = page("", items: ["1", "2"], next: true)
    #expect(await lanList([first, page(#""offset":2"#, items: ["3"])]) == .complete)
    #expect(await lanList([first, page(#""offset":3"#, items: ["3"])]) == .partial)
  }

  @Test("a page as full as its limit may not be the last one unless it has links")
  func fullPages() async {
    let full = page(#""limit":2"#, items: ["1", "2"])
    #expect(await lanList([full]) == .partial)
    #expect(await lanList([page(#""limit":1"#, items: ["1", "2"])]) == .partial)
    #expect(await lanList([page(#""limit":3"#, items: ["1", "2"])]) == .complete)
    #expect(await lanList([page(#""limit":null"#, items: ["1", "2"])]) == .complete)
    #expect(await lanList([page(#""limit":2,"_links":{}"#, items: ["1", "2"])]) == .complete)
    #expect(await lanList([page(#""limit":2,"_links":null"#, items: ["1", "2"])]) == .partial)
    #expect(await lanList([page(#""limit":0"#)]) == .partial)
    #expect(await lanList([full, page(#""offset":2,"limit":2"#)]) == .complete)
    #expect(await lanList([full, page(#""offset":2,"limit":2"#, items: ["3"])]) == .complete)
    #expect(await lanList([full, page(#""offset":3,"limit":2"#, items: ["3"])]) == .partial)
    #expect(
      await lanList([full, page(#""offset":2,"limit":2"#, items: ["3", "4"])]) == .partial)
  }

  @Test("a full page of NICs or firewall rules below its record is not whole either")
  func fullPagesBelow() async {
    for (members, isWhole) in [
      ("", true), (#","limit":1"#, false), (#","limit":2"#, true),
      (#","limit":1,"_links":{}"#, true),
    ] {
      for isLimitFirst in [true, false] {
        let list = { (items: String) in
          isLimitFirst
            ? "{\"id\":\"x\"\(members),\"items\":[\(items)]}"
            : "{\"items\":[\(items)]\(members)}"
        }
        let rules = list(#"{"type":"firewall-rule","properties":{"protocol":"TCP"}}"#)
        let nic = list(
          #"{"id":"n","type":"nic","properties":{"lan":1,"ips":[]},"entities":{"firewallrules":\#(rules)}}"#
        )
        let text =
          #"{"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":[]},"servers":{"items":[{"id":"s","type":"server","properties":{},"entities":{"nics":\#(nic)}}]}}}"#
        let inventory = await read(text)
        #expect(inventory.datacenters.first?.serversWithoutNICList.isEmpty == isWhole, "\(text)")
        #expect(inventory.allNICs.first?.showsAllFirewallRules == isWhole, "\(text)")
      }
    }
  }

  @Test("an item of another type leaves its list open")
  func otherTypes() async {
    for item in [
      #"{"id":"v","type":"volume","properties":{}}"#,
      #"{"id":"s","type":"server","properties":{}}"#,
      #"{"id":"x","properties":{}}"#, #"{"items":[]}"#, "null", "7", #"{"httpStatus":404}"#,
    ] {
      for items in [
        #"{"id":"1","type":"lan","properties":{}},\#(item)"#,
        #"\#(item),{"id":"1","type":"lan","properties":{}}"#,
      ] {
        for list in [
          #"{"href":"/datacenters/d/lans","items":[\#(items)]}"#,
          #"{"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":[\#(items)]}}}"#,
        ] {
          // Below a data center an item without a type is a LAN.
          if item.contains("\"x\"") && !list.contains("href") { continue }
          let inventory = await read(list)
          #expect(inventory.datacenters.first?.lanList == .partial, "\(list)")
        }
      }
    }
  }

  @Test("a list of blocks that holds a volume is not complete, for any number of workers")
  func otherTypeFarBehind() async {
    let blocks = (0..<300).map {
      #"{"id":"b\#($0)","type":"ipblock","properties":{"ips":["198.51.100.\#($0)"]}}"#
    }
    for odd in [nil, #"{"id":"v","type":"volume","properties":{}}"#] as [String?] {
      for place in [0, 150, 300] {
        var items = blocks
        if let odd { items.insert(odd, at: place) }
        let text = "{\"href\":\"/ipblocks\",\"items\":[\(items.joined(separator: ","))]}"
        for (jobs, blockSize) in [(1, 4 << 20), (3, 2048), (2, 777)] {
          let inventory = await read(Array(text.utf8), blockSize: blockSize, jobs: jobs)
          #expect(inventory.exports.first?.hasCutOffList == (odd != nil), "\(place), \(jobs)")
        }
      }
    }
  }

  @Test("offsets beyond measure make no list complete and harm nobody")
  func enormousOffsets() async {
    let huge = "18446744073709551616"
    for number in ["9223372036854775807", huge, "-1", "1e3", "0.5", "\"2\""] {
      let one = page(#""offset":\#(number),"limit":\#(number)"#, items: ["1"], next: true)
      #expect(await lanList([one]) == .partial, "\(number)")
    }
    let limit = page(#""limit":9223372036854775807"#, items: ["1"], next: true)
    let wrapped = page(#""offset":9223372036854775807,"limit":9223372036854775807"#, next: true)
    #expect(await lanList([limit, wrapped]) == .partial)
  }

  @Test("references make a list partial until their records are found elsewhere")
  func references() async {
    let list =
      #"{"href":"/datacenters/d/lans","items":[{"id":"1","type":"lan","href":"/datacenters/d/lans/1"}]}"#
    let record = #"{"id":"1","type":"lan","href":"/datacenters/d/lans/1","properties":{}}"#
    let other = #"{"id":"1","type":"lan","href":"/datacenters/e/lans/1","properties":{}}"#
    let last = #"{"id":"d","type":"datacenter","properties":{}}"#
    #expect(await lanList([list, last]) == .partial)
    #expect(await lanList([list, record, last]) == .complete)
    #expect(await lanList([last, record, list]) == .complete)
    #expect(await lanList([last, other, list]) == .partial)
  }

  @Test("a plain array of resources makes no list complete")
  func plainArray() async {
    let inventory = await read(
      #"[{"id":"1","type":"lan","href":"/datacenters/d/lans/1","properties":{}}]"#)
    #expect(inventory.datacenters.first?.lanList == .absent)
  }

  // MARK: Membership

  private func datacenter(_ servers: String, lanNICs: String = "", nic: String = "") -> String {
    #"{"id":"d","type":"datacenter","properties":{},"entities":{"servers":\#(servers),"lans":{"items":["#
      + #"{"id":"1","properties":{"ipFailover":[{"ip":"1.1.1.1"}]}\#(lanNICs)}]}}}"#
  }

  private func server(_ nics: String, properties: String = #","properties":{}"#, id: String = "s")
    -> String
  {
    #"{"id":"\#(id)"\#(properties)\#(nics.isEmpty ? "" : #","entities":{"nics":\#(nics)}"#)}"#
  }

  @Test("membership is complete if every server shows its NICs, or the LAN shows its own")
  func membership() async {
    let whole = #"{"items":[{"id":"n","properties":{"lan":1,"ips":["1.1.1.1"]}}]}"#
    let cut =
      #"{"items":[{"id":"n","properties":{"lan":1,"ips":["1.1.1.1"]}}],"_links":{"next":"x"}}"#
    let own = #","entities":{"nics":\#(whole)}"#
    let cases: [(String, MembershipGaps)] = [
      (datacenter(#"{"items":[\#(server(whole))]}"#), []),
      (datacenter(#"{"items":[\#(server(whole, properties: ""))]}"#), []),
      (datacenter(#"{"items":[\#(server(cut))]}"#), .lists),
      (datacenter(#"{"items":[\#(server(whole)),\#(server("", id: "t"))]}"#), .lists),
      (datacenter(#"{"items":[\#(server(whole))],"_links":{"next":"x"}}"#), .lists),
      (datacenter(#"{"items":[\#(server(whole)),\#(server("", id: "t"))]}"#, lanNICs: own), []),
      (datacenter(#"{"items":[\#(server(#"{"items":null}"#))]}"#), .lists),
      (datacenter("null"), .lists), (datacenter("{}"), .lists), (datacenter(#"{"items":[]}"#), []),
    ]
    for (text, gaps) in cases {
      let inventory = await read(text)
      #expect(inventory.inputs[0].status == .read, "\(inventory.inputs[0].problems)")
      #expect(inventory.groups.map(\.membershipGaps) == [gaps], "\(text)")
    }
  }

  @Test("a NIC that may be a further member leaves a gap; one that cannot be leaves none")
  func candidates() async {
    let cases: [(String, MembershipGaps)] = [
      (#""lan":1,"ips":[]"#, []), (#""lan":1,"ips":null"#, .candidates), (#""lan":1"#, .candidates),
      (#""lan":2"#, []), (#""ips":["1.1.1.1"]"#, .candidates), (#""ips":["1.1.1.2"]"#, []),
      (#""lan":null,"ips":null"#, .candidates), (#""lan":"01""#, []),
      (#""lan":1,"ips":"1.1.1.1""#, .candidates), (#""lan":1.5,"ips":["001.1.1.1"]"#, .candidates),
    ]
    for (properties, gaps) in cases {
      let nics = #"{"items":[{"id":"n","properties":{\#(properties)}}]}"#
      let inventory = await read(datacenter(#"{"items":[\#(server(nics))]}"#))
      #expect(inventory.groups.map(\.membershipGaps) == [gaps], "\(properties)")
    }
  }

  @Test("lists of the contract that are cut off are named, once, unless they are whole elsewhere")
  func contractLists() async {
    let users = #"{"href":"/um/users","items":[],"_links":{"next":"x"}}"#
    let blocks = #"{"id":"ipblocks","type":"collection"}"#
    let group = #"{"href":"/um/groups/G/users"}"#
    let inventory = await read([users, blocks, group, users].joined(separator: "\n"))
    let lists = inventory.exports.flatMap(\.cutOffLists)
    #expect(lists.map(\.name) == ["groups/G/users", "ipblocks", "users"])
    #expect(lists.map(\.place.line) == [3, 2, 1])
    let whole = await read(users + "\n" + #"{"href":"/um/users?limit=9","items":[]}"#)
    #expect(whole.exports.flatMap(\.cutOffLists).isEmpty)
  }

  @Test("a contract without properties leaves its list open, whatever is known of another")
  func contracts() async {
    let known = #"{"type":"contract","properties":{"contractNumber":7}}"#
    let bare = #"{"type":"contract"}"#
    for (items, isWhole) in [
      (known, true), (bare, false), ("\(known),\(bare)", false), ("\(bare),\(known)", false),
    ] {
      let inventory = await read(#"{"id":"contracts","items":[\#(items)]}"#)
      #expect(inventory.exports.flatMap(\.cutOffLists).isEmpty == isWhole, "\(items)")
    }
    for (item, isWhole) in [
      (#"{"number":"7"}"#, true), (#"{"number":""}"#, true), (#"{"reference":true}"#, false),
      (#"{"partial":true}"#, false), ("{}", false), (#"{"number":null}"#, false),
    ] {
      let inventory = await read(
        #"{"format":"failover-inventory/1","contracts":[\#(item)]}"#)
      #expect(inventory.exports.flatMap(\.cutOffLists).isEmpty == isWhole, "\(item)")
    }
  }
}
