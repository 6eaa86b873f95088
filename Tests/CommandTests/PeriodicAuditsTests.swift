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
  }
}
