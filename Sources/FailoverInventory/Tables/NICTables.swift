/// NICs and what belongs to them.
extension Table {
  static let nics = Table(
    "nics", "Network interfaces of servers, those known by their id only among them.",
    columns: [
      .always("subject", .text, "The stable name, nic/<id>.") { storage, nic, _, cell in
        cell.putName(.nic, storage.records.nics.id[nic], storage)
      },
      .always("id", .text, "The id.") { storage, nic, _, cell in
        cell.put(storage.records.nics.id[nic], storage)
      },
      .maybe("name", .text, "The name.") { storage, nic, _, cell in
        cell.put(storage.records.nics.details[nic].name, storage)
      },
      .always("has_properties", .flag, "Whether more is known of it than its id.") {
        storage, nic, _, cell in
        cell.put(storage.records.nics.traits(nic).contains(.properties))
      },
      .maybe("datacenter", .text, "The id of its data center.") { storage, nic, _, cell in
        cell.putDatacenter(storage.records.datacenter(ofNIC: nic, storage.canonical), storage)
      },
      .maybe("server", .text, "The id of the server that owns it.") { storage, nic, _, cell in
        cell.putServer(storage.records.nics.server[nic], storage)
      },
      .maybe("lan", .text, "The id of its LAN, which is unique only in its data center.") {
        storage, nic, _, cell in cell.put(storage.records.nics.lan(nic), storage)
      },
      .maybe("mac", .text, "Its hardware address as it is written.") { storage, nic, _, cell in
        cell.put(storage.records.nics.details[nic].mac, storage)
      },
      .maybe("dhcp", .flag, "Whether it uses DHCP.") { storage, nic, _, cell in
        cell.put(storage.records.nics.wiring[nic].dhcp.value)
      },
      .maybe("firewall_active", .flag, "Whether its firewall is active.") {
        storage, nic, _, cell in
        cell.put(storage.records.nics.wiring[nic].firewallActive.value)
      },
      .always("firewall_rules_known", .flag, "Whether all rules of its firewall are known.") {
        storage, nic, _, cell in
        cell.put(storage.records.nics.traits(nic).contains(.firewallRules))
      },
      .maybe("security_groups", .integer, "How many security groups it has.") {
        storage, nic, _, cell in
        let nics = storage.records.nics
        if nics.traits(nic).contains(.securityGroupsCutOff) { return cell.putNull() }
        cell.put(max(0, Int(storage.canonical.securityGroups(ofNIC: nic, nics)) - 1))
      },
      .maybe("state", .text, "The state of the resource in upper case, such as AVAILABLE.") {
        storage, nic, _, cell in cell.put(storage.records.nics.details[nic].state, storage)
      },
      .always("addresses_known", .flag, "Whether all its addresses and their order are known.") {
        storage, nic, _, cell in cell.put(storage.records.nics.ips(nic) == .list)
      },
      .maybe("first_address", .text, "The first of its addresses, if their order is known.") {
        storage, nic, _, cell in
        let nics = storage.records.nics
        guard nics.ips(nic).keepsOrder, let first = nics.addressRange(nic).first else {
          return cell.putNull()
        }
        cell.put(nics.addresses[first], storage)
      },
    ], ascending: "subject", rows: { .list($0.nicRows()) })
}

extension InventoryStorage {
  /// All NICs, each once, in the order of their ids.
  func nicRows() -> [UInt32] {
    let rows = (0..<UInt32(records.nics.count)).filter { canonical.nics.isCanonical(Int($0)) }
    if rows.count == allNICs.count { return allNICs.all }
    return records.nics.sortedByID(rows, records.identifierOrder)
  }
}
