import FailoverAudit
import FailoverBase
import Foundation
import Testing

/// Rule files that do not hold are refused when they are read, with their line.
@Suite("Rule files that do not hold")
struct RuleFileFaultTests {
  private let file = HouseRuleFile()

  private func fault(_ file: HouseRuleFile) -> String? {
    do {
      _ = try file.rule()
      return nil
    } catch {
      return (error as? FileFaults)?.description
    }
  }

  @Test("the file that tests change holds")
  func holds() { #expect(fault(file) == nil) }

  private static let headers: [(String, String, String)] = [
    (
      "id: house-rule", "id: other",
      "2:1: the id is \"other\", but the file is named \"house-rule\""
    ),
    (
      "severity: note", "severity: high",
      "4:11: \"severity\" takes note, warning, error, not \"high\""
    ),
    (
      "severity: note", "severty: note",
      "4:1: a rule has no key \"severty\"; did you mean \"severity\"?"
    ),
    ("family: surroundings", "family: surounding", "did you mean \"surroundings\"?"),
    ("subjects: lans", "subjects: lan", "6:11: \"subjects\" takes"),
    ("subjects: lans", "subjects: waivers", "6:11: \"subjects\" takes"),
    ("title: a LAN has a name", "title: A sentence.", "3:8: \"title\" ends without a full stop"),
    ("rationale: Because.", "", "a rule needs \"rationale\""),
    ("message: the LAN {id}", "message: the LAN {name}", "\"message\" quotes {name}"),
    ("message: the LAN {id}", "message: the LAN {id", "a brace is not closed"),
    ("message: the", "unknown: never\nmessage: the", "\"unknown\" is never said"),
    ("message: the", "requires: [nothing]\nmessage: the", "no such column"),
    ("message: the", "requires: [lists.nothing]\nmessage: the", "is not a list"),
    (
      "message: the",
      "parameters: {x: {summary: x, minimum: 1, maximum: 2, default: 3}}\nmessage: the",
      "must lie in 1...2"
    ),
    (
      "message: the",
      "parameters: {x: {summary: x, minimum: 1, maximum: 2, default: 1}}\nmessage: the",
      "does not use the parameter :x"
    ),
    (
      "message: the", "references: [{title: a, url: \"javascript:alert(1)\"}]\nmessage: the",
      "begins with https://"
    ),
    ("message: the", "run: [rm]\nmessage: the", "a rule has no key \"run\""),
    ("outcomes: {lan/dc/1: fail}", "outcomes: {lan/dc/1: failed}", "an outcome takes"),
    ("outcomes: {lan/dc/1: fail}", "outcomes: {lan/dc/1: waived}", "an outcome takes"),
    ("outcomes: {lan/dc/1: fail}", "outcomes: {}", "at least one example that names an outcome"),
    ("outcomes: {lan/dc/1: fail}", "", "an example needs \"outcomes\""),
  ]

  @Test(
    "a fault of the header is reported with its place",
    arguments: headers)
  func header(old: String, new: String, words: String) throws {
    let told = try #require(fault(file.with(old, new)))
    #expect(told.hasPrefix("rules/house-rule.sql:"))
    #expect(told.contains(words), "\(told)")
  }

  private static let statements: [(String, String, String)] = [
    ("SELECT subject, id\nFROM lanes", "15:1: ", "did you mean"),
    ("SELECT id FROM lans", "15:1: ", "no column \"subject\""),
    ("SELECT subject, id, id FROM lans", "15:1: ", "two columns \"id\""),
    ("SELECT subject, :x AS id FROM lans", "15:1: ", "\"parameters\" does not declare"),
    ("SELECT subject, id AS Facet FROM lans", "15:1: ", "written in small letters"),
    ("DELETE FROM lans", "15:1", "may not be modified"),
    ("SELECT subject, id FROM lans; SELECT 1", "15:1", "more than one"),
    ("", "14:1", "no statement is given"), ("PRAGMA user_version", "15:1", "PRAGMA"),
    ("SELECT subject, random() AS id FROM lans", "15:17", "random"),
  ]

  @Test(
    "a fault of the statement is reported with its line in the file",
    arguments: statements)
  func statement(statement: String, place: String, words: String) throws {
    let told = try #require(fault(file.with(statement: statement)))
    // A column that the message quotes may be missing, too.
    let line = told.split(separator: "\n").last { $0.contains(words) }
    #expect(line?.hasPrefix("rules/house-rule.sql:" + place) == true, "\(told)")
  }

  @Test("all faults of header and statement are reported, in the order of their places")
  func several() throws {
    let file = file.with("severity: note", "severty: nota").with("id: house-rule", "id: other")
      .with("family: surroundings", "family: [a]").with("rationale: Because.", "rational: \" \"")
      .with("message: the", "references: [{url: x}, 3]\nmessage: the")
      .with("outcomes: {lan/dc/1: fail}", "outcomes: {a: failed, b: waved}\n    titel: A.")
      .with(statement: "SELECT subject, id\nFROM lanes")
    let lines = try #require(fault(file)).split(separator: "\n")
    let places = lines.map { $0.split(separator: " ")[0] }
    #expect(
      places
        == [
          "2:1", "4:1", "4:10", "5:9", "7:1", "7:11", "9:14", "9:15", "9:24", "14:19", "14:30",
          "15:5",
          "17:1",
        ].map { "rules/house-rule.sql:\($0):" }, "\(lines.joined(separator: "\n"))")
  }

  @Test("facts, columns and parameters that a rule names are all checked")
  func names() throws {
    let file = file.with("message: the LAN {id}", "message: the LAN {a} {b}").with(
      "message: the",
      "unknown: never\nrequires: [nothing, lists.nothing]\n"
        + "parameters: {x: {summary: x, minimum: 1, maximum: 2, default: 1}}\nmessage: the"
    ).with(statement: "SELECT subject, id, id, :y AS c FROM lans")
    let lines = try #require(fault(file)).split(separator: "\n")
    let words = [
      "\"unknown\" is never said", "\"nothing\" is not a fact", "\"lists.nothing\" is not a list",
      "does not use the parameter :x", "quotes {a}", "quotes {b}", "two columns \"id\"", "uses :y",
    ]
    #expect(lines.count == words.count, "\(lines.joined(separator: "\n"))")
    for (line, words) in zip(lines, words) { #expect(line.contains(words), "\(line)") }
  }

  @Test("one mistake is one fault: what follows from it is not reported")
  func causes() throws {
    for (old, new) in [
      ("severity: note", "severty: note"), ("message: the", "mesage: the"),
      ("examples:", "exmples:"), ("outcomes: {lan/dc/1: fail}", "outcomes: {lan/dc/1: failed}"),
    ] {
      let told = try #require(fault(file.with(old, new)))
      #expect(!told.contains("\n"), "\(told)")
    }
    let parameter =
      "parameters: {x: {summary: x, minimum: 3, maximum: 2, default: 1}}\nmessage: the"
    let example = "outcomes: {lan/dc/1: fail}\n    parameters: {x: 2}"
    let told = fault(
      file.with("message: the", parameter).with("outcomes: {lan/dc/1: fail}", example)
        .with(statement: "SELECT subject, id FROM lans WHERE id > :x"))
    #expect(told == "rules/house-rule.sql:9:51: \"maximum\" is 2, but must lie in 3...1000000000")
  }

  @Test(
    "a file without a header, or with one that is not closed, is refused",
    arguments: [
      "SELECT 1", "-- id: x\nSELECT 1", "/* id: x", "", "/**/ SELECT 1", "/* [ */ SELECT 1",
    ])
  func noHeader(text: String) {
    #expect(throws: FileFaults.self) { try SQLRule(Array(text.utf8), path: "rules/house-rule.sql") }
  }

  @Test("random damage of a rule file is a fault or a rule, never a crash", arguments: 0..<200)
  func damage(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var bytes = file.bytes
    for _ in 0...next(4) {
      let at = next(bytes.count)
      switch next(3) {
      case 0: bytes[at] = UInt8(next(256))
      case 1: bytes.remove(at: at)
      default: bytes.insert(contentsOf: bytes[next(at + 1)...].prefix(next(20)), at: at)
      }
    }
    do {
      _ = try SQLRule(bytes, path: "rules/house-rule.sql")
    } catch {
      #expect(error.kept.allSatisfy { $0.place.line >= 1 && !$0.sentence.isEmpty })
    }
  }
}
