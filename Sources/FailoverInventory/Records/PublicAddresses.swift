/// A range of IPv4 addresses.
public struct AddressRange: Sendable, Hashable {
  let first: UInt32
  let bits: UInt32

  /// - Parameters:
  ///   - address: its first address.
  ///   - bits: the length of the prefix, 0 to 32.
  init(_ address: (UInt32, UInt32, UInt32, UInt32), bits: UInt32) {
    first = address.0 << 24 | address.1 << 16 | address.2 << 8 | address.3
    self.bits = bits
  }

  /// Reads a range in CIDR notation (RFC 4632), such as `198.51.100.0/24`; nil for anything else,
  /// also if bits after the prefix are set.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let bits = UInt32(parts[1]), bits <= 32, String(bits) == parts[1],
      let first = ParsedAddress.v4(Array(parts[0].utf8)[...])
    else { return nil }
    self.first = first
    self.bits = bits
    guard first & hostBits == 0 else { return nil }
  }

  private var hostBits: UInt32 { bits >= 32 ? 0 : UInt32.max >> bits }

  func contains(_ address: UInt32) -> Bool { address & ~hostBits == first }

  /// The range in CIDR notation.
  public var text: String { "\(Address.dotted(first))/\(bits)" }
}

/// IPv4 ranges that are not public, and the exceptions in them.
///
/// Source: the IANA IPv4 Special-Purpose Address Registry
/// (https://www.iana.org/assignments/iana-ipv4-special-registry), its blocks that are not globally
/// reachable, and the IANA IPv4 Address Space Registry for multicast; 192.88.99.0/24 was 6to4's
/// relay range until RFC 7526.
enum PublicAddresses {
  static let special: [(range: AddressRange, purpose: String, kind: String)] = [
    (AddressRange((0, 0, 0, 0), bits: 8), "\"this network\" (RFC 791)", "reserved"),
    (AddressRange((10, 0, 0, 0), bits: 8), "private use (RFC 1918)", "private"),
    (
      AddressRange((100, 64, 0, 0), bits: 10), "shared address space of carriers (RFC 6598)",
      "shared"
    ),
    (AddressRange((127, 0, 0, 0), bits: 8), "loopback (RFC 1122)", "loopback"),
    (AddressRange((169, 254, 0, 0), bits: 16), "link local (RFC 3927)", "link-local"),
    (AddressRange((172, 16, 0, 0), bits: 12), "private use (RFC 1918)", "private"),
    (AddressRange((192, 0, 0, 0), bits: 24), "IETF protocol assignments (RFC 6890)", "reserved"),
    (AddressRange((192, 0, 2, 0), bits: 24), "documentation (RFC 5737)", "documentation"),
    (AddressRange((192, 88, 99, 0), bits: 24), "retired 6to4 relay anycast (RFC 7526)", "reserved"),
    (AddressRange((192, 168, 0, 0), bits: 16), "private use (RFC 1918)", "private"),
    (AddressRange((198, 18, 0, 0), bits: 15), "benchmarking (RFC 2544)", "reserved"),
    (AddressRange((198, 51, 100, 0), bits: 24), "documentation (RFC 5737)", "documentation"),
    (AddressRange((203, 0, 113, 0), bits: 24), "documentation (RFC 5737)", "documentation"),
    (AddressRange((224, 0, 0, 0), bits: 4), "multicast (RFC 5771)", "multicast"),
    (AddressRange((240, 0, 0, 0), bits: 4), "reserved (RFC 1112)", "reserved"),
  ]

  /// Addresses in a special range that are reachable nevertheless (PCP and TURN anycast).
  static let exceptions: [AddressRange] = [
    AddressRange((192, 0, 0, 9), bits: 32), AddressRange((192, 0, 0, 10), bits: 32),
  ]

  static func contain(_ address: UInt32) -> Bool { purpose(of: address) == nil }

  /// What an address that is not public is for; nil if it is public.
  static func purpose(of address: UInt32) -> String? { special(address)?.purpose }

  /// The kind of an address in one word, `public` among them.
  static func kind(of address: UInt32) -> String { special(address)?.kind ?? "public" }

  private static func special(
    _ address: UInt32
  ) -> (range: AddressRange, purpose: String, kind: String)? {
    if exceptions.contains(where: { $0.contains(address) }) { return nil }
    return special.first { $0.range.contains(address) }
  }
}
