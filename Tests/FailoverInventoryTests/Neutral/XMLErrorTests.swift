import Testing

@testable import FailoverInventory

/// Messages about malformed XML.
@Suite("Sentences about malformed XML")
struct XMLErrorTests {
  private static let root = "<inventory xmlns=\"urn:failover-audit:inventory:1\">"

  private static let table: [(document: String, sentence: String)] = [
    ("<", "the input ends in the middle of the document"),
    ("\u{FEFF}<", "the input ends in the middle of the document"),
    (root, "the input ends in the middle of the document"),
    (root + "\n<datacenters>\n", "the input ends in the middle of the document"),
    (root + "<", "the input ends in the middle of the document"),
    (root + "text", "the input ends in the middle of the document"),
    (root + "<![CDATA[ a", "the input ends in the middle of the document"),
    (root + "<![CD", "the input ends in the middle of the document"),
    (root + "<datacen", "the input ends in the middle of the document"),
    (root + "<datacenter id", "the input ends in the middle of the document"),
    (root + "<datacenter id=\"a", "the input ends in the middle of the document"),
    (root + "<datacenter id=\"a\"", "the input ends in the middle of the document"),
    (root + "</invent", "the input ends in the middle of the document"),
    (root + "<datacenter id=a/>", "an attribute without a value in quotes"),
    (root + "<!-- a", "a comment is not closed"),
    (root + "<!-- a -- b --></inventory>", "two hyphens in a comment"),
    (root + "]]></inventory>", "]]> in a text, outside of a CDATA section"),
    (root + "<![CDATA[<![CDATA[]]>]]></inventory>", "]]> in a text, outside of a CDATA section"),
    (root + "&#1;</inventory>", "a character that XML does not allow"),
    (root + "\u{1}</inventory>", "a character that XML does not allow"),
    ("<?xml version=\"2.0\"?>" + root + "</inventory>", "another version than XML 1.0"),
    (root + "</inventory><", "text after the end of the document"),
    (root + "</inventory>\n{}", "text after the end of the document"),
    (root + "</inventory><inventory/>", "text after the end of the document"),
  ]

  @Test("each fault has its sentence", arguments: table)
  func sentences(_ document: String, _ sentence: String) async throws {
    try await check(Array(document.utf8), sentence)
  }

  @Test("bytes that are not UTF-8 are reported so, wherever they are")
  func bytes() async throws {
    let root = XMLErrorTests.root
    for (before, after) in [
      (root, "</inventory>"), (root + "<!-- ", " --></inventory>"),
      (root + "<![CDATA[", "]]></inventory>"), (root + "<users a=\"", "\"/></inventory>"),
    ] {
      for bytes: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80]] {
        try await check(
          Array(before.utf8) + bytes + Array(after.utf8), "these bytes are not UTF-8")
      }
    }
  }

  @Test("a foreign namespace may be any text")
  func namespaces() async throws {
    let document =
      XMLErrorTests.root + "<users xmlns:a='a>b c'><user id='u' a:id='v'/></users></inventory>"
    let inventory = await read([("a.xml", Array(document.utf8))])
    #expect(inventory.inputs[0].problems.isEmpty)
    #expect(inventory.inputs[0].records == 0)
    #expect(inventory.inputs[0].status == .read)
  }

  private func check(_ bytes: [UInt8], _ sentence: String) async throws {
    let inventory = await read([("a.xml", bytes)])
    let problem = try #require(inventory.inputs[0].problems.first)
    #expect(inventory.inputs[0].status == .refused)
    #expect(problem.sentence.hasPrefix("malformed XML: "))
    #expect(problem.sentence.hasSuffix(sentence), "\(problem.description)")
  }
}
