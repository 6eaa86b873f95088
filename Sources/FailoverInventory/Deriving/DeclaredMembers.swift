/// Members that inventories declare for a group.
extension GroupDerivation {
  /// The declarations that name a NIC of the data center on the LAN, or on none that is known;
  /// notes groups that declare a member which is not in the export.
  mutating func declaredMembers(_ index: GroupIndex) -> [Membership] {
    if records.declared.rows.isEmpty { return [] }
    let nics = NICsByID(records.declared.rows.map(\.nic), records, canonical)
    var found: [Membership] = []
    for (row, member) in records.declared.rows.enumerated() where member.lan < conflictingRow {
      if member.scope == .openLAN {
        openGroups(ofLAN: member.lan)
        continue
      }
      let lan = records.lans.rows[Int(member.lan)]
      guard let group = index.find(lan.datacenter, lan.id, member.address, groups, records) else {
        continue
      }
      if member.scope == .openGroup {
        groups.openDeclared(group)
        continue
      }
      guard let nic = nics.row(of: member.nic) else {
        groups.lackDeclared(group)
        continue
      }
      let code = records.nics.lan(Int(nic))
      guard records.datacenter(ofNIC: Int(nic), canonical) == lan.datacenter,
        code == lan.id || !code.isKnown
      else { continue }
      found.append(
        Membership(
          group: group, nic: nic,
          role: member.role == .none ? role(of: nic, member.address) : member.role.role,
          declaration: UInt32(row)))
    }
    return found
  }

  /// Every group of a LAN may have further members, if no copy shows the LAN's whole list.
  private mutating func openGroups(ofLAN row: UInt32) {
    let list = records.lans.rows[Int(row)].failover
    if list == .list || list == .null { return }
    for group in groups.ofLAN[row] ?? 0..<0 { groups.openDeclared(UInt32(group)) }
  }

  /// The role that follows from the order of a NIC's addresses.
  private func role(of nic: UInt32, _ address: Address) -> Role {
    let row = Int(nic)
    guard records.nics.ips(row).keepsOrder, address.isAddress,
      records.nics.addresses(row).contains(address)
    else { return .unknown }
    return records.nics.addresses(row).first == address ? .primary : .additional
  }
}

extension GroupTable {
  mutating func lackDeclared(_ group: UInt32) { lackingDeclared.insert(group) }
  mutating func openDeclared(_ group: UInt32) { openDeclared.insert(group) }
}

extension DeclaredRole {
  /// The role that is declared; unknown if none is, or if it is not known which.
  var role: Role {
    switch self {
    case .none, .unknown: .unknown
    case .primary: .primary
    case .additional: .additional
    }
  }
}

/// Rows of the NICs that bear ids: one pass over the ids of all NICs.
struct NICsByID {
  private var rows: [Identifier: UInt32] = [:]

  init(_ wanted: [Identifier], _ records: Records, _ canonical: CanonicalRecords) {
    if wanted.isEmpty { return }
    let seed = UInt64.random(in: .min ... .max)
    var filter = HashFilter(capacity: wanted.count)
    for id in wanted where !id.isMissing {
      _ = filter.add(id.hash(seed: seed))
      rows[id] = noRow
    }
    for (row, id) in records.nics.id.enumerated() where filter.contains(id.hash(seed: seed)) {
      if rows[id] != nil, canonical.nics.isCanonical(row) { rows[id] = UInt32(row) }
    }
  }

  func row(of id: Identifier) -> UInt32? {
    guard let row = rows[id], row != noRow else { return nil }
    return row
  }
}
