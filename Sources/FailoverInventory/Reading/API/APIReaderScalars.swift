/// Scalar values: one that is null, empty or of another type is there, but unknown.
extension APIReader {
  /// A string's slice; nil after passing over another value.
  @inline(__always)
  private mutating func slice(_ byte: UInt8, room: Int) throws(Stop) -> TextSlice? {
    guard byte == UInt8(ascii: "\"") else {
      try scan.skipValue(room: room)
      return nil
    }
    scan.at &+= 1
    let slice = try scan.string()
    return scan.bytes.saysNothing(slice) ? nil : slice
  }

  /// The id of the user who created a record; the API may write `[UNKNOWN]`.
  mutating func creatorID(_ byte: UInt8, room: Int) throws(Stop) -> Identifier {
    guard let slice = try slice(byte, room: room), slice.count > 0,
      slice.count <= ReadingLimits.idBytes
    else { return .unusable }
    let text = scan.bytes.text(slice)
    return text == "[UNKNOWN]" ? .unusable : Identifier.of(text, in: &records.symbols)
  }

  /// A text, or a whole number as its decimal text.
  mutating func numberOrText(_ byte: UInt8, room: Int) throws(Stop) -> TextRef {
    if byte == UInt8(ascii: "\"") { return try name(byte, room: room) }
    guard let digits = try wholeNumber(byte, room: room) else { return .unusable }
    var text = digits
    return text.withUTF8 { records.texts.append(UnsafeRawBufferPointer($0)) }
  }

  mutating func name(_ byte: UInt8, room: Int) throws(Stop) -> TextRef {
    guard let slice = try slice(byte, room: room), slice.count > 0 else { return .unusable }
    if !slice.escaped {
      return records.texts.append(scan.bytes.slice(slice.start, slice.end))
    }
    var text = scan.bytes.text(slice)
    return text.withUTF8 { records.texts.append(UnsafeRawBufferPointer($0)) }
  }

  /// A text that a record need not have: null and an empty text mean that there is none, a value of
  /// another type is one that is not known.
  mutating func optionalName(_ byte: UInt8, room: Int) throws(Stop) -> TextRef {
    let start = scan.at
    let text = try name(byte, room: room)
    if text.isKnown || byte == UInt8(ascii: "n") { return text }
    return isNoText(from: start) ? .unreadable : text
  }

  /// A word that need not be there, as `optionalName`; absent where there is none.
  mutating func optionalWord(_ byte: UInt8, room: Int) throws(Stop) -> Symbol {
    let start = scan.at
    let word = try word(byte, room: room)
    if word.isKnown { return word }
    return byte != UInt8(ascii: "n") && isNoText(from: start) ? .unusable : .absent
  }

  /// Whether the value that was just read is not a text, or what a shell left in place of an
  /// object.
  private func isNoText(from start: Int) -> Bool {
    guard scan.bytes[start] == UInt8(ascii: "\"") else { return true }
    return scan.bytes.isFlattened(TextSlice(start: start + 1, end: scan.at - 1, escaped: false))
  }

  /// A word that is compared in any letter case.
  @inline(__always)
  mutating func word(_ byte: UInt8, room: Int) throws(Stop) -> Symbol {
    guard let slice = try slice(byte, room: room), slice.count > 0 else { return .unusable }
    guard WordCache.keeps(slice) else { return newWord(slice) }
    if let symbol = words.find(slice, scan.bytes) { return symbol }
    let symbol = newWord(slice)
    words.insert(slice, scan.bytes, symbol)
    return symbol
  }

  @inline(never)
  private mutating func newWord(_ slice: TextSlice) -> Symbol {
    if slice.count > ReadingLimits.idBytes { return .unusable }
    return records.symbols.intern(scan.bytes.text(slice).enumeratedWord)
  }

  /// A word that is compared exactly.
  @inline(__always)
  mutating func exactWord(_ byte: UInt8, room: Int) throws(Stop) -> Symbol {
    guard let slice = try slice(byte, room: room), slice.count > 0,
      slice.count <= ReadingLimits.idBytes
    else { return .unusable }
    guard WordCache.keeps(slice) else { return records.symbols.intern(scan.bytes.text(slice)) }
    if let symbol = exactWords.find(slice, scan.bytes) { return symbol }
    let symbol = records.symbols.intern(scan.bytes.text(slice))
    exactWords.insert(slice, scan.bytes, symbol)
    return symbol
  }

  @inline(__always)
  mutating func flag(_ byte: UInt8, room: Int) throws(Stop) -> Flag {
    switch byte {
    case UInt8(ascii: "t"):
      _ = try scan.literal()
      return .yes
    case UInt8(ascii: "f"):
      _ = try scan.literal()
      return .no
    default:
      try scan.skipValue(room: room)
      return .unusable
    }
  }

  /// An id: a text, or a whole number, which means its decimal text.
  @inline(__always)
  mutating func identifier(_ byte: UInt8, room: Int) throws(Stop) -> Identifier {
    guard byte == UInt8(ascii: "\"") else { return try numericIdentifier(byte, room: room) }
    scan.at &+= 1
    let slice = try scan.string()
    if slice.count == 36, !slice.escaped, let id = Identifier(uuid: scan.bytes, at: slice.start),
      id.high != 0
    {
      return id
    }
    try slice.checkLength()
    if scan.bytes.saysNothing(slice) { return .missing }
    return Identifier.of(scan.bytes.text(slice), in: &records.symbols)
  }

  /// The id of a record that another one names: null and the empty text name none, a value of
  /// another type one that is not known.
  mutating func namedIdentifier(_ byte: UInt8, room: Int) throws(Stop) -> Identifier {
    let start = scan.at
    if byte == UInt8(ascii: "\"") {
      let id = try identifier(byte, room: room)
      return id.isMissing && isNoText(from: start) ? .unusable : id
    }
    try scan.skipValue(room: room)
    return byte == UInt8(ascii: "n") ? .missing : .unusable
  }

  private mutating func numericIdentifier(_ byte: UInt8, room: Int) throws(Stop) -> Identifier {
    guard let digits = try wholeNumber(byte, room: room) else { return .missing }
    return Identifier.of(digits, in: &records.symbols)
  }

  /// The decimal text of a whole number; nil after passing over another value.
  private mutating func wholeNumber(_ byte: UInt8, room: Int) throws(Stop) -> String? {
    let start = scan.at
    try scan.skipValue(room: room)
    guard byte == UInt8(ascii: "-") || (byte >= 48 && byte <= 57) else { return nil }
    try TextSlice(start: start, end: scan.at, escaped: false).checkLength()
    let digits = scan.bytes.slice(start, scan.at)
    guard digits.dropFirst(byte == UInt8(ascii: "-") ? 1 : 0).allSatisfy({ $0 >= 48 && $0 <= 57 })
    else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    return text == "-0" ? "0" : text
  }

  @inline(__always)
  mutating func lanCode(_ byte: UInt8, room: Int) throws(Stop) -> LANCode {
    let start = scan.at
    if byte == UInt8(ascii: "\"") {
      scan.at &+= 1
      let slice = try scan.string()
      try slice.checkLength()
      if scan.bytes.saysNothing(slice) { return .unusable }
      return LANCode.of(scan.bytes.text(slice), in: &records.symbols)
    }
    if byte >= 49 && byte <= 57 {
      var number: UInt32 = 0
      var at = start
      while at &- start < 9, scan.bytes[at] >= 48, scan.bytes[at] <= 57 {
        number = number &* 10 &+ UInt32(scan.bytes[at] &- 48)
        at &+= 1
      }
      let next = scan.bytes[at]
      if next == UInt8(ascii: ",") || next == UInt8(ascii: "}") || next == 0x0A || next == 0x20 {
        scan.at = at
        return LANCode(number: number)
      }
    }
    guard let digits = try wholeNumber(byte, room: room) else { return .unusable }
    return LANCode.of(digits, in: &records.symbols)
  }

  /// A whole number from 0; nearly all are short and are read without a text.
  mutating func quantity(_ byte: UInt8, room: Int) throws(Stop) -> Quantity {
    let start = scan.at
    if byte >= 49 && byte <= 57 {
      var number: UInt64 = 0
      var at = start
      while at &- start < 9, scan.bytes[at] >= 48, scan.bytes[at] <= 57 {
        number = number &* 10 &+ UInt64(scan.bytes[at] &- 48)
        at &+= 1
      }
      let next = scan.bytes[at]
      if next == UInt8(ascii: ",") || next == UInt8(ascii: "}") || next == 0x0A || next == 0x20 {
        scan.at = at
        return Quantity(number)
      }
    }
    try scan.skipValue(room: room)
    guard byte >= 48 && byte <= 57 else { return .unusable }
    return Quantity(digits: String(decoding: scan.bytes.slice(start, scan.at), as: UTF8.self))
  }

  /// A number of items; nil for anything but a whole number below 2^63.
  mutating func count(_ byte: UInt8, room: Int) throws(Stop) -> UInt64? {
    guard let digits = try wholeNumber(byte, room: room), let number = Int64(digits), number >= 0
    else { return nil }
    return UInt64(number)
  }

  @inline(__always)
  mutating func address(_ byte: UInt8, room: Int) throws(Stop) -> Address {
    guard let slice = try slice(byte, room: room), slice.count > 0 else { return .missing }
    if !slice.escaped, slice.count <= 15, let value = scan.bytes.dotted(slice) {
      return Address(v4: value)
    }
    try slice.checkLength()
    return Address.of(scan.bytes.text(slice), in: &records.symbols)
  }

  mutating func hardwareAddress(_ byte: UInt8, room: Int) throws(Stop) -> HardwareAddress {
    guard let slice = try slice(byte, room: room), slice.count > 0 else { return .unusable }
    return HardwareAddress.of(scan.bytes, slice, &records.symbols)
  }
}

/// For each of eight hex digits, the first in the highest of eight bits, whether it is a capital
/// letter.
@inline(__always)
private func capitalDigits(_ text: UInt64) -> UInt64 {
  let capitals = (text >> 1 & ~text) & 0x2020_2020_2020_2020
  if capitals == 0 { return 0 }
  return (0..<8).reduce(0) { $0 << 1 | capitals >> UInt64(8 * $1 + 5) & 1 }
}

extension HardwareAddress {
  /// Six pairs of hex digits with colons between them, or the symbol of any other text.
  static func of(
    _ bytes: ByteWindow, _ slice: TextSlice, _ symbols: inout SymbolTable
  ) -> HardwareAddress {
    if slice.count == 0 { return .unusable }
    if slice.count == 17, !slice.escaped {
      var bad: UInt64 = 0
      var text: (UInt64, UInt64) = (0, 0)
      for pair in 0..<4 {
        text.0 |= UInt64(bytes.half(slice.start &+ 3 &* pair) & 0xFFFF) << UInt64(16 &* pair)
      }
      text.1 = 0x3030_3030_0000_0000
      for pair in 0..<2 {
        text.1 |= UInt64(bytes.half(slice.start &+ 12 &+ 3 &* pair) & 0xFFFF) << UInt64(16 &* pair)
      }
      let high = hexDigits(text.0, &bad)
      let low = hexDigits(text.1, &bad)
      // Colons are at 2 and 5 of the first eight bytes, at 0, 3 and 6 of the next.
      let first = (bytes.word(slice.start) ^ 0x0000_3A00_003A_0000) & 0x0000_FF00_00FF_0000
      let next = (bytes.word(slice.start &+ 8) ^ 0x003A_0000_3A00_003A) & 0x00FF_0000_FF00_00FF
      if bad | first | next == 0 {
        let address = UInt64(high) << 16 | UInt64(low >> 16)
        let capitals = capitalDigits(text.0) << 4 | capitalDigits(text.1) >> 4
        return HardwareAddress(address: address, capitals: capitals)
      }
    }
    return HardwareAddress(symbols.intern(bytes.text(slice)))
  }
}

extension ByteWindow {
  /// The text of a slice, its escape sequences decoded.
  func text(_ text: TextSlice) -> String {
    let bytes = slice(text.start, text.end)
    return text.escaped ? decodedJSON(bytes) : String(decoding: bytes, as: UTF8.self)
  }

  /// An IPv4 address in its usual form; nil for any other text, which may still be one.
  @inline(__always)
  func dotted(_ slice: TextSlice) -> UInt32? {
    var value: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var parts = 0
    var at = slice.start
    while at < slice.end {
      let byte = self[at]
      if byte >= 48 && byte <= 57 {
        part = part &* 10 &+ UInt32(byte &- 48)
        digits &+= 1
        if digits > 3 || part > 255 { return nil }
      } else {
        if byte != UInt8(ascii: ".") || digits == 0 || parts == 3 { return nil }
        value = value << 8 | part
        part = 0
        digits = 0
        parts &+= 1
      }
      at &+= 1
    }
    return parts == 3 && digits > 0 ? value << 8 | part : nil
  }
}

extension TextSlice {
  /// Every line about a record contains its id, so the length of ids is limited.
  func checkLength() throws(Stop) {
    if count > ReadingLimits.idBytes { throw .malformed(.longID, at: start) }
  }
}

/// The text of a JSON string without its quotes, which was checked before.
func decodedJSON(_ bytes: UnsafeRawBufferPointer) -> String {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var at = 0
  while at < bytes.count {
    guard bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count else {
      decoded.append(bytes[at])
      at += 1
      continue
    }
    switch bytes[at + 1] {
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let (scalar, length) = escapedScalar(bytes, at)
      decoded.append(contentsOf: String(Character(scalar)).utf8)
      at += length
      continue
    default: decoded.append(bytes[at + 1])
    }
    at += 2
  }
  return String(decoding: decoded, as: UTF8.self)
}

/// The scalar of a `\u` sequence or of a pair of them, and how many bytes it takes.
private func escapedScalar(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> (Unicode.Scalar, Int) {
  let unit = { (start: Int) -> UInt32 in
    bytes[start..<min(start + 4, bytes.count)].reduce(0) { value, byte in
      value << 4 | UInt32(byte <= 57 ? byte &- 48 : (byte | 0x20) &- 87)
    }
  }
  let first = unit(at + 2)
  guard first & 0xFC00 == 0xD800, at + 12 <= bytes.count else {
    return (Unicode.Scalar(first) ?? "\u{FFFD}", 6)
  }
  let second = unit(at + 8)
  let value = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
  return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
}
