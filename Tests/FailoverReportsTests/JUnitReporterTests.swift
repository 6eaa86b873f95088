import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct JUnitReporterTests {
  @Test(
    "Both schemas accept every report",
    .enabled(if: JUnitSchema.areThere),
    arguments: [SampleReport.everyOutcome, .hostileReport, .nothing], JUnitSchema.allCases)
  func isValid(_ sample: SampleReport, _ schema: JUnitSchema) throws {
    let tree = try XMLTree(bytes(JUnitReporter(), sample.report))
    #expect(try schema.accepts(tree))
  }

  @Test("The schemas refuse a report without a counter", .enabled(if: JUnitSchema.areThere))
  func schemasRefuse() throws {
    let report = try text(JUnitReporter(), SampleReport.everyOutcome.report)
    let broken = Array(report.replacing(" errors=\"2\"", with: "").utf8)
    for schema in JUnitSchema.allCases { #expect(try !schema.accepts(XMLTree(broken))) }
  }

  @Test(
    "Counters equal elements",
    arguments: [SampleReport.everyOutcome, .hostileReport, .nothing])
  func counters(_ sample: SampleReport) throws {
    let tree = try XMLTree(bytes(JUnitReporter(), sample.report))
    for suite in 1...tree.count("/testsuites/testsuite") {
      let path = "/testsuites/testsuite[\(suite)]"
      let expected = [
        "tests": tree.count(path + "/testcase"),
        "failures": tree.count(path + "/testcase[failure]"),
        "errors": tree.count(path + "/testcase[error]"),
        "skipped": tree.count(path + "/testcase[skipped]"),
      ]
      for (counter, count) in expected {
        #expect(tree.texts("\(path)/@\(counter)") == [String(count)])
      }
      #expect(tree.texts(path + "/@id") == [String(suite - 1)])
      #expect(tree.count(path + "/testcase[count(*) > 1]") == 0)
    }
    #expect(tree.count("/testsuites/testsuite") == sample.rules.count + 1)
    let total = sample.report.ledger.counts.total + ScopeGap.whole(sample.report).count
    #expect(tree.count("//testcase") == total + sample.inputs.count)
  }

  @Test("Each outcome has its element and type")
  func outcomes() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    let suite = "//testsuite[@name='single-server-group']/testcase"
    #expect(tree.texts(suite + "/failure/@type") == ["error"])
    #expect(tree.texts(suite + "/error/@type") == ["missing-data", "rule-error"])
    #expect(
      tree.texts(suite + "/skipped/@message") == [
        "not applicable: its IP is not an address",
        "waived until 2027-01-31 (69 days left) by Ada Example for Network operations: The second "
          + "server comes in January (one server only)",
        "baselined: it is in the baseline (one server only, as ever)",
      ])
    #expect(tree.count(suite + "[not(*)]") == 1)
    #expect(Set(tree.texts(suite + "/@classname")) == ["failover-audit.single-server-group"])
  }

  @Test("A case is named by its subject and the fingerprint without a facet")
  func names() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    let print = Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "")
    let name = tree.texts("//testsuite[@name='conflicting-records']/testcase[1]/@name")
    #expect(name == ["nic/n1 [\(print.prefix(8))]"])
  }

  @Test("Several findings are numbered in one body")
  func facets() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    let failure = "//testsuite[@name='conflicting-records']/testcase[1]/failure"
    let subject = #"NIC "eth0" (n1) in data center "Frankfurt""#
    #expect(tree.texts(failure + "/@message") == ["\(subject): dhcp differs; name differs"])
    #expect(
      tree.texts(failure) == [
        """
        \(subject):
        1. dhcp differs
          - member nic/n1: server s1 (a.json:9)
          - minimum-servers: 2
        2. name differs
        at a.json:7 /items/0

        """
      ])
  }

  @Test("Inputs that were not read are errors of a suite of their own")
  func inputs() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    let suite = "//testsuite[@name='inputs']"
    #expect(tree.count(suite + "/testcase[not(*)]") == 1)
    #expect(
      tree.texts(suite + "/testcase/error/@type") == ["unread-input", "unread-input", "export-gap"])
    #expect(
      tree.texts(suite + "/testcase/error/@message") == [
        "partly read: no id (and 1 more)", "refused: not JSON",
        "the export of data center \"standby\" is incomplete (see rule incomplete-export)",
      ])
    #expect(
      tree.texts(suite + "/testcase[2]/error") == [
        "b.json:3:4: no id (in /a)\nb.json:5: no parent\n"
      ])
    #expect(
      tree.texts(suite + "//property[@name='input 3']/@value") == ["refused, no sha256, c.json"])
  }

  @Test("Each gap of an incomplete audit is an error, whatever rules were selected")
  func gaps() throws {
    var sample = SampleReport()
    sample.rules = [
      SampleReport.rule("a", rows: [SampleReport.row(SampleReport.group("192.0.2.1"), .pass)])
    ]
    sample.gaps = ExportGaps(datacenters: 1, exports: 2, lans: 3)
    sample.verdict = Verdict(
      word: .incomplete, reasons: sample.gaps.sentences + ["nobody knows how many there are"])
    let tree = try XMLTree(bytes(JUnitReporter(), sample.report))
    let errors = "//testsuite[@name='inputs']/testcase/error"
    #expect(
      tree.texts(errors + "/@type") == ["export-gap", "export-gap", "export-gap", "open-question"])
    #expect(tree.texts(errors + "/@message") == sample.verdict.reasons)
    #expect(Set(tree.texts("//testsuite[@name='inputs']/testcase/@name")).count == 5)
  }

  @Test("A gap that the user allows is skipped, and says what it is")
  func allowedGaps() throws {
    var sample = SampleReport()
    sample.gaps = ExportGaps(datacenters: 1)
    sample.settings.allowUnknown = true
    sample.rules = [
      SampleReport.rule("a", rows: [SampleReport.row(SampleReport.group("192.0.2.1"), .pass)])
    ]
    let tree = try XMLTree(bytes(JUnitReporter(), sample.report))
    #expect(tree.count("//error") == 0)
    #expect(
      tree.texts("//skipped/@message") == [
        "allowed by --allow-unknown: the export of 1 data center is incomplete "
          + "(see rule incomplete-export)"
      ])
  }

  @Test("A report about nothing is not a success")
  func nothing() throws {
    let tree = try XMLTree(bytes(JUnitReporter(), SampleReport.nothing.report))
    #expect(tree.texts("//testcase/error/@type") == ["nothing-examined"])
    let some = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    #expect(some.count("//error[@type='nothing-examined']") == 0)
  }

  @Test("The time has no zone, and a report without time has a fixed one")
  func timestamps() throws {
    let dated = try XMLTree(bytes(JUnitReporter(), SampleReport.everyOutcome.report))
    #expect(Set(dated.texts("//@timestamp")) == ["2026-11-23T02:00:00"])
    let undated = try XMLTree(bytes(JUnitReporter(), SampleReport.nothing.report))
    #expect(undated.texts("//@timestamp") == ["1970-01-01T00:00:00"])
  }

  @Test("Names that XML cannot distinguish stay distinct")
  func namesStayApart() throws {
    var sample = SampleReport()
    sample.inputs = [
      SampleReport.input("\u{1}.json"), SampleReport.input("\u{2}.json", .refused),
      SampleReport.input("a b.json"), SampleReport.input("a  b.json"),
    ]
    let tree = try XMLTree(bytes(JUnitReporter(), sample.report))
    let names = tree.texts("//testcase/@name")
      .map { $0.split(separator: " ").joined(separator: " ") }
    #expect(names.count == 5)
    #expect(Set(names).count == 5)
  }
}
