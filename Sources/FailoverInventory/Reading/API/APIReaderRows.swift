/// Parents that claim the rows of their children.
extension APIReader {
  /// - Parameter outweighs: whether the parent counts even where a server's own address names
  ///   another.
  mutating func claimServers(from start: UInt32, datacenter: UInt32, outweighs: Bool = false) {
    for row in Int(start)..<records.servers.rows.count
    where outweighs || records.servers.rows[row].datacenter == noRow {
      records.servers.rows[row].datacenter = datacenter
    }
  }

  mutating func claimLANs(from start: UInt32, datacenter: UInt32, outweighs: Bool = false) {
    for row in Int(start)..<records.lans.rows.count
    where outweighs || records.lans.rows[row].datacenter == noRow {
      records.lans.rows[row].datacenter = datacenter
    }
  }

  mutating func claimNICs(from start: UInt32, server: UInt32, outweighs: Bool) {
    for row in Int(start)..<records.nics.count
    where outweighs || records.nics.server[row] == noRow {
      records.nics.server[row] = server
    }
  }

  /// Adds a NIC, and gives it the rules that were read below it.
  mutating func appendNIC(_ nic: NICTable.Row, _ members: ResourceMembers) {
    let row = records.nics.count
    if members.rulesCount > 0 {
      records.firewallRules.give(
        Int(members.rulesStart)..<Int(members.rulesStart + members.rulesCount),
        to: UInt32(row))
    }
    if members.securityGroups > 0 {
      records.nics.securityGroups.set(row..<(row + 1), to: members.securityGroups)
    }
    records.nics.append(nic)
  }

  /// Gives lists without an owner to the record that closes around them.
  ///
  /// - Parameter kind: what they are, where that was not known while the record was open.
  mutating func claimLists(
    from start: UInt32, _ kinds: [ListKind], owner: UInt32, _ kind: ListKind? = nil
  ) {
    for row in Int(start)..<records.lists.rows.count
    where kinds.contains(records.lists.rows[row].kind) && records.lists.rows[row].owner == noRow {
      records.lists.rows[row].owner = owner
      if let kind { records.lists.rows[row].kind = kind }
    }
  }

  /// The row of a data center that an address names; `noRow` if it names none.
  mutating func mention(datacenter id: Identifier) -> UInt32 {
    if id.isMissing { return noRow }
    if mentioned.datacenter == id, mentioned.datacenterRow != noRow {
      return mentioned.datacenterRow
    }
    let row = UInt32(records.datacenters.rows.count)
    records.datacenters.rows.append(DatacenterTable.Row(id: id, traits: .mentioned))
    mentioned.datacenter = id
    mentioned.datacenterRow = row
    return row
  }

  mutating func mention(server id: Identifier, datacenter: Identifier) -> UInt32 {
    if id.isMissing { return noRow }
    if mentioned.server == id, mentioned.serverRow != noRow { return mentioned.serverRow }
    let parent = mention(datacenter: datacenter)
    let row = UInt32(records.servers.rows.count)
    records.servers.rows.append(
      ServerTable.Row(id: id, datacenter: parent, traits: .mentioned))
    mentioned.server = id
    mentioned.serverRow = row
    return row
  }

  mutating func mention(lan code: LANCode, datacenter: Identifier) -> UInt32 {
    let parent = mention(datacenter: datacenter)
    if !code.isKnown || parent == noRow { return noRow }
    let row = UInt32(records.lans.rows.count)
    records.lans.rows.append(LANTable.Row(id: code, datacenter: parent, traits: .mentioned))
    return row
  }
}

extension RowRanges {
  /// Notes the container of a row that is not below a record.
  mutating func note(_ row: Int, below frame: Frame) {
    if frame.place.isTop { set(row..<(row + 1), to: frame.container) }
  }
}
