/// The servers that the internet reaches in data centers without a failover group.
struct PublicServers: Sendable {
  /// What is known of a data center without a failover group.
  struct Found: Sendable {
    /// Rows of servers, at most two; a marker for a NIC whose server is not known.
    fileprivate(set) var servers: [UInt32] = []
    /// Whether there may be more.
    fileprivate(set) var isOpen: Bool
  }

  /// By the row of the data center.
  private(set) var ofDatacenter: [UInt32: Found] = [:]

  /// - Parameters:
  ///   - showsAll: whether all LANs with their groups, servers and NICs of a data center's row are
  ///     known.
  ///   - lan: the row of a LAN by its data center and id.
  ///   - isPublic: whether an address is public.
  init(
    _ groups: GroupTable, _ records: Records, _ canonical: CanonicalRecords, _ order: EstateOrder,
    showsAll: (UInt32) -> Bool, lan: (UInt32, LANCode) -> UInt32?, isPublic: (Address) -> Bool
  ) {
    let protected = Set(groups.lan.map { records.lans.rows[Int($0)].datacenter })
    for row in order.datacenters where !protected.contains(row) {
      ofDatacenter[row] = Found(isOpen: !showsAll(row))
    }
    if ofDatacenter.isEmpty { return }
    let nics = records.nics
    for row in 0..<nics.count where canonical.nics.isCanonical(row) {
      let datacenter = records.datacenter(ofNIC: row, canonical)
      guard let found = ofDatacenter[datacenter] else { continue }
      let network = lan(datacenter, nics.lan(row)).map { records.lans.rows[Int($0)].isPublic }
      let leadsOut = network?.value
      if leadsOut == nil || nics.ips(row) != .list { ofDatacenter[datacenter]?.isOpen = true }
      let server = min(nics.server[row], conflictingRow)
      guard leadsOut == true, found.servers.count < 2, !found.servers.contains(server),
        nics.ips(row).showsItems, nics.addresses(row).contains(where: isPublic)
      else { continue }
      ofDatacenter[datacenter]?.servers.append(server)
    }
  }
}
