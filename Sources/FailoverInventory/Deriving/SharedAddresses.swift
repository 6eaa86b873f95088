/// A public address that several NICs of one LAN, or NICs of several LANs, hold.
struct AddressUse: Sendable {
  let address: UInt32
  /// Row of the data center.
  let datacenter: UInt32
  let lan: LANCode
  /// NICs of this LAN that hold it: a range of `SharedAddresses.holders`.
  let nics: Range<UInt32>
}

/// Public addresses that are held more than once.
struct SharedAddresses: Sendable {
  /// Held in two or more LANs or data centers, once for each such LAN, in the order of their names.
  private(set) var duplicates: [AddressUse] = []
  /// Held by two or more NICs of one LAN, in the order of their names.
  private(set) var shared: [AddressUse] = []
  /// Rows of NICs; those of one use are in the order of their ids.
  private(set) var holders: [UInt32] = []
  /// The positions in `duplicates` of each address.
  private(set) var duplicatesOf: [UInt32: [Int]] = [:]

  /// One NIC that holds one address.
  private struct Holding {
    let address: UInt32
    let datacenter: UInt32
    let lan: LANCode
    let nic: UInt32

    func isOnSameLAN(as other: Holding) -> Bool {
      datacenter == other.datacenter && lan == other.lan
    }

    static func precedes(_ a: Holding, _ b: Holding) -> Bool {
      (a.address, a.datacenter, a.lan.bits, a.nic) < (b.address, b.datacenter, b.lan.bits, b.nic)
    }
  }

  /// - Parameter own: ranges that count as public.
  init(
    _ records: Records, _ canonical: CanonicalRecords, _ order: EstateOrder, _ own: [AddressRange]
  ) {
    let holdings = SharedAddresses.repeated(records, canonical, own)
    let identifierOrder = records.identifierOrder
    var start = 0
    while start < holdings.count {
      var end = start
      while end < holdings.count, holdings[end].address == holdings[start].address { end += 1 }
      let uses = uses(holdings[start..<end], records, identifierOrder)
      if uses.count > 1 { duplicates.append(contentsOf: uses) }
      shared.append(contentsOf: uses.filter { $0.nics.count > 1 })
      start = end
    }
    duplicates = SharedAddresses.sorted(duplicates, records, order)
    shared = SharedAddresses.sorted(shared, records, order)
    for (position, use) in duplicates.enumerated() {
      duplicatesOf[use.address, default: []].append(position)
    }
  }

  /// The public addresses that may be held more than once, with the NICs that hold them, by address
  /// and LAN; NICs whose data center is not known are left out.
  private static func repeated(
    _ records: Records, _ canonical: CanonicalRecords, _ own: [AddressRange]
  ) -> [Holding] {
    let nics = records.nics
    let seed = UInt64.random(in: .min ... .max)
    var met = HashFilter(capacity: nics.addresses.count)
    var again: [UInt64] = []
    func visit(_ body: (Int, UInt32, UInt64) -> Void) {
      for row in 0..<nics.count where nics.lan(row).isKnown && nics.ips(row).showsItems {
        for position in nics.addressRange(row) {
          let address = nics.addresses[position]
          guard let v4 = address.v4, canonical.nics.isCanonical(row) else { continue }
          body(row, v4, address.hash(seed: seed))
        }
      }
    }
    visit { _, _, hash in
      if met.add(hash) { again.append(hash & met.mask) }
    }
    var repeated = HashFilter(capacity: again.count)
    for hash in again { _ = repeated.add(hash) }
    var holdings: [Holding] = []
    visit { row, address, hash in
      guard repeated.contains(hash & met.mask),
        PublicAddresses.contain(address) || own.contains(where: { $0.contains(address) })
      else { return }
      let datacenter = records.datacenter(ofNIC: row, canonical)
      if datacenter < conflictingRow {
        holdings.append(
          Holding(
            address: address, datacenter: datacenter, lan: nics.lan(row), nic: UInt32(row)))
      }
    }
    return holdings.sorted(by: Holding.precedes)
  }

  /// The LANs in which one address is held.
  private mutating func uses(
    _ holdings: ArraySlice<Holding>, _ records: Records, _ order: IdentifierOrder
  ) -> [AddressUse] {
    guard holdings.count > 1 else { return [] }
    var uses: [AddressUse] = []
    var rest = holdings
    while let first = rest.first {
      let here = rest.prefix { $0.isOnSameLAN(as: first) }
      rest = rest[here.endIndex...]
      let start = UInt32(holders.count)
      holders.append(
        contentsOf: records.nics.sortedByID(here.map(\.nic).withoutRepeats, order))
      uses.append(
        AddressUse(
          address: first.address, datacenter: first.datacenter, lan: first.lan,
          nics: start..<UInt32(holders.count)))
    }
    return uses
  }

  private static func sorted(
    _ uses: [AddressUse], _ records: Records, _ order: EstateOrder
  ) -> [AddressUse] {
    struct Key {
      let rank: UInt32
      let lan: NamePart
      let address: NamePart
      let index: Int
    }
    var keys = uses.indices.map { index in
      Key(
        rank: order.datacenterRank[Int(uses[index].datacenter)],
        lan: records.namePart(uses[index].lan), address: NamePart(v4: uses[index].address),
        index: index)
    }
    keys.sort { a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      let (here, there) = (uses[a.index].lan, uses[b.index].lan)
      if here != there {
        return a.lan.precedes(b.lan) { records.encoded(here) + "/" < records.encoded(there) + "/" }
      }
      return a.address.precedes(b.address) { false }
    }
    return keys.map { uses[$0.index] }
  }
}

extension [UInt32] {
  /// The elements of a sorted array, each once.
  fileprivate var withoutRepeats: [UInt32] {
    var result: [UInt32] = []
    for element in self where result.last != element { result.append(element) }
    return result
  }
}
