import Foundation
import TestSupport
import Testing

/// As of when the data is, and how old it may be, in audits at different times.
@Suite("The time of the data")
struct StaleExportTests {
  private static let manifest = """
    {"format": "failover-export/1", "started": "2026-11-22T23:50:12Z",
     "finished": "2026-11-22T23:51:40Z", "failures": []}
    """

  /// Audits a healthy estate with a manifest.
  private func scan(
    _ manifest: String = manifest, at epoch: String?, _ options: String...
  ) async throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write("export/all.json", SmallEstate.healthy.json)
    try folder.write("export/failover-export.json", manifest)
    return try await Command.run(
      ["scan", "export", "--report", "text"] + options, in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": epoch])
  }

  @Test("an export of the night before passes, one of last month fails, one of tomorrow is unknown")
  func ages() async throws {
    let recent = try await scan(at: "1795392000")
    #expect(recent.exitCode == 0, "\(recent.text)")
    #expect(
      recent.text.hasPrefix("COMPLIANT (exit code 0)\nData as of: 2026-11-22T23:50:12Z\nExamined:"))
    let old = try await scan(at: "1797984000")
    #expect(old.exitCode == 1)
    #expect(old.text.contains("FAIL    warning stale-export"))
    #expect(old.text.contains("the export is 30 days old, of 2026-11-22T23:50:12Z"))
    let allowed = try await scan(at: "1797984000", "--set", "stale-export.maximum-age-days=31")
    #expect(allowed.exitCode == 0)
    let ahead = try await scan(at: "1795305600")
    #expect(ahead.exitCode == 2)
    let text = ahead.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("one of the two clocks is wrong"))
  }

  @Test("a report without a time judges no age")
  func reproducible() async throws {
    let result = try await scan(at: nil, "--reproducible")
    #expect(result.exitCode == 0)
    #expect(result.text.contains("Data as of: 2026-11-22T23:50:12Z"))
  }

  @Test("requests that failed make the audit incomplete, by name")
  func failures() async throws {
    let manifest = Self.manifest.replacing(
      "[]", with: #"[{"request": "/um/users", "problem": "HTTP 403"}]"#)
    let result = try await scan(manifest, at: "1795392000", "--select", "single-server-group")
    #expect(result.exitCode == 2)
    let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("failover-export.json"))
    #expect(text.contains("a request of the export failed: /um/users: HTTP 403"))
  }
}
