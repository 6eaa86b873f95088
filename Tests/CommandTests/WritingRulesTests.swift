import Foundation
import Testing

/// What the documents for authors of rules show is what happens; `UPDATE_GOLDENS=1` writes the outputs anew.
@Suite("Golden walkthroughs")
struct WritingRulesTests {
  @Test("docs/writing-rules.md leads to a tested rule, with the outputs that it shows")
  func sql() async throws {
    let path = "docs/writing-rules.md"
    var walkthrough = try Walkthrough()
    let now = try await walkthrough.follow(try Snippet.text(of: path))
    #expect(walkthrough.commands >= 16)
    try Golden(path).compare(with: Data(now.utf8))
  }
}
