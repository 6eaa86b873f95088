import FailoverAudit
import Foundation
import Testing

/// The documents for authors of rules show what happens; `UPDATE_GOLDENS=1` rewrites the outputs.
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

  /// What a program says of a subject.
  private struct Answer: Decodable, Equatable {
    let subject: String
    let outcome: String
    let message: String?
    let facet: String?
    let evidence: [[String: String]]?
  }

  private static func hasPython() async throws -> Bool {
    try await Command.shell("python3 -c ''", in: Command.packageRoot).exitCode == 0
  }

  @Test(
    "docs/program-rules.md leads to a rule in Python, with the outputs that it shows",
    .enabled("python3 is missing") { try await hasPython() })
  func program() async throws {
    let path = "docs/program-rules.md"
    var walkthrough = try Walkthrough()
    try walkthrough.take("Examples/rules")
    let now = try await walkthrough.follow(try Snippet.text(of: path))
    #expect(walkthrough.commands >= 5)
    try Golden(path).compare(with: Data(now.utf8))
  }

  @Test(
    "the examples in Examples/rules hold",
    .enabled("python3 is missing") { try await hasPython() })
  func examples() async throws {
    let run = try await Command.run(
      "test-rules", "Examples/rules", "--allow-programs", in: Command.packageRoot)
    #expect(run.exitCode == 0, "\(run.text)\(run.errorText)")
  }

  @Test(
    "the answer that docs/program-rules.md shows is one of the program in Examples/rules",
    .enabled("python3 is missing") { try await hasPython() })
  func answer() async throws {
    let shown = try #require(
      try Snippet.all("json").first { $0.document == "docs/program-rules.md" })
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" convert reports/estate --to json 2>/dev/null |
        (cd Examples/rules && exec python3 misplaced-server.py misplaced-server.csv)
      """, in: Command.packageRoot,
      environment: [
        "FAILOVER_AUDIT_PARAMETERS": #"{"unplanned":0}"#, "PYTHONDONTWRITEBYTECODE": "1",
      ])
    #expect(run.exitCode == 0, "\(run.errorText)")
    let read = JSONDecoder()
    let answers = try run.text.split(separator: "\n").map {
      try read.decode(Answer.self, from: Data($0.utf8))
    }
    #expect(answers.count == 29)
    #expect(answers.contains(try read.decode(Answer.self, from: Data(shown.text.utf8))))
  }
}
