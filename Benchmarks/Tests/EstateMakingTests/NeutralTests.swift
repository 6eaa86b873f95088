import EstateMaking
import Foundation
import FoundationXML
import Testing

/// Estates in the neutral format: the same as those of the API.
@Suite("Estates in the neutral format")
struct NeutralTests {
  private func make(_ layout: EstateLayout, _ shape: EstateShape = .fleet) throws -> MadeEstate {
    try MadeEstate(EstateOptions(limit: .nics(1500), layout: layout, shape: shape, seed: 3))
  }

  @Test("they hold the same as answers of the API", arguments: EstateShape.allCases)
  func summaries(shape: EstateShape) throws {
    var expected = try make(.compact, shape).summary
    for layout in [EstateLayout.neutralJSON, .neutralXML] {
      let made = try make(layout, shape)
      expected.bytes = made.bytes.count
      #expect(made.summary == expected)
    }
  }

  @Test("JSON holds each record of the answers, with the same values")
  func records() throws {
    let neutral = try make(.neutralJSON).value()
    #expect(neutral["format"].text == "failover-inventory/1")
    let bundle = try make(.compact).value()["datacenters"].items
    let datacenters = neutral["datacenters"].elements
    #expect(datacenters.count == bundle.count)
    for (one, other) in zip(datacenters, bundle) {
      #expect(one["id"].text == other["id"].text)
      #expect(one["location"].text == other["properties", "location"].text)
      let servers = other["entities", "servers"].items
      #expect(one["servers"].elements.map { $0["id"].text } == servers.map { $0["id"].text })
      for (server, answer) in zip(one["servers"].elements, servers) { compare(server, answer) }
      for (lan, answer) in zip(one["lans"].elements, other["entities", "lans"].items) {
        let entries = answer["properties", "ipFailover"].elements
        let groups = lan["failoverGroups"].elements
        #expect(groups.map { $0["ip"].text } == entries.map { $0["ip"].text })
        #expect(groups.map { $0["masters"].texts } == entries.map { [$0["nicUuid"].text] })
      }
    }
  }

  private func compare(_ server: JSON, _ answer: JSON) {
    #expect(server["zone"].text == answer["properties", "availabilityZone"].text)
    #expect(server["vmState"].text == answer["properties", "vmState"].text)
    let nics = answer["entities", "nics"].items
    #expect(server["nics"].elements.map { $0["id"].text } == nics.map { $0["id"].text })
    for (nic, answer) in zip(server["nics"].elements, nics) {
      #expect(nic["ips"].texts == answer["properties", "ips"].texts)
      #expect(nic["lan"].text == "\(answer["properties", "lan"].number)")
    }
  }

  @Test("XML says the same as JSON")
  func xml() throws {
    let parser = try ElementCollector(make(.neutralXML).bytes)
    let neutral = try make(.neutralJSON).value()
    #expect(parser.elements == ElementCollector.elements(of: neutral))
  }

  @Test("the layout is that of failover-audit's own writer")
  func layout() throws {
    let json = try make(.neutralJSON).text
    #expect(json.hasPrefix("{\"format\": \"failover-inventory/1\", \"source\": \""))
    #expect(json.contains("\",\n \"datacenters\": [\n  {\"id\": \""))
    #expect(json.contains(",\n       \"ips\": [\""))
    #expect(json.hasSuffix("\n   \"users\": [],\n   \"shares\": []\n  }\n ]\n}\n"))
    let xml = try make(.neutralXML).text
    #expect(xml.hasPrefix("<inventory xmlns=\"urn:failover-audit:inventory:1\" source=\""))
    #expect(xml.contains(">\n <datacenters>\n  <datacenter id=\""))
    #expect(xml.contains(">\n       <ips><ip>"))
    #expect(xml.hasSuffix("\n   <users/>\n   <shares/>\n  </group>\n </groups>\n</inventory>\n"))
  }
}

/// The elements of a document with their attributes and texts, a line each.
private final class ElementCollector: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private var text = ""

  init(_ bytes: Data) throws {
    super.init()
    let parser = XMLParser(data: bytes)
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let members = attributes.filter { $0.key != "xmlns" }.sorted { $0.key < $1.key }
    elements.append(([name] + members.map { "\($0)=\($1)" }).joined(separator: " "))
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if !text.isEmpty { elements.append(text) }
    self.text = ""
  }

  /// The same of a JSON document; lists below an object stand in the order of the document, which
  /// `JSONSerialization` does not keep, so that their order is given here.
  static func elements(of inventory: JSON) -> [String] {
    elements("inventory", inventory)
  }

  private static let lists = [
    "datacenters", "servers", "lans", "contracts", "ipBlocks", "groups", "nics", "ips",
    "failoverGroups", "masters",
  ]

  private static func elements(_ name: String, _ value: JSON) -> [String] {
    guard let members = value.value as? [String: Any] else { return [name, value.text] }
    let scalars = members.filter { !($0.value is [Any]) && $0.key != "format" }
      .mapValues { ($0 as? String) ?? (($0 as? Bool) == true ? "true" : "false") }
    let own = scalars.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    let order =
      name == "inventory"
      ? ["datacenters", "contracts", "ipBlocks", "users", "groups"]
      : name == "group" ? ["users", "shares"] : lists
    let below = order.flatMap { list -> [String] in
      guard members[list] is [Any] else { return [] }
      return [list] + value[list].elements.flatMap { elements(String(list.dropLast()), $0) }
    }
    return [([name] + own).joined(separator: " ")] + below
  }
}
