import Foundation
import Testing

/// The README shows what the program really prints.
struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test("the report in the README is a part of the sample report, line by line")
  func sample() throws {
    let readme = try Self.text("README.md")
    let block = try #require(readme.firstMatch(of: #/```\n(VIOLATIONS[^`]+)```/#)).output.1
    let report = Set(try Self.text("reports/estate.txt").split(separator: "\n"))
    for line in block.split(separator: "\n") {
      #expect(report.contains(line), "not in reports/estate.txt: \(line)")
    }
  }

  @Test("both commands of a new user and every exit code are in the README's first screen")
  func firstScreen() throws {
    let screen = try Self.text("README.md").split(separator: "\n").prefix(50).joined(
      separator: "\n")
    for word in ["make audit", "make test", "| 0 |", "| 1 |", "| 2 |", "| 64 |", "| 70 |"] {
      #expect(screen.contains(word), "\(word)")
    }
  }

  @Test("files that the README points to exist")
  func links() throws {
    for match in try Self.text("README.md").matches(of: #/\]\(([a-zA-Z][^):]*)\)/#) {
      let file = match.output.1.prefix { $0 != "#" }
      let path = Self.root.appending(path: String(file)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.output.1)")
    }
  }
}
