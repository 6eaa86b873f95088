import FailoverAudit
import FailoverBase
import Testing

@testable import FailoverReports

/// Reports say which configuration and which waivers they rest on.
@Suite struct RunDataTests {
  private static let digests = [
    String(repeating: "c0", count: 32), SampleReport.everyOutcome.waivers?.sha256 ?? "none",
  ]

  @Test(
    "every format with data of the run shows the digests of configuration and waivers",
    arguments: [
      "text", "html", "junit", "json", "sarif", "sarif-github", "markdown", "ocsf", "oscal",
      "prometheus",
    ])
  func digests(_ format: String) throws {
    let reporter = try #require(Reporters.reporter(named: format))
    let written = try text(reporter, SampleReport.everyOutcome.report)
    for digest in Self.digests { #expect(written.contains(digest), "\(digest)") }
    var plain = SampleReport.everyOutcome
    plain.configuration = nil
    plain.waivers = nil
    let without = try text(reporter, plain.report)
    for digest in Self.digests { #expect(!without.contains(digest), "\(digest)") }
  }

  @Test("the digest of several files does not depend on their names or their order")
  func several() {
    let files = [FileDigest(file: "a", sha256: "1"), FileDigest(file: "b", sha256: "2")]
    let others = [FileDigest(file: "x", sha256: "2"), FileDigest(file: "y", sha256: "1")]
    func digest(_ files: [FileDigest]) -> String {
      WaiverProvenance(files: files, count: 0, judgedOn: "2026-11-23").sha256
    }
    #expect(digest(files) == digest(others))
    // printf '1\n2\n' | sha256sum
    #expect(
      digest(files) == "a6e2b7a040683432de03a18fd8a1939a2fdf82585b364bfc874bdd4095c4cae1")
    #expect(digest([files[0]]) == "1")
  }

  @Test("the day on which waivers were judged begins no time series")
  func series() throws {
    let written = try text(PrometheusReporter(), SampleReport.everyOutcome.report)
    #expect(!written.contains("2026-11-23") && written.contains("waivers_digest=\""))
  }
}
