/// IPv4 ranges that are not public, and the exceptions in them.
///
/// Source: the IANA IPv4 Special-Purpose Address Registry, its blocks that are not globally reachable,
/// with multicast, reserved space and the retired 6to4 relay range.
enum PublicAddresses {
  struct Range: Sendable {
    let first: UInt32
    let last: UInt32

    init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, bits: UInt32) {
      first = a << 24 | b << 16 | c << 8 | d
      last = first | (bits >= 32 ? 0 : UInt32.max >> bits)
    }

    func contains(_ address: UInt32) -> Bool { first <= address && address <= last }
  }

  static let special: [Range] = [
    Range(0, 0, 0, 0, bits: 8),
    Range(10, 0, 0, 0, bits: 8),
    Range(100, 64, 0, 0, bits: 10),
    Range(127, 0, 0, 0, bits: 8),
    Range(169, 254, 0, 0, bits: 16),
    Range(172, 16, 0, 0, bits: 12),
    Range(192, 0, 0, 0, bits: 24),
    Range(192, 0, 2, 0, bits: 24),
    Range(192, 88, 99, 0, bits: 24),
    Range(192, 168, 0, 0, bits: 16),
    Range(198, 18, 0, 0, bits: 15),
    Range(198, 51, 100, 0, bits: 24),
    Range(203, 0, 113, 0, bits: 24),
    Range(224, 0, 0, 0, bits: 4),
    Range(240, 0, 0, 0, bits: 4),
  ]

  /// Addresses in a special range that are reachable all the same (PCP and TURN anycast).
  static let exceptions: [Range] = [
    Range(192, 0, 0, 9, bits: 32), Range(192, 0, 0, 10, bits: 32),
  ]

  /// Whether an IPv4 address is public. Failover groups are IPv4 only: no IPv6 address is.
  static func contain(_ address: UInt32) -> Bool {
    if !special.contains(where: { $0.contains(address) }) { return true }
    return exceptions.contains { $0.contains(address) }
  }
}
