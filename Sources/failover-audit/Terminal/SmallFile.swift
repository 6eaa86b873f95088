import FailoverBase

/// A file that people write or keep: a configuration, waivers, a baseline.
enum SmallFile {
  /// The bytes of a file; a pipe will do as well.
  ///
  /// - Throws: `FileFaults` if it cannot be read, or is larger than any such file may be.
  static func read(
    _ path: String, limit: Int = YAMLDocument.byteLimit
  ) throws(FileFaults) -> [UInt8] {
    do {
      return try FileBytes.readNamed(path, limit: limit)
    } catch {
      throw FileFaults(FileFault(YAMLPlace(file: path, line: 1, column: 1), error.sentence))
    }
  }
}
