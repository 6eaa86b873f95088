/// A random UUID (version 4), as text.
struct UUIDText: Printable {
  private let text: InlineArray<36, UInt8>

  init(_ random: inout SplitMix64) {
    let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    var digit = 0
    text = InlineArray { position in
      if position == 8 || position == 13 || position == 18 || position == 23 {
        return UInt8(ascii: "-")
      }
      let half = digit < 16 ? high : low
      digit += 1
      return hexDigit(half >> UInt64(4 * (16 - digit) & 63))
    }
  }

  @inline(__always)
  func put(into out: inout ByteOutput) {
    withUnsafeBytes(of: text) { out.put($0) }
  }
}

/// The lower-case digit of a number's lowest four bits.
func hexDigit(_ number: UInt64) -> UInt8 {
  let digit = UInt8(truncatingIfNeeded: number) & 15
  return digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") &- 10)
}

/// Thirty-two hexadecimal digits.
struct EntityTag: Printable {
  private let high: UInt64
  private let low: UInt64

  init(_ random: inout SplitMix64) {
    high = random.next()
    low = random.next()
  }

  func put(into out: inout ByteOutput) {
    out.putHex(high)
    out.putHex(low)
  }
}

/// A hardware address of the platform's range.
struct HardwareAddress: Printable {
  private let bits: UInt64

  init(_ random: inout SplitMix64) { bits = random.next() }

  func put(into out: inout ByteOutput) {
    out.put("02:01")
    for byte in UInt64(0)..<4 {
      out.put(UInt8(ascii: ":"))
      out.putHex(bits >> (8 * byte), digits: 2)
    }
  }
}

/// An IPv4 address.
struct Address: Printable, Hashable {
  let bits: UInt32

  func put(into out: inout ByteOutput) {
    out.put(decimal: Int(bits >> 24))
    for shift in [UInt32(16), 8, 0] {
      out.put(UInt8(ascii: "."))
      out.put(decimal: Int(bits >> shift & 255))
    }
  }
}

/// A moment of some year, such as `2024-05-29T09:27:48Z`.
struct Timestamp: Printable {
  private let year: Int
  private let bits: UInt64

  /// - Parameter years: the years from which one is picked.
  init(_ random: inout SplitMix64, years: Range<Int>) {
    year = years.lowerBound + random.below(years.count)
    bits = random.next()
  }

  func put(into out: inout ByteOutput) {
    out.put(decimal: year)
    two("-", 1 + bits % 12, &out)
    two("-", 1 + bits >> 8 % 28, &out)
    two("T", bits >> 16 % 24, &out)
    two(":", bits >> 24 % 60, &out)
    two(":", bits >> 32 % 60, &out)
    out.put(UInt8(ascii: "Z"))
  }

  private func two(_ separator: StaticString, _ number: UInt64, _ out: inout ByteOutput) {
    out.put(separator)
    out.put(decimal: Int(number), width: 2)
  }
}

/// A word and a number, such as `web-000123`.
struct NumberedName: Printable {
  let word: StaticString
  let number: Int
  var width = 6
  /// A second number, counted from 1; 0 for none.
  var part = 0

  func put(into out: inout ByteOutput) {
    out.put(word)
    out.put(UInt8(ascii: "-"))
    out.put(decimal: number, width: width)
    if part > 0 {
      out.put(UInt8(ascii: "-"))
      out.put(decimal: part)
    }
  }
}

/// A number written as a text, such as the id of a LAN.
struct NumberText: Printable {
  let number: Int
  func put(into out: inout ByteOutput) { out.put(decimal: number) }
}

/// Two texts in a row.
struct Joined<First: Printable, Second: Printable>: Printable {
  let first: First
  let second: Second

  init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  @inline(__always)
  func put(into out: inout ByteOutput) {
    first.put(into: &out)
    second.put(into: &out)
  }
}
