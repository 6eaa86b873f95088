/// What the first bytes of an input say of its form.
enum InputStart {
  /// How many of its first bytes decide the form of an input.
  static let sniffedBytes = 64 << 10

  /// Bytes of a byte order mark.
  static func skippedBytes(_ bytes: ByteWindow) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  /// Why an input cannot be read, judged by its first bytes; nil if it may be JSON or XML.
  ///
  /// - Parameter isWhole: whether the input ends with these bytes.
  static func problem(_ bytes: ByteWindow, isWhole: Bool) -> String? {
    if bytes.count == 0 { return "the input is empty" }
    var at = skippedBytes(bytes)
    while [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    if at >= bytes.count && isWhole {
      return "the input holds nothing but white space"
    }
    return nil
  }
}
