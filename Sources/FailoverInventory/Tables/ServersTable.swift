extension Table {
  static let servers = Table(
    "servers", "Servers, those known by their id only among them.",
    columns: [
      .always("subject", .text, "The stable name, server/<id>.") { storage, row, _, cell in
        cell.putName(.server, storage.records.servers.rows[row].id, storage)
      },
      .always("id", .text, "The id.") { storage, row, _, cell in
        cell.put(storage.records.servers.rows[row].id, storage)
      },
      .maybe("name", .text, "The name.") { storage, row, _, cell in
        cell.put(storage.records.servers.rows[row].name, storage)
      },
      .maybe("hostname", .text, "The host name.") { storage, row, _, cell in
        cell.put(storage.records.servers.rows[row].hostname, storage)
      },
      .always("has_properties", .flag, "Whether more is known of it than its id.") {
        storage, row, _, cell in
        cell.put(storage.records.servers.rows[row].traits.contains(.properties))
      },
      .maybe("datacenter", .text, "The id of its data center.") { storage, row, _, cell in
        cell.putDatacenter(storage.records.servers.rows[row].datacenter, storage)
      },
      .maybe("zone", .text, "Its availability zone, if it is a real one such as ZONE_1.") {
        storage, row, _, cell in cell.putZone(storage.records.servers.rows[row].zone, storage)
      },
      .maybe("zone_text", .text, "What is written as its zone, in upper case, such as AUTO.") {
        storage, row, _, cell in cell.put(storage.records.servers.rows[row].zone, storage)
      },
      .maybe("vm_state", .text, "The state of the machine in upper case, such as RUNNING.") {
        storage, row, _, cell in cell.put(storage.records.servers.rows[row].vmState, storage)
      },
      .maybe("is_running", .flag, "Whether the machine runs.") { storage, row, _, cell in
        let state = storage.records.servers.rows[row].vmState
        cell.put(state.isKnown ? state == .running : nil)
      },
      .maybe("type", .text, "The type in upper case, such as ENTERPRISE.") {
        storage, row, _, cell in cell.put(storage.records.servers.rows[row].type, storage)
      },
      .maybe("state", .text, "The state of the resource in upper case, such as AVAILABLE.") {
        storage, row, _, cell in cell.put(storage.records.servers.rows[row].state, storage)
      },
      .always("nics_complete", .flag, "Whether all its NICs are known.") {
        storage, row, _, cell in
        cell.put(
          storage.records.servers.rows[row].traits.contains(.nics)
            || storage.lists[.serverNICs, UInt32(row)].contains(.complete))
      },
    ], ascending: "subject", rows: { .list($0.serverRows()) })
}

extension InventoryStorage {
  /// All servers, each once, in the order of their ids.
  fileprivate func serverRows() -> [UInt32] {
    records.servers.sortedByID(
      (0..<UInt32(records.servers.rows.count)).filter { canonical.servers.isCanonical(Int($0)) },
      records.identifierOrder)
  }
}
