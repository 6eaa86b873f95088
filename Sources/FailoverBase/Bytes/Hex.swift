extension [UInt8] {
  /// The bytes in lower-case hex, two characters each.
  public var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * count)
    for byte in self {
      text.append(digit(byte >> 4))
      text.append(digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
