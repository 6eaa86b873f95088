import Glibc

@testable import FailoverInventory

/// What must hold of reading a text as an address.
enum AddressProperty {
  /// Says what does not hold; nil if all does.
  static func violation(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let ours = ParsedAddress(text)
    var symbols = SymbolTable()
    let address = Address.of(text, in: &symbols)
    if address.isAddress != (ours != nil) { return "read in two ways: \(text)" }
    if let ours, let problem = aboutCanonical(ours, address.text(symbols)) { return problem }
    let library = library(text)
    if let library, ours != library {
      return "\(text): the C library reads \(library), we \(ours as Any)"
    }
    if ours != nil, library == nil, isShared(text) {
      return "\(text): an address for us, but not for the C library"
    }
    return nil
  }

  /// The canonical text is read as the same address, and written as the same text.
  private static func aboutCanonical(_ value: ParsedAddress, _ text: String) -> String? {
    guard ParsedAddress(text) == value else { return "\(text) is read as another address" }
    switch value {
    case .v4(let number):
      return Address.dotted(number) == text ? nil : "\(text) is not canonical"
    case .v6(let number):
      if ParsedAddress.canonical(number) != text { return "\(text) is not canonical" }
      // The C library writes ::a.b.c.d for the retired IPv4-compatible addresses; RFC 5952 does
      // not.
      if number >> 32 == 0 { return nil }
      return libraryText(number) == text ? nil : "\(text) is written otherwise by the C library"
    }
  }

  /// Blanks around an address, a prefix that takes it whole and leading zeros are our own rules.
  private static func isShared(_ text: String) -> Bool {
    if text.utf8.contains(where: { [0x20, 0x09, 0x0D, 0x0A, UInt8(ascii: "/")].contains($0) }) {
      return false
    }
    if !text.utf8.contains(UInt8(ascii: ".")) { return true }
    let dotted = text.split(separator: ":").last ?? ""
    return dotted.split(separator: ".").allSatisfy { $0 == "0" || !$0.hasPrefix("0") }
  }

  private static func library(_ text: String) -> ParsedAddress? {
    if text.utf8.contains(0) { return nil }
    var v4 = in_addr()
    if inet_pton(AF_INET, text, &v4) == 1 { return .v4(UInt32(bigEndian: v4.s_addr)) }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
    let number = withUnsafeBytes(of: v6) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
    return number >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: number)) : .v6(number)
  }

  private static func libraryText(_ number: UInt128) -> String? {
    var v6 = in6_addr()
    withUnsafeMutableBytes(of: &v6) { bytes in
      for index in 0..<16 {
        bytes[index] = UInt8(truncatingIfNeeded: number >> UInt128(120 - 8 * index))
      }
    }
    var buffer = [CChar](repeating: 0, count: 64)
    guard inet_ntop(AF_INET6, &v6, &buffer, 64) != nil else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
