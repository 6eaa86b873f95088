import AuditTestSupport
import FailoverAudit
import FailoverInventory
import FoundationEssentials
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct JUnitReaderTests {
  /// A ledger in the words of JUnit, with the suite of the inputs.
  static func totals(
    _ counts: [Outcome: Int], read: Int, unread: Int, gaps: Int = 0
  ) -> JUnitTotals {
    JUnitTotals(
      passed: counts[.pass, default: 0] + read, failed: counts[.fail, default: 0],
      errors: counts[.unknown, default: 0] + counts[.error, default: 0] + unread
        + gaps,
      skipped: [Outcome.notApplicable, .waived, .baselined].reduce(0) {
        $0 + counts[$1, default: 0]
      })
  }

  static func totals(_ report: Report) -> JUnitTotals {
    let counts = Outcome.allCases.map { ($0, report.ledger.counts[$0]) }
    let read = report.inputs.count { $0.status == .read }
    return totals(
      Dictionary(uniqueKeysWithValues: counts), read: read, unread: report.inputs.count - read,
      gaps: ScopeGap.whole(report).count)
  }

  static func check(_ file: [UInt8], comesTo expected: JUnitTotals) throws {
    let root = try #require(XMLNode(try XMLTree(file)))
    for reader in JUnitReader.allCases {
      let expected = reader.tellsErrors ? expected : expected.withoutErrors
      #expect(reader.totals(root) == expected, "\(reader)")
    }
  }

  /// The sample with a subject of its own for every outcome, as the subjects of a rule are.
  static func distinct(_ sample: SampleReport) -> SampleReport {
    var sample = sample
    sample.rules = sample.rules.map { rule in
      RuleLedger(
        info: rule.info, severity: rule.severity, outcomes: rule.outcomes,
        subject: {
          let subject = rule.subject(at: $0)
          return Subject(
            kind: subject.kind, name: subject.name + String(repeating: "\u{1}", count: $0),
            datacenter: subject.datacenter, lan: subject.lan, record: subject.record,
            groups: subject.groups)
        }, judgement: { rule.judgement(at: $0) }, place: { rule.place(at: $0) })
    }
    return sample
  }

  @Test(
    "All readers count the ledger's outcomes and the inputs",
    arguments: [SampleReport.everyOutcome, distinct(.hostileReport), .nothing, .many(groups: 99)])
  func samples(_ sample: SampleReport) throws {
    try Self.check(bytes(JUnitReporter(), sample.report), comesTo: Self.totals(sample.report))
  }

  @Test("All readers count the outcomes of the sample estate and its inputs")
  func sampleEstate() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("reports")
    let file = try Data(contentsOf: folder.appendingPathComponent("estate.xml"))
    let ledger = try Data(contentsOf: folder.appendingPathComponent("estate.ndjson"))
    var counts: [Outcome: Int] = [:]
    for line in ledger.split(separator: 0x0A) {
      let word = try JSONValue.read(line)["outcome"]?.string
      let outcome = try #require(Outcome.allCases.first { $0.word == word })
      counts[outcome, default: 0] += 1
    }
    #expect(counts.count >= 4)
    let saved = try JSONValue.read(
      Data(contentsOf: folder.appendingPathComponent("estate.json")))
    let statuses = try #require(saved["inputs"]).elements.map { $0["status"]?.string }
    let read = statuses.count { $0 == "read" }
    let gaps = try #require(saved["gaps"])
    let open = ["datacenters", "exports", "lans"].count { gaps[$0] != .number(0) }
    try Self.check(
      Array(file),
      comesTo: Self.totals(counts, read: read, unread: statuses.count - read, gaps: open))
  }

  @Test("The models distinguish what their readers do")
  func models() throws {
    let both = """
      <testsuites><testsuite name="a" tests="3" failures="1" errors="1" skipped="0">
      <testcase classname="c" name="n"><error/><failure/></testcase>
      <testcase classname="c" name="n"/><testcase classname="c" name="m"><skipped/></testcase>
      </testsuite></testsuites>
      """
    let root = try #require(XMLNode(try XMLTree(Array(both.utf8))))
    let totals = JUnitReader.allCases.map { $0.totals(root) }
    #expect(totals[0] == JUnitTotals(passed: 1, failed: 1, skipped: 1))
    #expect(totals[1] == JUnitTotals(failed: 1, skipped: 1), "the second of one name is dropped")
    #expect(totals[2] == totals[0])
    #expect(totals[5] == JUnitTotals(passed: 1, failed: 1, errors: 1))
  }
}
