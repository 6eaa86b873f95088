import Glibc

/// Reads files that people write: small ones, whole.
public enum FileBytes {
  /// Why a file cannot be read.
  public struct Failure: Error, Sendable {
    /// Without the path and a full stop.
    public let sentence: String

    public init(sentence: String) { self.sentence = sentence }
  }

  /// The bytes of a regular file.
  ///
  /// - Parameter limit: the most bytes that it may have.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try each(path) { block throws(Failure) in try append(block, to: &bytes, limit: limit) }
    return bytes
  }

  /// The bytes of a file that somebody named; a pipe will do as well.
  ///
  /// - Parameter limit: the most bytes that it may have.
  package static func readNamed(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor: Int32
    do throws(FileOpening.Failure) {
      descriptor = try FileOpening.open(path)
    } catch {
      throw Failure(sentence: "it cannot be read: \(error.reason)")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    try each(descriptor) { block throws(Failure) in try append(block, to: &bytes, limit: limit) }
    return bytes
  }

  private static func append(
    _ block: ArraySlice<UInt8>, to bytes: inout [UInt8], limit: Int
  ) throws(Failure) {
    bytes += block
    if bytes.count > limit { throw Failure(sentence: "it is larger than \(limit) bytes") }
  }

  /// Takes a regular file of any size block by block.
  static func each(
    _ path: String, _ take: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(sentence: "it is not a file") }
    try each(descriptor, take)
  }

  /// Takes what an open file or pipe holds block by block.
  private static func each(
    _ descriptor: Int32, _ take: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw failure() }
      if count == 0 { return }
      try take(block[..<count])
    }
  }

  private static func failure() -> Failure {
    Failure(sentence: "it cannot be read: \(String(cString: strerror(errno)))")
  }
}
