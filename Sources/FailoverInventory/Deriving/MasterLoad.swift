/// How many failover groups each server is the master of, and where that may be more.
struct MasterLoad: Sendable {
  /// Groups whose master a server owns, by the server's row. A master on another LAN than its group
  /// moves nothing.
  private(set) var ofServer: [UInt32: Int] = [:]
  /// Groups whose master may be on any server of a data center, by the data center's row.
  private(set) var homeless: [UInt32: Int] = [:]
  /// Data centers that may have further groups.
  private(set) var openDatacenters: Set<UInt32> = []
  /// Servers there that have, or may have, a NIC on a LAN whose groups are not all known.
  private(set) var exposed: Set<UInt32> = []

  /// - Parameters:
  ///   - isOpen: whether the failover list of a LAN's row is not known completely.
  ///   - showsLANs: whether all LANs of a data center's row are known.
  ///   - showsNICs: whether all NICs of a server's row are known.
  ///   - lan: the row of a LAN by its data center and id.
  init(
    _ groups: GroupTable, _ records: Records, _ canonical: CanonicalRecords, _ order: EstateOrder,
    isOpen: (UInt32) -> Bool, showsLANs: (UInt32) -> Bool, showsNICs: (UInt32) -> Bool,
    lan: (UInt32, LANCode) -> UInt32?
  ) {
    count(groups, records)
    for row in order.lans where isOpen(row) {
      openDatacenters.insert(records.lans.rows[Int(row)].datacenter)
    }
    for row in order.datacenters where !showsLANs(row) { openDatacenters.insert(row) }
    if openDatacenters.isEmpty { return }
    for (row, server) in records.servers.rows.enumerated()
    where openDatacenters.contains(server.datacenter) && canonical.servers.isCanonical(row) {
      if !showsNICs(UInt32(row)) { exposed.insert(UInt32(row)) }
    }
    for row in 0..<records.nics.count where canonical.nics.isCanonical(row) {
      let server = records.nics.server[row]
      guard server < conflictingRow else { continue }
      let home = records.servers.rows[Int(server)].datacenter
      if !openDatacenters.contains(home) || exposed.contains(server) { continue }
      let datacenter = records.datacenter(ofNIC: row, canonical)
      if lan(datacenter, records.nics.lan(row)).map(isOpen) ?? true { exposed.insert(server) }
    }
  }

  private mutating func count(_ groups: GroupTable, _ records: Records) {
    for group in 0..<groups.count {
      let lan = records.lans.rows[Int(groups.lan[group])]
      for master in groups.range(groups.masterStart, group) {
        let nic = groups.masterRows[master]
        let server = nic == noRow ? noRow : records.nics.server[Int(nic)]
        if server >= conflictingRow {
          homeless[lan.datacenter, default: 0] += 1
        } else {
          let own = records.nics.lan(Int(nic))
          if own == lan.id || !own.isKnown { ofServer[server, default: 0] += 1 }
        }
      }
    }
  }
}
