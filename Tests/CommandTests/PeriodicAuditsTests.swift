import Foundation
import Testing

/// The document about periodic audits shows what happens; `UPDATE_GOLDENS=1` rewrites the outputs.
@Suite("Golden walkthrough of periodic audits")
struct PeriodicAuditsTests {
  @Test("docs/periodic-audits.md shows what compare, history, baseline and verify print")
  func document() async throws {
    let path = "docs/periodic-audits.md"
    var walkthrough = try Walkthrough()
    let now = try await walkthrough.follow(try Snippet.text(of: path))
    #expect(walkthrough.commands >= 12)
    try Golden(path).compare(with: Data(now.utf8))
    try Self.compareREADME(with: now)
  }

  /// The README shows the same runs.
  private static func compareREADME(with document: String) throws {
    let runs = /audits\.db: \d+ runs\n\n(?: [^\n]*\n)+/
    let now = try #require(document.firstMatch(of: runs)).output
    let readme = try Snippet.text(of: "README.md")
    let shown = try #require(readme.firstMatch(of: runs))
    try Golden("README.md").compare(
      with: Data(readme.replacingCharacters(in: shown.range, with: now).utf8))
  }
}
