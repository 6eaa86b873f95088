import Foundation
import TestSupport
import Testing

/// Where inputs come from other than plain files.
@Suite("Unusual inputs")
struct UnusualInputTests {
  @Test("standard input is read for -")
  func standardInput() async throws {
    let result = try await Command.run(
      ["scan", "-"], input: Data(SmallEstate.healthy.json.utf8))
    #expect(result.exitCode == 0)
    #expect(result.text.contains("\nread, ") && result.text.contains(" records: -\n"))
  }

  @Test("a pipe is read to its end, also when it comes in pieces")
  func pipe() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    let pieces = "(head -c 100 a.json; sleep 0.2; tail -c +101 a.json)"
    for input in ["-", "/dev/stdin"] {
      let result = try await Command.shell(
        "\(pieces) | \"$FAILOVER_AUDIT\" scan \(input)", in: folder.url)
      #expect(result.exitCode == 0, "\(input): \(result.errorText)")
    }
  }

  @Test("bad standard input is reported by the name -")
  func badStandardInput() async throws {
    let result = try await Command.run(
      ["scan", "-", "--report", "ledger"], input: Data("[1,\n".utf8))
    #expect(result.exitCode == 2)
    #expect(result.errorText.hasPrefix("-:2:1: malformed JSON: "), "\(result.errorText)")
  }

  @Test("standard input and files make one estate")
  func together() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    let result = try await Command.run(
      ["scan", "a.json", "-"], input: Data(SmallEstate.errorBody.utf8), in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.text.contains("the token is expired"))
    #expect(result.text.contains("1 failover group;"))
  }

  @Test("a folder with a link to itself is read once")
  func linkToItself() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", SmallEstate.healthy.json)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("export/self"), withDestinationPath: ".")
    let result = try await Command.run("scan", "export", in: folder.url)
    #expect(result.exitCode == 0)
    #expect(result.text.components(separatedBy: "\nread, ").count == 2)
  }

  @Test("a link that leads nowhere is refused, and the rest is audited")
  func danglingLink() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", SmallEstate.healthy.json)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("export/b.json"), withDestinationPath: "gone")
    let result = try await Command.run(
      "scan", "export", "--report", "ledger=ledger", in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.errorLines.first == "b.json: cannot be opened: No such file or directory")
    #expect(try folder.text("ledger").contains("single-zone-group"))
  }

  @Test("a link to a file is read like the file")
  func link() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    try folder.write("export/note", SmallEstate.errorBody)
    try FileManager.default.removeItem(atPath: folder.path("export/note"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("export/b.json"), withDestinationPath: "../a.json")
    let result = try await Command.run("scan", "export", in: folder.url)
    #expect(result.exitCode == 0)
    #expect(result.text.contains(" records: b.json\n"))
  }

  @Test("a named pipe in a folder is refused without waiting for a writer")
  func namedPipe() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", SmallEstate.healthy.json)
    let result = try await Command.shell(
      "mkfifo export/pipe && \"$FAILOVER_AUDIT\" scan export --report json=r", in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.errorLines.first == "pipe: not read: it is neither a file nor a folder")
  }

  @Test("a named pipe that is given as input is read")
  func namedPipeGiven() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    let result = try await Command.shell(
      "mkfifo pipe && { cat a.json > pipe & \"$FAILOVER_AUDIT\" scan pipe; }", in: folder.url)
    #expect(result.exitCode == 0)
  }

  @Test("an empty folder is incomplete")
  func emptyFolder() async throws {
    let folder = try TemporaryFolder()
    let result = try await Command.run("scan", folder.url.path)
    #expect(result.exitCode == 2)
    #expect(result.text.contains("nothing was examined: there is no file to read"))
    #expect(result.text.replacing(/\n */, with: " ").contains("/ has no files"))
  }

  @Test("a file whose name is not UTF-8 is refused by name, and the rest is read")
  func oddName() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.healthy.json)
    let result = try await Command.shell(
      "mkdir e && cp a.json e/ && cp a.json \"$(printf 'e/\\377.json')\" && \"$FAILOVER_AUDIT\" scan e",
      in: folder.url)
    #expect(result.exitCode == 2)
    #expect(result.text.contains("not read: its name is not UTF-8; rename it"))
    #expect(result.text.contains("1 failover group;"))
  }

  @Test("an endless input that is not JSON is refused at its beginning")
  func endless() async throws {
    let result = try await Command.run("scan", "/dev/zero")
    #expect(result.exitCode == 2)
  }

  @Test("a byte order mark and newline-delimited documents are read")
  func markAndLines() async throws {
    let estate = SmallEstate.healthy.json.replacing("\n", with: " ")
    let list = #"{"id": "ipblocks", "type": "collection", "items": []}"#
    let result = try await Command.run(
      ["scan", "-"], input: Data([0xEF, 0xBB, 0xBF] + "\(estate)\n\n\(list)\n".utf8))
    #expect(result.exitCode == 0, "\(result.text)")
  }
}
