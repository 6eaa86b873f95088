import Testing

@testable import FailoverInventory

/// What is refused in the neutral format, in one sentence with its place.
struct NeutralRefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let sentence: String
    let line: Int
    let column: Int
    let path: String
    var testDescription: String { name }

    init(
      _ name: String, _ text: String, _ sentence: String, _ line: Int, _ column: Int,
      _ path: String = ""
    ) {
      self.name = name
      self.text = text
      self.sentence = sentence
      self.line = line
      self.column = column
      self.path = path
    }
  }

  private static let head = #"<inventory xmlns="urn:failover-audit:inventory:1">"#

  static let cases = [
    Case("another version", #"{"format":"failover-inventory/2"}"#, "is not known", 1, 11),
    Case(
      "a list twice", #"{"format":"failover-inventory/1","users":[],"users":[]}"#, "is twice",
      1, 45),
    Case(
      "a member twice",
      "{\"format\":\"failover-inventory/1\",\n\"users\":[{\"id\":\"a\",\"id\":null}]}",
      "is twice", 2, 20, "/users/0"),
    Case(
      "text behind the end", "{\"format\":\"failover-inventory/1\"}\n{}", "after the end", 2, 1),
    Case(
      "cut off", #"{"format":"failover-inventory/1","users":[{"id":"#, "in the middle", 1, 49,
      "/users/0"),
    Case(
      "a long id",
      #"{"format":"failover-inventory/1","users":[{"id":"\#(String(repeating: "x", count: 1025))"}]}"#,
      "more than 1024 bytes", 1, 49, "/users/0"),
    Case(
      "an inventory in a bundle", #"{"a":{"format":"failover-inventory/1"}}"#, "a file of its own",
      1, 16, "/a"),
    Case("another root", "<?xml version=\"1.0\"?>\n <nmaprun/>", "the root element is not", 2, 2),
    Case("another namespace", #"<inventory xmlns="urn:other"/>"#, "the root element is not", 1, 1),
    Case("no namespace", "<inventory/>", "the root element is not", 1, 1),
    Case("a document type", "<!DOCTYPE inventory>\n" + head + "</inventory>", "DOCTYPE", 1, 1),
    Case(
      "a list twice in XML", head + "<users/>\n<users/></inventory>", "is twice", 2, 1,
      "/inventory"),
    Case(
      "a wrong end tag", head + "\n<users></groups></inventory>", "not that of the element", 2, 17,
      "/inventory"),
    Case(
      "an entity", head + "\n<users><user id='&lol;'/></users></inventory>", "entity", 2, 23,
      "/inventory"),
    Case(
      "another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?>" + head + "</inventory>",
      "declared as ISO-8859-1", 1, 1),
    Case(
      "another encoding behind a tab",
      "<?xml\tversion='1.0' encoding='latin1'?>" + head + "</inventory>", "declared as latin1", 1, 1
    ),
    Case(
      "too many attributes",
      head
        + "\n<users><user \((0..<65).map { "a\($0)='1'" }.joined(separator: " "))/></users></inventory>",
      "more than 64 attributes", 2, 8, "/inventory"),
    Case(
      "too deep", head + String(repeating: "<a>", count: 70), "levels of nesting", 1, 240,
      "/inventory"),
    Case(
      "a long id in XML",
      head + "<users><user id='\(String(repeating: "x", count: 1025))'/></users></inventory>",
      "more than 1024 bytes", 1, 58, "/inventory/users/user[1]"),
    Case(
      "a long tag",
      head + "<users><user id='\(String(repeating: "x", count: 70_000))'/></users></inventory>",
      "more than 65536 bytes", 1, 1, "/inventory"),
  ]

  @Test("a faulty inventory is refused whole, in one sentence with its place", arguments: cases)
  func refused(_ test: Case) async throws {
    for size in [1 << 16, 100] {
      var options = ReadingOptions()
      options.blockSize = size
      let inventory = await Inventory.read(
        documents: [("a.txt", Array(test.text.utf8))], options)
      let input = inventory.inputs[0]
      #expect(input.status == .refused)
      let problem = try #require(input.problems.first)
      #expect(problem.sentence.contains(test.sentence), "\(problem.description)")
      #expect(problem.pointer == test.path, "\(problem.description)")
      if test.name != "a long tag" {
        #expect(
          (problem.line, problem.column) == (test.line, test.column), "\(problem.description)")
      }
      #expect(inventory.recordCounts == (0, 0, 0, 0))
    }
  }

  @Test(
    "an inventory that is cut off anywhere is refused, and so is its beginning with any other end")
  func everyCut() async {
    for text in [NeutralFormatTests.json, NeutralFormatTests.xml] {
      let bytes = Array(text.utf8)
      for end in stride(from: 40, to: bytes.count - 1, by: 13) {
        let inventory = await Inventory.read(documents: [("a", Array(bytes[..<end]))])
        #expect(inventory.inputs[0].status == .refused, "cut at \(end)")
        #expect(inventory.inputs[0].problems.count == 1)
      }
    }
  }
}
