import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverAudit

/// What a waiver file may say, and how errors in it are reported.
@Suite struct WaiverFileTests {
  static let rules = [
    AuditorTests.info("single-zone-group"), AuditorTests.info("master-missing"), aboutWaivers,
  ]

  private static let aboutWaivers = RuleInfo(
    id: "expired-waiver", title: "it holds", severity: .warning, family: .waivers,
    subjects: [.waivers], rationale: "", remediation: "", references: [], controls: [],
    examples: [])

  static func entry(_ changes: [String: String] = [:], without missing: String = "") -> String {
    let keys = ["rule", "subject", "reason", "owner", "approver", "expires"]
    let texts = [
      "rule": "single-zone-group", "subject": "group/dc/1/85.215.1.1", "reason": "soon",
      "owner": "Ada", "approver": "Bob", "expires": "2027-01-31",
    ]
    let lines = keys.compactMap { key in
      key == missing ? nil : (changes[key] ?? texts[key]).map { "\(key): \($0)" }
    }
    return "  - " + lines.joined(separator: "\n    ") + "\n"
  }

  static func read(_ files: [(String, String)]) throws -> WaiverFiles {
    try WaiverFiles(files.map { ($0.0, Array($0.1.utf8)) }, rules: rules)
  }

  static func fault(_ text: String) -> String? {
    #expect(throws: FileFaults.self) { try read([("w.yml", text)]) }?.description
  }

  @Test("a waiver says what it accepts, for whom, until when, and where it says so")
  func waiver() throws {
    let files = try Self.read([("w.yml", "waivers:\n" + Self.entry())])
    let waiver = try #require(files.waivers.first)
    #expect(waiver.number == 1 && waiver.rule == "single-zone-group")
    #expect(waiver.subject.isExact && waiver.place.line == 2)
    #expect(
      waiver.waiver
        == Waiver(reason: "soon", owner: "Ada", approver: "Bob", expires: "2027-01-31"))
  }

  @Test(
    "a file without waivers is fine", arguments: ["", "# none\n", "waivers:\n", "waivers: []\n"])
  func none(_ text: String) throws {
    #expect(try Self.read([("w.yml", text)]).waivers.isEmpty)
  }

  @Test("waivers are numbered in the order of the files' names, however the files are given")
  func numbers() throws {
    let a = ("a.yml", "waivers:\n" + Self.entry() + Self.entry(["rule": "master-missing"]))
    let b = ("b.yml", "waivers:\n" + Self.entry(["subject": "group/*"]))
    let forward = try Self.read([a, b])
    #expect(forward == (try Self.read([b, a])))
    #expect(forward.waivers.map(\.number) == [1, 2, 3])
    #expect(forward.waivers.map(\.place.file) == ["a.yml", "a.yml", "b.yml"])
  }

  @Test(
    "each of the six is required, and none may be empty",
    arguments: ["rule", "subject", "reason", "owner", "approver", "expires"])
  func required(_ key: String) {
    let missing = Self.fault("waivers:\n" + Self.entry(without: key))
    #expect(missing == "w.yml:2:5: a waiver needs \"\(key)\"")
    let blank = Self.fault("waivers:\n" + Self.entry([key: "\" \u{A0}\""]))
    #expect(blank?.hasSuffix("\(key) is empty") == true, "\(blank ?? "")")
    #expect(Self.fault("waivers:\n" + Self.entry([key: "[a]"]))?.hasPrefix("w.yml:") == true)
  }

  @Test(
    "errors are reported with their place, and with what may be meant",
    arguments: [
      (
        "waivers:\n" + entry(["rule": "single-zone-grup"]),
        "w.yml:2:11: no rule is called \"single-zone-grup\"; did you mean \"single-zone-group\"?"
      ),
      (
        "waivers:\n" + entry(["rule": "expired-waiver"]),
        "w.yml:2:11: expired-waiver is about waivers, and its findings cannot be waived"
      ),
      (
        "waivers:\n" + entry(["expires": "2027-02-29"]),
        "w.yml:7:14: expires takes a day such as 2027-01-31, not \"2027-02-29\""
      ),
      (
        "waivers:\n" + entry(["expires": "2027-01-31T00:00:00Z"]),
        "w.yml:7:14: expires takes a day such as 2027-01-31, not \"2027-01-31T00:00:00Z\""
      ),
      (
        "waivers:\n" + entry(["subject": "\"*/*\""]),
        "w.yml:3:14: the subject \"*/*\" has no letter of fixed text, so it would match everything; "
          + "did you mean \"group/*\"?"
      ),
      (
        "waivers:\n" + entry() + entry(["reason": "another"]),
        "w.yml:8:5: there is a waiver of single-zone-group for this subject already, in w.yml:2"
      ),
      (
        "waivers:\n" + entry().replacing("reason", with: "raeson"),
        "w.yml:4:5: a waiver has no key \"raeson\"; did you mean \"reason\"?"
      ),
      ("waiver: []\n", "w.yml:1:1: a waiver file has no key \"waiver\"; did you mean \"waivers\"?"),
      ("waivers: 3\n", "w.yml:1:10: waivers takes a list"),
      ("- 1\n", "w.yml:1:1: a waiver file is a mapping of keys to values here"),
    ])
  func refused(_ text: String, _ told: String) { #expect(Self.fault(text) == told) }

  @Test("all faults of all waivers are reported, in the order of their places")
  func several() {
    let text =
      "waivers:\n" + Self.entry(["expires": "soon", "rule": "single-zone-grup"])
      + Self.entry(["subject": "nic/a", "owner": "\"\""], without: "reason") + "  - 3\n"
      + Self.entry(["approver": "[a]"]).replacing("expires: 2027", with: "expirse: 2027-13")
      + "  - {}\nwaiver: []\n"
    let lines = (Self.fault(text) ?? "").split(separator: "\n")
    let told = [
      "2:11: no rule is called", "7:14: expires takes a day", "8:5: a waiver needs \"reason\"",
      "9:14: the subject \"nic/a\" matches nothing", "10:12: owner is empty",
      "13:5: a waiver is a mapping", "18:15: approver takes a text",
      "19:5: a waiver has no key \"expirse\"; did you mean \"expires\"?",
      "19:14: expires takes a day", "20:5: a waiver needs \"rule\"",
      "20:5: a waiver needs \"subject\"", "20:5: a waiver needs \"reason\"",
      "20:5: a waiver needs \"owner\"", "20:5: a waiver needs \"approver\"",
      "20:5: a waiver needs \"expires\"", "21:1: a waiver file has no key \"waiver\"",
    ]
    #expect(lines.count == told.count, "\(lines.joined(separator: "\n"))")
    for (line, told) in zip(lines, told) { #expect(line.hasPrefix("w.yml:" + told), "\(line)") }
  }

  @Test("a file that is not YAML ends there, and the other files are checked")
  func otherFiles() {
    let bad = "waivers:\n" + Self.entry(["expires": "soon"])
    let faults = #expect(throws: FileFaults.self) {
      try Self.read([
        ("c.yml", bad.replacing("85.215.1.1", with: "85.215.1.2")), ("a.yml", bad),
        ("b.yml", "waivers: [\n"),
      ])
    }
    #expect(
      faults?.kept.map { "\($0.place.file):\($0.place.line)" } == ["a.yml:7", "b.yml:2", "c.yml:7"])
  }

  @Test("a waiver that is wrong counts as one of its subject")
  func wrongFirst() {
    let lines = (Self.fault("waivers:\n" + Self.entry(["expires": "soon"]) + Self.entry()) ?? "")
      .split(separator: "\n")
    #expect(lines.count == 2 && lines.last?.contains("already, in w.yml:2") == true, "\(lines)")
  }

  @Test("of a file that is wrong throughout 20 faults are listed, and the others are counted")
  func bound() {
    let count = 100_000
    let text = "waivers:\n" + (0..<count).map { "- r\($0)\n" }.joined()
    let lines = (Self.fault(text) ?? "").split(separator: "\n")
    #expect(lines.count == 21 && lines[19].hasPrefix("w.yml:21:3: a waiver is a mapping"))
    #expect(lines[20] == "w.yml: \(count - 20) more faults")
  }

  @Test("the same file twice, and the same waiver in two files, are refused")
  func twice() {
    let file = ("a.yml", "waivers:\n" + Self.entry())
    #expect(throws: FileFaults.self) { try Self.read([file, file]) }
    #expect(throws: FileFaults.self) { try Self.read([file, ("b.yml", file.1)]) }
  }

  @Test(
    "a star matches any characters, also for slashes and for none",
    arguments: [
      ("group/*", "group/dc/1/192.0.2.1", true), ("group/*", "lan/dc/1", false),
      ("group/*/1/*", "group/dc/1/192.0.2.1", true), ("*192.0.2.1", "group/dc/1/192.0.2.1", true),
      ("group/dc/1/*192.0.2.1", "group/dc/1/192.0.2.1", true),
      ("*192.0.2.1", "group/dc/1/192.0.2.11", false), ("ab*ba", "aba", false),
      ("ab*ba", "abba", true), ("a*b*c", "aXXbYYbZc", true), ("a*b*c", "acb", false),
      ("a**b", "ab", true), ("group/dc", "group/dc/1", false), ("a*", "", false),
      ("*aab*", "aaab", true),
    ])
  func pattern(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(SubjectPattern(pattern).matches(name) == matches)
  }

  @Test("a day is written as it is read")
  func days() {
    for number in stride(from: -719_162, through: 2_932_896, by: 97) {
      let day = CalendarDay("1970-01-01")?.adding(days: number)
      #expect(day.flatMap { CalendarDay($0.text) } == day && day?.number == number)
    }
  }

  @Test(
    "a subject that can match nothing is refused, one that may match something is not",
    arguments: [
      ("nic/a", false), ("group/dc/1", false), ("groups/dc/1/85.215.1.1", false),
      ("group/dc/1/85.215.1.1/x", false), ("group/dc//85.215.1.1", false), ("nic/*", false),
      ("group/my dc/1/85.215.1.1", false), ("x*", false), ("85.215.1.1", false),
      ("group/dc/1/85.215.1.1", true), ("group/*", true), ("gro*", true), ("*/1/*", true),
    ])
  func subjects(_ subject: String, _ mayMatch: Bool) {
    let text = "waivers:\n" + Self.entry(["subject": "\"\(subject)\""])
    let fault = (try? Self.read([("w.yml", text)])) == nil
    #expect(fault != mayMatch)
    if !mayMatch { #expect(Self.fault(text)?.contains("matches nothing") == true) }
  }
}
