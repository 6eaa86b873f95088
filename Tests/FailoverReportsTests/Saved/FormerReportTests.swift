import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverArchive
@testable import FailoverReports

/// Reports that were saved before names of gaps and ranks of rules were kept are read as before.
@Suite struct FormerReportTests {
  /// The sample as an earlier version wrote it.
  private static func former(_ sample: SampleReport) throws -> String {
    var written = try text(JSONReporter(), sample.report)
    if let named = written.firstRange(of: ",\"named\":[") {
      let end = try #require(written[named.upperBound...].firstRange(of: "]"))
      written.removeSubrange(named.lowerBound..<end.upperBound)
    }
    let later = ["\"unknownRemedy\":", "\"loss\":", "\"sharedCause\":"]
    return written.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !later.contains { line.contains($0) } }.joined(separator: "\n")
  }

  @Test("gaps without names are counted, and rules have the rank of their family")
  func reads() throws {
    let old = try Self.former(.withoutBaseline)
    #expect(!old.contains("sharedCause") && !old.contains("\"named\""))
    let file = try TemporaryReport(old)
    let report = try file.saved().report
    #expect(report.gaps == ExportGaps(datacenters: 1))
    #expect(
      report.gaps.sentences == [
        "the export of 1 data center is incomplete (see rule incomplete-export)"
      ])
    #expect(report.ledger.rules.allSatisfy { $0.info.loss == $0.info.family.loss })
    #expect(report.ledger.rules[0].info.remedy(of: .unknown)?.hasPrefix("Export") == true)
  }

  @Test("outcomes that an earlier version called known are baselined")
  func word() throws {
    let sample = SampleReport.everyOutcome
    let written = try text(JSONReporter(), sample.report)
    let old = written.replacing("failover-audit-report/2", with: "failover-audit-report/1")
      .replacing("\"baselined\"", with: "\"known\"")
    #expect(old != written && sample.report.ledger.counts[.baselined] == 1)
    let file = try TemporaryReport(old)
    #expect(try text(JSONReporter(), file.saved().report) == written)
  }

  @Test("the default of a parameter is read under its former name too")
  func formerDefault() throws {
    let written = try text(JSONReporter(), SampleReport.everyOutcome.report)
    let old = written.replacing("\"default\":", with: "\"standard\":")
    #expect(old != written)
    let file = try TemporaryReport(old)
    #expect(try text(JSONReporter(), file.saved().report) == written)
  }

  @Test("a report that was called compliant though no rule had a subject is incomplete")
  func nothing() throws {
    var sample = SampleReport()
    sample.rules = [SampleReport.rule("a", rows: [])]
    let file = try TemporaryReport(Self.former(sample))
    let report = try file.saved().report
    #expect(report.verdict.exitCode == 2)
    #expect(report.verdict.reasons.allSatisfy(Verdict.saysNothingExamined))
  }

  @Test("reasons in the words of earlier versions are not shown twice")
  func reasons() throws {
    var sample = SampleReport()
    let row = SampleReport.row(SampleReport.group("192.0.2.1"), .unknown("cut off"))
    sample.rules = [SampleReport.rule("a", rows: [row])]
    sample.gaps = ExportGaps(datacenters: 2, exports: 1, lans: 1)
    sample.verdict = Verdict(
      word: .incomplete,
      reasons: [
        "1 outcome is unknown: the export lacks what is needed",
        "the export of 2 data centers is incomplete; incomplete-export tells how",
        "lists of the contract are cut off in 1 input; incomplete-export tells which",
        "the failover list of 1 LAN is not in the export, so its groups are not known",
      ])
    #expect(sample.report.furtherReasons == [])
    #expect(sample.report.unexplainedReasons == [])
  }

  @Test("names of gaps come back, and no more of them than are shown")
  func names() throws {
    let written = try text(JSONReporter(), SampleReport.everyOutcome.report)
    let file = try TemporaryReport(written)
    let report = try file.saved().report
    #expect(report.gaps == SampleReport.everyOutcome.gaps)
    let many = Array(repeating: written.gap, count: 1000).joined(separator: ",")
    let hostile = try TemporaryReport(written.replacing(written.gap, with: many)).saved().report
    #expect(hostile.gaps.named.count <= 9)
  }
}

extension String {
  /// The first named gap of a JSON report.
  fileprivate var gap: String {
    guard let start = firstRange(of: "\"named\":["),
      let end = self[start.upperBound...].firstRange(of: "]")
    else { return "" }
    return String(self[start.upperBound..<end.lowerBound])
  }
}
