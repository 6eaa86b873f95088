/// Which IP block an address belongs to, which blocks the failover groups use, and in which data
/// centers the addresses of a block are used.
struct BlockUse: Sendable {
  private var index: RowIndex
  private var filter: HashFilter
  /// Addresses of all blocks, each once, and the first block that lists it.
  private var addresses: [Address] = []
  private var firstBlock: [UInt32] = []
  /// Further blocks that list an address.
  private var furtherBlocks: [Address: [UInt32]] = [:]
  /// The block of each group's address; `noRow` if none lists it.
  private(set) var ofGroup: [UInt32] = []
  /// Blocks that are the block of some group's address, in the order of their ids.
  private(set) var ofGroups: [UInt32] = []
  /// Blocks that list some group's address, whether they are its block or not.
  private(set) var holdingGroups: [UInt32] = []
  /// Rows of the data centers in which addresses of a block are used, by the block's number.
  private(set) var datacenters: [UInt32: [UInt32]] = [:]
  /// Rows of data centers whose used addresses are not all known.
  private(set) var openDatacenters: [UInt32] = []

  init(_ accounts: Accounts, _ groups: GroupTable, _ records: Records) {
    let count = accounts.blocks.reduce(0) { $0 + $1.addresses.count }
    index = RowIndex(capacity: count)
    filter = HashFilter(capacity: count)
    // Ids are compared as they are, not as names of subjects write them.
    let texts = accounts.blocks.map { $0.id.text(records.symbols) }
    let order = accounts.blocks.indices.sorted { texts[$0] < texts[$1] }
    for (number, block) in order.map({ ($0, accounts.blocks[$0]) }) {
      for address in records.nics.addresses[block.addresses] where address.isAddress {
        add(address, UInt32(number))
      }
    }
    ofGroup = groups.address.map { first(of: $0) ?? noRow }
    ofGroups = Set(ofGroup).subtracting([noRow]).sorted()
    holdingGroups = Set(groups.address.flatMap { blocks(of: $0) }).sorted()
  }

  private mutating func add(_ address: Address, _ block: UInt32) {
    let hash = address.hash(seed: index.seed)
    let known = index.add(UInt32(addresses.count), hash: hash) { addresses[Int($0)] == address }
    guard let known else {
      _ = filter.add(hash)
      addresses.append(address)
      firstBlock.append(block)
      return
    }
    if firstBlock[Int(known)] != block { furtherBlocks[address, default: []].append(block) }
  }

  /// The block with the smallest id that lists an address.
  func first(of address: Address) -> UInt32? {
    guard address.isAddress else { return nil }
    let hash = address.hash(seed: index.seed)
    guard filter.contains(hash) else { return nil }
    return index.find(hash: hash) { addresses[Int($0)] == address }.map { firstBlock[Int($0)] }
  }

  private func blocks(of address: Address) -> [UInt32] {
    guard let first = first(of: address) else { return [] }
    return furtherBlocks.isEmpty ? [first] : [first] + (furtherBlocks[address] ?? [])
  }

  /// Finds out in which data centers the addresses of blocks are used: one pass over all NICs.
  ///
  /// - Parameter showsAll: whether the lists of a data center's row are all complete.
  mutating func findDatacenters(
    _ records: Records, _ canonical: CanonicalRecords, _ groups: GroupTable, _ order: EstateOrder,
    showsAll: (UInt32) -> Bool
  ) {
    var used: [UInt32: Set<UInt32>] = [:]
    var open: Set<UInt32> = []
    let nics = records.nics
    for row in 0..<nics.count where canonical.nics.isCanonical(row) {
      if nics.ips(row) != .list {
        open.formUnion(
          canonical.nicHomes[UInt32(row)] ?? [records.datacenter(ofNIC: row, canonical)])
      }
      for position in nics.addressRange(row) {
        let address = nics.addresses[position]
        guard filter.contains(address.hash(seed: index.seed)) else { continue }
        let datacenter = records.datacenter(ofNIC: row, canonical)
        for block in blocks(of: address) {
          if datacenter < conflictingRow {
            used[block, default: []].insert(datacenter)
          } else {
            open.formUnion(canonical.nicHomes[UInt32(row)] ?? [])
          }
        }
      }
    }
    for (group, address) in groups.address.enumerated() {
      let datacenter = records.lans.rows[Int(groups.lan[group])].datacenter
      for block in blocks(of: address) { used[block, default: []].insert(datacenter) }
    }
    for row in order.lans {
      let lan = records.lans.rows[Int(row)]
      if lan.failover != .list && lan.failover != .null { open.insert(lan.datacenter) }
    }
    datacenters = used.mapValues { $0.sorted() }
    openDatacenters = order.datacenters.filter { open.contains($0) || !showsAll($0) }
  }
}

extension Access {
  /// Users with a data center that uses an address of a block: they may edit it or created it;
  /// administrators and the owner have them all.
  ///
  /// - Parameter open: what holds of the data centers whose addresses are not known.
  func usersWithDatacenter(
    of block: Int, _ use: BlockUse, _ records: Records, open: Statement, showsAllDatacenters: Bool
  ) -> Statement {
    var found = administrators.or(contractOwners)
    for row in use.datacenters[UInt32(block)] ?? [] { found = found.or(holders(row, records)) }
    // An address of the block that is not known may be used anywhere.
    let showsThem = showsAllDatacenters && accounts.blocks[block].ips == .list
    found.no.formIntersection(showsThem ? open.no : UserSet(count: accounts.users.count))
    return found
  }

  /// Users who may edit a data center or created it.
  private func holders(_ row: UInt32, _ records: Records) -> Statement {
    let datacenter = records.datacenters.rows[Int(row)]
    return editors(of: datacenter.id).or(creators(of: datacenter.id, datacenter.creator))
  }

  func openHolders(_ use: BlockUse, _ records: Records) -> Statement {
    var none = Statement(
      yes: UserSet(count: accounts.users.count), no: UserSet(all: accounts.users.count))
    for row in use.openDatacenters { none = none.or(holders(row, records)) }
    return none
  }
}
