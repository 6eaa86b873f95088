import Testing

@testable import FailoverInventory

/// Inputs that once lost something, or gave another answer for another order or number of workers.
struct AttackTests {
  private static let base = "https://api.ionos.com/cloudapi/v6/datacenters"

  private func read(
    _ documents: [String], jobs: Int = 1, blockSize: Int = ChunkSource.blockSize
  ) async -> Inventory {
    var options = ReadingOptions()
    options.jobs = jobs
    options.blockSize = blockSize
    let named = documents.enumerated().map { ("\($0).json", Array($1.utf8)) }
    return await Inventory.read(documents: named, options)
  }

  private func lan(_ id: String) -> String {
    """
    {"id":"\(id)","type":"lan","href":"\(Self.base)/d/lans/\(id)",\
    "properties":{"ipFailover":[{"ip":"85.215.1.\(id)","nicUuid":"n"}]}}
    """
  }

  @Test(
    "answers are found in bundles of bundles and in arrays of arrays",
    arguments: [#"{"a":{"b":{"c":LAN}}}"#, "[[LAN]]", #"{"a":[[LAN,null]],"b":1}"#])
  func nested(_ form: String) async {
    let inventory = await read([form.replacing("LAN", with: lan("1"))])
    #expect(inventory.groups.map(\.subjectName) == ["group/d/1/85.215.1.1"])
  }

  @Test(
    "what is an error of the API makes its input partly read",
    arguments: [
      #"{"httpStatus":401,"message":"Unauthorized"}"#, #"{"httpStatus":401,"messages":"no"}"#,
      #"{"httpStatus":401,"messages":[{"errorCode":"1","message":"no"}]}"#,
    ])
  func errors(_ body: String) async {
    let inventory = await read(["{\"a\":\(lan("1")),\"b\":\(body)}"])
    #expect(inventory.inputs[0].status == .partlyRead)
    #expect(inventory.exports[0].errorAnswers.count == 1)
  }

  @Test(
    "a page whose links or offset cannot be read is not a whole list",
    arguments: [
      #""_links":[{"next":"x"}]"#, #""_links":"x""#, #""offset":9223372036854775808"#,
      #""offset":"1000""#, #""offset":-5"#,
    ])
  func oddPages(_ member: String) async {
    let list = "{\"href\":\"https://a/ipblocks\",\"items\":[],\(member)}"
    #expect(await read([list]).exports[0].cutOffLists.map(\.name) == ["ipblocks"])
  }

  @Test("an item of another type makes a list of servers incomplete")
  func oddItem() async {
    let document = """
      {"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":[]},\
      "servers":{"items":[{"id":"q","type":"volume","properties":{}}]}}}
      """
    #expect(await read([document]).datacenters[0].serverList != .complete)
  }

  @Test(
    "a key that matters is refused the second time, whatever its values are",
    arguments: [
      #"{"servers":null,"servers":{"items":[]}}"#, #"{"servers":{"items":[]},"servers":null}"#,
    ])
  func twice(_ entities: String) async {
    let document = "{\"id\":\"d\",\"type\":\"datacenter\",\"entities\":\(entities)}"
    #expect(await read([document]).inputs[0].status == .refused)
    let bundle = "{\"a\":null,\"a\":\(lan("1"))}"
    #expect(await read([bundle]).inputs[0].status == .refused)
  }

  @Test("keys that differ only in how a character is composed are two keys")
  func composed() async {
    let inventory = await read(["{\"\u{E9}\":\(lan("1")),\"e\u{301}\":\(lan("2"))}"])
    #expect(inventory.groups.count == 2)
  }

  @Test("the type shows that a document is not a bundle, wherever it is")
  func typeLast() async {
    for document in [
      "{\"x\":\(lan("1")),\"type\":\"volume\",\"id\":\"v\"}",
      "{\"type\":\"volume\",\"id\":\"v\",\"x\":\(lan("1"))}",
    ] {
      #expect(await read([document]).groups.isEmpty)
    }
  }

  @Test("which copy of a server comes first does not decide where it is")
  func serverOrder() async {
    let copies = [
      #"{"id":"s","type":"server","properties":{}}"#,
      "{\"id\":\"n\",\"type\":\"nic\",\"href\":\"\(Self.base)/d1/servers/s/nics/n\"}",
      "{\"id\":\"s\",\"type\":\"server\",\"href\":\"\(Self.base)/d2/servers/s\",\"properties\":{}}",
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let inventory = await read(order.map { copies[$0] })
      let second = inventory.datacenters.first { $0.id == "d2" }
      #expect(second?.serversWithoutNICList.map(\.id) == ["s"], "\(order)")
    }
  }

  @Test("a list without types in its items is read alike by any number of workers")
  func untyped() async {
    let items = (0..<400).map { number in
      let type = number % 50 == 0 ? "\"type\":\"server\"," : ""
      return "{\"id\":\"s\(number)\",\(type)\"properties\":{\"name\":\"x\"}}"
    }
    let document =
      "{\"href\":\"\(Self.base)/d1/servers\",\"items\":[\(items.joined(separator: ","))]}"
    let one = await read([document], jobs: 1, blockSize: 2048)
    let many = await read([document], jobs: 3, blockSize: 2048)
    #expect(one.recordCounts.servers == many.recordCounts.servers)
    #expect(one.datacenters[0].serverList == .partial)
  }

  @Test("values in a list in a list have the same place for any number of workers")
  func listInList() async {
    let items = (0..<200).map { "{\"id\":\"s\($0)\",\"type\":\"server\",\"properties\":{}}" }
    let inner = #"{"items":[{"httpStatus":404}],"href":"/datacenters/d/servers/s/nics"}"#
    let document =
      "{\"href\":\"\(Self.base)/d/servers\",\"items\":[\((items + [inner]).joined(separator: ","))]}"
    for jobs in [1, 3] {
      let inventory = await read([document], jobs: jobs, blockSize: 2048)
      let place = inventory.exports[0].errorAnswers.first?.place
      #expect(place?.pointer == "/items/200/items/0", "\(jobs) workers")
    }
  }

  @Test(
    "every bracket counts as a level of nesting, also those of links and of error messages",
    arguments: [#"{"_links":LEVELS}"#, #"{"messages":LEVELS}"#])
  func deepMembers(_ form: String) async {
    let value = form.contains("links") ? #"{"next":null}"# : "[1]"
    for (arrays, isRead) in [(62, true), (63, false)] {
      let levels = form.replacing("LEVELS", with: value)
      let nested =
        String(repeating: "[", count: arrays) + levels + String(repeating: "]", count: arrays)
      let input = await read([lan("1") + "\n" + nested]).inputs[0]
      #expect((input.status != .refused) == isRead, "\(arrays) arrays: \(input.problems)")
    }
  }

  @Test("white space after a document may be of any length")
  func trailingSpace() async {
    let inventory = await read(
      [lan("1") + String(repeating: " ", count: 9000)], blockSize: 512)
    #expect(inventory.inputs[0].status == .read)
  }

  @Test("an id of more than a thousand bytes is refused, a long name is shown in part")
  func longTexts() async {
    let long = String(repeating: "x", count: 2000)
    #expect(await read([lan(long)]).inputs[0].status == .refused)
    let named = #"{"id":"d","type":"datacenter","properties":{"name":"NAME"}}"#
    let inventory = await read([named.replacing("NAME", with: long)])
    #expect(inventory.datacenters[0].name?.count == 201)
  }
}
