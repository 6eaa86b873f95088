/// Names of subjects, and what several tables say of a record that they refer to.
extension Cell {
  mutating func putName(_ kind: SubjectKind, _ id: Identifier, _ storage: InventoryStorage) {
    putName { name in
      name.append(kind.rawValue)
      name.append(UInt8(ascii: "/"))
      storage.records.append(id, to: &name)
    }
  }

  mutating func putGroup(_ group: Int, _ storage: InventoryStorage) {
    let lan = storage.groups.lan[group]
    let address = storage.groups.address[group]
    putName { name in
      storage.append(.group, ofLAN: lan, to: &name)
      name.append(UInt8(ascii: "/"))
      storage.records.append(address, to: &name)
    }
  }

  mutating func putLAN(_ lan: UInt32, _ storage: InventoryStorage) {
    putName { storage.append(.lan, ofLAN: lan, to: &$0) }
  }

  /// The id of a server's row, if it is known which.
  mutating func putServer(_ row: UInt32, _ storage: InventoryStorage) {
    guard row < conflictingRow else { return putNull() }
    put(storage.records.servers.rows[Int(row)].id, storage)
  }

  mutating func putZone(_ row: UInt32, _ storage: InventoryStorage) {
    guard row < conflictingRow else { return putNull() }
    putZone(storage.records.servers.rows[Int(row)].zone, storage)
  }

  /// A zone, if it is a real one.
  mutating func putZone(_ zone: Symbol, _ storage: InventoryStorage) {
    if zone == .zone1 || zone == .zone2 { return put(zone, storage) }
    put(storage.records.text(zone).flatMap(Server.knownZone))
  }

  mutating func putDatacenter(_ row: UInt32, _ storage: InventoryStorage) {
    guard row < conflictingRow else { return putNull() }
    put(storage.records.datacenters.rows[Int(row)].id, storage)
  }
}

extension InventoryStorage {
  /// Appends the name of what belongs to a LAN, as far as the LAN.
  func append(_ kind: SubjectKind, ofLAN row: UInt32, to name: inout NameText) {
    name.append(kind.rawValue)
    name.append(UInt8(ascii: "/"))
    records.append(datacenterID(ofLAN: row), to: &name)
    name.append(UInt8(ascii: "/"))
    records.append(records.lans.rows[Int(row)].id, to: &name)
  }
}
