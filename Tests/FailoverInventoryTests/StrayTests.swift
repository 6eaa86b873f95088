import Testing

@testable import FailoverInventory

/// Values that are not answers in places where answers are expected: they are named with their
/// place, and the input is partly read.
struct StrayTests {
  private static let good = #"{"id":"d","type":"datacenter","properties":{"name":"shop"}}"#

  /// A value that is not an answer, and what is said of it.
  private static let values: [(json: String, says: String)] = [
    ("null", "null"), ("\"x\"", "text"), ("7", "number"), ("true", "true or false"),
    ("{}", "empty object"), ("[]", "empty list"), (#"{"message":"too many requests"}"#, "message"),
    (#"{"items":null}"#, "not an answer"), (#"{"id":"x"}"#, "an id and nothing else"),
    (#"{"a":{"b":1}}"#, "not an answer"), (#"{"id":"x","properties":{}}"#, "does not say what"),
    (#"{"items":[{"id":"x"}]}"#, "do not say what"), (#"{"type":"user"}"#, "without an id"),
    (#"{"type":"collection"}"#, "without items"), (#"{"type":"module"}"#, "not an answer"),
    (#"{"error":{"code":401,"details":[]}}"#, "not an answer"),
  ]

  /// Reads a text in every way; the problems must not depend on it.
  private func problems(_ text: String) async -> [Problem] {
    var found: [[Problem]] = []
    for (blockSize, jobs) in [(nil, 1), (nil, 3), (16, 1), (33, 2), (100, 4)] as [(Int?, Int)] {
      let inventory = await read(Array(text.utf8), blockSize: blockSize, jobs: jobs)
      let input = inventory.inputs[0]
      #expect(input.bytes == text.utf8.count)
      #expect(input.status == (input.problems.isEmpty ? .read : .partlyRead), "\(input)")
      #expect(inventory.datacenters.count >= 1)
      found.append(input.problems)
    }
    #expect(Set(found).count == 1, "\(text): \(found)")
    return found[0]
  }

  @Test("a value of a bundle is named by its key")
  func bundles() async {
    for (json, says) in Self.values {
      for text in [
        "{\"one\":\(Self.good),\n\"t/wo\":\(json)}", "{\n\"t/wo\":\(json),\"one\":\(Self.good)}",
      ] {
        let problems = await problems(text)
        #expect(problems.count == 1, "\(text): \(problems)")
        #expect(problems.first?.sentence.contains("\"t/wo\"") == true, "\(problems)")
        #expect(problems.first?.sentence.contains(says) == true, "\(problems)")
        #expect(problems.first?.pointer == "/t~1wo" && problems.first?.line == 2, "\(problems)")
      }
    }
  }

  @Test("a document of several lines is named by its line, also at the end without a line end")
  func lines() async {
    for (json, says) in Self.values {
      for text in ["\(Self.good)\n\(json)", "\(Self.good)\n\(json)\n\(Self.good)\n"] {
        let problems = await problems(text)
        #expect(problems.count == 1, "\(text): \(problems)")
        #expect(problems.first?.line == 2, "\(problems)")
        #expect(problems.first?.sentence.contains(says) == true, "\(problems)")
      }
    }
  }

  @Test("an item of an array is named by its number")
  func items() async {
    for (json, says) in Self.values {
      let problems = await problems("[\(Self.good),\(json)]")
      #expect(problems.count == 1, "\(json): \(problems)")
      #expect(problems.first?.pointer == "/1", "\(problems)")
      #expect(problems.first?.sentence.contains(says) == true, "\(problems)")
    }
  }

  @Test("a list with an item that is not a record is named, wherever it is")
  func unreadItems() async {
    let bad = ["null", "\"x\"", "7", "{}", "[]", #"{"id":"x"}"#, #"{"items":null}"#]
    let lists = [
      (#"{"href":"/um/users","items":["#, "]}", "users"),
      (#"{"id":"e","type":"datacenter","entities":{"servers":{"items":["#, "]}}}", "servers"),
      (#"{"href":"/datacenters/d/lans","items":["#, "]}", "LANs"),
      (#"{"href":"/um/users","items":"#, "}", "users"),
      (#"{"href":"/um/users","Items":["#, "]}", "users"),
    ]
    for (start, end, words) in lists {
      // Objects below `entities` are references, or records that cannot be placed; an empty list is
      // a list.
      let isNested = start.contains("entities")
      let isValue = start.hasSuffix(#"items":"#)
      for json in bad
      where !(isNested && json.hasPrefix("{")) && !(isValue && ["null", "[]"].contains(json)) {
        let problems = await problems("\(Self.good)\n\(start)\(json)\(end)")
        #expect(problems.map(\.line) == [2], "\(start)\(json)\(end): \(problems)")
        let sentence = "a part of the list of \(words) cannot be read; save it again"
        #expect(problems.first?.sentence == sentence, "\(problems)")
      }
    }
  }

  @Test("a list of something else is not the list that its address names on the way")
  func otherAddresses() async {
    let servers = #"{"id":"d","type":"datacenter","properties":{}}"#
    for (address, state) in [
      ("/datacenters/d/servers", Datacenter.ListState.complete),
      ("/datacenters/d/securitygroups/s/servers", .absent),
    ] {
      let inventory = await read(Array("\(servers)\n{\"href\":\"\(address)\",\"items\":[]}".utf8))
      #expect(inventory.datacenters.first?.serverList == state, "\(address)")
    }
  }

  @Test("the id of a list of users may have the path of user management")
  func userManagement() async {
    for id in ["users", "um/users"] {
      let text = #"{"id":"\#(id)","items":[{"id":"u","type":"user","properties":{}}]}"#
      let inventory = await read(Array("\(Self.good)\n\(text)".utf8))
      #expect(inventory.users.count == 1 && inventory.userGroups.isEmpty, "\(id)")
    }
  }

  @Test("an error beside items is an error, and the list is not complete")
  func errorWithItems() async {
    let list = #"{"href":"/datacenters","items":[],"httpStatus":503,"messages":[{"message":"no"}]}"#
    let problems = await problems("\(Self.good)\n\(list)")
    #expect(problems.map(\.sentence) == ["an error of the API in place of an answer: no"])
    let inventory = await read(Array("\(Self.good)\n\(list)".utf8))
    #expect(inventory.gaps.otherDatacenters)
  }

  @Test("text in a list of XML is an item that cannot be read, alone and beside others")
  func textInList() async {
    let start =
      #"<inventory xmlns="urn:failover-audit:inventory:1">"#
      + #"<datacenters><datacenter id="d" name="shop">"#
    for text in ["@{id=2}", "System.Object[]", "<![CDATA[x]]>"] {
      for list in ["<lans>\(text)</lans>", "<lans>\(text)<lan id=\"1\"/></lans>"] {
        let xml = "\(start)\(list)</datacenter></datacenters></inventory>"
        let problems = await problems(xml)
        let sentence = "a part of the list of LANs cannot be read; save it again"
        #expect(problems.map(\.sentence) == [sentence], "\(xml)")
        let inventory = await read(Array(xml.utf8))
        #expect(inventory.datacenters.first?.lanList == .partial, "\(xml)")
      }
    }
  }

  @Test("a value of shares is named by the id of its group")
  func shares() async {
    for json in ["null", "\"x\"", "7", "[]", "{}", #"{"message":"x"}"#, #"{"items":null}"#] {
      let problems = await problems("{\"d\":\(Self.good),\"shares\":{\"g1\":\(json)}}")
      #expect(problems.count == 1, "\(json): \(problems)")
      #expect(problems.first?.pointer == "/shares/g1", "\(problems)")
    }
    #expect(await problems("{\"d\":\(Self.good),\"shares\":{}}").isEmpty)
  }

  @Test("a member of a record, a list or an error is not a value of a bundle")
  func noBundles() async {
    for text in [
      #"{"name":"x","a":null,"b":{"c":1},"id":"d","type":"datacenter"}"#,
      #"{"name":"x","b":[],"href":"/datacenters","items":[\#(Self.good)]}"#,
    ] {
      #expect(await problems(text).isEmpty, "\(text)")
    }
    let error = #"{"note":"x","b":{},"httpStatus":401,"messages":[]}"#
    #expect(await problems("{\"d\":\(Self.good),\"e\":\(error)}").count == 1)
  }

  @Test("answers of other kinds, and empty lists of no kind, are passed over")
  func others() async {
    for json in [
      #"{"id":"v","type":"volume","properties":{}}"#, #"{"items":[]}"#,
      #"{"id":"images","type":"collection","items":[{"id":"i","type":"image"}]}"#,
    ] {
      #expect(await problems("{\"d\":\(Self.good),\"v\":\(json)}").isEmpty, "\(json)")
    }
  }

  @Test("a long row of them is one problem, and a long list of problems is counted")
  func runs() async {
    let nulls = Array(repeating: "null", count: 1000).joined(separator: ",\n")
    let row = await problems("[\(nulls),\(Self.good)]")
    let sentence =
      "each of the items 0 to 999 is null, not an answer of the API; save the answer again"
    #expect(row.map(\.sentence) == [sentence])
    let lines = await problems("\(Self.good)\nnull\n7\n{}\n\n{}\n")
    #expect(lines.map(\.line) == [2, 6])
    #expect(lines.first?.sentence.hasPrefix("each of the lines 2 to 4 is ") == true)
    let keys = (0..<100).map { "\"k\($0)\":null" }.joined(separator: ",")
    let bundle = await problems("{\"d\":\(Self.good),\(keys)}")
    #expect(bundle.count == 21)
    #expect(bundle.last?.sentence == "80 more places hold no answer of the API")
  }

  /// A data center with a NIC.
  private static func nic(
    ips: String, rules: String, groups: String = "null"
  ) -> String {
    """
    {"id":"d","type":"datacenter","properties":{},"entities":{"servers":{"items":[
    {"id":"s","type":"server","properties":{},"entities":{"nics":{"items":[
    {"id":"n","type":"nic","properties":{"lan":1,"ips":\(ips)},
    "entities":{"firewallrules":\(rules),"securitygroups":\(groups)}}]}}}]}}}
    """
  }

  @Test("an item of a NIC's firewall rules or security groups that is not an object is named")
  func unreadGuards() async {
    let says = "a part of the firewall rules or security groups of a NIC cannot be read"
    for item in ["null", "7", #""x""#, "[]", "true"] {
      let list = "{\"items\":[{\"id\":\"g\",\"type\":\"firewall-rule\",\"properties\":{}},\(item)]}"
      for text in [
        Self.nic(ips: "[]", rules: list), Self.nic(ips: "[]", rules: "null", groups: list),
      ] {
        let problems = await problems("\(Self.good)\n\(text)")
        #expect(problems.map(\.line) == [5], "\(text): \(problems)")
        #expect(problems.first?.sentence.hasPrefix(says) == true, "\(problems)")
      }
      let rules = #""firewallRules":[{"protocol":"ANY"},\#(item)]"#
      let neutral = """
        {"format":"failover-inventory/1","datacenters":[{"id":"d","lans":[],"servers":[
        {"id":"s","nics":[{"id":"n",\(rules)}]}]}]}
        """
      let problems = await problems(neutral)
      #expect(problems.map(\.line) == [2], "\(neutral): \(problems)")
      #expect(problems.first?.sentence.hasPrefix(says) == true, "\(problems)")
    }
  }

  @Test("texts that PowerShell left in place of objects are named with the way out")
  func shellTexts() async {
    let rules = [
      #""@{id=n/firewallrules; items=System.Object[]}""#, #"{"items":"System.Object[]"}"#,
      #"{"items":["@{id=r}"]}"#, #"{"items":[{"type":"firewall-rule","properties":"@{a=b}"}]}"#,
    ]
    let addresses = [#""System.Object[]""#, #"["1.1.1.1","@{a=b}"]"#]
    let texts = [
      #"{"id":"d","type":"datacenter","properties":"@{name=shop}"}"#,
      #"{"href":"/datacenters","items":[\#(Self.good),"@{id=e}"]}"#,
      #"{"id":"d","type":"datacenter","entities":{"servers":"@{items=System.Object[]}"}}"#,
      #"{"id":"d","type":"datacenter","properties":{},"entities":{"lans":{"items":[{"id":"1","properties":{"ipFailover":["@{ip=1.1.1.1}"]}}]}}}"#,
    ]
    for text in texts + rules.map({ Self.nic(ips: "[]", rules: $0) })
      + addresses.map({ Self.nic(ips: $0, rules: "null") })
    {
      let problems = await problems(text)
      #expect(problems.count == 1, "\(text): \(problems)")
      #expect(problems.first?.sentence.contains("ConvertTo-Json -Depth 10") == true)
    }
  }
}
