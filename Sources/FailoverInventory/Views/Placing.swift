/// What shows on which server a host is, and which NIC is a network interface of it.
extension Inventory {
  /// Every NIC, also one that only has an id, each once and in no order.
  package var everyNIC: Views<NIC> {
    let rows = (0..<storage.records.nics.count).filter(storage.canonical.nics.isCanonical)
    return Views(inventory: self, rows: .list(rows.map { UInt32($0) }))
  }

  /// Whether the export shows every server of every data center.
  package var showsAllServers: Bool {
    datacenters.allSatisfy { $0.serverList == .complete }
  }
}

extension Server {
  /// At most its first 200 characters.
  package var hostname: String? {
    inventory.storage.records.texts.shown(
      inventory.storage.records.servers.rows[row].fields.text(.hostname))
  }

  /// Whether the export shows all its NICs.
  package var showsAllNICs: Bool {
    inventory.storage.showsNICs(ofServer: UInt32(row))
  }
}

extension NIC {
  /// The inventory that it is a part of.
  package var owner: Inventory { inventory }

  /// Its hardware address as a number of 48 bits.
  package var hardwareAddress: UInt64? {
    inventory.storage.records.nics.details[row].mac.digits
  }

  /// A number that no other NIC of the inventory has; it depends on the order of the inputs.
  package var number: Int { row }

  /// Its LAN, if that is in the export.
  package var lan: LAN? {
    let storage = inventory.storage
    let datacenter = storage.records.datacenter(ofNIC: row, storage.canonical)
    guard datacenter < conflictingRow, storage.records.nics.lan(row).isKnown else { return nil }
    return storage.lanRow(datacenter, storage.records.nics.lan(row))
      .map { LAN(inventory: inventory, row: Int($0)) }
  }

  /// Whether it lists an address; nil if that is not known.
  package func lists(_ address: ParsedAddress) -> Bool? {
    guard let addresses else { return nil }
    let text = address.text
    if addresses.contains(where: { $0?.utf8.elementsEqual(text.utf8) == true }) { return true }
    return showsAllAddresses ? false : nil
  }
}

extension LAN {
  /// The inventory that it is a part of.
  package var owner: Inventory { inventory }

  /// The group of an address.
  package func group(of address: ParsedAddress) -> FailoverGroup? {
    guard case .v4(let value) = address else { return nil }
    return inventory.storage.group(onLAN: row, Address(v4: value))
      .map { FailoverGroup(inventory: inventory, row: Int($0)) }
  }

  /// The name of an address on it as a subject, `address/<datacenterId>/<lanId>/<ip>`.
  package func subject(ofAddress address: String) -> Subject {
    let path = subjectName.dropFirst(SubjectKind.lan.rawValue.utf8.count)
    return Subject(
      kind: .address, name: "\(SubjectKind.address.rawValue)\(path)/\(address)",
      datacenter: datacenter.asRecord, lan: asRecord)
  }
}

extension FailoverGroup {
  /// Its address, if that is one.
  package var parsedAddress: ParsedAddress? {
    hasAddress ? address.flatMap { ParsedAddress($0) } : nil
  }

  /// Whether a NIC is a member of it; nil if that is not known.
  package func contains(_ nic: NIC) -> Bool? {
    if hasMember(nic) { return true }
    if let datacenter = nic.datacenter, datacenter != self.datacenter { return false }
    if let lanID = nic.lanID, lanID != lan.id { return false }
    if nic.holds(addressOf: self) == false { return false }
    return membershipGaps.isEmpty ? false : nil
  }
}
