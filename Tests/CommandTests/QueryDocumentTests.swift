import Foundation
import Testing

/// `docs/queries.md` shows what its statements give; `UPDATE_GOLDENS=1` rewrites the answers.
@Suite("Golden queries")
struct QueryDocumentTests {
  @Test("docs/queries.md shows the answers of the sample estate")
  func answers() async throws {
    let path = "docs/queries.md"
    let text = try String(
      contentsOf: Command.packageRoot.appendingPathComponent(path), encoding: .utf8)
    var result = ""
    var count = 0
    var rest = text[...]
    while let match = rest.firstMatch(of: #/```sql\n([^`]+)```\n\n```text\n[^`]*```/#) {
      result += rest[..<match.range.lowerBound]
      let run = try await Command.run("query", String(match.output.1), "reports/estate")
      #expect(run.exitCode == 0, "\(match.output.1)\n\(run.errorText)")
      result += "```sql\n\(match.output.1)```\n\n```text\n\(run.text)```"
      rest = rest[match.range.upperBound...]
      count += 1
    }
    #expect(count >= 12)
    try Golden(path).compare(with: Data((result + rest).utf8))
  }

  @Test("docs/sql-schema.md is the catalogue of all tables")
  func schema() async throws {
    let result = try await Command.run("schema", "--format", "markdown")
    #expect(result.exitCode == 0)
    try Golden("docs/sql-schema.md").compare(with: result.output)
  }
}
