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
    ] + ServerField.all.map(Column.of) + [
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
      .maybe("is_running", .flag, "Whether the machine runs.") { storage, row, _, cell in
        let state = storage.records.servers.rows[row].vmState
        cell.put(state.isKnown ? state == .running : nil)
      },
      .always("nics_complete", .flag, "Whether all its NICs are known.") {
        storage, row, _, cell in cell.put(storage.showsNICs(ofServer: UInt32(row)))
      },
      .always("labels_known", .flag, "Whether all its labels are known, with one value each.") {
        storage, row, _, cell in cell.put(storage.knowsLabels(ofServer: row))
      },
    ], ascending: "subject", rows: { .list($0.serverRows()) })
}

extension Column {
  /// What servers say of a field.
  fileprivate static func of(_ field: ServerField) -> Column {
    .maybe(field.column, field.kind == .number ? .integer : .text, field.summary) {
      storage, row, _, cell in
      switch storage.records.servers.rows[row].fields[field] {
      case .text(let text): cell.put(text, storage)
      case .word(let word): cell.put(word, storage)
      case .number(let number): number.value.map { cell.put($0) } ?? cell.putNull()
      }
    }
  }
}

extension InventoryStorage {
  /// All servers, each once, in the order of their ids.
  fileprivate func serverRows() -> [UInt32] {
    records.servers.sortedByID(
      (0..<UInt32(records.servers.rows.count)).filter { canonical.servers.isCanonical(Int($0)) },
      records.identifierOrder)
  }
}
