import FailoverAudit
import FailoverInventory
import Glibc

/// A file that people write or keep: a configuration, waivers, a baseline.
enum SmallFile {
  /// The bytes of a file; a pipe will do as well.
  ///
  /// - Throws: `FileFaults` if it cannot be read, or is larger than any such file may be.
  static func read(
    _ path: String, limit: Int = YAMLDocument.byteLimit
  ) throws(FileFaults) -> [UInt8] {
    func fault(_ words: String) -> FileFaults {
      FileFaults(FileFault(YAMLPlace(file: path, line: 1, column: 1), words))
    }
    let descriptor: Int32
    do throws(FileOpening.Failure) {
      descriptor = try FileOpening.open(path)
    } catch {
      throw fault("the file cannot be opened: \(error.reason)")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw fault("the file cannot be read: \(reason)") }
      if count == 0 { return bytes }
      bytes += block[..<count]
      if bytes.count > limit {
        throw fault("the file has more than \(limit) bytes")
      }
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
