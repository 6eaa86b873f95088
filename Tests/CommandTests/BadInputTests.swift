import FailoverAudit
import Foundation
import TestSupport
import Testing

/// Inputs that cannot be read: one sentence each, with its place, and nothing else lost.
@Suite("Bad input")
struct BadInputTests {
  /// An input and the line that says what is wrong with it, after its name.
  struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let contents: Data
    let sentence: String
    var testDescription: String { what }

    init(_ what: String, _ contents: [UInt8], says sentence: String) {
      self.what = what
      self.contents = Data(contents)
      self.sentence = sentence
    }

    init(_ what: String, _ contents: String, says sentence: String) {
      self.init(what, Array(contents.utf8), says: sentence)
    }
  }

  static let cut = String(SmallEstate.healthy.json.prefix(400))

  static let cases = [
    Case("empty", "", says: ": the input is empty"),
    Case("white space", " \n\t\n", says: ": the input holds nothing but white space"),
    Case("truncated", "{\"a\":\n {\"b\"", says: ":2:6: malformed JSON: the input ends in the"),
    Case(
      "truncated in the middle of a data center", cut,
      says: ":\(cut.split(separator: "\n").count):"),
    Case("no JSON", "hello\n", says: ":1:1: not JSON: an object or an array was expected here"),
    Case("a JSON text that is no container", "\n  7", says: ":2:3: not JSON: an object or an"),
    Case("a comma too many", "{\"a\": 1,\n}", says: ":2:1: malformed JSON: a key in quotes was"),
    Case("two documents on a line", "{} {}", says: ":1:4: malformed JSON: text on the same line"),
    Case(
      "a member twice", "{\"id\":1,\n\"id\":2}", says: ":2:1: malformed: the key \"id\" is twice"),
    Case("a number in octal", "{\"a\": 010}", says: ":1:8: malformed JSON"),
    Case("half a surrogate pair", "{\"a\": \"\\ud800\"}", says: ":1:14: malformed JSON: half of"),
    Case(
      "XML", "<?xml version=\"1.0\"?>\n<a/>", says: ":2:1: no inventory: the root element is not"),
    Case("HTML", "\n<!DOCTYPE html>", says: ": no inventory: this is a web page (HTML)"),
    Case("a DOCTYPE", "\n<!DOCTYPE a>", says: ":2:1: refused: a document type declaration"),
    Case("gzip", [0x1F, 0x8B, 8, 0], says: ": the input is compressed (gzip)"),
    Case("zip", [0x50, 0x4B, 3, 4], says: ": the input is an archive (zip)"),
    Case("zstd", [0x28, 0xB5, 0x2F, 0xFD], says: ": the input is compressed (zstd)"),
    Case("UTF-16 with its mark", [0xFF, 0xFE, 0x7B, 0], says: ": the text is UTF-16"),
    Case("UTF-16 without a mark", [0, 0x7B, 0, 0x7D], says: ": the text is UTF-16"),
    Case(
      "Latin-1", Array("{\"id\": \"M".utf8) + [0xFC, 0x22, 0x7D], says: ":1:10: malformed text"),
    Case("too deep", String(repeating: "[", count: 1000), says: ":1:65: refused: more than 64"),
    Case("an empty object", "{}", says: ": no inventory: it holds no resource"),
    Case("another tool's JSON", "{\"version\": 4}", says: ": no inventory: it holds no resource"),
  ]

  private func folder(with test: Case) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("bad.json", test.contents)
    try folder.write("good.json", SmallEstate.healthy.json)
    return folder
  }

  @Test(
    "a bad input gives one line on standard error, the good one is audited", arguments: cases)
  func standardError(_ test: Case) async throws {
    let folder = try folder(with: test)
    let result = try await Command.run(
      "scan", "bad.json", "good.json", "--report", "json=report.json", in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.output.isEmpty)
    let lines = result.errorLines.filter { $0.contains("bad.json") }
    #expect(lines.count == 1, "\(result.errorText)")
    #expect(lines.first?.hasPrefix("bad.json" + test.sentence) == true, "\(result.errorText)")
    let report = try JSONDecoder().decode(
      AuditReport.self, from: Data(contentsOf: folder.url.appendingPathComponent("report.json")))
    #expect(report.inputs.map(\.status) == ["refused", "read"])
    #expect(report.estate.groups == 1)
    #expect(report.counts.fail == 0 && report.counts.unknown == 0 && report.counts.pass > 10)
  }

  @Test("the text report shows a bad input in its list of inputs", arguments: cases)
  func textReport(_ test: Case) async throws {
    let folder = try folder(with: test)
    let result = try await Command.run("scan", "bad.json", "good.json", in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.errors.isEmpty)
    // Sentences wrapped at 80 columns read on one line again.
    let text = result.text.replacing("\n    ", with: " ")
    #expect(text.contains("\n  - bad.json" + test.sentence), "\(result.text)")
    #expect(text.contains("\n- bad.json (refused): nothing of it was examined\n"))
    #expect(text.contains(" 1 failover group;"))
  }

  @Test("a bad input alone is incomplete", arguments: cases)
  func alone(_ test: Case) async throws {
    let folder = try folder(with: test)
    let result = try await Command.run("scan", "bad.json", "--allow-unknown", in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.text.hasPrefix("INCOMPLETE (exit code 2)\n- 1 input was refused: "))
  }

  @Test("a bad input is not a success in the JUnit report")
  func junit() async throws {
    let folder = try folder(with: Self.cases[0])
    let result = try await Command.run(
      "scan", "bad.json", "good.json", "--report", "junit", in: folder.url)
    let error = "<error type=\"unread-input\" message=\"refused: the input is empty"
    #expect(result.text.contains(error))
  }

  @Test("standard error lists all of many bad inputs, or how many more there are")
  func many() async throws {
    let folder = try TemporaryFolder()
    for number in 100..<130 { try folder.write("export/\(number).json", "") }
    let result = try await Command.run(
      "scan", "export", "--report", "json=report.json", in: folder.url)
    #expect(result.exitCode == 2)
    let told = result.errorLines.count { $0.hasSuffix("the input is empty") }
    #expect(told == 30 || result.errorText.contains("\(30 - told) more"))
  }
}

/// The parts of the JSON report that tests look at.
struct AuditReport: Decodable {
  struct Input: Decodable {
    let name: String
    let status: String
  }
  struct Estate: Decodable { let groups: Int }
  struct Counts: Decodable {
    let pass: Int
    let fail: Int
    let unknown: Int
    let notApplicable: Int
    let error: Int
    let waived: Int
    var sum: Int { pass + fail + unknown + notApplicable + error + waived }
  }
  struct Rule: Decodable {
    let id: String
    let counts: Counts
  }
  let inputs: [Input]
  let estate: Estate
  let counts: Counts
  let rules: [Rule]
}
