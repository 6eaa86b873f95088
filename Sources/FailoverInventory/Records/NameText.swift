/// A name or a pointer put together byte by byte: they are made by the million, and pieces that
/// were texts of their own would take most of the time.
struct NameText {
  private var bytes: [UInt8] = []

  init(_ start: String = "") {
    // Enough for nearly all of them.
    bytes.reserveCapacity(112)
    append(start)
  }

  /// Whether the number of an item is still missing, as in `…/nic[`.
  var endsInBracket: Bool { bytes.last == UInt8(ascii: "[") }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(decimal number: UInt32) {
    var divisor: UInt32 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends an IPv4 address in its usual form.
  mutating func append(v4 address: UInt32) {
    append(decimal: address >> 24)
    append(UInt8(ascii: "."))
    append(decimal: address >> 16 & 0xFF)
    append(UInt8(ascii: "."))
    append(decimal: address >> 8 & 0xFF)
    append(UInt8(ascii: "."))
    append(decimal: address & 0xFF)
  }

  /// Appends a UUID in lower case.
  mutating func append(uuidOf id: Identifier) {
    let first = NameText.hexDigits(UInt32(truncatingIfNeeded: id.high >> 32))
    let second = NameText.hexDigits(UInt32(truncatingIfNeeded: id.high))
    let third = NameText.hexDigits(UInt32(truncatingIfNeeded: id.low >> 32))
    let fourth = NameText.hexDigits(UInt32(truncatingIfNeeded: id.low))
    let dash = UInt8(ascii: "-")
    withUnsafeTemporaryAllocation(byteCount: 36, alignment: 8) { text in
      text.storeBytes(of: first, toByteOffset: 0, as: UInt64.self)
      text[8] = dash
      text.storeBytes(of: UInt32(truncatingIfNeeded: second), toByteOffset: 9, as: UInt32.self)
      text[13] = dash
      text.storeBytes(of: UInt32(second >> 32), toByteOffset: 14, as: UInt32.self)
      text[18] = dash
      text.storeBytes(of: UInt32(truncatingIfNeeded: third), toByteOffset: 19, as: UInt32.self)
      text[23] = dash
      text.storeBytes(of: UInt32(third >> 32), toByteOffset: 24, as: UInt32.self)
      text.storeBytes(of: fourth, toByteOffset: 28, as: UInt64.self)
      bytes.append(contentsOf: text)
    }
  }

  /// The eight digits of a number, the first in the lowest byte.
  private static func hexDigits(_ number: UInt32) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var digits = UInt64(number.byteSwapped)
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits >> 4 & 0x000F_000F_000F_000F) | (digits & 0x000F_000F_000F_000F) << 8
    let letters = (digits &+ 6 &* ones) >> 4 & ones
    return (digits &+ 48 &* ones &+ letters &* 39).littleEndian
  }

  /// Appends six bytes with colons between them.
  ///
  /// - Parameter capitals: a bit for each digit that is written as a capital letter.
  mutating func append(hardwareAddress address: UInt64, capitals: UInt64) {
    var left: UInt64 = 12
    while left > 0 {
      left -= 1
      let digit = UInt8(truncatingIfNeeded: address >> (4 * left)) & 15
      let letter: UInt8 = capitals >> left & 1 == 1 ? 55 : 87
      bytes.append(digit < 10 ? 48 + digit : letter + digit)
      if left > 0 && left % 2 == 0 { bytes.append(UInt8(ascii: ":")) }
    }
  }
}

extension NameText {
  /// Empties it; its room stays.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes(body)
  }
}
