import Foundation
import TestSupport
import Testing

/// Files that are left out by name, in every command that reads exports.
@Suite("Files left out")
struct LeftOutTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", SmallEstate.healthy.json)
    try folder.write("export/state.tfstate", #"{"version":4,"terraform_version":"1.9.0"}"#)
    try folder.write("export/.gitkeep", "")
    return folder
  }

  private static let told =
    "1 file or folder left out by exclude \"*.tfstate\": state.tfstate"
  private static let hidden = "1 empty hidden file left out: .gitkeep"

  @Test("scan leaves files out, and every report with a scope says so")
  func scan() async throws {
    let folder = try folder()
    #expect(try await Command.run("scan", "export", in: folder.url).exitCode == 2)
    let formats = ["text", "json", "markdown", "html", "sarif", "junit", "tap", "oscal"]
    let reports = formats.flatMap { ["--report", "\($0)=\($0).out"] }
    let result = try await Command.run(
      ["scan", "export", "--exclude", "*.tfstate", "--exclude", "nothing*"] + reports,
      in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
    for format in formats {
      let file = folder.url.appendingPathComponent("\(format).out")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        .replacing(#/\s+/#, with: " ").replacing("\\", with: "").replacing("&quot;", with: "\"")
        .replacing("&#34;", with: "\"")
      #expect(text.contains("state.tfstate"), "\(format)")
      #expect(text.contains(".gitkeep"), "\(format)")
      #expect(text.contains("matches nothing"), "\(format)")
    }
    let again = try await Command.run("report", "json.out", "--report", "text", in: folder.url)
    #expect(again.text == (try String(contentsOfFile: folder.path("text.out"), encoding: .utf8)))
  }

  @Test("a hidden file of blanks alone is left out as an empty one, and no other")
  func blanks() async throws {
    let folder = try folder()
    try folder.write("export/.gitkeep", "\n")
    try folder.write("export/below/.keep", " \t\r\n")
    let result = try await Command.run(
      "scan", "export", "--exclude", "*.tfstate", in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
    #expect(result.text.contains("2 empty hidden files left out: .gitkeep, below/.keep"))
    for (name, text) in [("blank.json", "\n"), (".text", "\nx"), (".long", blanks(257))] {
      try folder.write("export/\(name)", text)
      let other = try await Command.run(
        "scan", "export", "--exclude", "*.tfstate", in: folder.url)
      #expect(other.exitCode == 2 && other.text.contains(name), "\(name)")
      try FileManager.default.removeItem(atPath: folder.path("export/\(name)"))
    }
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  @Test("the configuration leaves files out, and the command line replaces it")
  func configuration() async throws {
    let folder = try folder()
    try folder.write("failover-audit.yml", "exclude: ['*.tfstate']\n")
    let result = try await Command.run("scan", "export", in: folder.url)
    #expect(result.exitCode == 0)
    #expect(result.text.contains("- " + Self.told) && result.text.contains("- " + Self.hidden))
    let other = try await Command.run("scan", "export", "--exclude", "b", in: folder.url)
    #expect(other.exitCode == 2)
    let table = try await Command.run("config", "--effective", in: folder.url)
    #expect(table.text.contains("*.tfstate"))
    try folder.write("failover-audit.yml", "exclude: ['/']\n")
    let wrong = try await Command.run("scan", "export", in: folder.url)
    #expect(wrong.exitCode == 64 && wrong.errorText.contains("failover-audit.yml:1:"))
  }

  @Test("query, convert and simulate leave files out too")
  func others() async throws {
    let folder = try folder()
    for command in [
      ["query", "SELECT name FROM inputs", "export"], ["convert", "export", "--to", "json"],
      ["simulate", "--each", "zone", "export"],
    ] {
      let whole = try await Command.run(command, in: folder.url)
      let result = try await Command.run(command + ["--exclude", "*.tfstate"], in: folder.url)
      #expect(whole.exitCode == 2 && result.exitCode != 2, "\(command)")
      let text = (result.text + result.errorText).replacing(#/\s+/#, with: " ")
      #expect(text.contains(Self.told) && text.contains(Self.hidden), "\(text)")
      let wrong = try await Command.run(command + ["--exclude", ""], in: folder.url)
      #expect(wrong.exitCode == 64)
    }
  }

  @Test("an evidence folder is performed again with what was left out then")
  func evidence() async throws {
    let folder = try folder()
    let result = try await Command.run(
      "scan", "export", "--exclude", "*.tfstate", "--evidence", "pack", "--with-inputs",
      in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
    let check = try await Command.run("verify", "pack", in: folder.url)
    #expect(check.exitCode == 0, "\(check.text) \(check.errorText)")
  }

  @Test("a refused standard input has no size, a refused file has its own")
  func sizes() async throws {
    let folder = try folder()
    let foreign = #"{"apiVersion":"v1","kind":"List","items":[]}"#
    try folder.write("list.json", foreign)
    let result = try await Command.run(
      ["scan", "-", "list.json", "--report", "json"], input: Data(foreign.utf8), in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.text.contains(#"{"name":"-","status":"refused","bytes":null,"#))
    #expect(
      result.text.contains(
        #"{"name":"list.json","status":"refused","bytes":\#(foreign.utf8.count),"#))
    #expect(result.errorText.contains("kubectl"))
    try folder.write("saved.json", result.text)
    let again = try await Command.run("report", "saved.json", "--report", "json", in: folder.url)
    #expect(again.text == result.text)
    let text = try await Command.run(["scan", "-"], input: Data(foreign.utf8))
    #expect(text.text.contains("refused, size not known, 0 records: -"))
  }
}
