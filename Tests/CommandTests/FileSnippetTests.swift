import Foundation
import TestSupport
import Testing

/// What the documents about configuration and waivers show is what the program reads, does and
/// says.
@Suite("Snippets about the files that people write")
struct FileSnippetTests {
  private static func blocks(_ document: String, _ language: String) throws -> [String] {
    try Snippet.all(language).filter { $0.document == document }.map(\.text)
  }

  /// A folder with the files of both documents and the sample estate.
  private static func machine() throws -> SnippetMachine {
    let machine = try SnippetMachine()
    let configuration = try #require(blocks("docs/configuration.md", "yaml").first)
    let waivers = try #require(blocks("docs/waivers.md", "yaml").first)
    try machine.folder.write("work/failover-audit.yml", configuration)
    try machine.folder.write("work/waivers.yml", waivers)
    return machine
  }

  private static let today: [String: String?] = ["SOURCE_DATE_EPOCH": WaiversTests.epoch]

  @Test("every block of waivers is fine, and the first waives a failure of the sample estate")
  func waivers() async throws {
    let blocks = try Self.blocks("docs/waivers.md", "yaml")
    #expect(blocks.count == 2)
    let folder = try TemporaryFolder()
    for block in blocks {
      try folder.write("failover-audit.yml", "waivers: [w.yml]")
      try folder.write("w.yml", block)
      let run = try await Command.run("config", in: folder.url)
      #expect(run.exitCode == 0, "\(run.errorText)")
    }
    let machine = try Self.machine()
    let run = try await machine.run(
      "failover-audit scan \"$ESTATE\" --no-config --waivers waivers.yml --report ledger", "sh -e",
      environment: Self.today)
    let lines = try LedgerLine.lines(of: run.text)
    #expect(lines.filter { $0.outcome == "waived" }.count == 1)
    #expect(lines.filter { $0.subject == "waiver/1" && $0.outcome != "pass" }.isEmpty)
  }

  @Test("the commands run", arguments: ["docs/waivers.md", "docs/configuration.md"])
  func commands(_ document: String) async throws {
    let machine = try Self.machine()
    let blocks = try Self.blocks(document, "sh")
    #expect(blocks.count == 2)
    for line in blocks.flatMap({ $0.split(separator: "\n") }) {
      let script = String(line).replacing("scan export", with: "scan \"$ESTATE\"")
      let run = try await machine.run(script, "sh -e", environment: Self.today)
      #expect(run.exitCode == (line.contains("scan") ? 1 : 0), "\(line): \(run.errorText)")
    }
  }

  @Test("the settings shown are the ones that are printed")
  func effective() async throws {
    let machine = try Self.machine()
    let command = try #require(try Self.blocks("docs/configuration.md", "sh").last)
    let printed = try await machine.run(command, "sh -e").text.split(separator: "\n")
    let shown = try #require(try Self.blocks("docs/configuration.md", "").first)
    for line in shown.split(separator: "\n") { #expect(printed.contains(line), "\(line)") }
  }

  @Test("faults are reported as the documents show them")
  func faults() async throws {
    let machine = try Self.machine()
    let configuration = try #require(try Self.blocks("docs/configuration.md", "").last)
    try machine.folder.write("work/failover-audit.yml", "selct: []\nfail-on: fatal\n")
    #expect(try await machine.run("failover-audit config", "sh").errorText == configuration)
    let waivers = try #require(try Self.blocks("docs/waivers.md", "").last)
    let text = machine.written("waivers.yml").replacing("zone-group", with: "zone-grup")
      .replacing("2027-01-31", with: "soon")
    try machine.folder.write("work/waivers.yml", text)
    try machine.folder.write("work/failover-audit.yml", "waivers: [waivers.yml]\n")
    #expect(try await machine.run("failover-audit config", "sh").errorText == waivers)
  }
}
