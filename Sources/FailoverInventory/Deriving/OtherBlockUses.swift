/// Addresses of IP blocks that something other than a failover group uses.
struct OtherBlockUses: Sendable {
  struct Use: Sendable {
    let count: Int
    /// The smallest of the addresses, as texts.
    let first: Address
  }

  /// By the number of the block; only blocks with such addresses.
  private(set) var ofBlock: [UInt32: Use] = [:]

  /// - Parameter blocks: numbers of the blocks that are looked at.
  init(
    _ blocks: [UInt32], _ accounts: Accounts, _ groups: GroupTable, _ records: Records,
    _ canonical: CanonicalRecords
  ) {
    let ofGroups = Set(groups.address)
    var listed: [Address: Bool] = [:]
    var named: [UInt32: Set<Address>] = [:]
    for number in blocks {
      let block = accounts.blocks[Int(number)]
      for address in records.nics.addresses[block.addresses]
      where address.kind != .missing && !ofGroups.contains(address) {
        listed[address] = false
      }
      named[number] = Set(
        block.consumerRows.lazy.map { records.consumers.rows[$0].address }
          .filter { $0.kind != .missing && !ofGroups.contains($0) })
    }
    OtherBlockUses.findHeld(&listed, records, canonical)
    for number in blocks {
      var used = named[number] ?? []
      for address in records.nics.addresses[accounts.blocks[Int(number)].addresses]
      where listed[address] == true {
        used.insert(address)
      }
      if used.isEmpty { continue }
      let first = used.min { $0.text(records.symbols) < $1.text(records.symbols) }
      ofBlock[number] = Use(count: used.count, first: first ?? .missing)
    }
  }

  /// Notes which of some addresses are held by a NIC.
  private static func findHeld(
    _ listed: inout [Address: Bool], _ records: Records, _ canonical: CanonicalRecords
  ) {
    if listed.isEmpty { return }
    let seed = UInt64.random(in: .min ... .max)
    var filter = HashFilter(capacity: listed.count)
    for address in listed.keys { _ = filter.add(address.hash(seed: seed)) }
    let nics = records.nics
    for row in 0..<nics.count where nics.ips(row).showsItems {
      for position in nics.addressRange(row) {
        let address = nics.addresses[position]
        guard filter.contains(address.hash(seed: seed)), canonical.nics.isCanonical(row),
          listed[address] != nil
        else { continue }
        listed[address] = true
      }
    }
  }
}
