import FailoverInventory
import Glibc

/// Why no statement can be run.
struct StatementProblem: Error {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A file that holds a statement.
enum StatementFile {
  private static let largest = 100_000

  static func read(_ path: String) throws -> String {
    let descriptor = try opened(path)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = Array(repeating: UInt8(0), count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw StatementProblem("\(path): \(String(cString: strerror(errno)))") }
      if count == 0 { break }
      bytes += block[..<count]
      if bytes.count > largest {
        throw StatementProblem("\(path) is longer than \(largest) bytes")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StatementProblem("\(path) is not UTF-8")
    }
    return text
  }

  private static func opened(_ path: String) throws -> Int32 {
    do throws(FileOpening.Failure) {
      return try FileOpening.open(path)
    } catch {
      throw StatementProblem("\(path): \(error.reason)")
    }
  }
}
