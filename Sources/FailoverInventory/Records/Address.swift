/// An IP address, or another text, in eight bytes.
struct Address: Hashable, Sendable {
  private let bits: UInt64

  enum Kind: UInt8 {
    /// No text at all: null, absent, empty or of another type.
    case missing
    case v4
    /// An IPv6 address, held as the symbol of its canonical text.
    case v6
    /// A text that is not an address; it equals no address, only the same text.
    case text
  }

  private init(kind: Kind, payload: UInt32) {
    bits = UInt64(kind.rawValue) << 32 | UInt64(payload)
  }

  static let missing = Address(kind: .missing, payload: 0)

  init(v4: UInt32) { self.init(kind: .v4, payload: v4) }
  init(v6 canonical: Symbol) { self.init(kind: .v6, payload: canonical.number) }
  init(text: Symbol) { self.init(kind: .text, payload: text.number) }

  var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 32)) ?? .missing }

  /// The address as a number, the first part in the highest byte; nil if it is not IPv4.
  var v4: UInt32? { kind == .v4 ? UInt32(truncatingIfNeeded: bits) : nil }

  var isAddress: Bool { kind == .v4 || kind == .v6 }

  private var symbol: Symbol { Symbol(number: UInt32(truncatingIfNeeded: bits)) }

  /// A well-mixed hash, different in each run.
  @inline(__always)
  func hash(seed: UInt64) -> UInt64 {
    let mixed = (bits ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return mixed.high ^ mixed.low
  }

  /// The address with its symbol numbered as `map` says.
  func renumbered(_ map: [UInt32]) -> Address {
    switch kind {
    case .missing, .v4: self
    case .v6, .text: Address(kind: kind, payload: map[Int(symbol.number)])
    }
  }

  /// The canonical text: dotted without leading zeros, RFC 5952, or the text as it came; `?` for
  /// none.
  func text(_ symbols: SymbolTable) -> String {
    switch kind {
    case .missing: "?"
    case .v4: Address.dotted(UInt32(truncatingIfNeeded: bits))
    case .v6, .text: symbols[symbol]
    }
  }

  static func dotted(_ value: UInt32) -> String {
    var name = NameText()
    name.append(v4: value)
    return name.text
  }

  /// Reads a text as an address; another text becomes a `.text`, an empty one `.missing`.
  static func of(_ text: String, in symbols: inout SymbolTable) -> Address {
    switch ParsedAddress(text) {
    case .v4(let value): Address(v4: value)
    case .v6(let value): Address(v6: symbols.intern(ParsedAddress.canonical(value)))
    case nil: text.isEmpty ? .missing : Address(text: symbols.intern(text))
    }
  }
}

/// An address read from text: surrounding blanks, tabs, CR and LF dropped; IPv4 as four decimal
/// parts with an optional `/32`, IPv6 as RFC 4291 text with an optional `/128`; IPv4-mapped IPv6 is
/// IPv4.
package enum ParsedAddress: Hashable {
  case v4(UInt32)
  case v6(UInt128)

  package init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    let blanks: [UInt8] = [0x20, 0x09, 0x0D, 0x0A]
    while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
    while let first = bytes.first, blanks.contains(first) { bytes.removeFirst() }
    if bytes.contains(UInt8(ascii: ":")) {
      if bytes.suffix(4).elementsEqual("/128".utf8) { bytes.removeLast(4) }
      guard let value = ParsedAddress.v6(bytes) else { return nil }
      self = value >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: value)) : .v6(value)
    } else {
      if bytes.suffix(3).elementsEqual("/32".utf8) { bytes.removeLast(3) }
      guard let value = ParsedAddress.v4(bytes) else { return nil }
      self = .v4(value)
    }
  }

  /// The canonical text: dotted without leading zeros, or RFC 5952.
  package var text: String {
    switch self {
    case .v4(let value): Address.dotted(value)
    case .v6(let value): ParsedAddress.canonical(value)
    }
  }

  /// Whether it is a public IPv4 address, or lies in a range that the customer brought in.
  package func isPublicIPv4(ownRanges: [AddressRange]) -> Bool {
    guard case .v4(let value) = self else { return false }
    return PublicAddresses.contain(value) || ownRanges.contains { $0.contains(value) }
  }

  /// Four parts of one to three digits, 0 to 255.
  static func v4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var parts = 0
    var digits = 0
    var part: UInt32 = 0
    for byte in bytes {
      if byte >= 48 && byte <= 57 {
        digits += 1
        part = part * 10 + UInt32(byte - 48)
        guard digits <= 3, part <= 255 else { return nil }
      } else {
        guard byte == UInt8(ascii: "."), digits > 0, parts < 3 else { return nil }
        value = value << 8 | part
        parts += 1
        digits = 0
        part = 0
      }
    }
    guard parts == 3, digits > 0 else { return nil }
    return value << 8 | part
  }

  /// RFC 4291 section 2.2: eight groups, `::` at most once, an optional dotted tail.
  private static func v6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
    guard let gap = firstGap(bytes) else {
      guard let all = groups(bytes), all.count == 8 else { return nil }
      return join(all)
    }
    guard let head = groups(bytes[..<gap]), let tail = groups(bytes[(gap + 2)...]),
      head.count + tail.count <= 7, bytes[..<gap].allSatisfy({ $0 != UInt8(ascii: ".") })
    else { return nil }
    return join(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
  }

  private static func firstGap(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().first { bytes[$0] == 58 && bytes[$0 + 1] == 58 }
  }

  private static func join(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }

  /// The 16-bit groups of a text without `::`; a dotted tail gives two. Empty text gives none.
  private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
    if bytes.isEmpty { return [] }
    var result: [UInt16] = []
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      if position == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard let value = v4(part) else { return nil }
        result.append(UInt16(value >> 16))
        result.append(UInt16(value & 0xFFFF))
      } else {
        guard let group = hexGroup(part) else { return nil }
        result.append(group)
      }
    }
    return result.count <= 8 ? result : nil
  }

  private static func hexGroup(_ bytes: ArraySlice<UInt8>) -> UInt16? {
    guard (1...4).contains(bytes.count) else { return nil }
    var value: UInt16 = 0
    for byte in bytes {
      switch byte {
      case 48...57: value = value << 4 | UInt16(byte - 48)
      case 65...70: value = value << 4 | UInt16(byte - 55)
      case 97...102: value = value << 4 | UInt16(byte - 87)
      default: return nil
      }
    }
    return value
  }

  /// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as
  /// `::`.
  static func canonical(_ value: UInt128) -> String {
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> UInt128(112 - 16 * $0)) }
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start >= 2, end - start > best.count { best = start..<end }
      start = max(end, start + 1)
    }
    let text = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if best.isEmpty { return text(groups[...]) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}
