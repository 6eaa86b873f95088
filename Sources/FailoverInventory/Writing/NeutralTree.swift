/// Which records are below which, in the order of their ids.
struct NeutralTree {
  /// Rows of servers by the row of their data center, of NICs by the row of their server.
  private(set) var servers: [UInt32: [UInt32]] = [:]
  private var nicRows: [UInt32] = []
  private var nicStart: [UInt32] = []
  /// Servers and NICs that are below further parents because their copies disagree.
  private(set) var strayServers: [UInt32: [UInt32]] = [:]
  private(set) var strayNICs: [UInt32: [UInt32]] = [:]
  /// The data center below which a server is written whose copies do not agree on it.
  private(set) var firstHome: [UInt32: UInt32] = [:]
  private var firstServer: [UInt32: UInt32] = [:]
  /// NICs in LANs' own lists, by the row of the LAN.
  private(set) var listed: [UInt32: [Identifier]] = [:]
  /// Entries and declared members, by the row of the LAN copy in which they were read.
  private(set) var entries: [UInt32: [UInt32]] = [:]
  private(set) var declared: [UInt32: [UInt32]] = [:]
  private(set) var losses: [String] = []

  init(_ storage: InventoryStorage) {
    findServers(storage)
    findNICs(storage)
    for (row, lan) in storage.canonical.parents.entries.enumerated() where lan < conflictingRow {
      entries[lan, default: []].append(UInt32(row))
    }
    for (row, lan) in storage.canonical.parents.declared.enumerated() where lan < conflictingRow {
      declared[lan, default: []].append(UInt32(row))
    }
    findListed(storage)
  }

  /// The server below which a NIC is written whose copies do not agree on it.
  func firstHome(ofNIC row: UInt32) -> UInt32? { firstServer[row] }

  /// The NICs of a server.
  func nics(of server: UInt32) -> ArraySlice<UInt32> {
    nicRows[Int(nicStart[Int(server)])..<Int(nicStart[Int(server) + 1])]
  }

  private mutating func findServers(_ storage: InventoryStorage) {
    let records = storage.records
    var lost = 0
    for (row, server) in records.servers.rows.enumerated()
    where storage.canonical.servers.isCanonical(row) {
      switch server.datacenter {
      case noRow: lost += 1
      case conflictingRow:
        let conflict = storage.canonical.conflicts.servers[UInt32(row)]
        let homes = ((conflict?.copies ?? []) + [UInt32(row)])
          .map { storage.canonical.datacenters(storage.canonical.parents.servers[Int($0)]) }
        for home in Set(homes) where home < conflictingRow {
          strayServers[home, default: []].append(UInt32(row))
        }
        let ranks = storage.order.datacenterRank
        firstHome[UInt32(row)] = homes.filter { $0 < conflictingRow }
          .min { ranks[Int($0)] < ranks[Int($1)] }
      default: servers[server.datacenter, default: []].append(UInt32(row))
      }
    }
    if lost > 0 {
      losses.append(
        (lost == 1 ? "1 server" : "\(lost) servers") + " whose data center is not known")
    }
    let order = records.identifierOrder
    servers = servers.mapValues { records.servers.sortedByID($0, order) }
    strayServers = strayServers.mapValues { records.servers.sortedByID($0, order) }
  }

  private mutating func findNICs(_ storage: InventoryStorage) {
    let records = storage.records
    var counts = Array(repeating: UInt32(0), count: records.servers.rows.count + 1)
    let canonical = storage.canonical
    var lost = 0
    for row in 0..<records.nics.count where canonical.nics.isCanonical(row) {
      let server = records.nics.server[row]
      if server < conflictingRow {
        counts[Int(server)] += 1
      } else if server == conflictingRow {
        let copies = (canonical.conflicts.nics[UInt32(row)]?.copies ?? []) + [UInt32(row)]
        let homes = copies.map { canonical.servers(canonical.parents.nics[Int($0)]) }
        for home in Set(homes) where home < conflictingRow {
          strayNICs[home, default: []].append(UInt32(row))
        }
        let order = records.identifierOrder
        firstServer[UInt32(row)] = homes.filter { $0 < conflictingRow }
          .min {
            order.precedes(records.servers.rows[Int($0)].id, records.servers.rows[Int($1)].id)
          }
      } else if records.nics.traits(row).contains(.properties) {
        lost += 1
      }
    }
    if lost > 0 {
      losses.append(
        (lost == 1 ? "1 NIC" : "\(lost) NICs")
          + " whose server is not known; rules judge failover groups without "
          + (lost == 1 ? "it" : "them"))
    }
    place(records, canonical, counts)
    strayNICs = strayNICs.mapValues { records.nics.sortedByID($0, records.identifierOrder) }
  }

  /// Places NICs one after another, server by server.
  private mutating func place(
    _ records: Records, _ canonical: CanonicalRecords, _ counts: [UInt32]
  ) {
    nicStart = [0]
    for count in counts.dropLast() { nicStart.append((nicStart.last ?? 0) + count) }
    var next = nicStart
    nicRows = Array(repeating: 0, count: Int(nicStart.last ?? 0))
    for row in 0..<records.nics.count where canonical.nics.isCanonical(row) {
      let server = records.nics.server[row]
      guard server < conflictingRow else { continue }
      nicRows[Int(next[Int(server)])] = UInt32(row)
      next[Int(server)] += 1
    }
    let order = records.identifierOrder
    for server in 0..<(nicStart.count - 1) where counts[server] > 1 {
      let range = Int(nicStart[server])..<Int(nicStart[server + 1])
      nicRows.replaceSubrange(range, with: records.nics.sortedByID(nicRows[range], order))
    }
  }

  private mutating func findListed(_ storage: InventoryStorage) {
    let records = storage.records
    for row in 0..<records.nics.count {
      let lan = records.nics.listing[row]
      if lan == 0 { continue }
      listed[storage.canonical.lans(lan - 1), default: []].append(records.nics.id[row])
    }
    let order = records.identifierOrder
    listed = listed.mapValues { Array(Set($0)).sorted { order.precedes($0, $1) } }
  }
}
