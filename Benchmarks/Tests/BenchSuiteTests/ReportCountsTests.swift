import Foundation
import Testing

@testable import BenchSuite

/// What the suite reads of the program's reports.
@Suite("Counts in reports")
struct ReportCountsTests {
  /// The folder that holds the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("NICs and groups are found wherever the line is broken")
  func text() throws {
    let counts = try #require(
      ReportCounts(
        textReport: """
          VIOLATIONS (exit code 1)
          - 7 violations, NICs and failover groups among them
          Examined: 1 data center, 3124 servers, 1 LAN, 12496
            NICs, 1250
            failover groups; 16 rules; 18747 outcomes
          """))
    #expect(counts.nics == 12_496)
    #expect(counts.groups == 1250)
    let one = ReportCounts(textReport: "Examined: 1 server, 1 NIC, 1 failover group; 16 rules")
    #expect(one?.nics == 1 && one?.groups == 1)
    #expect(ReportCounts(textReport: "COMPLIANT\n") == nil)
  }

  @Test("the sample reports are understood")
  func samples() throws {
    let reports = ReportCountsTests.root.appendingPathComponent("reports")
    let text = try Files.text(of: reports.appendingPathComponent("estate.txt").path)
    #expect(ReportCounts(textReport: text)?.groups ?? 0 > 10)
    let ledger = reports.appendingPathComponent("estate.ndjson").path
    let failures = try ReportCounts.failures(ledger: ledger)
    for rule in ["single-server-group", "single-zone-group", "master-not-a-member"] {
      #expect(failures[rule] ?? 0 > 0)
    }
    #expect(failures["primary-ip-reused"] == nil)
  }
}
