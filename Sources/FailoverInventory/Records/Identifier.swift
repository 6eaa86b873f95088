/// The id of a record in 16 bytes: a UUID, or the number of another text.
///
/// UUIDs are compared without regard to letter case, other ids as they are.
struct Identifier: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  /// No id at all.
  static let missing = Identifier(high: 0, low: 0)
  /// There is one, and it is not known: of another type, or copies of the record do not agree.
  static let unusable = Identifier(high: 0, low: 1)

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(_ symbol: Symbol) {
    high = 0
    low = UInt64(symbol.number)
  }

  var isMissing: Bool { high == 0 && low < 2 }

  /// The text's symbol, if this is not a UUID.
  var symbol: Symbol? { high == 0 && low > 1 ? Symbol(number: UInt32(low)) : nil }

  /// A well-mixed hash of the id, different in each run.
  @inline(__always)
  func hash(seed: UInt64) -> UInt64 {
    let mixed = (high ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let again = (low ^ mixed.high ^ mixed.low)
      .multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return again.high ^ again.low
  }

  /// The id with its symbol numbered as `map` says; UUIDs stay.
  func renumbered(_ map: [UInt32]) -> Identifier {
    high == 0 ? Identifier(high: 0, low: UInt64(map[Int(low)])) : self
  }

  /// The id as text, in lower case if it is a UUID.
  func text(_ symbols: SymbolTable) -> String {
    if high == 0 { return low < 2 ? "?" : symbols[Symbol(number: UInt32(low))] }
    return uuidText
  }

  /// The text of a UUID, in lower case.
  var uuidText: String {
    var name = NameText()
    name.append(uuidOf: self)
    return name.text
  }

  /// The id of a text: a UUID of the usual form (8-4-4-4-12 hex digits), or a symbol.
  static func of(_ text: String, in symbols: inout SymbolTable) -> Identifier {
    var text = text
    if text.isEmpty { return .missing }
    let parsed = text.withUTF8 { bytes -> Identifier? in
      guard bytes.count == 36, let base = bytes.baseAddress else { return nil }
      var padded: [UInt8] = Array(UnsafeBufferPointer(start: base, count: 36))
      padded.append(contentsOf: repeatElement(0, count: ByteWindow.padding))
      return padded.withUnsafeBytes { Identifier(uuid: ByteWindow($0), at: 0) }
    }
    if let parsed, parsed.high != 0 { return parsed }
    return Identifier(symbols.intern(parsed == nil ? text : text.lowercasedASCII))
  }

  /// Reads the UUID that begins at `at`; nil if the 36 bytes there are not a UUID.
  @inline(__always)
  init?(uuid bytes: ByteWindow, at: Int) {
    var bad: UInt64 = 0
    let a = hexDigits(bytes.word(at), &bad)
    let dash: UInt8 = UInt8(ascii: "-")
    guard bytes[at + 8] == dash, bytes[at + 13] == dash, bytes[at + 18] == dash,
      bytes[at + 23] == dash
    else { return nil }
    let b = UInt64(bytes.half(at + 9)) | UInt64(bytes.half(at + 14)) << 32
    let c = UInt64(bytes.half(at + 19)) | UInt64(bytes.half(at + 24)) << 32
    let second = hexDigits(b, &bad)
    let third = hexDigits(c, &bad)
    let fourth = hexDigits(bytes.word(at + 28), &bad)
    guard bad == 0 else { return nil }
    self.init(high: UInt64(a) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
  }
}

/// Eight hex digits, the first in the lowest byte; sets bits in `bad` if one is not a hex digit.
@inline(__always)
func hexDigits(_ text: UInt64, _ bad: inout UInt64) -> UInt32 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let lower = text | 0x2020_2020_2020_2020
  let tops = text & 0x8080_8080_8080_8080
  // A byte is a digit where it lies in 0x30...0x39 and a letter where, in lower case, in
  // 0x61...0x66.
  let digit = inRange(text & 0x7F7F_7F7F_7F7F_7F7F, 0x30, 0x39)
  let letter = inRange(lower & 0x7F7F_7F7F_7F7F_7F7F, 0x61, 0x66)
  bad |= tops | ((digit | letter) ^ 0x8080_8080_8080_8080)
  let nibbles = (text & (0x0F &* ones)) &+ ((text >> 6) & ones) &* 9
  let swapped = nibbles.byteSwapped
  var packed = (swapped | (swapped >> 4)) & 0x00FF_00FF_00FF_00FF
  packed = (packed | (packed >> 8)) & 0x0000_FFFF_0000_FFFF
  packed = packed | (packed >> 16)
  return UInt32(truncatingIfNeeded: packed)
}

/// The top bit of each byte (all below 0x80) that lies in `low...high`.
@inline(__always)
private func inRange(_ bytes: UInt64, _ low: UInt64, _ high: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let atLeast = bytes &+ (0x80 &- low) &* ones
  let above = bytes &+ (0x7F &- high) &* ones
  return atLeast & ~above & 0x8080_8080_8080_8080
}

extension String {
  /// Whether it is a UUID of the usual form.
  var isUUID: Bool {
    utf8.count == 36
      && utf8.enumerated().allSatisfy { place, byte in
        [8, 13, 18, 23].contains(place)
          ? byte == UInt8(ascii: "-") : Character(Unicode.Scalar(byte)).isHexDigit
      }
  }

  /// The text with `A-Z` in lower case; everything else stays.
  var lowercasedASCII: String {
    String(decoding: utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// The text with `a-z` in upper case; everything else stays.
  var uppercasedASCII: String {
    String(decoding: utf8.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }, as: UTF8.self)
  }
}
