import FailoverBase
import Glibc

/// A file that people write or keep: a configuration, waivers, a baseline.
enum SmallFile {
  /// The bytes of a file; a pipe will do as well.
  ///
  /// - Parameter option: the option that names it.
  /// - Throws: `FileFaults` if it cannot be read, or is larger than any such file may be.
  static func read(
    _ path: String, of option: String, limit: Int = YAMLDocument.byteLimit
  ) throws(FileFaults) -> [UInt8] {
    try checkExists(path, of: option, "file")
    do {
      return try FileBytes.readNamed(path, limit: limit)
    } catch {
      throw FileFaults(FileFault(YAMLPlace(file: path, line: 0, column: 0), error.sentence))
    }
  }

  /// - Parameters:
  ///   - option: the option that names it; nil if a configuration does.
  ///   - noun: `file` or `folder`.
  /// - Throws: `FileFaults` if nothing has the path.
  static func checkExists(
    _ path: String, of option: String?, _ noun: String
  ) throws(FileFaults) {
    var status = stat()
    guard stat(path, &status) != 0, errno == ENOENT else { return }
    let name = option.map { "\($0) \(path)" } ?? path
    let place = YAMLPlace(file: name, line: 0, column: 0)
    throw FileFaults(FileFault(place, "no such \(noun)"))
  }
}
