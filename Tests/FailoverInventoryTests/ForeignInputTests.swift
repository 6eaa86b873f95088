import Testing

@testable import FailoverInventory

/// Inputs that are something else: each is refused and named for what it is.
struct ForeignInputTests {
  /// A kind of document, and what its sentence must say.
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let bytes: [UInt8]
    let says: [String]
    var testDescription: String { what }

    init(_ what: String, _ text: String, says: String...) {
      self.init(what, Array(text.utf8), says: says)
    }

    init(_ what: String, _ bytes: [UInt8], says: [String]) {
      self.what = what
      self.bytes = bytes
      self.says = says
    }
  }

  /// UTF-16 or UTF-32 without a mark.
  private static func wide(_ text: String, _ width: Int, isBig: Bool) -> [UInt8] {
    text.utf8.flatMap { byte in
      let zeros = [UInt8](repeating: 0, count: width - 1)
      return isBig ? zeros + [byte] : [byte] + zeros
    }
  }

  private static let bytes: [Case] = [
    Case("gzip", [0x1F, 0x8B, 8, 0, 0], says: ["gzip", "decompress"]),
    Case("bzip2", Array("BZh91AY&SY".utf8), says: ["bzip2", "decompress"]),
    Case("xz", [0xFD] + Array("7zXZ\0".utf8) + [1, 2], says: ["xz", "decompress"]),
    Case("zstd", [0x28, 0xB5, 0x2F, 0xFD, 4], says: ["zstd", "decompress"]),
    Case("lzma", [0x5D, 0, 0, 0x80, 0, 0xFF], says: ["lzma", "decompress"]),
    Case("zip", Array("PK\u{3}\u{4}abc".utf8), says: ["zip", "unpack"]),
    Case(
      "tar", Array("a.json".utf8) + [UInt8](repeating: 0, count: 251) + Array("ustar\0".utf8),
      says: ["tar", "unpack"]),
    Case("SQLite", Array("SQLite format 3\0abc".utf8), says: ["SQLite", "--exclude"]),
    Case(
      "UTF-16 with its mark", [0xFF, 0xFE] + wide("{}", 2, isBig: false),
      says: ["UTF-16", "iconv", "-Encoding utf8"]),
    Case("UTF-16, big", wide("[1]", 2, isBig: true), says: ["UTF-16", "iconv"]),
    Case(
      "UTF-32 with its mark", [0xFF, 0xFE, 0, 0] + wide("{}", 4, isBig: false),
      says: ["UTF-32", "iconv"]),
    Case("UTF-32, big", wide("{}", 4, isBig: true), says: ["UTF-32", "iconv"]),
  ]

  private static let encoded = [
    Case(
      "base64 of JSON", "eyJpZCI6ImQiLCJ0eXBlIjoiZGF0YWNlbnRlciJ9\n",
      says: "JSON encoded as base64", "base64 -d"),
    Case(
      "base64 of JSON in lines", "WwogIHsiaWQi\r\nOiAiZCJ9\r\nXQ==\r\n", says: "base64 -d"),
    Case("base64 of JSON with a mark", "77u/e30=", says: "base64 -d"),
    Case(
      "base64 of gzip", "H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==\n", says: "gzip", "base64 -d", "gunzip"),
    Case("JSONP", "callback({\"id\":\"d\"});", says: "JSONP", "parentheses"),
    Case(
      "JSONP of a method", "/**/ jQuery.done_1 (\n [{\"id\":\"d\"}])", says: "JSONP", "callback"),
    Case(
      "curl -I", "HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n",
      says: "headers without the answer", "curl -o FILE"),
    Case(
      "curl -I through a proxy",
      "HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 200 \r\ndate: x\r\n\r\n",
      says: "headers without the answer"),
    Case("a status line", "HTTP/1.1 200 OK", says: "headers without the answer"),
    Case(
      "headers without a status line", "Content-Type: application/json\nDate: x\nX-Trace: 1\n",
      says: "headers without the answer"),
    Case(
      "headers without a status line, and an answer",
      "content-type: application/json\ndate: x\n\n{\"id\":\"d\"}", says: "headers in front"),
  ]

  private static let texts = [
    Case(
      "curl -i", "HTTP/2 200 \r\ncontent-type: application/json\r\n\r\n{\"id\":\"d\"}",
      says: "header", "curl"),
    Case(
      "a login page", "<!-- x -->\n<!DOCTYPE html>\n<html><body>Login</body></html>",
      says: "web page", "export again"),
    Case(
      "an HTML report",
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta name="generator" content="failover-audit 0.1.0"></head></html>
      """, says: "an HTML report of failover-audit; leave it out with --exclude"),
    Case(
      "a Markdown report", "# failover-audit: violations (exit code 1)\n\n- 1 violation\n",
      says: "a Markdown report of failover-audit"),
    Case(
      "a Markdown comparison", "# failover-audit: what changed\n\n| new |\n",
      says: "a Markdown report of failover-audit compare"),
    Case("a page without a DOCTYPE", "\n <HTML lang=de>\n", says: "web page"),
    Case(
      "XHTML", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
      says: "web page"),
    Case("SOAP", "<S:Envelope xmlns:S=\"http://x/\"/>", says: "SOAP", "export"),
    Case("JUnit", "<testsuites><testsuite/></testsuites>", says: "JUnit"),
    Case("other XML", "<project/>", says: "project", "failover-audit:inventory:1"),
    Case(
      "a table", "DatacenterId   Name    Location\nd1   shop   de/fra\n", says: "-o api-json"),
    Case("a table with tabs", "Id\tName\nd1\tshop\n", says: "-o api-json"),
    Case("YAML", "items:\n- id: d\n  type: datacenter\n", says: "YAML", "-o api-json"),
    Case("YAML with a mark", "---\n- a\n", says: "YAML"),
    Case(
      "waivers", "# why\nwaivers:\n  - rule: single-zone-group\n    reason: x\n",
      says: "waiver file", "--waivers"),
    Case("a configuration", "fail-on: error\nselect: [a]\n", says: "configuration", "--config"),
    Case("a PowerShell object", "@{id=d; type=datacenter}\n", says: "ConvertTo-Json -Depth 10"),
    Case("a PowerShell list", "id   : d\ntype : datacenter\n", says: "ConvertTo-Json -Depth 10"),
    Case("a message of curl", "curl: (6) Could not resolve host: x\n", says: "curl", "again"),
    Case("a certificate", "-----BEGIN CERTIFICATE-----\nMIID\n", says: "PEM", "--exclude"),
    Case("Markdown", "```json\n{\"id\":\"d\"}\n```\n", says: "Markdown", "between"),
    Case("Python", "{'id': 'd', 'items': None}\n", says: "Python", "json.dumps"),
    Case("a list of Python", "[{'id': 'd'}]\n", says: "Python", "json.dumps"),
    Case("CSV", "id,name\nd,shop\n", says: "CSV"),
    Case("a CSV report", "outcome,severity,rule,family\npass,a,b,c\n", says: "failover-audit"),
  ]

  private static let documents = [
    Case(
      "a Terraform state",
      #"{"version":4,"terraform_version":"1.9.0","resources":[{"type":"ionoscloud_lan","instances":[{"attributes":{"id":"1"}}]}]}"#,
      says: "Terraform state", "export.sh"),
    Case(
      "a Terraform plan",
      #"{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[]}}}"#,
      says: "Terraform plan"),
    Case(
      "a list of kubectl",
      #"{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}]}"#,
      says: "kubectl"),
    Case("HAR", #"{"log":{"version":"1.2","creator":{},"entries":[]}}"#, says: "HAR"),
    Case(
      "Postman",
      #"{"info":{"_postman_id":"1","name":"x","schema":"https://schema.getpostman.com/x"},"item":[]}"#,
      says: "Postman"),
    Case(
      "OpenAPI with an example of an answer",
      #"{"openapi":"3.0.0","paths":{"/d":{"example":{"id":"d","type":"datacenter","properties":{}}}}}"#,
      says: "OpenAPI"),
    Case(
      "OpenAPI whose version comes last",
      #"{"paths":{"/d":{"example":{"id":"d","type":"datacenter","properties":{}}}},"openapi":"3.0.0"}"#,
      says: "OpenAPI"),
    Case(
      "MCP", #"{"content":[{"type":"text","text":"{\"id\":\"d\",\"type\":\"datacenter\"}"}]}"#,
      says: "wrapped as a text"),
    Case("a wrapped body", #"{"statusCode":200,"body":"[{\"id\":\"d\"}]"}"#, says: "wrapped"),
    Case("an answer as one text", #""{\"id\":\"d\",\"type\":\"datacenter\"}""#, says: "wrapped"),
    Case(
      "our report", #"{"format":"failover-audit-report/1","tool":{"name":"failover-audit"}}"#,
      says: "report of failover-audit"),
    Case(
      "our manifest", #"{"format":"failover-audit-evidence/1","inputs":[]}"#,
      says: "evidence", "verify"),
    Case(
      "our baseline", #"{"format":"failover-audit-baseline/1"}"# + "\n" + #"{"rule":"a"}"#,
      says: "baseline", "--baseline"),
    Case("our ledger", #"{"rule":"a","subject":"b","outcome":"pass"}"#, says: "ledger"),
    Case(
      "SARIF", #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"failover-audit"}}}]}"#,
      says: "SARIF", "of failover-audit"),
    Case("OSCAL", #"{"assessment-results":{"uuid":"x"}}"#, says: "OSCAL"),
    Case(
      "GitLab", #"[{"description":"x","check_name":"y","fingerprint":"z"}]"#, says: "GitLab"),
    Case(
      "PowerShell texts", #"{"items":["@{id=d; type=datacenter}"]}"#,
      says: "ConvertTo-Json -Depth 10"),
    Case(
      "capitals", #"{"Id":"d","Type":"datacenter","Properties":{"Name":"x"}}"#, says: "capitals"),
    Case(
      "a list with capitals", #"{"Items":[{"Id":"d","Type":"datacenter"}]}"#, says: "capitals"),
    Case(
      "entries of ionosctl", #"{"items":[{"ip":"85.215.10.21","nicUuid":"n"}]}"#,
      says: "ionosctl", "LAN"),
    Case("bare entries", #"[{"ip":"85.215.10.21","nicUuid":"n"}]"#, says: "LAN"),
    Case(
      "a table as JSON", #"{"items":[{"DatacenterId":"d","Name":"x"}]}"#, says: "-o api-json"),
    Case(
      "package.json", #"{"name":"x","version":"1","type":"module","dependencies":{}}"#,
      says: "package.json", "--exclude"),
    Case(
      "other resources",
      #"{"id":"images","type":"collection","items":[{"id":"i","type":"image"}]}"#,
      says: "image", "--exclude"),
    Case("an empty list of nothing", #"{"items":[]}"#, says: "an empty list", "say", "href"),
    Case("a list of nothing", #"{"type":"collection"}"#, says: "without items", "href"),
    Case(
      "an answer of JSON:API", #"{"data":[{"id":"1","type":"users","attributes":{"name":"x"}}]}"#,
      says: "JSON:API"),
    Case(
      "a user of another service",
      #"{"href":"https://api.example.com/v1/me","items":[{"id":"a","type":"user"}]}"#,
      says: "\"user\""),
    Case("untyped items", #"{"items":[{"id":"a","properties":{}}]}"#, says: "(type)"),
    Case("an untyped resource", #"{"id":"a","properties":{"name":"x"}}"#, says: "(type)"),
    Case("an id alone", #"{"id":"a"}"#, says: "no resource, list or bundle"),
    Case("nothing", "{}", says: "no resource, list or bundle"),
    Case("no items", #"[null,{},[],{"message":"x"}]"#, says: "no resource, list or bundle"),
    Case("anything", #"{"a":{"b":[1,{"c":null}]}}"#, says: "no resource, list or bundle"),
    Case(
      "a neutral inventory with a misspelled list",
      #"{"format":"failover-inventory/1","dataCenters":[{"id":"d","lans":[]}]}"#,
      says: "dataCenters", "\"datacenters\""),
    Case(
      "a neutral inventory with an object for a list",
      #"{"format":"failover-inventory/1","datacenters":{"id":"d"}}"#, says: "is not a list"),
    Case(
      "a neutral inventory without a list", #"{"format":"failover-inventory/1"}"#,
      says: "none of its lists"),
    Case(
      "neutral XML without its list",
      #"<inventory xmlns="urn:failover-audit:inventory:1"><datacenter id="d"/></inventory>"#,
      says: "\"datacenter\"", "\"datacenters\""),
  ]

  private static let trace = """
    * Connected to api.ionos.com (192.0.2.1) port 443
    > GET /cloudapi/v6/datacenters HTTP/2
    < HTTP/2 200
    {"id":"datacenters","items":[]}

    """

  private static let wrappers = [
    Case("curl -v", trace, says: "HTTP headers in front", "without -i and -v"),
    Case("events", "event: message\ndata: {\"id\":\"d\"}\n\n", says: "stream of events", "data:"),
    Case("events without a name", "data: [{\"id\":\"d\"}]\n\n", says: "stream of events"),
    Case("a prefix", ")]}'\n{\"id\":\"d\"}", says: ")]}'", "keep only what comes after"),
    Case("a loop in front", "while(1);{\"id\":\"d\"}", says: "while(1);", "keep only"),
    Case(
      "a prompt", "$ ionosctl datacenter list -o api-json\n{\"items\":[]}\n", says: "a command",
      "-o"),
    Case("a command", "root@a:~# curl -s https://x/\n[{\"id\":\"d\"}]\n", says: "a command"),
    Case("a JSON text sequence", "\u{1E}{\"id\":\"d\"}\n", says: "JSON text sequence", "tr -d"),
  ]

  private static let failures = [
    Case("a message", #"{"message":"Unauthorized"}"#, says: "Unauthorized", again),
    Case(
      "an error of OAuth", #"{"error":"invalid_token","error_description":"expired"}"#,
      says: "expired", again),
    Case(
      "a problem", #"{"type":"about:blank","title":"Unauthorized","status":401}"#,
      says: "Unauthorized", again),
    Case(
      "an error object", #"{"error":{"code":401,"message":"no token"}}"#, says: "no token", again),
    Case("errors", #"{"errors":[{"detail":"no token"}]}"#, says: "no token", again),
    Case("a word", "Unauthorized", says: "Unauthorized", again),
    Case("a status", "401 Unauthorized\n", says: "401 Unauthorized", again),
    Case(
      "a gateway", "upstream connect error or disconnect/reset before headers\n",
      says: "upstream connect error", again),
  ]
  private static let again = "check token and address, and export again"

  private static let formats = [
    Case(
      "no format", #"{"datacenters":[{"id":"d","lans":[]}]}"#, says: "it has no \"format\"",
      "write \"format\": \"failover-inventory/1\""),
    Case(
      "a format in capitals", #"{"format":"Failover-Inventory/1","datacenters":[]}"#,
      says: "\"Failover-Inventory/1\"", "write \"format\""),
    Case(
      "a misspelled format", #"{"format":"failover-inventry/1","users":[{"id":"u"}]}"#,
      says: "\"failover-inventry/1\"", "write \"format\""),
    Case(
      "another format", #"{"users":[{"id":"u","email":"x"}],"format":"v1"}"#, says: "\"v1\"",
      "write \"format\""),
    Case(
      "a number for the format", #"{"format":1,"users":[{"id":"u"}]}"#, says: "is not a text",
      "write \"format\""),
    Case("no namespace", "<inventory/>", says: "no namespace", "write <inventory xmlns="),
    Case(
      "the namespace of another version", #"<inventory xmlns="urn:failover-audit:inventory:2"/>"#,
      says: "\"urn:failover-audit:inventory:2\"", "write <inventory xmlns="),
  ]

  static let cases = bytes + encoded + texts + documents + wrappers + failures + formats

  @Test("each is refused by name, however it is read", arguments: cases)
  func refused(_ test: Case) async {
    var told: Set<String> = []
    for (blockSize, jobs) in [(nil, 1), (nil, 3), (64, 1), (17, 2), (300, 3)] as [(Int?, Int)] {
      let input = await read(test.bytes, blockSize: blockSize, jobs: jobs).inputs[0]
      #expect(input.status == .refused && input.records == 0, "\(input)")
      #expect(input.bytes == test.bytes.count)
      #expect(input.problems.count == 1)
      told.insert(input.problems.first?.description ?? "")
    }
    #expect(told.count == 1, "\(told)")
    for word in test.says {
      #expect(told.first?.contains(word) == true, "\(told)")
    }
  }

  @Test(
    "a Markdown file that begins with our name is not called a report",
    arguments: ["# failover-audit\n\nWhat it is.\n", "# failover-audit notes\n\n- one\n"])
  func notes(_ text: String) async {
    let input = await read(Array(text.utf8)).inputs[0]
    #expect(input.status == .refused)
    #expect(input.problems.first?.description.contains("report") == false, "\(input.problems)")
  }

  @Test(
    "a list at the address of something else is not ours, whatever word it ends in",
    arguments: [
      "https://vcenter.example.com/rest/datacenters", "/rest/datacenters",
      "https://api.ionos.com/cloudapi/v6/pccs/p/datacenters",
      "https://api.ionos.com/autoscaling/groups", "https://api.example.com/v1/users",
      "https://api.ionos.com/databases/postgresql/clusters/c/users",
      "https://api.ionos.com/cloudapi/v6/um/resources/datacenter",
    ])
  func foreignAddress(_ href: String) async {
    for items in ["", #"{"id":"d","type":"datacenter","href":"\#(href)/d"}"#] {
      let text = #"{"id":"x","type":"collection","href":"\#(href)","items":[\#(items)]}"#
      let inventory = await read(Array(text.utf8))
      #expect(inventory.inputs[0].status == .refused)
      #expect(!inventory.showsAllDatacenters)
      if items.isEmpty {
        #expect(inventory.inputs[0].problems.first?.sentence.contains(href) == true)
      }
    }
  }

  @Test(
    "an address of ours is known with and without host, base and version",
    arguments: [
      "https://api.ionos.com/cloudapi/v6/", "https://proxy.example.com/ionos/cloudapi/v6/", "/v5/",
      "https://api.example.com/", "/cloudapi/v6/", "/", "",
    ])
  func ownAddress(_ base: String) async {
    for (path, kind) in [("datacenters", ListKind.datacenters), ("um/users", .users)] {
      var symbols = SymbolTable()
      let href = Href.of(base + path + "?depth=1", in: &symbols)
      #expect(href.tail == .list(kind) && !href.isForeign)
    }
  }

  @Test(
    "a word, a number, a call without JSON or YAML about a server is not taken for an encoding, a call or headers",
    arguments: [
      "extra", "Wxyz1234", "4711", "call(1)", "4({})", "date: x\nvalue: y\n",
      "server: a\ndate: b\nlist:\n  - c\n",
    ])
  func others(_ text: String) async {
    let problem = await read(Array(text.utf8)).inputs[0].problems.first?.sentence ?? ""
    for word in ["base64", "JSONP", "headers"] { #expect(!problem.contains(word), "\(problem)") }
  }

  @Test("an answer beside it is still read")
  func beside() async {
    let documents = Self.cases.map { ("\($0.what).json", $0.bytes) }
    let inventory = await read(documents + [("a good one", SmallInventory.skipping([49]))], jobs: 2)
    #expect(inventory.inputs.count { $0.status == .refused } == Self.cases.count)
    #expect(inventory.recordCounts == (1, 1, 1, 1))
  }

  @Test(
    "what holds a record, a list of a known kind or an error is not refused",
    arguments: [
      #"{"type":"collection","href":"/datacenters","items":[]}"#, #"{"id":"users","items":[]}"#,
      #"{"id":"d","type":"datacenter"}"#, #"{"httpStatus":401,"messages":[]}"#,
      #"{"href":"https://x/datacenters/d/servers/s/nics/n/firewallrules?depth=1","items":[]}"#,
      #"{"href":"/datacenters/d/servers/s/nics/n/firewallrules/r","id":"r","type":"firewall-rule"}"#,
      #"{"openapi":{"id":"d","type":"datacenter"}}"#, #"{"format":{"id":"d","type":"datacenter"}}"#,
      #"{"format":"failover-inventory/1","datacenters":[]}"#,
      #"<inventory xmlns="urn:failover-audit:inventory:1"><users/></inventory>"#,
      #"{"log":{"id":"d","type":"datacenter"},"apiVersion":"v1","kind":"x"}"#,
    ])
  func known(_ text: String) async {
    let input = await read(Array(text.utf8)).inputs[0]
    #expect(input.status != .refused, "\(input.problems)")
  }

  @Test("a misspelled list beside others makes a neutral inventory partly read")
  func misspelled() async {
    for (member, word) in [
      (#""ipblocks":[]"#, "\"ipBlocks\""), (#""Users":[{"id":"u"}]"#, "\"users\""),
      (#""hosts":[{"id":"h"}]"#, "\"hosts\""), (#""users":{"id":"u"}"#, "is not a list"),
    ] {
      let text = #"{"format":"failover-inventory/1","datacenters":[],\#(member)}"#
      let input = await read(Array(text.utf8)).inputs[0]
      #expect(input.status == .partlyRead, "\(member)")
      #expect(input.problems.first?.sentence.contains(word) == true, "\(input.problems)")
    }
    let inner =
      #"{"format":"failover-inventory/1","datacenters":[{"id":"d","lans":[{"id":"1","failovergroups":[]},{"id":"2","failovergroups":[]}],"labels":[{"key":"a"}]}]}"#
    let input = await read(Array(inner.utf8)).inputs[0]
    #expect(input.problems.map(\.sentence).count == 1)
    #expect(input.problems.first?.sentence.contains("\"failoverGroups\" (2 times)") == true)
  }

  @Test(
    "a list of records in the wrong object makes a neutral inventory partly read, in XML too",
    arguments: [
      (#""failoverGroups":[{"ip":"192.0.2.1"}]"#, "", "its LAN, as \"failoverGroups\""),
      (#""failover_groups":[{"ip":"192.0.2.1"}]"#, "", "its LAN"),
      (#""nics":[{"id":"n"}]"#, "", "its server"),
      ("", #""servers":[{"id":"s"}]"#, "its data center"),
      ("", #""ipFailover":[{"ip":"192.0.2.1"}]"#, "write \"failoverGroups\""),
      ("", #""members":[{"nic":"n"}]"#, "its failover group"),
      (#""users":[{"id":"u"}]"#, "", "the inventory itself"),
      (#""consumers":{"ip":"192.0.2.1"}"#, "", "its IP block"),
    ])
  func wrongObject(_ datacenter: String, _ lan: String, _ advice: String) async throws {
    let inner = #"{"id":"1","failoverGroups":[]\#(lan.isEmpty ? "" : ",")\#(lan)}"#
    let members = datacenter.isEmpty ? "" : datacenter + ","
    let text =
      #"{"format":"failover-inventory/1","datacenters":[{"id":"d",\#(members)"lans":[\#(inner)]}]}"#
    let xml =
      #"<inventory xmlns="urn:failover-audit:inventory:1"><datacenters><datacenter id="d">"#
      + Self.elements(datacenter) + #"<lans><lan id="1"><failoverGroups/>"# + Self.elements(lan)
      + "</lan></lans></datacenter></datacenters></inventory>"
    for document in datacenter.contains("{\"ip\":") && !datacenter.contains("[")
      ? [text] : [text, xml]
    {
      let input = await read(Array(document.utf8)).inputs[0]
      #expect(input.status == .partlyRead, "\(document)")
      #expect(input.problems.count == 1)
      #expect(input.problems.first?.sentence.contains(advice) == true, "\(input.problems)")
    }
  }

  /// `"list":[{"key":"value"}]` as elements.
  private static func elements(_ json: String) -> String {
    let words = json.split { "\"[]{}:".contains($0) }
    guard words.count >= 3 else { return "" }
    return "<\(words[0])><x \(words[1])=\"\(words[2])\"/></\(words[0])>"
  }

  @Test("an unknown list below the root is not ours: ids in it, other names, an empty list of ours")
  func otherLists() async {
    for member in [
      #""tags":[{"a":1}]"#, #""groups":["web"]"#, #""nics":[]"#, #""annotations":{"a":"b"}"#,
      #""users":{}"#,
    ] {
      let text =
        #"{"format":"failover-inventory/1","datacenters":[{"id":"d",\#(member),"lans":[]}]}"#
      let input = await read(Array(text.utf8)).inputs[0]
      #expect(input.status == .read, "\(member): \(input.problems)")
    }
    let xml =
      #"<inventory xmlns="urn:failover-audit:inventory:1"><datacenters><datacenter id="d">"#
      + "<groups><group>web</group></groups><nics/></datacenter></datacenters></inventory>"
    #expect(await read(Array(xml.utf8)).inputs[0].status == .read)
  }

  @Test("neutral XML with an element outside of its list is partly read")
  func unwrapped() async {
    let text = #"""
      <inventory xmlns="urn:failover-audit:inventory:1"><datacenters><datacenter id="d">
      <lans/><server id="s"/></datacenter></datacenters><ipBlock id="b"/>
      <other xmlns="urn:x"/></inventory>
      """#
    let input = await read(Array(text.utf8)).inputs[0]
    #expect(input.status == .partlyRead)
    #expect(input.problems.map(\.line) == [2, 2])
    #expect(input.problems.allSatisfy { $0.sentence.contains("is outside its list") })
  }
}
