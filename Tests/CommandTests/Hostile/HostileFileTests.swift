import Foundation
import Glibc
import TestSupport
import Testing

/// Things that are not files, and files that change while they are read.
@Suite("Hostile files", .serialized)
struct HostileFileTests {
  @Test(
    "a device is refused at its first byte, or read to its end",
    arguments: [
      ("/dev/zero", ":1:1: not JSON"), ("/dev/full", ":1:1: not JSON"),
      ("/dev/null", ": the input is empty"), ("/proc/self/mem", ": cannot be read: Input/output"),
    ])
  func device(_ path: String, _ sentence: String) async throws {
    let scan = try await HostileScan(path, in: try TemporaryFolder())
    try await scan.check(path.split(separator: "/").last.map(String.init) ?? "", .refused(sentence))
  }

  @Test("anything but a file below a folder is refused without waiting")
  func below() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/b.json", "{}")
    #expect(mkfifo(folder.path("export/pipe"), 0o600) == 0)
    for (name, target) in [
      ("linked-pipe", "pipe"), ("linked-device", "/dev/zero"), ("itself", "itself"),
      ("upwards", ".."), ("folder", "."), ("nowhere", "gone/gone"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("export/" + name), withDestinationPath: target)
    }
    let scan = try await HostileScan("export", in: folder)
    #expect(scan.run.exitCode == 2)
    #expect(
      scan.run.errorLines.dropLast() == [
        "b.json: no inventory: it holds no resource, list or bundle of the IONOS Cloud API; leave it out with --exclude",
        "itself: cannot be opened: Too many levels of symbolic links",
        "linked-device: not read: it is neither a file nor a folder",
        "linked-pipe: not read: it is neither a file nor a folder",
        "nowhere: cannot be opened: No such file or directory",
        "pipe: not read: it is neither a file nor a folder",
      ])
  }

  /// A pipe that is named waits for its writer for a time; below folders none is opened.
  @Test("waiting for the writer of a named pipe given as input can be interrupted")
  func pipeWithoutWriter() async throws {
    let folder = try TemporaryFolder()
    let script = """
      mkfifo pipe && { "$FAILOVER_AUDIT" scan pipe & sleep 1; kill -TERM $!; wait $!; }
      """
    let result = try await Command.shell(script, in: folder.url)
    #expect(result.exitCode == 143)
  }

  @Test("folders within folders without measure are searched to their end")
  func deepFolders() async throws {
    let folder = try TemporaryFolder()
    let path = "export" + String(repeating: "/d", count: 1500)
    try folder.write(path + "/bad.json", "{")
    let scan = try await HostileScan("export", in: folder)
    try await scan.check(path.dropFirst(7) + "/bad.json", .refused(":1:2: malformed JSON"))
  }

  @Test("a name of 255 bytes is shown harmless")
  func longName() async throws {
    let folder = try TemporaryFolder()
    let name = "\u{1B}[2J\u{202E}<b>&\n" + String(repeating: "x", count: 230) + ".json"
    try folder.write(name, "{")
    let scan = try await HostileScan(name, in: folder)
    #expect(scan.run.exitCode == 2)
    let shown = "\\u{1b}[2J\\u{202e}<b>&\\u{a}xxx"
    #expect(scan.run.errorText.hasPrefix(shown), "\(scan.run.errorText)")
    for text in scan.reports + [scan.run.errorText] {
      #expect(HostileNameTests.hidden(in: text) == [])
    }
    #expect(!scan.reports[1].contains("<b>"))
  }

  @Test(
    "a file and a folder that may not be read are refused with the system's reason",
    .enabled(if: geteuid() != 0, "root may read everything"))
  func noPermission() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", "{}")
    try folder.write("export/folder/b.json", "{}")
    chmod(folder.path("export/a.json"), 0)
    chmod(folder.path("export/folder"), 0)
    let scan = try await HostileScan("export", in: folder)
    chmod(folder.path("export/folder"), 0o700)
    #expect(scan.run.exitCode == 2)
    #expect(
      scan.run.errorLines.dropLast() == [
        "a.json: cannot be opened: Permission denied",
        "folder: cannot be listed: Permission denied",
      ])
  }

  // MARK: Files that change

  static let line = Data(
    "{\"href\": \"/datacenters/d/servers/s/nics/n/securitygroups\", \"items\": []}\n".utf8)

  /// Scans a file while something happens to it.
  private func scan(
    whileChanging change: @escaping @Sendable (FileHandle) throws -> Void
  ) async throws -> HostileScan {
    let folder = try TemporaryFolder()
    let block = Data((0..<10_000).flatMap { _ in Self.line })
    let file = try FileHandle(forUpdating: try folder.write("a.json", Data()))
    for _ in 0..<HostileScan.size(40) { try file.write(contentsOf: block) }
    return try await LaunchGate.shared.pass {
      let isDone = Flag()
      let changing = Task.detached {
        while !isDone.isSet {
          try change(file)
          try await Task.sleep(for: .milliseconds(2))
        }
      }
      let scan = try await HostileScan(atOnce: "a.json", in: folder)
      isDone.set()
      try await changing.value
      return scan
    }
  }

  @Test("a file that shrinks while it is read is read to its end, or refused there")
  func shrinking() async throws {
    let scan = try await scan { file in
      let size = try file.seekToEnd()
      try file.truncate(atOffset: size - size / 8)
    }
    #expect(scan.run.signal == nil)
    let lines = scan.run.errorLines.filter { $0.hasPrefix("a.json:") }
    #expect(lines.count == (scan.run.exitCode == 0 ? 0 : 1), "\(lines)")
    for line in lines { #expect(line.contains(/^a\.json:[0-9]+:[0-9]+: malformed JSON/)) }
    #expect(scan.ledger.contains { $0.contains("\"group/dc-1/1/85.215.1.1\"") })
  }

  @Test("a file that grows while it is read is read as far as it came")
  func growing() async throws {
    let scan = try await scan { file in
      try file.seekToEnd()
      try file.write(contentsOf: Self.line)
    }
    try await scan.check("a.json", .read(0))
  }

  @Test("a file that is emptied while it is read harms nobody")
  func emptied() async throws {
    let scan = try await scan { try $0.truncate(atOffset: 0) }
    #expect(scan.run.signal == nil)
    #expect(scan.run.errorLines.count { $0.hasPrefix("a.json:") } <= 1)
  }
}

/// A signal from one task to another.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false
  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
