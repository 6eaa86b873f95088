extension Table {
  static let failoverEntries = Table(
    "failover_entries", "Entries of the failover lists of LANs, as they are written.",
    columns: [
      .always("group_subject", .text, "The stable name of the group that it makes.") {
        storage, entry, _, cell in
        let record = storage.records.entries.rows[entry]
        cell.putName { name in
          storage.append(.group, ofLAN: record.lan, to: &name)
          name.append(UInt8(ascii: "/"))
          storage.records.append(record.address, to: &name)
        }
      },
      .always("lan_subject", .text, "The stable name of the LAN.") { storage, entry, _, cell in
        cell.putLAN(storage.records.entries.rows[entry].lan, storage)
      },
      .always("datacenter", .text, "The id of the data center.") { storage, entry, _, cell in
        cell.put(storage.datacenterID(ofLAN: storage.records.entries.rows[entry].lan), storage)
      },
      .always("lan", .text, "The id of the LAN, which is unique only in its data center.") {
        storage, entry, _, cell in
        let lan = storage.records.entries.rows[entry].lan
        cell.put(storage.records.lans.rows[Int(lan)].id, storage)
      },
      .maybe("address", .text, "The address in canonical form, or the text in its place.") {
        storage, entry, _, cell in cell.put(storage.records.entries.rows[entry].address, storage)
      },
      .maybe("master", .text, "The id of the NIC that it names.") { storage, entry, _, cell in
        cell.put(storage.records.entries.rows[entry].master, storage)
      },
    ], rows: { .list($0.entryRows()) })
}

extension InventoryStorage {
  fileprivate struct FailoverEntry: Hashable {
    let lan: UInt32
    let address: Address
    let master: Identifier
  }

  /// Entries in the order of their LANs. What several copies of a LAN list is there as often as the
  /// copy lists it that does so most often.
  fileprivate func entryRows() -> [UInt32] {
    let rows = records.entries.rows.indices.filter {
      let lan = records.entries.rows[$0].lan
      return lan < conflictingRow && order.lanRank[Int(lan)] != noRow
        && !records.entries.rows[$0].isUnknown
    }.sorted {
      let here = order.lanRank[Int(records.entries.rows[$0].lan)]
      let there = order.lanRank[Int(records.entries.rows[$1].lan)]
      return here == there ? $0 < $1 : here < there
    }
    if canonical.lans.row.isEmpty { return rows.map { UInt32($0) } }
    var taken: [FailoverEntry: Int] = [:]
    var met: [FailoverEntry: (copy: UInt32, count: Int)] = [:]
    return rows.filter { row in
      let entry = FailoverEntry(records.entries.rows[row])
      let copy = canonical.parents.entries[row]
      let before = met[entry].map { $0.copy == copy ? $0.count : 0 } ?? 0
      met[entry] = (copy, before + 1)
      if before < taken[entry] ?? 0 { return false }
      taken[entry] = before + 1
      return true
    }.map { UInt32($0) }
  }
}

extension InventoryStorage.FailoverEntry {
  fileprivate init(_ row: FailoverEntryTable.Row) {
    self.init(lan: row.lan, address: row.address, master: row.master)
  }
}
