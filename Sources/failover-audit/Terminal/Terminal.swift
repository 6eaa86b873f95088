import Glibc

/// The terminal that a file descriptor refers to.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal; 80 where there is none.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard isTerminal(descriptor), ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return 80 }
    return size.ws_col == 0 ? 80 : Int(size.ws_col)
  }

  /// Whether to write colours to a descriptor: on a terminal that knows them, unless `NO_COLOR` is
  /// set.
  static func wantsColor(_ descriptor: Int32) -> Bool {
    guard isTerminal(descriptor) else { return false }
    if let no = getenv("NO_COLOR"), no.pointee != 0 { return false }
    guard let kind = getenv("TERM") else { return false }
    return strcmp(kind, "dumb") != 0
  }

  /// Writes to standard error; what cannot be written is lost.
  static func note(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}
