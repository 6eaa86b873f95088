import Foundation
import TestSupport
import Testing

/// Names that try to be more than names.
@Suite("Hostile names")
struct HostileNameTests {
  /// Escape codes, line breaks, text that runs backwards, markup and what XML forbids.
  static let ending =
    #"\u001b[31m\r\n\u0085\u2028\u202e\u2066\u200f\u009b]]>\u0000\u0001\uffff</x>&amp;<!--"#
  /// The same for a file, whose name may hold anything but a slash and a zero byte.
  static let fileName = "\u{1B}[31m\r\n\u{202E}\u{9B}]]><x>&amp;\u{1}\u{FFFF}.json"

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let ending = Self.ending
    let estate = SmallEstate(
      zones: ["ZONE_1\(ending)", "ZONE_1\(ending)"], states: ["SHUTOFF\(ending)", "SHUTOFF"],
      ending: ending)
    try folder.write("export/a" + Self.fileName, estate.json)
    try folder.write("export/b" + Self.fileName, "{\"id\(ending)")
    try folder.write(
      "export/c" + Self.fileName,
      SmallEstate.errorBody.replacing("expired", with: "expired\(ending)"))
    try folder.write("export/d" + Self.fileName, #"{"id":"","\#(ending)":1}"#)
    return folder
  }

  /// Scalars that must not occur in text for people, except line feeds.
  static func hidden(in text: String) -> [String] {
    text.unicodeScalars.filter {
      switch $0.value {
      case 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
      case 0xFEFF, 0xFFFE, 0xFFFF: true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  @Test(
    "no control character of a name reaches standard output or standard error raw",
    arguments: ["text", "junit", "json", "ledger"])
  func raw(format: String) async throws {
    let folder = try folder()
    let run = try await Command.run(
      "scan", "export", "--verbose", "--report", format, in: folder.url)
    #expect(run.exitCode == 1)
    #expect(run.text.contains("31m"), "the names are there")
    #expect(Self.hidden(in: run.text).isEmpty)
    #expect(Self.hidden(in: run.errorText).isEmpty)
  }

  @Test("a name never begins a line of its own", arguments: ["text", "json", "ledger"])
  func lines(format: String) async throws {
    let hostile = try folder()
    let run = try await Command.run("scan", "export", "--report", format, in: hostile.url)
    let started = run.text.split(separator: "\n").filter { $0.hasPrefix("]]>") }
    #expect(started.isEmpty)
    if format == "ledger" {
      for line in run.text.split(separator: "\n") {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      }
    }
  }

  @Test("a JUnit report of hostile names is well formed and has the cases of a plain one")
  func wellFormed() async throws {
    let folder = try folder()
    let run = try await Command.run("scan", "export", "--report", "junit", in: folder.url)
    #expect(!run.text.contains("<x>") && !run.text.contains("</x>"))
    #expect(!run.text.contains("<!") && !run.text.contains("]]>"))
    let tags = run.text.matches(of: /<(\/?)([a-z-]+)[^<>]*?(\/?)>/)
    var open: [Substring] = []
    var cases = 0
    for tag in tags {
      if tag.2 == "testcase" && tag.1.isEmpty { cases += 1 }
      if !tag.1.isEmpty {
        #expect(open.popLast() == tag.2)
      } else if tag.3.isEmpty {
        open.append(tag.2)
      }
    }
    #expect(open.isEmpty)
    let ledger = try await Command.run("scan", "export", "--report", "ledger", in: folder.url)
    #expect(cases == ledger.text.split(separator: "\n").count + 4, "four inputs are cases as well")
  }

  @Test("a hostile path that does not exist, or cannot be written, is shown harmless")
  func paths() async throws {
    let folder = try folder()
    for arguments in [[Self.fileName], ["export", "-q", "--report", "text=\(Self.fileName)/no"]] {
      let run = try await Command.run(["scan"] + arguments, in: folder.url)
      #expect(run.exitCode == 64)
      #expect(run.errorText.contains("31m"))
      #expect(Self.hidden(in: run.errorText).isEmpty)
    }
  }

  @Test(
    "a hostile word of the command line is shown harmless",
    arguments: ["--select", "--report", "--set"])
  func words(option: String) async throws {
    let run = try await Command.run("scan", "reports/estate", option, "\u{1B}[31mred\u{202E}")
    #expect(run.exitCode == 64)
    #expect(Self.hidden(in: run.errorText).isEmpty)
  }

  @Test(
    "the texts of a rule file of a stranger are shown as text",
    arguments: [
      ["rules"], ["explain", "house-rule"], ["test-rules", "rules"],
      ["scan", "estate.json", "--select", "house-rule"],
    ])
  func ruleTexts(command: [String]) async throws {
    let folder = try TemporaryFolder()
    let hostile = #"x\e[31m\e]0;x\a\u202e\u009b"#
    try folder.write("estate.json", SmallEstate.healthy.json)
    try folder.write(
      "rules/house-rule.sql",
      """
      /*
      id: house-rule
      title: "title \(hostile)"
      severity: note
      family: surroundings
      subjects: groups
      rationale: "rationale \(hostile)"
      remediation: "remediation \(hostile)"
      references: [{title: "\(hostile)", url: "https://\(hostile)"}]
      controls: [{framework: "\(hostile)", id: "\(hostile)", title: "\(hostile)"}]
      parameters: {most: {summary: "\(hostile)", minimum: 1, maximum: 9, default: 3}}
      message: "message \(hostile)"
      examples: [{title: "example \(hostile)", inventory: {datacenters: []}, outcomes: {a: pass}}]
      */
      SELECT subject, :most AS most FROM groups
      """)
    let options = command[0] == "test-rules" ? [] : ["--rules", "rules"]
    let run = try await Command.run(command + options, in: folder.url)
    #expect(run.text.contains("u{1b}[31m"), "\(run.errorText)")
    #expect(Self.hidden(in: run.text + run.errorText) == [])
  }
}
