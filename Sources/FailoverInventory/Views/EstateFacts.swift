/// What rules find out about a whole inventory at once, in one pass over its NICs.
extension Inventory {
  /// Hardware addresses that several NICs of one LAN have.
  package var hardwareAddressUses: HardwareAddressUse {
    HardwareAddressUse(
      inventory: self,
      uses: HardwareAddressUses(storage.records, storage.canonical))
  }

  /// How many groups each server is the master of.
  package var masterLoad: ServerMasterLoad {
    let storage = storage
    return ServerMasterLoad(
      load: MasterLoad(
        storage.groups, storage.records, storage.canonical, storage.order,
        isOpen: { !storage.knowsFailover(ofLAN: $0) },
        showsLANs: { storage.lists[.lans, $0].contains(.complete) },
        showsNICs: { storage.showsNICs(ofServer: $0) }, lan: storage.lanRow))
  }

  /// Which addresses of the blocks of groups something other than a group uses.
  package var otherBlockUses: OtherBlockUse {
    OtherBlockUse(
      storage: storage,
      uses: OtherBlockUses(
        storage.blockUse.ofGroups, storage.access.accounts, storage.groups, storage.records,
        storage.canonical))
  }

  /// Which servers the internet reaches in data centers without a failover group.
  package var publicServers: PublicServersByDatacenter {
    let storage = storage
    return PublicServersByDatacenter(
      inventory: self,
      found: PublicServers(
        storage.groups, storage.records, storage.canonical, storage.order,
        showsAll: {
          storage.lists[.lans, $0].contains(.complete)
            && storage.lists[.servers, $0].contains(.complete)
            && storage.serversWithoutNICList[$0] == nil && storage.openFailoverLANs[$0] == nil
        }, lan: storage.lanRow, isPublic: storage.isPublic))
  }
}

/// Hardware addresses that several NICs of one LAN have.
package struct HardwareAddressUse: Sendable {
  fileprivate let inventory: Inventory
  fileprivate let uses: HardwareAddressUses

  /// The NICs of its LAN that have a NIC's hardware address, that NIC among them: how many,
  /// and those with the smallest and the largest id; nil if it is the only one.
  package func sharing(_ nic: NIC) -> (count: Int, first: NIC, last: NIC)? {
    let storage = inventory.storage
    return uses.use(ofNIC: UInt32(nic.row), storage.records, storage.canonical).map {
      (
        $0.count, NIC(inventory: inventory, row: Int($0.first)),
        NIC(inventory: inventory, row: Int($0.last))
      )
    }
  }
}

/// How many groups each server is the master of.
package struct ServerMasterLoad: Sendable {
  fileprivate let load: MasterLoad

  /// Whether no server is the master of more than some groups, and none may be.
  package func isBelow(_ limit: Int) -> Bool {
    let most = load.ofServer.values.max() ?? 0
    return load.openDatacenters.isEmpty && most + (load.homeless.values.max() ?? 0) <= limit
  }

  /// The groups whose master a server owns.
  package func count(of server: Server) -> Int { load.ofServer[UInt32(server.row)] ?? 0 }

  /// Whether a server may be the master of more than some groups, for all that is known.
  package func mayExceed(_ limit: Int, _ server: Server) -> Bool {
    let row = UInt32(server.row)
    let home = server.datacenterRow
    let further = load.homeless[home] ?? 0
    if count(of: server) + further > limit { return true }
    return load.openDatacenters.contains(home) && load.exposed.contains(row)
  }
}

/// Which addresses of the blocks of groups something other than a group uses.
package struct OtherBlockUse: Sendable {
  fileprivate let storage: InventoryStorage
  fileprivate let uses: OtherBlockUses

  /// How many addresses of a block, and the first of them; nil if none is used so.
  package func of(_ block: IPBlock) -> (count: Int, first: String)? {
    uses.ofBlock[UInt32(block.row)].map { ($0.count, $0.first.text(storage.records.symbols)) }
  }
}

/// Which servers the internet reaches in data centers without a failover group.
package struct PublicServersByDatacenter: Sendable {
  fileprivate let inventory: Inventory
  fileprivate let found: PublicServers

  /// What is known of a data center.
  package enum Finding {
    /// It has a failover group, or two or more servers that the internet reaches.
    case several
    /// One server alone; nil if it is not known which.
    case one(Server?)
    case none
    /// The export does not show all that counts.
    case open
  }

  package func of(_ datacenter: Datacenter) -> Finding {
    guard let found = found.ofDatacenter[UInt32(datacenter.row)] else { return .several }
    if found.servers.count > 1 { return .several }
    if found.isOpen { return .open }
    guard let server = found.servers.first else { return .none }
    return .one(server < conflictingRow ? Server(inventory: inventory, row: Int(server)) : nil)
  }
}

extension Server {
  fileprivate var datacenterRow: UInt32 { inventory.storage.records.servers.rows[row].datacenter }
}
