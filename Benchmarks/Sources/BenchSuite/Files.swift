import FoundationEssentials
import Glibc

/// Files, never more of one in memory than a block.
///
/// The suite has to stay small: the system counts the memory of the parent as that of a child until
/// the child's own program begins.
enum Files {
  /// - Returns: the bytes that `path` begins with, at most `count`.
  static func head(of path: String, count: Int) throws(SuiteFailure) -> [UInt8] {
    var head: [UInt8] = []
    try forEachBlock(of: path, size: count) {
      head.append(contentsOf: $0)
      return head.count < count
    }
    return Array(head.prefix(count))
  }

  static func text(of path: String, count: Int = 1 << 16) throws(SuiteFailure) -> String {
    String(decoding: try head(of: path, count: count), as: UTF8.self)
  }

  /// Reads a file to its end, so that the system holds it in memory.
  static func warm(_ path: String) throws(SuiteFailure) {
    try forEachBlock(of: path) { _ in true }
  }

  /// Calls a function with each line, without its line break.
  static func forEachLine(
    of path: String, _ body: (ArraySlice<UInt8>) -> Void
  ) throws(SuiteFailure) {
    var open: [UInt8] = []
    try forEachBlock(of: path) { block in
      open.append(contentsOf: block)
      var start = 0
      while let end = open[start...].firstIndex(of: UInt8(ascii: "\n")) {
        body(open[start..<end])
        start = end + 1
      }
      open.removeFirst(start)
      return true
    }
    if !open.isEmpty { body(open[...]) }
  }

  /// - Parameter body: returns whether it wants more.
  private static func forEachBlock(
    of path: String, size: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(SuiteFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw SuiteFailure("\(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, size)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw SuiteFailure("\(path): \(String(cString: strerror(errno)))") }
      if count == 0 || !body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return }
    }
  }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// Bytes of a file.
  static func size(of path: String) throws(SuiteFailure) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SuiteFailure("\(path) is not there") }
    return Int(status.st_size)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Removes a file, if it is there.
  static func remove(_ path: String) { unlink(path) }

  static func makeFolder(_ path: String) throws(SuiteFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw SuiteFailure("\(path) cannot be made: \(error)")
    }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, _ path: String
  ) throws(SuiteFailure) -> Value {
    let text = try head(of: path, count: 1 << 16)
    do {
      return try JSONDecoder().decode(type, from: Data(text))
    } catch {
      throw SuiteFailure("\(path) is not what was expected: \(error)")
    }
  }

  static func encode(_ value: some Encodable, to path: String) throws(SuiteFailure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try (encoder.encode(value) + Data("\n".utf8)).write(to: URL(filePath: path))
    } catch {
      throw SuiteFailure("\(path) cannot be written: \(error)")
    }
  }
}

/// A folder for what a run writes, gone with the last reference to it.
final class TemporaryFolder {
  let path: String

  init() throws(SuiteFailure) {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array((parent + "/failover-audit-bench.XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw SuiteFailure("no folder can be made in \(parent)")
    }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}
