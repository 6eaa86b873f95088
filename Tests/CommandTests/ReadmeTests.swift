import Foundation
import Testing

/// The README shows what the sample reports hold.
@Suite("README")
struct ReadmeTests {
  @Test("the report that it begins with is the sample report, abridged")
  func report() throws {
    let readme = try Snippet.text(of: "README.md")
    let shown = try #require(readme.firstMatch(of: /```\n(VIOLATIONS[^`]*)```\n/)).1
    let report = try Snippet.text(of: "reports/estate.txt")
    var rest = report[...]
    for part in shown.components(separatedBy: "\n\n") {
      let found = try #require(rest.range(of: part.trimmingCharacters(in: .newlines)), "\(part)")
      rest = rest[found.upperBound...]
    }
  }
}
