import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct MarkdownReporterTests {
  static func written(_ sample: SampleReport) throws -> String {
    try text(MarkdownReporter(), sample.report)
  }

  /// The cells of the rows below a heading, without the titles.
  static func rows(_ report: String, _ heading: String) -> [[String]] {
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0 == heading }.map { $0 + 2 } ?? lines.endIndex
    return lines[start...].prefix { $0.hasPrefix("| ") }.dropFirst(2).map { line in
      line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  @Test("The report begins with verdict, reasons and counts")
  func verdict() throws {
    let report = try Self.written(.everyOutcome)
    #expect(
      report.hasPrefix(
        """
        # failover-audit: violations (exit code 1)

        - 3 outcomes failed at or above warning

        Data as of: 2026-11-21T02:00:00Z, the oldest of the inputs; the newest is of 2026-11-22T02:00:00Z; some \
        inputs do not say when they were exported.

        Examined: 2 data centers, 0 servers, 0 LANs, 0 NICs, 7 failover groups.

        Of the groups 1 is at risk, 2 are not judged, 1 is accepted, 1 is baselined, 2 are compliant.

        - run 2 of audits.db
        - since the run of 2026-11-16: 1 new, 2 fixed; 2 violations then, 2 now
        - the oldest finding has been open since 2026-11-16 (7 days)

        | pass | fail | unknown | notApplicable | error | waived | baselined | total |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 2 | 3 | 1 | 1 | 1 | 1 | 1 | 10 |

        """))
  }

  @Test("The worst group comes first, with what is wrong and what to do")
  func groups() throws {
    let rows = Self.rows(
      try Self.written(.everyOutcome), "## Groups and other subjects, worst first")
    #expect(
      rows[0] == [
        "error",
        #"`Failover group 192.0.2.1 on LAN 2 "front"`<br>in `Frankfurt`"#
          + "<br>`group/dc-1/2/192.0.2.1`",
        "fail: `conflicting-records`: 1\\. dhcp differs; 2. name differs (`a.json:7`)<br>"
          + "fail: `single-server-group`: all members are on one server (`a.json:7`)",
        "Put it right.",
      ])
    #expect(rows.map { $0[0] } == ["error", "open", "open", "warning"])
  }

  @Test("Rules that did not only pass, waived failures, and gaps are shown")
  func parts() throws {
    let report = try Self.written(.everyOutcome)
    #expect(
      Self.rows(report, "## Rules with failures or open questions").map { $0[0] } == [
        "`conflicting-records`", "`single-server-group`", "`incomplete-export`",
      ])
    let waived = try #require(Self.rows(report, "## Waived").first)
    #expect(
      waived[0...3] == ["`single-server-group`", "`group/dc-1/2/192.0.2.5`", "2027-01-31", "69"])
    #expect(
      Self.rows(report, "## Inputs").map { $0[0] } == ["partly read", "refused", "read"])
    #expect(report.contains("- b.json (partly read): only a part of it was examined\n"))
    #expect(report.contains("- skipped: master\n"))
    let nothing = try Self.written(.nothing)
    #expect(nothing.contains("- nothing was examined: no rule had a subject\n"))
    #expect(!nothing.contains("## Waived"))
  }

  @Test("Beyond the limit the report says how many groups it does not show")
  func limit() throws {
    let sample = SampleReport.many(groups: 300)
    let report = try text(MarkdownReporter(byteLimit: 60_000), sample.report)
    #expect(report.utf8.count < 60_000)
    let heading = "## Groups and other subjects, worst first"
    let shown = Self.rows(report, heading).count
    #expect((10..<300).contains(shown))
    #expect(report.contains("Not shown here: \(300 - shown) more subjects. "))
    let whole = try text(MarkdownReporter(), sample.report)
    #expect(Self.rows(whole, heading).count == 300)
    #expect(!whole.contains("Not shown here"))
  }

  @Test("However long texts are, the report keeps to its limit and says what is missing")
  func longTexts() throws {
    let long = String(repeating: "long `|<@#", count: 5000)
    var sample = SampleReport.hostileReport(of: long, "long text")
    sample.inputs += (0..<100).map { SampleReport.input("\($0)" + long, .refused) }
    sample.assumptions = Array(repeating: long, count: 50)
    sample.verdict = Verdict(word: .violations, reasons: Array(repeating: long, count: 50))
    let report = try text(MarkdownReporter(byteLimit: 100_000), sample.report)
    #expect(report.utf8.count < 100_000)
    #expect(report.contains("Not shown here: 50 more reasons. "))
    #expect(report.contains("Not shown here: 102 more inputs. "))
  }

  @Test("Where each part is full, all of them together keep to the limit")
  func fullParts() throws {
    var sample = SampleReport.many(groups: 2000)
    let words = (0..<2000).map {
      "words of the report that nobody reads to their end, number \($0)"
    }
    let groups = words.map { SampleReport.group($0) }
    sample.rules.append(
      SampleReport.rule(
        "accepted",
        rows: groups.map { SampleReport.row($0, .waived([Finding("x")], SampleReport.waiver)) }))
    sample.rules.append(
      SampleReport.rule(
        "known", rows: groups.map { SampleReport.row($0, .baselined([Finding("one server only")])) }
      ))
    sample.rules += words.map {
      SampleReport.rule($0, rows: [SampleReport.row(groups[0], .unknown($0))])
    }
    sample.inputs = words.map { SampleReport.input($0, .refused) }
    sample.assumptions = words
    sample.verdict = Verdict(word: .violations, reasons: words)
    sample.settings.parameters = Dictionary(uniqueKeysWithValues: words.map { ($0, 3) })
    let digest = FileDigest(
      file: String(repeating: "f", count: 4000), sha256: String(repeating: "3c", count: 32))
    sample.baseline = BaselineUse(
      file: digest, entries: 4000, matched: 2000,
      stale: words.map { BaselineEntry(rule: "x", subject: $0, facet: "") }, isStrict: false)
    let report = try text(MarkdownReporter(byteLimit: 200_000), sample.report)
    #expect((150_000..<200_000).contains(report.utf8.count))
    #expect(report.ranges(of: "\nNot shown here: ").count == 12)
  }

  @Test("No foreign text is markup, a link, a mention or a cell")
  func hostile() throws {
    let expected = try Self.shape(SampleReport.hostileReport(of: "plain", "plain"))
    for sample in SampleReport.corpus {
      let report = try Self.written(sample)
      #expect(try Self.shape(sample) == expected, "\(sample)")
      let harmless = /`[^`\n]*`|\\[^\n]|&[a-z#0-9]+;|<br>/.matchingSemantics(.unicodeScalar)
      let bare = report.replacing(harmless, with: "").unicodeScalars
      for line in bare.split(separator: "\n") where !line.starts(with: "#".unicodeScalars) {
        #expect(
          !line.contains { "`*_[]<>@#$~&\\".unicodeScalars.contains($0) }, "\(sample): \(line)")
      }
      #expect(!String(bare).contains("://") && !String(bare).contains("www."))
    }
  }

  /// How each line begins, and how many cells it has.
  private static func shape(_ sample: SampleReport) throws -> [String] {
    try written(sample).unicodeScalars.split(separator: "\n").map { line in
      let cells = line.count { $0 == "|" }
      return "\(line.first.map(Character.init) ?? " ") \(cells)"
    }
  }
}
