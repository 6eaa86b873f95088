import Foundation
import TestSupport
import Testing

/// Inputs with too much of one thing.
@Suite("Hostile inputs that are large", .serialized)
struct LargeInputTests {
  typealias Part = LargeInput.Part

  static func size(_ count: Int) -> Int { HostileScan.size(count) }

  static let text = [
    LargeInput("brackets.json", .refused(":1:65: refused: more than 64 levels of nesting")) {
      [.times(5_000_000, "[")]
    },
    LargeInput("objects.json", .refused(":1:321: refused: more than 64 levels of nesting")) {
      [.times(5_000_000, #"{"a":"#)]
    },
    LargeInput("name-of-50-mb.json", .read(0)) {
      LargeInput.datacenter(name: [.text("\""), .times(size(50_000_000), "x"), .text("\"")])
    },
    LargeInput("name-of-escapes.json", .read(0)) {
      LargeInput.datacenter(name: [.text("\""), .times(size(5_000_000), #"\u001b"#), .text("\"")])
    },
    LargeInput("name-without-end.json", .refused(":1:")) {
      [.text(#"{"id": "large", "type": "datacenter", "properties": {"name": ""#)]
        + [.times(size(50_000_000), "x")]
    },
    LargeInput("id-of-50-mb.json", .refused(":1:9: refused: an id or an address of more than")) {
      [.text(#"{"id": ""#), .times(size(50_000_000), "x"), .text(#"", "type": "datacenter"}"#)]
    },
    LargeInput("key-of-50-mb.json", .refused(": no inventory: it holds no resource")) {
      [.text("{\""), .times(size(50_000_000), "x"), .text("\": 1}")]
    },
    LargeInput("number-of-50-mb.json", .read(0)) {
      LargeInput.datacenter(name: [.times(size(50_000_000), "9")])
    },
    LargeInput("exponent-of-50-mb.json", .read(0)) {
      LargeInput.datacenter(name: [.text("1e"), .times(size(50_000_000), "9")])
    },
    LargeInput("blanks.json", .refused(":")) { [.times(size(50_000_000), " ")] },
    LargeInput("line-breaks.json", .refused(":")) { [.times(size(50_000_000), "\n")] },
    LargeInput("zero-bytes.json", .refused(":1:1: not JSON")) { [.times(size(50_000_000), "\0")] },
  ]

  @Test("a text without measure is refused, or read and shown in part", arguments: text)
  func longText(_ input: LargeInput) async throws { try await check(input) }

  static let items = [
    LargeInput("numbers.json", .refused(": no inventory")) {
      [.text("["), .times(size(20_000_000), "1,"), .text("1]")]
    },
    LargeInput("empty-objects.json", .refused(": no inventory")) {
      [.times(size(4_000_000), "{}\n")]
    },
    LargeInput("100000-groups.json", .read(1)) {
      LargeInput.lan(
        entries: .numbered(size(100_000), between: ",\n") {
          #"{"ip": "\#(LargeInput.address($0))", "nicUuid": "gone"}"#
        })
    },
    LargeInput("100000-masters.json", .read(1)) {
      LargeInput.lan(
        entries: .numbered(size(100_000), between: ",\n") {
          #"{"ip": "85.216.0.1", "nicUuid": "nic-\#($0)"}"#
        })
    },
    LargeInput("100000-addresses.json", .read(1)) {
      let addresses = Part.numbered(size(100_000), between: ",") {
        "\"\(LargeInput.address($0))\""
      }
      return LargeInput.server(
        nics: [.text(#"{"id": "n", "properties": {"lan": 1, "ips": ["#), addresses, .text("]}}")])
    },
    LargeInput("one-address-100000-times.json", .read(1)) {
      LargeInput.server(
        nics: [
          .text(#"{"id": "n", "properties": {"lan": 1, "ips": ["#),
          .times(size(100_000), #""85.216.0.1","#), .text(#""85.216.0.1"]}}"#),
        ])
    },
    LargeInput("100000-members.json", .read(1)) {
      LargeInput.server(
        nics: [
          .numbered(size(100_000), between: ",\n") {
            #"{"id": "n\#($0)", "properties": {"lan": 1, "ips": ["85.216.0.1"]}}"#
          }
        ])
    },
    LargeInput("500000-nics.json", .read(1)) {
      LargeInput.server(
        nics: [
          .numbered(size(500_000), between: ",\n") {
            #"{"id": "n\#($0)", "properties": {"lan": 1, "ips": []}}"#
          }
        ])
    },
    LargeInput(
      "1000000-records.json", .refused(": no inventory: this is an answer that no rule uses")
    ) {
      [.numbered(size(1_000_000), between: "\n") { #"{"id": "\#($0)", "type": "volume"}"# }]
    },
    LargeInput("500000-strays.json", .refused(": no inventory: it holds no resource")) {
      [.numbered(size(500_000), between: "\n") { $0 % 2 == 1 ? "null" : "[{\"a\": \($0)}, 1]" }]
    },
    LargeInput("one-record-500000-times.json", .read(2)) {
      [.times(size(500_000), "{\"id\": \"large\", \"type\": \"datacenter\"}\n")]
    },
  ]

  @Test("records and lists without measure are read", arguments: items)
  func manyItems(_ input: LargeInput) async throws { try await check(input) }

  static let xml = [
    LargeInput("xml-200000-attributes.xml", .refused("")) {
      [.text("<inventory"), .numbered(size(200_000), between: "") { " a\($0)=\"\"" }, .text("/>")]
    },
    LargeInput("xml-text-of-50-mb.xml", .refused("")) {
      [.text(root), .times(size(50_000_000), "x"), .text("</inventory>")]
    },
    LargeInput("xml-100000-levels.xml", .refused("")) {
      [.text(root), .times(100_000, "<a>"), .times(100_000, "</a>"), .text("</inventory>")]
    },
    LargeInput("xml-levels-without-end.xml", .refused("")) {
      [.text(root), .times(1_000_000, "<a>")]
    },
    LargeInput("xml-tag-of-10-mb.xml", .refused("")) {
      [.text("<"), .times(size(10_000_000), "a"), .text("/>")]
    },
    LargeInput("xml-attribute-of-10-mb.xml", .refused("")) {
      [.text("<inventory x=\""), .times(size(10_000_000), "a"), .text("\"/>")]
    },
    LargeInput("xml-comments.xml", .idle) {
      [.text(root), .times(size(5_000_000), "<!---->"), .text("<bogus/></inventory>")]
    },
    LargeInput("xml-comment-without-end.xml", .refused("")) {
      [.text(root + "<!--"), .times(size(50_000_000), "-")]
    },
    LargeInput("xml-namespaces.xml", .refused("")) {
      [
        .text("<inventory"), .numbered(size(100_000), between: "") { " xmlns:a\($0)=\"urn:x\"" },
        .text("/>"),
      ]
    },
    LargeInput("xml-entities.xml", .refused("")) {
      [
        .text("<!DOCTYPE inventory ["),
        .numbered(size(100_000), between: "") { "<!ENTITY a\($0) \"x\">" }, .text("]><inventory/>"),
      ]
    },
  ]
  static let root = "<inventory xmlns=\"urn:failover-audit:inventory:1\">\n"

  @Test("XML without measure is refused", arguments: xml)
  func largeXML(_ input: LargeInput) async throws { try await check(input) }

  @Test("what a run takes is measured")
  func measured() async throws {
    let folder = try TemporaryFolder()
    try Self.text[2].write(to: folder)
    let scan = try await HostileScan(Self.text[2].name, in: folder)
    #expect(scan.run.peakBytes > 1 << 20)
    #expect(scan.run.cpuSeconds > 0)
  }

  /// With few rules: a ledger of all rules and 100,000 groups is larger than any input.
  private func check(_ input: LargeInput) async throws {
    let folder = try TemporaryFolder()
    try input.write(to: folder)
    let rules = ["single-server-group", "incomplete-export"]
    let scan = try await HostileScan(input.name, in: folder, rules: rules)
    try await scan.check(input.name, input.fate, rules: rules)
  }
}
