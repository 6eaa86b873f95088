/// Failover groups, their members and their masters.
extension Table {
  static let groups = Table(
    "groups", "Failover groups: an address that a LAN moves between NICs.",
    columns: [
      .always("subject", .text, "The stable name of the group, group/<datacenter>/<lan>/<address>.")
      {
        storage, group, _, cell in cell.putGroup(group, storage)
      },
      .always("datacenter", .text, "The id of its data center.") { storage, group, _, cell in
        cell.put(storage.datacenterID(ofLAN: storage.groups.lan[group]), storage)
      },
      .always("lan", .text, "The id of its LAN, which is unique only in its data center.") {
        storage, group, _, cell in
        cell.put(storage.records.lans.rows[Int(storage.groups.lan[group])].id, storage)
      },
      .always("lan_subject", .text, "The stable name of its LAN.") { storage, group, _, cell in
        cell.putLAN(storage.groups.lan[group], storage)
      },
      .maybe("address", .text, "Its address in canonical form, or the text in its place.") {
        storage, group, _, cell in cell.put(storage.groups.address[group], storage)
      },
      .always("has_address", .flag, "Whether that is an IP address at all.") {
        storage, group, _, cell in cell.put(storage.groups.address[group].isAddress)
      },
      .always("is_public", .flag, "Whether the address is public, or in a range given as own.") {
        storage, group, _, cell in cell.put(storage.isPublic(storage.groups.address[group]))
      },
      .maybe(
        "block", .text, "The id of the IP block that lists the address, the smallest of several."
      ) {
        storage, group, _, cell in
        let block = storage.blockUse.ofGroup[group]
        if block == noRow { return cell.putNull() }
        cell.put(storage.access.accounts.blocks[Int(block)].id, storage)
      },
      .always("member_count", .integer, "How many members are known.") { storage, group, _, cell in
        cell.put(storage.groups.range(storage.groups.memberStart, group).count)
      },
      .always("server_count", .integer, "How many servers have members, as far as known.") {
        storage, group, _, cell in
        cell.put(storage.groups.range(storage.groups.serverStart, group).count)
      },
      .always("master_count", .integer, "How many different NICs are named as its master.") {
        storage, group, _, cell in
        cell.put(storage.groups.range(storage.groups.masterStart, group).count)
      },
      .always("membership_complete", .flag, "Whether all members and their servers are known.") {
        storage, group, _, cell in cell.put(storage.groups.gaps[group].isEmpty)
      },
    ], ascending: "subject", rows: { .range($0.groups.count) })

  static let members = Table(
    "members", "Members of failover groups: NICs that hold a group's address on its LAN.",
    columns: [
      .always("group_subject", .text, "The stable name of the group.") {
        storage, member, _, cell in
        cell.putGroup(Int(storage.groups.groupOfMember[member]), storage)
      },
      .always("nic_subject", .text, "The stable name of the NIC.") { storage, member, _, cell in
        cell.putName(.nic, storage.records.nics.id[storage.nic(ofMember: member)], storage)
      },
      .always("nic", .text, "The id of the NIC.") { storage, member, _, cell in
        cell.put(storage.records.nics.id[storage.nic(ofMember: member)], storage)
      },
      .maybe("server", .text, "The id of the server that owns the NIC.") {
        storage, member, _, cell in
        cell.putServer(storage.records.nics.server[storage.nic(ofMember: member)], storage)
      },
      .maybe("server_name", .text, "The name of that server.") { storage, member, _, cell in
        let server = storage.records.nics.server[storage.nic(ofMember: member)]
        guard server < conflictingRow else { return cell.putNull() }
        cell.put(storage.records.servers.rows[Int(server)].name, storage)
      },
      .maybe("server_type", .text, "The type of that server in upper case, such as ENTERPRISE.") {
        storage, member, _, cell in
        let server = storage.records.nics.server[storage.nic(ofMember: member)]
        guard server < conflictingRow else { return cell.putNull() }
        cell.put(storage.records.servers.rows[Int(server)].fields.word(.type), storage)
      },
      .maybe("zone", .text, "The availability zone of the server, if it is a real one (ZONE_1).") {
        storage, member, _, cell in
        cell.putZone(storage.records.nics.server[storage.nic(ofMember: member)], storage)
      },
      .maybe("vm_state", .text, "The state of the server's machine in upper case, such as RUNNING.")
      {
        storage, member, _, cell in
        let server = storage.records.nics.server[storage.nic(ofMember: member)]
        guard server < conflictingRow else { return cell.putNull() }
        cell.put(storage.records.servers.rows[Int(server)].vmState, storage)
      },
      .maybe("role", .text, "primary if the group's address is the NIC's first, or additional.") {
        storage, member, _, cell in
        switch storage.groups.roles[member] {
        case .unknown: cell.putNull()
        case .primary: cell.put("primary")
        case .additional: cell.put("additional")
        }
      },
      .always("is_master", .flag, "Whether the group names the NIC as its master.") {
        storage, member, _, cell in
        let group = Int(storage.groups.groupOfMember[member])
        let masters = storage.groups.range(storage.groups.masterStart, group)
        cell.put(storage.groups.masterRows[masters].contains(storage.groups.members[member]))
      },
    ], ascending: "group_subject", rows: { .range($0.groups.members.count) })

  static let masters = Table(
    "masters", "NICs that failover groups name as their master, each once for a group.",
    columns: [
      .always("group_subject", .text, "The stable name of the group.") {
        storage, group, _, cell in cell.putGroup(group, storage)
      },
      .always("nic", .text, "The id that the group names.") { storage, _, master, cell in
        cell.put(storage.groups.masters[master], storage)
      },
      .always("is_known", .flag, "Whether a NIC of that id is in the export.") {
        storage, _, master, cell in cell.put(storage.groups.masterRows[master] != noRow)
      },
      .always("is_member", .flag, "Whether that NIC is a known member of the group.") {
        storage, group, master, cell in
        let row = storage.groups.masterRows[master]
        let members = storage.groups.range(storage.groups.memberStart, group)
        cell.put(row != noRow && storage.groups.members[members].contains(row))
      },
    ], ascending: "group_subject",
    rows: { storage in
      .pairs(
        (0..<storage.groups.count).flatMap { group in
          storage.groups.range(storage.groups.masterStart, group).map {
            (UInt32(group), UInt32($0))
          }
        })
    })
}

extension InventoryStorage {
  fileprivate func nic(ofMember member: Int) -> Int { Int(groups.members[member]) }

  /// The id of the data center of a LAN's row.
  func datacenterID(ofLAN row: UInt32) -> Identifier {
    records.datacenters.rows[Int(records.lans.rows[Int(row)].datacenter)].id
  }
}
