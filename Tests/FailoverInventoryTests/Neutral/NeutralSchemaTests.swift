import TestSupport
import Testing

@testable import FailoverInventory

/// The schemas of the neutral format in `docs`, and the documents that they accept.
@Suite("Schemas of the neutral format")
struct NeutralSchemaTests {
  @Test("each sample is valid", arguments: NeutralSample.allCases)
  func samples(_ sample: NeutralSample) throws {
    #expect(try NeutralSample.jsonSchema().problems(sample.tree) == [])
    #expect(try NeutralSample.xmlSchema().accepts(sample.xml))
  }

  @Test("what the project writes is valid", arguments: NeutralSample.allCases)
  func written(_ sample: NeutralSample) async throws {
    let text = try await canonicalText(sample.json)
    #expect(try NeutralSample.jsonSchema().problems(AnyJSON.read(text.utf8)) == [])
    let xml = NeutralFormWriter(style: []).xml(try AnyJSON.read(text.utf8))
    #expect(try NeutralSample.xmlSchema().accepts(xml))
  }

  @Test("a keyword that is not known makes a schema unusable")
  func unknownKeywords() throws {
    for (text, keyword) in [
      (#"{"minLength": 1}"#, "minLength"),
      (#"{"properties": {"a": {"items": {"allOf": []}}}}"#, "allOf"),
      (#"{"$defs": {"types": {"a": {"maxItems": 1}}}}"#, "maxItems"),
      (#"{"definitions": {"a": {"anyOf": [{"not": {}}]}}}"#, "not"),
    ] {
      let schema = try AnyJSON.read(text.utf8)
      #expect(throws: JSONSchema.Unusable.keyword(keyword)) { try JSONSchema(schema) }
    }
    let schema = try AnyJSON.read(##"{"$ref": "#/$defs/a"}"##.utf8)
    #expect(throws: JSONSchema.Unusable.reference("#/$defs/a")) { try JSONSchema(schema) }
    let format = try AnyJSON.read(#"{"items": {"format": "ipv4"}}"#.utf8)
    #expect(throws: JSONSchema.Unusable.value("ipv4")) { try JSONSchema(format) }
  }

  /// What a data center in JSON may not be, with the pointers of the faults.
  private static let wrongJSON: [(String, [String])] = [
    (#"{"ID": "dc"}"#, [": additionalProperties"]),
    (#"{"id": 1}"#, ["/id: type"]), (#"{"id": ["dc"]}"#, ["/id: type"]),
    (#"{"name": true}"#, ["/name: type"]), (#"{"partial": "true"}"#, ["/partial: enum"]),
    (#"{"partial": 2}"#, ["/partial: enum"]), (#"{"lans": {}}"#, ["/lans: type"]),
    (#"{"lans": {"lan": []}}"#, ["/lans: type"]), (#"{"lans": ["1"]}"#, ["/lans/0: type"]),
    (#"{"nics": []}"#, [": additionalProperties"]), (#"{"lans": [null]}"#, ["/lans/0: type"]),
    (#"{"lans": [{"id": 1.5}]}"#, ["/lans/0/id: type"]),
    (#"{"lans": [{"nics": [{"id": "n"}]}]}"#, ["/lans/0/nics/0: type"]),
    (#"{"lans": [{"public": "yes"}]}"#, ["/lans/0/public: enum"]),
    (
      #"{"lans": [{"failoverGroups": [{"members": [{"role": "master"}]}]}]}"#,
      ["/lans/0/failoverGroups/0/members/0/role: pattern"]
    ),
    (
      #"{"servers": [{"nics": [{"securityGroups": -1}]}]}"#,
      ["/servers/0/nics/0/securityGroups: minimum"]
    ),
    (
      #"{"servers": [{"nics": [{"securityGroups": "2"}]}]}"#,
      ["/servers/0/nics/0/securityGroups: maxLength"]
    ),
    (
      #"{"servers": [{"nics": [{"securityGroups": 1.5}]}]}"#,
      ["/servers/0/nics/0/securityGroups: type"]
    ),
    (#"{"servers": [{"nics": [{"ips": [7]}]}]}"#, ["/servers/0/nics/0/ips/0: type"]),
  ]

  @Test("JSON that is not of the format is refused", arguments: wrongJSON)
  func badJSON(_ datacenter: String, _ faults: [String]) throws {
    let text = #"{"format": "failover-inventory/1", "datacenters": [\#(datacenter)]}"#
    let expected = faults.map { "/datacenters/0" + $0 }
    #expect(try NeutralSample.jsonSchema().problems(AnyJSON.read(text.utf8)) == expected)
  }

  @Test("a wrong root in JSON is refused")
  func badRoot() throws {
    for text in [
      "{}", "[]", "null", #"{"format": null}"#, #"{"format": "failover-inventory/2"}"#,
      #"{"format": "failover-inventory/1", "lans": []}"#,
    ] {
      #expect(try !NeutralSample.jsonSchema().problems(AnyJSON.read(text.utf8)).isEmpty, "\(text)")
    }
    let least = #"{"format": "failover-inventory/1"}"#
    #expect(try NeutralSample.jsonSchema().problems(AnyJSON.read(least.utf8)).isEmpty)
  }

  /// What a data center in XML may not be.
  private static let wrongXML = [
    "<datacenter ID='dc'/>", "<datacenter><id>dc</id></datacenter>",
    "<datacenter partial='yes'/>", "<datacenter partial='True'/>", "<datacenter>text</datacenter>",
    "<datacenter><lans><server/></lans></datacenter>", "<datacenter><lan/></datacenter>",
    "<datacenter><lans/><lans/></datacenter>", "<datacenter><nics/></datacenter>",
    "<datacenter><lans id='1'/></datacenter>", "<datacenter><lans>text</lans></datacenter>",
    "<datacenter><lans><lan public='2'/></lans></datacenter>",
    "<datacenter><lans><lan><nics><nic id='n'/></nics></lan></lans></datacenter>",
    "<datacenter><lans><lan><nics><nic><n/></nic></nics></lan></lans></datacenter>",
    "<datacenter><servers><server><nics><nic securityGroups='-1'/></nics></server></servers></datacenter>",
    "<datacenter><servers><server><nics><nic securityGroups='a'/></nics></server></servers></datacenter>",
    "<datacenter><servers><server><nics>nic</nics></server></servers></datacenter>",
    "<datacenter xmlns=''/>", "<server/>",
    "<datacenter xmlns:f='urn:failover-audit:inventory:1' f:id='dc'/>",
  ]

  @Test("XML that is not of the format is refused", arguments: wrongXML)
  func badXML(_ datacenter: String) throws {
    let document = { (item: String) in
      "<inventory xmlns='urn:failover-audit:inventory:1'><datacenters>\(item)</datacenters></inventory>"
    }
    let schema = try NeutralSample.xmlSchema()
    #expect(try schema.accepts(document("<datacenter/>")))
    #expect(try !schema.accepts(document(datacenter)))
  }

  @Test("a wrong role and a wrong root are refused in XML")
  func badXMLRoot() throws {
    let schema = try NeutralSample.xmlSchema()
    let text = try NeutralSample.desiredState.xml
    for role in ["master", "primary ", "standby"] {
      let other = text.replacing("role=\"primary\"", with: "role=\"\(role)\"")
      #expect(other != text)
      #expect(try !schema.accepts(other), "\(role)")
    }
    for text in [
      "<inventory/>", "<inventory xmlns='urn:failover-audit:inventory:2'/>",
      "<Inventory xmlns='urn:failover-audit:inventory:1'/>",
      "<inventory xmlns='urn:failover-audit:inventory:1' format='failover-inventory/1'/>",
    ] {
      #expect(try !schema.accepts(text), "\(text)")
    }
    #expect(try schema.accepts("<inventory xmlns='urn:failover-audit:inventory:1'/>"))
  }
}
