/// Hands out the addresses of an estate: public ones once only.
struct AddressPlan {
  /// Where data centers are; each place has addresses of its own to reserve.
  static let locations: [StaticString] = [
    "de/fra", "de/txl", "es/vit", "fr/par", "gb/lhr", "gb/bhx", "us/las", "us/ewr", "us/mci",
    "de/fra/2",
  ]
  /// Reserved addresses of the first location begin at 46.0.0.0, those of the next one at 47.0.0.0.
  private static let firstReserved: UInt32 = 46 << 24
  /// What DHCP hands out begins at 62.0.0.0; no special range lies below 100.64.0.0.
  private static let firstDynamic: UInt32 = 62 << 24

  private(set) var reserved = Array(repeating: UInt32(0), count: locations.count)
  private let blockSize: Int
  private var dynamic: UInt32 = 0

  init(blockSize: Int) { self.blockSize = blockSize }

  /// The positions of the addresses of each block of a location.
  func blocks(in location: Int) -> [Range<Int>] {
    let count = Int(reserved[location])
    let size = min(blockSize, max(1, count))
    return stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
  }

  /// The next address of a failover group.
  mutating func reserve(in location: Int) -> Address {
    defer { reserved[location] += 1 }
    return AddressPlan.reserved(Int(reserved[location]), in: location)
  }

  /// The address that was reserved at a position.
  static func reserved(_ position: Int, in location: Int) -> Address {
    Address(bits: firstReserved + UInt32(location) << 24 + UInt32(position))
  }

  mutating func nextDynamic() -> Address {
    defer { dynamic += 1 }
    return Address(bits: AddressPlan.firstDynamic + dynamic)
  }

  /// An address of a private LAN.
  static func inside(_ number: Int) -> Address {
    Address(bits: 10 << 24 + UInt32(number & 0xFF_FFFF))
  }
}
