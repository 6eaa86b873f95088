import Foundation
import TestSupport
import Testing

/// A fenced block of a document that users read.
struct Snippet: Sendable, CustomTestStringConvertible {
  /// The document's path in the package.
  let document: String
  /// The heading above it.
  let heading: String
  let line: Int
  let language: String
  let text: String

  var testDescription: String { "\(document):\(line)" }

  /// Those of one language in README.md, reports/README.md and docs, in order.
  static func all(_ language: String) throws -> [Snippet] {
    let docs = try FileManager.default.contentsOfDirectory(
      atPath: Command.packageRoot.appendingPathComponent("docs").path)
    let paths = docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    return try (["README.md", "reports/README.md"] + paths).flatMap { try all(in: $0) }
      .filter { $0.language == language }
  }

  /// The first of a language below a heading of reports/README.md.
  static func plugging(_ heading: String, _ language: String) throws -> Snippet {
    try #require(
      all(in: "reports/README.md").first { $0.heading == heading && $0.language == language })
  }

  private static func all(in document: String) throws -> [Snippet] {
    let lines = try text(of: document).split(separator: "\n", omittingEmptySubsequences: false)
    var snippets: [Snippet] = []
    var heading = ""
    var start: Int?
    for (number, line) in lines.enumerated() {
      if let first = start {
        guard line.hasPrefix("```") else { continue }
        snippets.append(
          Snippet(
            document: document, heading: heading, line: first + 1,
            language: String(lines[first].dropFirst(3)),
            text: lines[(first + 1)..<number].map { $0 + "\n" }.joined()))
        start = nil
      } else if line.hasPrefix("```") {
        start = number
      } else if line.hasPrefix("#") {
        heading = String(line.drop { $0 == "#" }.dropFirst())
      }
    }
    try #require(start == nil, "a block of \(document) does not end")
    return snippets
  }

  static func text(of document: String) throws -> String {
    try String(
      contentsOf: Command.packageRoot.appendingPathComponent(document), encoding: .utf8)
  }

  // MARK: YAML

  /// Whether there is something that reads YAML.
  static func canReadYAML() async throws -> Bool {
    let folder = try TemporaryFolder()
    return try await Command.shell("python3 -c 'import yaml'", in: folder.url).exitCode == 0
  }

  /// What the block says as YAML.
  func yaml<Value: Decodable>(_ type: Value.Type = Value.self) async throws -> Value {
    let folder = try TemporaryFolder()
    try folder.write("block", text)
    let result = try await Command.shell(
      "python3 -c 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout, default=str)' <block",
      in: folder.url)
    try #require(result.exitCode == 0, "\(testDescription): \(result.errorText)")
    return try JSONDecoder().decode(type, from: result.output)
  }
}
