/// Hardware addresses that several NICs of one LAN have: a pass over all NICs with two bytes for
/// each, and a second one only if some address may be there twice.
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
      Identifier(high: address, low: UInt64(datacenter) << 32 ^ UInt64(lan.bits)).hash(seed: seed)
    }
  }

  private var uses: [Key: Use] = [:]

  init(_ records: Records, _ canonical: CanonicalRecords) {
    let seed = UInt64.random(in: .min ... .max)
    func visit(_ body: (UInt32, Key, UInt64) -> Void) {
      for row in 0..<UInt32(records.nics.count) where canonical.nics.isCanonical(Int(row)) {
        guard let key = HardwareAddressUses.key(row, records, canonical) else { continue }
        body(row, key, key.hash(seed: seed))
      }
    }
    var met = HashFilter(capacity: records.nics.count)
    var again: [UInt64] = []
    visit { _, _, hash in
      if met.add(hash) { again.append(hash & met.mask) }
    }
    if again.isEmpty { return }
    var repeated = HashFilter(capacity: again.count)
    for hash in again { _ = repeated.add(hash) }
    visit { row, key, hash in
      guard repeated.contains(hash & met.mask) else { return }
      uses[key, default: Use(count: 0, first: row, last: row)].add(row, records)
    }
    uses = uses.filter { $1.count > 1 }
  }

  /// The NICs of its LAN that have the hardware address of a NIC's row, that NIC among them; nil if
  /// it is the only one.
  func use(ofNIC row: UInt32, _ records: Records, _ canonical: CanonicalRecords) -> Use? {
    if uses.isEmpty { return nil }
    return HardwareAddressUses.key(row, records, canonical).flatMap { uses[$0] }
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
    if count == 1 { return }
    let id = { (row: UInt32) in records.nics.id[Int(row)].text(records.symbols) }
    if id(row) < id(first) { first = row }
    if id(row) > id(last) { last = row }
  }
}

extension HardwareAddress {
  /// What is the same for two ways of writing one address; nil if none is known.
  fileprivate var sameDigits: UInt64? { digits ?? (bits > 1 ? bits : nil) }
}
