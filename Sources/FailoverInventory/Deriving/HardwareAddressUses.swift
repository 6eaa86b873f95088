/// Members of failover groups whose hardware address other NICs of their LAN have too: two passes
/// over the members, one over all NICs.
struct HardwareAddressUses: Sendable {
  /// NICs of one LAN with one hardware address.
  struct Use: Sendable {
    var count: Int
    /// The rows of the NICs with the smallest and the largest id.
    var first: UInt32
    var last: UInt32
  }

  private struct Key: Hashable {
    let datacenter: UInt32
    let lan: LANCode
    /// In which letter case its digits are written does not matter.
    let address: UInt64

    func hash(seed: UInt64) -> UInt64 {
      let mixed = (address ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      return mixed.high ^ mixed.low
    }
  }

  /// By the row of a member; only of members that are not alone.
  private(set) var ofMember: [UInt32: Use] = [:]

  /// - Parameter members: rows of the members of groups.
  init(_ members: [UInt32], _ records: Records, _ canonical: CanonicalRecords) {
    let seed = UInt64.random(in: .min ... .max)
    var filter = HashFilter(capacity: members.count)
    for row in members {
      if let key = HardwareAddressUses.key(row, records, canonical) {
        _ = filter.add(key.hash(seed: seed))
      }
    }
    var uses: [Key: Use] = [:]
    for row in 0..<UInt32(records.nics.count) {
      guard let address = records.nics.details[Int(row)].mac.sameDigits else { continue }
      let mixed = Key(datacenter: 0, lan: .absent, address: address).hash(seed: seed)
      guard filter.contains(mixed), canonical.nics.isCanonical(Int(row)),
        let key = HardwareAddressUses.key(row, records, canonical)
      else { continue }
      uses[key, default: Use(count: 0, first: row, last: row)].add(row, records)
    }
    for row in members {
      guard let key = HardwareAddressUses.key(row, records, canonical), let use = uses[key],
        use.count > 1
      else { continue }
      ofMember[row] = use
    }
  }

  private static func key(
    _ row: UInt32, _ records: Records, _ canonical: CanonicalRecords
  ) -> Key? {
    let nics = records.nics
    guard let address = nics.details[Int(row)].mac.sameDigits, nics.lan(Int(row)).isKnown else {
      return nil
    }
    let datacenter = records.datacenter(ofNIC: Int(row), canonical)
    if datacenter >= conflictingRow { return nil }
    return Key(datacenter: datacenter, lan: nics.lan(Int(row)), address: address)
  }
}

extension HardwareAddressUses.Use {
  fileprivate mutating func add(_ row: UInt32, _ records: Records) {
    count += 1
    let ids = records.nics.id
    let id = { (row: UInt32) in ids[Int(row)].text(records.symbols) }
    if id(row) < id(first) { first = row }
    if id(row) > id(last) { last = row }
  }
}

extension HardwareAddress {
  /// What is the same for two ways of writing one address; nil if none is known.
  fileprivate var sameDigits: UInt64? { digits ?? (bits > 1 ? bits : nil) }
}
