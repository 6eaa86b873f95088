import FailoverBase
import FailoverInventory
import Glibc

/// A file of evidence, before it is read.
package struct HAFile: Sendable {
  /// The path below the argument.
  package let path: String
  /// Where it is; nil for a document in memory.
  let location: String?
  let contents: [UInt8]?
  /// Why it is not read, if that is known before it is opened.
  let problem: String?

  /// A document in memory.
  package init(path: String, contents: [UInt8]) {
    self.path = path
    location = nil
    self.contents = contents
    problem = nil
  }

  init(path: String, location: String, problem: String? = nil) {
    self.path = path
    self.location = location
    contents = nil
    self.problem = problem
  }

  /// A file of an earlier audit, whose copy is elsewhere.
  package init(path: String, copy: String?, problem: String?) {
    self.path = path
    location = copy
    contents = nil
    self.problem = problem ?? (copy == nil ? "cannot be opened: it is missing" : nil)
  }

  /// The parts of the path.
  var parts: [Substring] { path.split(separator: "/") }
  var fileName: String { parts.last.map(String.init) ?? path }

  /// What opening a file gives.
  struct Loaded {
    var bytes: [UInt8]?
    var size: Int?
    var problem: String?
  }

  /// Reads all of it, if it is a plain file of bounded size; a link is not followed.
  func load() -> Loaded {
    if let problem { return Loaded(problem: problem) }
    if let contents { return HAFile.checked(contents, limit: limit) }
    guard let location else { return Loaded(problem: "cannot be opened") }
    let descriptor = open(location, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else {
      return Loaded(problem: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return Loaded(problem: "not read: it is not a file")
    }
    let size = Int(status.st_size)
    if size > limit { return Loaded(size: size, problem: HAFile.tooLarge(limit)) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        return Loaded(size: size, problem: "cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return HAFile.checked(bytes, limit: limit) }
      bytes += block[..<count]
    }
    return Loaded(size: size, problem: HAFile.tooLarge(limit))
  }

  private var limit: Int { fileName.hasSuffix(".conf") ? HALimits.textBytes : HALimits.fileBytes }

  private static func checked(_ bytes: [UInt8], limit: Int) -> Loaded {
    if bytes.count > limit { return Loaded(size: bytes.count, problem: tooLarge(limit)) }
    let isText = String(validating: bytes, as: UTF8.self) != nil
    return Loaded(
      bytes: bytes, size: bytes.count,
      problem: isText ? nil : "refused: these bytes are not UTF-8; save the file as UTF-8")
  }

  private static func tooLarge(_ limit: Int) -> String {
    "refused: it is larger than \(limit) bytes"
  }
}
