/// A boolean as the input gave it.
enum Flag: UInt8, Sendable {
  case absent
  /// Null or of another type: present, and not known.
  case unusable
  case no
  case yes

  /// The value, if it is known.
  var value: Bool? {
    switch self {
    case .absent, .unusable: nil
    case .no: false
    case .yes: true
    }
  }
}

/// A whole number from 0 as the input gave it.
struct Quantity: Hashable, Sendable {
  let bits: UInt32

  static let absent = Quantity(bits: 0)
  /// Null or of another type, or too large: present, and not known.
  static let unusable = Quantity(bits: 1)

  init(bits: UInt32) { self.bits = bits }

  /// - Parameter number: nil if it is not a whole number.
  init(_ number: UInt64?) {
    bits = number.flatMap { UInt32(exactly: $0) }.map { $0 < .max - 1 ? $0 + 2 : 1 } ?? 1
  }

  /// - Parameter digits: a text that should be a whole number.
  init(digits: String) {
    self.init(digits.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? UInt64(digits) : nil)
  }

  /// The number, if it is known.
  var value: Int? { bits > 1 ? Int(bits - 2) : nil }
}

/// Whether a list was there.
enum ListPresence: UInt8, Sendable {
  case absent
  case null
  case list
  /// A list in its order, with some items unknown.
  case gaps
  /// A list that may lack items, and whose order says nothing.
  case partial
  /// The member was there, but no list, or copies of the record do not agree on it: not known.
  case unusable
}

extension ListPresence {
  /// Whether items of it are shown.
  var showsItems: Bool { self == .list || self == .gaps || self == .partial }
  /// Whether the order of the items is that of the list, with a place for unknown items.
  var keepsOrder: Bool { self == .list || self == .gaps }
}

/// The id of a LAN inside its data center. It is text; nearly always it is a small whole number.
struct LANCode: Hashable, Sendable {
  let bits: UInt32

  static let absent = LANCode(bits: 0)
  static let unusable = LANCode(bits: 1)

  private static let symbolBit: UInt32 = 0x8000_0000

  init(bits: UInt32) { self.bits = bits }

  /// - Parameter number: below 2^31 - 2; its text has no leading zeros.
  init(number: UInt32) { bits = number + 2 }

  init(_ symbol: Symbol) { bits = symbol.number | LANCode.symbolBit }

  var isKnown: Bool { bits > 1 }

  /// The number that the id is, if it is one.
  var number: UInt32? { isKnown && bits & LANCode.symbolBit == 0 ? bits - 2 : nil }

  /// The code of an id's text.
  static func of(_ text: String, in symbols: inout SymbolTable) -> LANCode {
    if text.isEmpty { return .unusable }
    if text.utf8.count <= 9, let number = UInt32(text), String(number) == text {
      return LANCode(number: number)
    }
    return LANCode(Identifier.of(text, in: &symbols).asSymbol(in: &symbols))
  }

  func text(_ symbols: SymbolTable) -> String {
    if !isKnown { return "?" }
    if bits & LANCode.symbolBit == 0 { return String(bits - 2) }
    return symbols[Symbol(number: bits & ~LANCode.symbolBit)]
  }

  func renumbered(_ map: [UInt32]) -> LANCode {
    guard bits & LANCode.symbolBit != 0 else { return self }
    return LANCode(Symbol(number: map[Int(bits & ~LANCode.symbolBit)]))
  }
}

extension Identifier {
  /// The symbol of the id's text, also for a UUID.
  func asSymbol(in symbols: inout SymbolTable) -> Symbol {
    symbol ?? symbols.intern(text(symbols))
  }
}

/// A hardware address in six bytes, or another text, by its symbol. Two spellings are two
/// addresses: above the address a bit says of each digit whether it is written as a capital letter.
struct HardwareAddress: Hashable, Sendable {
  let bits: UInt64

  static let absent = HardwareAddress(bits: 0)
  static let unusable = HardwareAddress(bits: 1)

  init(bits: UInt64) { self.bits = bits }
  init(address: UInt64, capitals: UInt64 = 0) { bits = address | 1 << 48 | capitals << 50 }
  init(_ symbol: Symbol) { bits = UInt64(symbol.number) | 1 << 49 }

  /// The address as it was written, with colons, or the text in its place; nil if not known.
  func text(_ symbols: SymbolTable) -> String? {
    if bits & 1 << 49 != 0 { return symbols[Symbol(number: UInt32(bits & 0xFFFF_FFFF))] }
    guard let digits else { return nil }
    var name = NameText()
    name.append(hardwareAddress: digits, capitals: capitals)
    return name.text
  }

  /// The six bytes, if it is an address that is known.
  var digits: UInt64? {
    bits & (1 << 48 | 1 << 49) == 1 << 48 ? bits & 0xFFFF_FFFF_FFFF : nil
  }

  /// A bit for each digit that is written as a capital letter, the last digit's the lowest.
  var capitals: UInt64 { bits >> 50 }

  func renumbered(_ map: [UInt32]) -> HardwareAddress {
    guard bits & 1 << 49 != 0 else { return self }
    return HardwareAddress(Symbol(number: map[Int(bits & 0xFFFF_FFFF)]))
  }
}
