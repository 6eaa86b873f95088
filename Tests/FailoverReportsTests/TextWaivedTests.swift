import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct TextWaivedTests {
  /// As many waived groups as given; their waivers end on the days of a month, the last first.
  private static func sample(_ count: Int) -> SampleReport {
    var sample = SampleReport()
    let rows = (0..<count).map { number in
      let day = 28 - number % 28
      let waiver = Waiver(
        reason: "reason \(number)", owner: "owner", approver: "approver",
        expires: "2026-12-\(day < 10 ? "0" : "")\(day)")
      return SampleReport.row(
        SampleReport.group("10.0.\(number).1"), .waived([Finding("one server")], waiver))
    }
    sample.rules = [SampleReport.rule("single-server-group", rows: rows)]
    return sample
  }

  private static func expiries(_ written: String) -> [String] {
    written.matches(of: #/until (\d\d\d\d-\d\d-\d\d)/#).map { String($0.1) }
  }

  @Test("A waived failure shows who accepted it, until when, why, and the days that are left")
  func section() throws {
    let expected = """

      Waived: failures that somebody accepted
      ---------------------------------------
      error   single-server-group
        group/dc-1/2/192.0.2.5
        one server only
        - until 2027-01-31 (69 days left), accepted by Ada Example, owned by Network
          operations
        - why: The second server comes in January

      Baselined: failures that are in the baseline
      """
    #expect(try TextReporterTests.written(.everyOutcome).contains(expected))
  }

  @Test("The days that are left are counted from the report's time to the waiver's last day")
  func daysLeft() throws {
    for (expires, words) in [
      ("2026-11-24", " (1 day left)"), ("2026-11-23", " (its last day)"),
      ("2026-11-22", " (expired)"), ("some day", ""),
    ] {
      let waiver = Waiver(reason: "r", owner: "o", approver: "a", expires: expires)
      var sample = SampleReport()
      sample.rules = [
        SampleReport.rule(
          "a",
          rows: [
            SampleReport.row(SampleReport.group("192.0.2.1"), .waived([Finding("no")], waiver))
          ])
      ]
      let told = "- until \(expires)\(words), accepted by a, owned by o\n"
      #expect(try TextReporterTests.written(sample).contains(told))
      sample.time = nil
      let undated = "- until \(expires), accepted by a, owned by o\n"
      #expect(try TextReporterTests.written(sample).contains(undated))
    }
  }

  @Test("Fifty waivers are listed, the first to end first, and the rest is counted")
  func limit() throws {
    let written = try TextReporterTests.written(Self.sample(120))
    let told = Self.expiries(written)
    #expect(told.count == 50)
    #expect(told == told.sorted())
    #expect(told.first == "2026-12-01")
    #expect(written.contains("Not shown: 70 more waived outcomes, whose waivers end later."))
    let verbose = try TextReporterTests.written(Self.sample(120), verbose: true)
    #expect(Self.expiries(verbose).count == 120)
    #expect(!verbose.contains("Not shown"))
  }

  @Test("Without waivers the section is absent")
  func none() throws {
    #expect(try !TextReporterTests.written(.many(groups: 3)).contains("Waived"))
  }
}

@Suite struct TextRoomTests {
  /// A report whose every text has many words.
  private static var wordy: SampleReport {
    let words = String(repeating: "some words of a name ", count: 20)
    var sample = SampleReport.everyOutcome
    let subject = SampleReport.group("192.0.2.9", name: words, lan: words)
    let nic = SampleReport.nic("n", of: subject.groups + ["group/dc-1/2/192.0.2.1"], name: words)
    let waiver = Waiver(reason: words, owner: words, approver: words, expires: words)
    let fact = Evidence(words, words, at: Place(input: words, line: 3, pointer: ""))
    let place = Place(input: words, line: 7, pointer: "")
    sample.rules.append(
      SampleReport.rule(
        "wordy", remediation: words,
        rows: [
          SampleReport.row(subject, .fail(words, evidence: [fact]), at: place),
          SampleReport.row(nic, .unknown(words, evidence: [fact]), at: place),
          SampleReport.row(nic, .error(words), at: place),
          SampleReport.row(nic, .waived([Finding(words), Finding(words)], waiver), at: place),
        ]))
    sample.inputs.append(
      SampleReport.input(
        words, .refused, problems: [Problem(input: words, sentence: words)]))
    sample.settings.selected = [words]
    sample.settings.ownRanges = [words]
    sample.verdict = Verdict(word: .violations, reasons: [words])
    sample.assumptions = [words]
    sample.toolVersion = words
    return sample
  }

  @Test(
    "No line is wider than the terminal unless it is one word",
    arguments: [80, 200], [true, false])
  func width(_ width: Int, _ verbose: Bool) throws {
    let written = try text(TextReporter(width: width, verbose: verbose), Self.wordy.report)
    let lines = written.split(separator: "\n")
    for line in lines {
      #expect(line.count <= width || line.split(separator: " ").count == 1, "\(line)")
    }
    #expect(lines.contains { $0.count > width - 20 }, "the room is used")
  }

  @Test("A fact is on one line if the terminal is wide enough")
  func oneLine() throws {
    let fact = Evidence("member nic/n1", String(repeating: "word ", count: 25) + "end")
    var sample = SampleReport()
    sample.rules = [
      SampleReport.rule(
        "a",
        rows: [
          SampleReport.row(SampleReport.group("192.0.2.1"), .fail("no", evidence: [fact]))
        ])
    ]
    func lines(_ width: Int) throws -> Int {
      try text(TextReporter(width: width), sample.report).split(separator: "\n")
        .count { $0.contains("word") }
    }
    #expect(try lines(200) == 1)
    #expect(try lines(80) > 1)
  }

  @Test("Findings of a group's NICs and LAN are below the group")
  func together() throws {
    let group = SampleReport.group("192.0.2.1")
    let lan = Subject(
      kind: .lan, name: "lan/dc-1/2", datacenter: group.datacenter, lan: group.lan,
      groups: group.groups)
    let other = SampleReport.group("192.0.2.0")
    var sample = SampleReport()
    for (id, subject) in [
      ("a", other), ("b", group), ("c", SampleReport.nic("n", of: group.groups)), ("d", lan),
    ] {
      sample.rules.append(
        SampleReport.rule(id, rows: [SampleReport.row(subject, .fail("rule \(id) failed"))]))
    }
    let written = try TextReporterTests.written(sample)
    let headings = written.split(separator: "\n").filter { $0.hasPrefix("  Failover group") }
    #expect(headings.count == 2)
    let start = try #require(written.firstRange(of: "group/dc-1/2/192.0.2.1\n")).upperBound
    let end = try #require(written.firstRange(of: "group/dc-1/2/192.0.2.0\n")).lowerBound
    let section = written[start..<end]
    #expect(start < end, "the worst group comes first")
    for id in ["b", "c", "d"] { #expect(section.contains("rule \(id) failed")) }
  }
}
