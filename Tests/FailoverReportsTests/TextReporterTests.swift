import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct TextReporterTests {
  static func written(_ sample: SampleReport, verbose: Bool = false) throws -> String {
    try text(TextReporter(verbose: verbose), sample.report)
  }

  @Test("The report begins with the verdict, its exit code and its reasons")
  func verdict() throws {
    let lines = try Self.written(.everyOutcome).split(separator: "\n")
    #expect(lines[0] == "VIOLATIONS (exit code 1)")
    #expect(lines[1] == "- 3 outcomes failed at or above warning")
    #expect(
      lines[2] == "Data as of: 2026-11-21T02:00:00Z, the oldest of the inputs; the newest is of")
    #expect(lines[3] == "  2026-11-22T02:00:00Z; some inputs do not say when they were exported")
    #expect(lines[4].hasPrefix("Examined: 2 data centers, 0 servers"))
  }

  @Test("A group's findings are below one heading, the worst and its NICs first of all")
  func findings() throws {
    let expected = """
      Data center "Frankfurt" (dc-1)

        Failover group 192.0.2.1 on LAN 2 "front"
        group/dc-1/2/192.0.2.1
          FAIL    error   conflicting-records
            nic/n1 "eth0"
            1. dhcp differs
            - member nic/n1: server s1 (a.json:9)
            - minimum-servers: 2
            2. name differs
            at a.json:7
          FAIL    error   single-server-group
            all members are on one server
            - member nic/n1: server s1 (a.json:9)
            - minimum-servers: 2
            at a.json:7
            open since 2026-11-16 (7 days)

        Failover group 192.0.2.2 on LAN 2 "front"
        group/dc-1/2/192.0.2.2
          UNKNOWN error   single-server-group
            the NIC list is cut off

        Failover group 192.0.2.4 on LAN 2 "front"
        group/dc-1/2/192.0.2.4
          ERROR   error   single-server-group
            the rule ran out of time
            at a.json:7

      Inputs

        Input b.json
        export/b.json
          FAIL    warning incomplete-export
            the list users is cut off
            at b.json:1

      What to do
      """
    #expect(try Self.written(.everyOutcome).contains(expected))
  }

  @Test("The remedy is listed once for each rule that failed, the most severe first")
  func remediation() throws {
    let written = try Self.written(.everyOutcome)
    let expected = """
      What to do
      ----------
      conflicting-records (error, 1 failure)
        Put it right.
      single-server-group (error, 1 failure)
        Put it right.
      incomplete-export (warning, 1 failure)
        Put it right.

      """
    #expect(written.contains(expected))
  }

  @Test("Unknown outcomes have advice of their own")
  func unknownRemedy() throws {
    let expected = """
      What to do about what is unknown
      --------------------------------
      single-server-group
        Export it again.

      """
    #expect(try Self.written(.everyOutcome).contains(expected))
  }

  @Test("The table has a row for each rule, and their sum")
  func table() throws {
    let expected = """
      rule                level   pass fail unknown n/a error waived baselined sum
      conflicting-records error      1    1       0   0     0      0         0   2
      incomplete-export   warning    0    1       0   0     0      0         0   1
      single-server-group error      1    1       1   1     1      1         1   7
      no-subjects         note       0    0       0   0     0      0         0   0
      total                          2    3       1   1     1      1         1  10
      """
    #expect(try Self.written(.everyOutcome).contains(expected))
  }

  @Test("Every input is listed with its status, digest and problems")
  func inputs() throws {
    let digest = String(repeating: "0f", count: 32)
    let expected = """
      Inputs
      ------
      read, 1234 bytes, 5 records: a.json
        sha256 \(digest)
      partly read, 1234 bytes, 5 records: b.json
        sha256 \(digest)
        - b.json:3:4: no id (in /a)
        - b.json:5: no parent
      refused, 1234 bytes, 5 records: c.json
        - c.json: not JSON

      """
    #expect(try Self.written(.everyOutcome).contains(expected))
  }

  @Test("Gaps are listed with their reason, then assumptions and settings")
  func scope() throws {
    let expected = """
      Not examined
      ------------
      - b.json (partly read): only a part of it was examined
      - c.json (refused): nothing of it was examined
      - the export of data center "standby" is incomplete (see rule incomplete-export)
      - single-server-group: unknown for 1 subject, the export lacks what is needed
      - single-server-group: the rule could not run for 1 subject
      - rules skipped: master

      Assumptions
      -----------
      - One inventory is one contract

      Settings that differ from the defaults
      --------------------------------------
      - skipped: master
      - parameter single-server-group.minimum-servers: 3
      - severity of master-missing: warning
      - own-ranges: 198.51.100.0/24 count as public and reserved

      Made by
      -------
      failover-audit 1.2.3
      rule set abababababababababababababababababababababababababababababababab
      configuration failover-audit.yml, SHA-256
        c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0
      3 waivers in network.yml, servers.yml, judged on 2026-11-23, SHA-256
        082e340a132467b39b3c10a39bca85688749dac14f10785b4c9d12a90dbd8e60
      4 entries in the baseline known.ndjson, SHA-256
        3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c
      time 2026-11-23T02:00:00Z

      """
    #expect(try Self.written(.everyOutcome).hasSuffix(expected))
  }

  @Test("A report about nothing says so")
  func nothing() throws {
    let written = try Self.written(.nothing)
    #expect(written.hasPrefix("INCOMPLETE (exit code 2)\n- nothing was examined: "))
    #expect(written.contains("- nothing was examined: no rule had a subject\n"))
    #expect(written.contains("Inputs\n------\nnone\n"))
  }

  @Test("A compliant report is short and says what was examined")
  func compliant() throws {
    let written = try Self.written(.many(groups: 3000, failing: false))
    #expect(
      written.hasPrefix(
        "COMPLIANT (exit code 0)\nData as of: not known (no input says when it was exported)\n"
          + "Examined: 2 data centers"))
    #expect(written.contains("3000 outcomes = 3000 pass + 0 fail"))
    #expect(written.contains("Not examined\n------------\n- nothing\n"))
    #expect(written.split(separator: "\n").count < 20)
    #expect(try Self.written(.many(groups: 3, failing: false), verbose: true).contains("Rules"))
  }

  @Test("A failure below the threshold is shown as such")
  func belowThreshold() throws {
    var sample = SampleReport()
    sample.rules = [
      SampleReport.rule(
        "equal", .note, rows: [SampleReport.row(SampleReport.group("192.0.2.1"), .fail("no"))])
    ]
    let written = try Self.written(sample)
    #expect(written.contains("    FAIL    note    equal (below the threshold)\n"))
    #expect(written.contains("\nRules\n"))
  }
}

@Suite struct TextOrderTests {
  private static func headings(_ sample: SampleReport, verbose: Bool = false) throws -> [String] {
    try TextReporterTests.written(sample, verbose: verbose).split(separator: "\n")
      .filter { $0.hasPrefix("  group/") || $0.hasPrefix("  lan/") || $0.hasPrefix("Data center") }
      .map { String($0.drop { $0 == " " }) }
  }

  @Test("Severity comes before number, number before name; data centers as their worst group")
  func order() throws {
    let group = SampleReport.group
    let fail = { (ip: String, datacenter: String) in
      SampleReport.row(group(ip, datacenter, nil, nil), .fail("no"))
    }
    var sample = SampleReport()
    let lan = Subject(kind: .lan, name: "lan/b/2", datacenter: .init(id: "b", name: nil))
    sample.rules = [
      SampleReport.rule("a", .warning, rows: [fail("1", "a"), fail("2", "a"), fail("3", "b")]),
      SampleReport.rule("b", .warning, rows: [fail("2", "a"), SampleReport.row(lan, .fail("no"))]),
      SampleReport.rule("c", .error, rows: [fail("5", "b"), fail("4", "b"), fail("0", "a")]),
      SampleReport.rule("d", .error, rows: [fail("5", "b"), SampleReport.row(lan, .fail("no"))]),
    ]
    #expect(
      try Self.headings(sample) == [
        "Data center b", "group/b/2/5", "group/b/2/4", "group/b/2/3", "lan/b/2",
        "Data center a", "group/a/2/0", "group/a/2/2", "group/a/2/1",
      ])
  }

  @Test("Fifty groups are listed, equally bad ones by name, and the rest is counted")
  func limit() throws {
    let sample = SampleReport.many(groups: 300)
    let told = try Self.headings(sample).dropFirst()
    let names = (0..<300).map { "group/dc-1/2/10.0.\($0 / 256).\($0 % 256)" }.sorted()
    #expect(Array(told) == Array(names.prefix(50)))
    let written = try TextReporterTests.written(sample)
    #expect(written.contains("Not shown: 250 more groups and 0 other subjects with 250 outcomes"))
  }

  @Test("A verbose report lists every group")
  func verbose() throws {
    let sample = SampleReport.many(groups: 300)
    #expect(try Self.headings(sample, verbose: true).count == 301)
    #expect(try !TextReporterTests.written(sample, verbose: true).contains("Not shown"))
  }

  @Test("Of many outcomes and facts below one heading some are listed and the rest is counted")
  func limitBelowHeading() throws {
    let group = "group/dc-1/2/192.0.2.1"
    let facts = (0..<30).map { Evidence("fact", String($0)) }
    var sample = SampleReport()
    sample.rules = [
      SampleReport.rule(
        "firewall",
        rows: (100..<150).map {
          SampleReport.row(SampleReport.nic("\($0)", of: [group]), .fail("no", evidence: facts))
        })
    ]
    let written = try TextReporterTests.written(sample)
    #expect(written.contains("… and 30 more outcomes here"))
    #expect(written.contains("… and 18 more facts"))
    #expect(written.split(separator: "\n").count { $0.contains("- fact:") } == 20 * 12)
    let verbose = try TextReporterTests.written(sample, verbose: true)
    #expect(verbose.split(separator: "\n").count { $0.contains("- fact:") } == 50 * 30)
  }

  @Test("A NIC of several groups is listed with the first and says that there are more")
  func severalGroups() throws {
    var sample = SampleReport()
    let groups = ["group/dc-1/2/192.0.2.1", "group/dc-1/2/192.0.2.2"]
    sample.rules = [
      SampleReport.rule(
        "firewall",
        rows: [SampleReport.row(SampleReport.nic("1", of: groups), .fail("no"))])
    ]
    #expect(try Self.headings(sample).dropFirst() == ["group/dc-1/2/192.0.2.1"])
    #expect(try TextReporterTests.written(sample).contains("also in 1 other group\n"))
  }
}

@Suite struct TextWidthTests {
  @Test(
    "No line is wider than the terminal unless it is one word or a digest",
    arguments: [60, 80, 120])
  func width(_ width: Int) throws {
    var sample = SampleReport.everyOutcome
    let long = String(repeating: "all the servers of it ", count: 12)
    sample.assumptions = [long]
    sample.verdict = Verdict(word: .violations, reasons: [long])
    sample.rules.append(
      SampleReport.rule(
        "a-rule-with-a-name-of-some-length", remediation: long,
        rows: [
          SampleReport.row(
            SampleReport.group("192.0.2.9", name: long), .fail(long, evidence: [.init("x", long)]))
        ]))
    let written = try text(TextReporter(width: width), sample.report)
    for line in written.split(separator: "\n") where !line.contains("sha256") {
      let words = line.split(separator: " ")
      #expect(line.count <= width || words.count == 1, "\(line)")
    }
  }

  @Test("A table that is too wide loses the severity, then takes two lines for each rule")
  func narrowTable() throws {
    var sample = SampleReport.everyOutcome
    let narrow = try text(TextReporter(width: 74), sample.report)
    #expect(
      narrow.contains("incomplete-export      0    1       0   0     0      0         0   1\n"))
    sample.rules[0] = SampleReport.rule("address-right-without-operator", rows: [])
    let narrower = try text(TextReporter(width: 76), sample.report)
    #expect(
      narrower.contains(
        "\nincomplete-export\n      0    1       0   0     0      0         0   1\n"))
    #expect(narrower.contains("rule\n   pass fail unknown n/a error waived baselined sum\n"))
  }

  @Test("The further lines of a long name do not begin where headings and findings begin")
  func hanging() throws {
    let name = String(repeating: "COMPLIANT ", count: 40)
    var sample = SampleReport()
    sample.inputs = [SampleReport.input(name)]
    sample.rules = [
      SampleReport.rule(
        "a", rows: [SampleReport.row(SampleReport.group("192.0.2.1", name: name), .fail(name))])
    ]
    let starts = try text(TextReporter(), sample.report).split(separator: "\n")
      .filter { $0.drop { $0 == " " }.hasPrefix("COMPLIANT COMPLIANT") }
      .map { $0.prefix { $0 == " " }.count }
    #expect(starts.count > 10)
    #expect(starts.filter { $0 < 6 }.isEmpty)
    #expect(starts.count { $0 == 6 } == 1)
  }

  @Test("Words are kept whole, and wide characters count twice")
  func wrapping() {
    #expect(Wrapping.lines(of: "one two  three", width: 7) == ["one two", "three"])
    #expect(Wrapping.lines(of: "", width: 7) == [""])
    #expect(Wrapping.lines(of: "abcdefghij k", width: 4) == ["abcdefghij", "k"])
    #expect(Wrapping.columns("東京") == 4)
    #expect(Wrapping.columns("e\u{301}") == 1)
    #expect(Wrapping.lines(of: "東京 東京 東京", width: 9) == ["東京 東京", "東京"])
  }
}
