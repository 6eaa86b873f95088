import Foundation
import Glibc
import Testing

@testable import FailoverInventory

/// Real files: what is found, in which order, and what becomes of each.
final class InputTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "inputs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func document(_ id: String) -> String {
    #"{"type":"datacenter","id":"\#(id)","properties":{}}"#
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  private func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: path).path, withDestinationPath: target)
  }

  private func read(_ paths: String...) async throws -> Inventory {
    try await Inventory.read(paths.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 })
  }

  @Test("every file below a folder is read, in the order of the bytes of its name")
  func folderOrder() async throws {
    for name in ["b.json", "a/z.json", "a.json", "B.json", "a/a/x", ".hidden", "é.json"] {
      try write(name, document(name))
    }
    let inventory = try await read("")
    let names = [".hidden", "B.json", "a.json", "a/a/x", "a/z.json", "b.json", "é.json"]
    #expect(inventory.inputs.map(\.name) == names)
    #expect(inventory.inputs.allSatisfy { $0.status == .read && $0.records == 1 })
    #expect(inventory.datacenters.count == names.count)
  }

  @Test("links to folders and files are followed, and a link to itself is refused")
  func links() async throws {
    try write("sub/one.json", document("one"))
    try link("sub/up", to: "..")
    try link("file", to: "sub/one.json")
    try link("itself", to: "itself")
    try link("nowhere", to: "missing.json")
    let inputs = try await read("").inputs
    #expect(inputs.map(\.name) == ["file", "itself", "nowhere", "sub/one.json"])
    #expect(inputs.map(\.status) == [.read, .refused, .refused, .read])
    for input in inputs where input.status == .refused {
      #expect(input.problems.first?.sentence.hasPrefix("cannot be opened: ") == true)
      #expect(input.records == 0)
    }
  }

  @Test("a link to a folder is followed once, by what it leads to, and loops end")
  func linkedFolders() async throws {
    let outside = folder.path + "-outside"
    try FileManager.default.createDirectory(
      atPath: outside + "/deep", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try Data(document("out").utf8).write(to: URL(filePath: outside + "/deep/out.json"))
    try write("2026/one.json", document("one"))
    try link("current", to: "2026")
    try link("2026/up", to: "..")
    try link("b", to: outside)
    try link("a", to: outside)
    try link("c", to: outside + "/deep")
    try FileManager.default.createSymbolicLink(
      atPath: outside + "/deep/back", withDestinationPath: folder.path)
    let names = ["2026/one.json", "a/deep/out.json"]
    #expect(try await read("").inputs.map(\.name) == names)
    // A folder that is given counts as itself, whatever links lead to it.
    for paths in [[folder.path, outside], [outside, folder.path]] {
      let inputs = try await Inventory.read(paths).inputs
      #expect(inputs.map(\.name) == ["2026/one.json", "deep/out.json"])
    }
    #expect(try await read("current").inputs.map(\.name) == ["one.json", "up/a/deep/out.json"])
  }

  @Test("a link to a folder that cannot be listed is named")
  func closedFolder() async throws {
    try write("good", document("one"))
    let closed = folder.path + "-closed"
    try FileManager.default.createDirectory(atPath: closed, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: closed) }
    try link("closed", to: closed)
    #expect(chmod(closed, 0) == 0)
    // Root may list anything.
    try #require(getuid() != 0 || opendir(closed) != nil)
    if getuid() == 0 { return }
    let inputs = try await read("").inputs
    #expect(inputs.map(\.status) == [.refused, .read])
    #expect(inputs[0].bytes == nil)
  }

  @Test("files and folders are left out by name, and what was left out is reported")
  func excludes() async throws {
    for path in [
      "a.json", "b.tfstate", "old/c.json", "old/deep/d.json", "sub/old/e.json", "sub/f.json",
    ] {
      try write(path, document(path))
    }
    let cases: [(String, left: [String], told: String)] = [
      (
        "*.tfstate", ["a.json", "old/c.json", "old/deep/d.json", "sub/f.json", "sub/old/e.json"],
        "1 file or folder left out by exclude \"*.tfstate\": b.tfstate"
      ),
      (
        "old", ["a.json", "b.tfstate", "sub/f.json"],
        "2 files and folders left out by exclude \"old\": old/, sub/old/"
      ),
      (
        "old/", ["a.json", "b.tfstate", "sub/f.json"],
        "2 files and folders left out by exclude \"old/\": old/, sub/old/"
      ),
      (
        "old/*.json", ["a.json", "b.tfstate", "old/deep/d.json", "sub/f.json", "sub/old/e.json"],
        "1 file or folder left out by exclude \"old/*.json\": old/c.json"
      ),
      (
        "**/old/**", ["a.json", "b.tfstate", "sub/f.json"],
        "2 files and folders left out by exclude \"**/old/**\": old/, sub/old/"
      ),
      (
        "[ab].*", ["old/c.json", "old/deep/d.json", "sub/f.json", "sub/old/e.json"],
        "2 files and folders left out by exclude \"[ab].*\": a.json, b.tfstate"
      ),
      (
        "x*",
        [
          "a.json", "b.tfstate", "old/c.json", "old/deep/d.json", "sub/f.json",
          "sub/old/e.json",
        ], "exclude \"x*\" matches nothing"
      ),
    ]
    for (pattern, left, told) in cases {
      var options = ReadingOptions()
      options.excludes = [try #require(NamePattern(pattern))]
      let inventory = try await Inventory.read([folder.path], options)
      #expect(inventory.inputs.map(\.name) == left, "\(pattern)")
      #expect(inventory.leftOut.sentences == [told])
      let both = [folder.path, folder.path + "/sub"]
      let one = try await Inventory.read(both, options).leftOut
      #expect(try await Inventory.read(both.reversed(), options).leftOut == one)
    }
    var options = ReadingOptions()
    options.excludes = [try #require(NamePattern("a.*"))]
    let inventory = try await Inventory.read(
      [folder.path + "/a.json", folder.path + "/b.tfstate"], options)
    #expect(inventory.inputs.map(\.name) == ["b.tfstate"])
  }

  @Test("empty hidden files of a folder are left out by themselves, others are not")
  func emptyHiddenFiles() async throws {
    try write("good", document("one"))
    try write(".gitkeep", "")
    try write("sub/.keep", "")
    try write(".hidden", "x")
    try write("empty", "")
    let inventory = try await read("")
    #expect(inventory.inputs.map(\.name) == [".hidden", "empty", "good"])
    #expect(inventory.leftOut.sentences == ["2 empty hidden files left out: .gitkeep, sub/.keep"])
    #expect(try await read(".gitkeep", "good").inputs.map(\.status) == [.refused, .read])
  }

  @Test("a refused file has its true size, wherever reading stopped")
  func trueSizes() async throws {
    let filling = String(repeating: " ", count: 5000)
    for (name, text) in [
      ("broken", "{\"a\":]\(filling)"), ("other", "{\"a\":1}\(filling)"), ("text", "abc\(filling)"),
      ("xml", "<a></b>\(filling)"), ("gzip", "\u{1F}\u{8B}\(filling)"),
    ] {
      try write(name, text)
      for blockSize in [64, 4 << 20] {
        var options = ReadingOptions()
        options.blockSize = blockSize
        let input = try await Inventory.read([folder.path + "/" + name], options).inputs[0]
        #expect(input.status == .refused)
        #expect(input.bytes == text.utf8.count, "\(name)")
      }
    }
    try link("nowhere", to: "missing")
    #expect(try await read("").inputs.first { $0.name == "nowhere" }?.bytes == nil)
  }

  @Test("a file is read once, however often and by whatever path it is named")
  func sameFile() async throws {
    try write("sub/one.json", document("one"))
    let inputs = try await read("sub/one.json", "sub/../sub/./one.json", "sub//one.json", "sub", "")
      .inputs
    #expect(inputs.count == 1)
    let again = try await read("", "sub", "sub/one.json").inputs
    #expect(inputs == again)
  }

  @Test("inputs of one name are numbered ~2 and ~3 in the order of their paths")
  func duplicateNames() async throws {
    for name in ["c", "a", "b"] { try write("\(name)/x.json", document(name)) }
    for order in [["a", "b", "c"], ["c", "b", "a"]] {
      let paths = order.map { folder.path + "/\($0)/x.json" }
      let inventory = try await Inventory.read(paths)
      #expect(inventory.inputs.map(\.name) == ["x.json", "x.json~2", "x.json~3"])
      #expect(inventory.datacenters.map(\.place?.input) == ["x.json", "x.json~2", "x.json~3"])
      #expect(
        inventory.exports.map(\.subject.name)
          == ["export/x.json", "export/x.json~2", "export/x.json~3"])
    }
  }

  @Test("a path that does not exist is thrown, whatever else is given")
  func missing() async throws {
    try write("one.json", document("one"))
    let path = folder.path + "/two.json"
    let reason =
      "No such file or directory; check the path, or export first with scripts/export.sh"
    await #expect(throws: MissingInput(path: path, reason: reason)) {
      _ = try await Inventory.read([self.folder.path + "/one.json", path])
    }
  }

  @Test("a file that cannot be JSON is refused by name, and the others are read")
  func refusedByName() async throws {
    let cases: [(String, [UInt8], String)] = [
      ("empty", [], "empty"), ("utf16le", [0xFF, 0xFE, 0x7B, 0, 0x7D, 0], "UTF-16"),
      ("utf16be", [0xFE, 0xFF, 0, 0x7B, 0, 0x7D], "UTF-16"),
      ("bare16le", [0x7B, 0, 0x7D, 0], "UTF-16"),
      ("bare16be", [0, 0x5B, 0, 0x5D], "UTF-16"), ("gzip", [0x1F, 0x8B, 8, 0, 1, 2], "gzip"),
      ("zip", Array("PK\u{3}\u{4}".utf8), "zip"), ("space", Array(" \n\t\r\n".utf8), "white space"),
      ("html", Array("\n<html>".utf8), "web page"),
      ("other", Array("{\"a\":1}".utf8), "no inventory"),
      ("text", Array("hello".utf8), "not JSON"),
    ]
    for (name, bytes, _) in cases { try write(name, bytes) }
    try write("good", document("one"))
    let inventory = try await read("")
    #expect(inventory.inputs.count == cases.count + 1)
    for (name, _, word) in cases {
      let input = try #require(inventory.inputs.first { $0.name == name })
      #expect(input.status == .refused, "\(name)")
      #expect(input.problems.count == 1)
      #expect(input.problems[0].sentence.contains(word), "\(input.problems[0].sentence)")
      #expect(input.problems[0].input == name)
    }
    #expect(inventory.datacenters.map(\.id) == ["one"])
    #expect(inventory.exports.map(\.name) == ["good"])
  }

  @Test("an error of the API is quoted with its place, and its file counts as read in part")
  func errorBody() async throws {
    try write(
      "error.json",
      #"{"httpStatus":401,"messages":[{"errorCode":"315","message":"Unauthorized é"},{"message":"b"}]}"#
    )
    try write("none.json", #"{"httpStatus":null,"type":"datacenter","id":"d","properties":{}}"#)
    let inventory = try await read("")
    #expect(inventory.inputs.map(\.status) == [.partlyRead, .read])
    let answers = inventory.exports.flatMap(\.errorAnswers)
    #expect(answers.map(\.text) == ["error 315: Unauthorized é; b"])
    #expect(answers.map(\.place) == [Place(input: "error.json", line: 1, pointer: "")])
  }

  @Test("a named pipe in a folder is refused and never opened")
  func namedPipe() async throws {
    try write("good", document("one"))
    #expect(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
    let inputs = try await read("").inputs
    #expect(inputs.map(\.status) == [.read, .refused])
    #expect(inputs[1].problems[0].sentence == "not read: it is neither a file nor a folder")
  }

  @Test("an input's size and digest are those of its bytes")
  func digest() async throws {
    try write("a", "{\"type\":\"datacenter\",\"id\":\"d\"}\n")
    var options = ReadingOptions()
    for (blockSize, jobs) in [(ReadingOptions().blockSize, 1), (16, 2), (31, 1), (11, 1)] {
      options.blockSize = blockSize
      options.jobs = jobs
      let input = try await Inventory.read([folder.path], options).inputs[0]
      #expect(input.bytes == 31)
      // printf '{"type":"datacenter","id":"d"}\n' | sha256sum
      #expect(input.sha256 == "682c1dce53070bacab544aa57f22019568b946a65247fb07bf3c56a1db55c8af")
    }
    options.digest = false
    #expect(try await Inventory.read([folder.path], options).inputs[0].sha256 == nil)
  }
}
