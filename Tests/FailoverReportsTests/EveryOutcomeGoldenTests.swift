import FailoverAudit
import FoundationEssentials
import Testing

@testable import FailoverReports

/// What every format makes of a report with every outcome; `UPDATE_GOLDENS=1` rewrites it.
@Suite struct EveryOutcomeGoldenTests {
  static let files = [
    "text": "txt", "html": "html", "junit": "xml", "json": "json", "ledger": "ndjson",
    "sarif": "sarif", "sarif-github": "github.sarif", "gitlab": "gitlab.json",
    "github": "github.txt", "markdown": "md", "csv": "csv", "ocsf": "ocsf.ndjson",
    "oscal": "oscal.json", "prometheus": "prom", "tap": "tap",
  ]

  @Test(
    "Every format shows every outcome as its golden does",
    arguments: Reporters.all.map { type(of: $0).format })
  func golden(_ format: String) throws {
    let ending = try #require(Self.files[format])
    let reporter = try #require(Reporters.reporter(named: format))
    let report = SampleReport.everyOutcome.report
    #expect(Outcome.allCases.allSatisfy { report.ledger.counts[$0] > 0 })
    let written = Data(try bytes(reporter, report))
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/reports/every-outcome.\(ending)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try written.write(to: file)
    } else {
      let golden = try? Data(contentsOf: file)
      #expect(
        golden == written,
        "\(file.lastPathComponent): run \"make goldens\" and review the difference")
    }
  }
}
