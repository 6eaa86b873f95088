import Glibc

/// What the suite prints while it works, and its results.
enum Console {
  /// Writes a line to standard error.
  static func note(_ line: String) { write(line, to: 2) }

  /// Writes a line to standard output.
  static func print(_ line: String) { write(line, to: 1) }

  private static func write(_ line: String, to descriptor: Int32) {
    let bytes = Array((line + "\n").utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count <= 0 { return }
      written += count
    }
  }
}
