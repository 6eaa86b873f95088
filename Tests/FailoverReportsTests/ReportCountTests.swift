import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct ReportCountTests {
  @Test(
    "The counts read back out of a report are those of the ledger",
    arguments: HostileTextTests.formats)
  func counts(_ format: String) throws {
    let reporter = try #require(Reporters.reporter(named: format))
    let read = try #require(ReportCounts.readers[format])
    for sample in [.everyOutcome, .nothing, .many(groups: 300)] + SampleReport.corpus {
      let report = sample.report
      let told = try read(try text(reporter, report))
      #expect(!told.isEmpty)
      for (outcomes, count) in told {
        let counted = outcomes.reduce(0) { $0 + report.ledger.counts[$1] }
        #expect(count == counted, "\(sample): \(outcomes)")
      }
    }
  }
}
