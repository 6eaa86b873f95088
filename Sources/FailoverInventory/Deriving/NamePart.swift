/// The first sixteen bytes of a part of a subject's name, for sorting by numbers alone. Names are
/// ASCII, so this is the order of their bytes, except for texts that continue alike.
struct NamePart: Sendable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  /// Whether the text is longer.
  private var isCut = false

  init(_ text: String) {
    var count = 0
    for byte in text.utf8.prefix(16) { append(byte, &count) }
    isCut = text.utf8.count > 16
  }

  /// An IPv4 address in its usual form.
  init(v4 address: UInt32) {
    var count = 0
    for shift in [24, 16, 8, 0] as [UInt32] {
      if shift < 24 { append(UInt8(ascii: "."), &count) }
      append(decimal: address >> shift & 0xFF, &count)
    }
  }

  /// A LAN's number followed by `/`.
  init(lanNumber number: UInt32) {
    var count = 0
    append(decimal: number, &count)
    append(UInt8(ascii: "/"), &count)
  }

  /// Whether a text comes before another.
  ///
  /// - Parameter whole: compares the whole texts; called only where these parts do not decide.
  @inline(__always)
  func precedes(_ other: NamePart, whole: () -> Bool) -> Bool {
    if high != other.high { return high < other.high }
    if low != other.low { return low < other.low }
    return isCut || other.isCut ? whole() : false
  }

  private mutating func append(_ byte: UInt8, _ count: inout Int) {
    let shift = UInt64(56 - 8 * (count & 7))
    if count < 8 { high |= UInt64(byte) << shift } else { low |= UInt64(byte) << shift }
    count += 1
  }

  /// - Parameter number: of ten digits at most.
  private mutating func append(decimal number: UInt32, _ count: inout Int) {
    var divisor: UInt32 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(48 + UInt8(number / divisor % 10), &count)
      divisor /= 10
    }
  }
}

extension Records {
  /// The part of a name that an address is.
  func namePart(_ address: Address) -> NamePart {
    address.v4.map { NamePart(v4: $0) } ?? NamePart(encoded(address))
  }

  /// The part of a name that a LAN's id is, followed by `/`.
  func namePart(_ lan: LANCode) -> NamePart {
    lan.number.map { NamePart(lanNumber: $0) } ?? NamePart(encoded(lan) + "/")
  }
}
