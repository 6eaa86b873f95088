/// Data centers, servers and LANs.
extension Table {
  static let datacenters = Table(
    "datacenters", "Virtual data centers.",
    columns: [
      .always("subject", .text, "The stable name, datacenter/<id>.") { storage, row, _, cell in
        cell.putName(.datacenter, storage.records.datacenters.rows[row].id, storage)
      },
      .always("id", .text, "The id; UUIDs are in lower case, here and everywhere.") {
        storage, row, _, cell in cell.put(storage.records.datacenters.rows[row].id, storage)
      },
      .maybe("name", .text, "The name.") { storage, row, _, cell in
        cell.put(storage.records.datacenters.rows[row].name, storage)
      },
      .maybe("location", .text, "The location as it is written, such as de/fra.") {
        storage, row, _, cell in cell.put(storage.records.datacenters.rows[row].location, storage)
      },
      .maybe("creator", .text, "The id of the user who created it.") { storage, row, _, cell in
        cell.put(storage.records.datacenters.rows[row].creator, storage)
      },
      .always("has_properties", .flag, "Whether more is known of it than its id.") {
        storage, row, _, cell in
        cell.put(storage.records.datacenters.rows[row].traits.contains(.properties))
      },
      .always("lans_complete", .flag, "Whether all its LANs are known.") {
        storage, row, _, cell in
        cell.put(storage.lists[.lans, UInt32(row)].contains(.complete))
      },
      .always("servers_complete", .flag, "Whether all its servers are known.") {
        storage, row, _, cell in
        cell.put(storage.lists[.servers, UInt32(row)].contains(.complete))
      },
      .always("nics_complete", .flag, "Whether the NICs of each of its known servers are known.") {
        storage, row, _, cell in
        cell.put(storage.serversWithoutNICList[UInt32(row)] == nil)
      },
      .always("labels_known", .flag, "Whether all its labels are known, with one value each.") {
        storage, row, _, cell in cell.put(storage.knowsLabels(ofDatacenter: row))
      },
    ], rows: { .list($0.order.datacenters) })

  static let lans = Table(
    "lans", "LANs of data centers.",
    columns: [
      .always("subject", .text, "The stable name, lan/<datacenter>/<id>.") {
        storage, row, _, cell in cell.putLAN(UInt32(row), storage)
      },
      .always("datacenter", .text, "The id of its data center.") { storage, row, _, cell in
        cell.put(storage.datacenterID(ofLAN: UInt32(row)), storage)
      },
      .always("id", .text, "The id, which is unique only in its data center.") {
        storage, row, _, cell in cell.put(storage.records.lans.rows[row].id, storage)
      },
      .maybe("name", .text, "The name.") { storage, row, _, cell in
        cell.put(storage.records.lans.rows[row].name, storage)
      },
      .always("name_known", .flag, "Whether it is known what its name is, or that it has none.") {
        storage, row, _, cell in
        let name = storage.records.lans.rows[row].name
        cell.put(name != .absent && storage.knows(.name, ofLAN: row, name))
      },
      .always("has_properties", .flag, "Whether more is known of it than its id.") {
        storage, row, _, cell in
        cell.put(storage.records.lans.rows[row].traits.contains(.properties))
      },
      .maybe("is_public", .flag, "Whether it is connected to the internet.") {
        storage, row, _, cell in cell.put(storage.records.lans.rows[row].isPublic.value)
      },
      .always("failover_known", .flag, "Whether its failover list is known throughout.") {
        storage, row, _, cell in
        cell.put(storage.knowsFailover(ofLAN: UInt32(row)))
      },
      .always("membership_complete", .flag, "Whether all NICs on it are known.") {
        storage, row, _, cell in cell.put(storage.showsAllNICs(ofLAN: UInt32(row)))
      },
      .always("group_count", .integer, "How many failover groups of it are known.") {
        storage, row, _, cell in cell.put(storage.groups.ofLAN[UInt32(row)]?.count ?? 0)
      },
      .maybe("cross_connect", .text, "The id of the cross connect that it is on.") {
        storage, row, _, cell in cell.put(storage.records.lans.rows[row].crossConnect, storage)
      },
      .always("cross_connect_known", .flag, "Whether that is known, or that it is on none.") {
        storage, row, _, cell in
        let id = storage.records.lans.rows[row].crossConnect
        cell.put(storage.knows(.crossConnect, ofLAN: row, id))
      },
      .maybe("ipv6_block", .text, "Its range of IPv6 addresses as it is written.") {
        storage, row, _, cell in cell.put(storage.records.lans.rows[row].ipv6Block, storage)
      },
      .always("ipv6_block_known", .flag, "Whether that is known, or that it has none.") {
        storage, row, _, cell in
        let block = storage.records.lans.rows[row].ipv6Block
        cell.put(storage.knows(.ipv6CidrBlock, ofLAN: row, block))
      },
      .maybe("state", .text, "The state of the resource in upper case, such as AVAILABLE.") {
        storage, row, _, cell in cell.put(storage.records.lans.rows[row].state, storage)
      },
    ], rows: { .list($0.order.lans) })
}

extension InventoryStorage {
  /// Whether it is known what a member of a LAN is that need not be there.
  ///
  /// - Parameter value: what all copies of the LAN say together.
  func knows(_ member: RecordMember, ofLAN row: Int, _ value: TextRef) -> Bool {
    value != .unreadable
      && canonical.conflicts.lans[UInt32(row)]?.members.contains(.of(member)) != true
  }

  /// Whether all NICs on a LAN are known: the servers of its data center show theirs, or it does so
  /// itself.
  fileprivate func showsAllNICs(ofLAN row: UInt32) -> Bool {
    if lists[.lanNICs, row].contains(.complete) { return true }
    let datacenter = records.lans.rows[Int(row)].datacenter
    return lists[.servers, datacenter].contains(.whole)
      && serversWithoutNICList[datacenter] == nil
  }
}
