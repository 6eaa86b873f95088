/// A name or a pointer put together byte by byte: they are made by the million, and pieces that were
/// texts of their own would take most of the time.
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
    append(hex: id.high >> 32, digits: 8)
    append(UInt8(ascii: "-"))
    append(hex: id.high >> 16, digits: 4)
    append(UInt8(ascii: "-"))
    append(hex: id.high, digits: 4)
    append(UInt8(ascii: "-"))
    append(hex: id.low >> 48, digits: 4)
    append(UInt8(ascii: "-"))
    append(hex: id.low, digits: 12)
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

  /// Appends the last digits of a number.
  @inline(__always)
  private mutating func append(hex number: UInt64, digits: UInt64) {
    var shift = 4 * digits
    while shift > 0 {
      shift -= 4
      let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
      bytes.append(digit < 10 ? 48 + digit : 87 + digit)
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
