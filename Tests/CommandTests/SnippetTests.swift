import Foundation
import TestSupport
import Testing

/// The snippets that the documents give users for a build run as they are.
@Suite("Snippets of the documents")
struct SnippetTests {
  @Test(
    "every block of YAML can be read",
    .enabled("python3 or its yaml is missing") { try await Snippet.canReadYAML() })
  func yaml() async throws {
    let blocks = try Snippet.all("yaml")
    #expect(
      Set(blocks.map(\.document)) == [
        "README.md", "docs/configuration.md", "docs/ha-evidence.md", "docs/program-rules.md",
        "docs/waivers.md",
        "reports/README.md",
      ])
    #expect(blocks.count >= 5)
    for block in blocks { _ = try await block.yaml(AnyYAML.self) }
  }

  /// Any list or mapping.
  private struct AnyYAML: Decodable {
    init(from decoder: any Decoder) throws {
      if (try? decoder.container(keyedBy: Key.self)) == nil { _ = try decoder.unkeyedContainer() }
    }
    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  @Test("every block of the shell can be read by sh")
  func shell() async throws {
    let blocks = try Snippet.all("sh")
    #expect(blocks.count >= 2)
    let folder = try TemporaryFolder()
    for block in blocks {
      try folder.write("block", block.text)
      let result = try await Command.shell("sh -n block", in: folder.url)
      #expect(result.exitCode == 0, "\(block.testDescription): \(result.errorText)")
    }
  }

  @Test("a report is made later as the documents say")
  func later() async throws {
    let text = try Snippet.text(of: "reports/README.md")
    let section = try #require(text.components(separatedBy: "\n## Later\n").last)
    let lines = section.components(separatedBy: "\n## ")[0].split(separator: "\n")
      .filter { $0.hasPrefix("    ") }
    #expect(lines.count == 2)
    let machine = try SnippetMachine()
    _ = try await machine.run("export.sh -o export", "sh -e", environment: ["IONOS_TOKEN": "t"])
    for line in lines {
      let result = try await machine.run(String(line), "sh -e")
      #expect(result.exitCode == 1, "\(line): \(result.errorText)")
    }
    #expect(machine.written("audit.html").hasSuffix("</html>\n"))
    #expect(machine.written("audit.csv").hasPrefix("outcome,"))
  }
  @Test("what fails below the threshold is a failed case of a build that passes")
  func belowThreshold() async throws {
    let machine = try SnippetMachine(.secondAddress)
    let result = try await machine.run(
      "failover-audit scan ../estate --report junit=audit.xml", "sh -e")
    #expect(result.exitCode == 0)
    #expect(machine.written("audit.xml").contains("<failure type=\"note\""))
  }
}
