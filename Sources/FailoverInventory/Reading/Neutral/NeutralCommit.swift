/// Turning an object that has closed into rows.
extension NeutralBuilder {
  /// - Returns: whether it is a record that can be used.
  mutating func commit(_ frame: NeutralFrame) -> Bool {
    let members = frame.members
    // An object without members means that records are missing.
    if frame.isEmpty && frame.object.isRecord { return false }
    switch frame.object {
    case .inventory: closeLists(of: frame, owner: noRow)
    case .contract: addAccount(.contract, frame)
    case .datacenter:
      if members.id.isMissing { return unplaced("data center without an id", frame) }
      addDatacenter(frame)
    case .lan:
      if !members.lan.isKnown { return unplaced("LAN without an id", frame) }
      addLAN(frame)
    case .failoverGroup: return addFailoverGroup(frame)
    case .member:
      if frame.nic.isMissing {
        addOpenDeclaration(.openGroup, frame.position)
      } else {
        records.declared.rows.append(
          DeclaredMemberTable.Row(nic: frame.nic, role: frame.role, position: frame.position))
      }
    case .server:
      if members.id.isMissing { return unplaced("server without an id", frame) }
      addServer(frame)
    case .nic:
      if members.id.isMissing { return unplaced("NIC without an id", frame) }
      addNIC(frame)
    case .firewallRule:
      records.firewallRules.rows.append(
        FirewallRuleTable.Row(
          nic: UInt32(records.nics.count), protocolName: frame.protocolName,
          direction: frame.direction))
    case .consumer:
      records.consumers.rows.append(ConsumerTable.Row(address: frame.address, nic: frame.nic))
      return frame.address != .missing
    case .ipBlock: return addAccount(.ipBlock, frame)
    case .user: return addAccount(.user, frame)
    case .group: return addAccount(.group, frame)
    case .share: return addAccount(.share, frame)
    case .label:
      if !frame.label.key.isKnown { return false }
      records.labels.rows.append(frame.label)
    }
    return true
  }

  private mutating func unplaced(_ kind: String, _ frame: NeutralFrame) -> Bool {
    records.truncate(to: frame.marks)
    records.unplaced.append(
      UnplacedRecord(kind: kind, id: .missing, position: frame.position, container: 0))
    return false
  }

  // MARK: Records of a data center

  private mutating func addDatacenter(_ frame: NeutralFrame) {
    let members = frame.members
    let row = UInt32(records.datacenters.rows.count)
    records.datacenters.rows.append(
      DatacenterTable.Row(
        id: members.id, name: members.name, location: members.location,
        creator: members.creator, traits: members.traits, position: frame.position))
    let container = symbol(container(.datacenters))
    records.datacenters.containers.set(Int(row)..<(Int(row) + 1), to: container)
    for server in Int(frame.marks.servers)..<records.servers.rows.count {
      records.servers.rows[server].datacenter = row
    }
    for lan in Int(frame.marks.lans)..<records.lans.rows.count {
      records.lans.rows[lan].datacenter = row
    }
    records.labels.claim(from: Int(frame.marks.labels), by: members.id)
    for list in closeLists(of: frame, owner: row) {
      records.datacenters.rows[Int(row)].traits.insert(list.trait)
    }
  }

  private mutating func addServer(_ frame: NeutralFrame) {
    let row = UInt32(records.servers.rows.count)
    records.servers.rows.append(ServerTable.Row(frame.members, frame.position))
    for nic in Int(frame.marks.nics)..<records.nics.count { records.nics.server[nic] = row }
    records.labels.claim(from: Int(frame.marks.labels), by: frame.members.id)
    for list in closeLists(of: frame, owner: row) {
      records.servers.rows[Int(row)].traits.insert(list.trait)
    }
  }

  private mutating func addNIC(_ frame: NeutralFrame) {
    let members = frame.members
    let row = records.nics.count
    if members.rulesCount > 0 {
      let start = Int(members.rulesStart)
      records.firewallRules.give(start..<(start + Int(members.rulesCount)), to: UInt32(row))
    }
    if members.securityGroups > 0 {
      records.nics.securityGroups.set(row..<(row + 1), to: members.securityGroups)
    }
    records.nics.append(NICTable.Row(members, server: noRow, frame.position))
  }

  private mutating func addLAN(_ frame: NeutralFrame) {
    let members = frame.members
    let row = UInt32(records.lans.rows.count)
    records.lans.rows.append(
      LANTable.Row(
        id: members.lan, name: members.name, crossConnect: members.crossConnect,
        ipv6Block: members.ipv6Block, state: members.state, isPublic: members.isPublic,
        failover: members.failover, traits: members.traits, position: frame.position))
    for entry in Int(frame.marks.entries)..<records.entries.rows.count {
      records.entries.rows[entry].lan = row
    }
    for member in Int(frame.marks.declared)..<records.declared.rows.count {
      records.declared.rows[member].lan = row
    }
    let nics = Int(frame.marks.nics)..<records.nics.count
    records.nics.listing.set(nics, to: row + 1)
    if members.failover == .partial {
      addOpenDeclaration(.openLAN, frame.position)
      records.declared.rows[records.declared.rows.count - 1].lan = row
    }
    closeLists(of: frame, owner: row)
  }

  /// An entry for each named master, or one for none; a partial group may have further masters and
  /// members.
  ///
  /// - Returns: whether anything is known of the group.
  private mutating func addFailoverGroup(_ frame: NeutralFrame) -> Bool {
    var masters = frame.masters
    if frame.address == .missing && masters.allSatisfy(\.isMissing) {
      records.declared.rows.removeLast(
        records.declared.rows.count - Int(frame.marks.declared))
      addUnknownGroup(frame.position)
      return false
    }
    if frame.isPartial {
      masters.append(.unusable)
      addOpenDeclaration(.openGroup, frame.position)
    }
    for master in masters.isEmpty ? [.missing] : masters {
      records.entries.rows.append(
        FailoverEntryTable.Row(
          address: frame.address, master: master, position: frame.position))
    }
    for member in Int(frame.marks.declared)..<records.declared.rows.count {
      records.declared.rows[member].address = frame.address
      records.declared.rows[member].group = frame.position.index
    }
    return true
  }

  /// An entry without any content: it may be any group of the LAN, with any members.
  mutating func addUnknownGroup(_ position: Position) {
    records.entries.rows.append(FailoverEntryTable.Row(position: position))
    addOpenDeclaration(.openLAN, position)
  }

  mutating func addOpenDeclaration(_ scope: DeclarationScope, _ position: Position) {
    records.declared.rows.append(DeclaredMemberTable.Row(scope: scope, position: position))
  }

  // MARK: Records of the contract

  @discardableResult
  private mutating func addAccount(_ kind: AccountTable.Kind, _ frame: NeutralFrame) -> Bool {
    let row = records.accounts.rows.count
    let account = AccountTable.Row(kind, frame.members, frame.position, depth: 2)
    records.accounts.rows.append(account)
    if let list = kind.rootList {
      let container = symbol(container(list))
      records.accounts.containers.set(row..<(row + 1), to: container)
    }
    if kind == .group {
      for share in Int(frame.marks.accounts)..<row
      where records.accounts.rows[share].kind == .share {
        records.accounts.rows[share].group = account.id
      }
    }
    closeLists(of: frame, owner: UInt32(row), holder: account.id)
    return !account.id.isMissing || kind == .contract
  }

  // MARK: Lists

  private mutating func symbol(_ text: String) -> UInt32 { records.symbols.intern(text).number }

  /// Notes the lists of an object.
  ///
  /// - Returns: lists that are whole, for which a mark on the owner does; the others got a row.
  @discardableResult
  private mutating func closeLists(
    of frame: NeutralFrame, owner: UInt32, holder: Identifier = .missing
  ) -> [NeutralList] {
    var whole: [NeutralList] = []
    for (list, items) in frame.closedLists {
      guard let kind = frame.object.listKind(list.kind) else { continue }
      let isWhole = !frame.isPartial && !list.holdsReferences && !list.holdsUnusable
      if isWhole, !list.kind.trait.isEmpty, kind != .lanNICs {
        whole.append(list.kind)
        continue
      }
      var row = ListTable.Row()
      row.kind = kind
      row.owner = kind.isContractLevel && !kind.isRelation ? noRow : owner
      row.holder = kind == .labels ? frame.members.id : holder
      row.count = UInt64(list.next)
      row.hasItems = true
      row.hasNext = frame.isPartial
      row.holdsUnusable = list.holdsUnusable
      row.holdsUnread = list.holdsUnread
      row.holdsPartial = list.holdsPartial
      row.items = items
      row.position = frame.position
      row.position.index = noRow
      row.container = kind.isRelation ? 0 : symbol(listPath(list.kind))
      records.lists.rows.append(row)
    }
    return whole
  }

  private func listPath(_ list: NeutralList) -> String {
    isXML ? "/inventory/\(list.word)" : "/\(list.word)"
  }
}

extension AccountTable.Kind {
  /// The list of the root that holds such records.
  fileprivate var rootList: NeutralList? {
    switch self {
    case .contract: .contracts
    case .ipBlock: .ipBlocks
    case .user: .users
    case .group: .groups
    case .share, .owned: nil
    }
  }
}

extension NeutralList {
  /// What is true of a data center or server whose list of this name is whole.
  fileprivate var trait: RecordTraits {
    switch self {
    case .lans: .lans
    case .servers: .servers
    case .nics: .nics
    case .labels: .labels
    default: []
    }
  }
}

extension NeutralObject {
  /// What a list of the object is to the inventory.
  fileprivate func listKind(_ list: NeutralList) -> ListKind? {
    switch (self, list) {
    case (.inventory, .contracts): .contracts
    case (.inventory, .datacenters): .datacenters
    case (.inventory, .ipBlocks): .ipBlocks
    case (.inventory, .users): .users
    case (.inventory, .groups): .groups
    case (.datacenter, .lans): .lans
    case (.datacenter, .servers): .servers
    case (.server, .nics): .serverNICs
    case (.datacenter, .labels), (.server, .labels): .labels
    case (.lan, .nics): .lanNICs
    case (.group, .users): .groupUsers
    case (.group, .shares): .groupShares
    case (.user, .groups): .userGroups
    case (.user, .owns): .userOwns
    default: nil
    }
  }
}

extension Records {
  /// Rows of the table that holds a list's items.
  func itemCount(_ list: NeutralList, of object: NeutralObject) -> Int {
    switch list {
    case .datacenters: datacenters.rows.count
    case .servers: servers.rows.count
    case .lans: lans.rows.count
    case .nics: nics.count
    case .contracts, .ipBlocks, .users, .groups, .owns, .shares: accounts.rows.count
    case .labels: labels.rows.count
    case .failoverGroups, .masters, .members, .ips, .firewallRules, .consumers: 0
    }
  }

  var marks: RecordMarks {
    RecordMarks(
      servers: UInt32(servers.rows.count), lans: UInt32(lans.rows.count),
      nics: UInt32(nics.count), accounts: UInt32(accounts.rows.count),
      datacenters: UInt32(datacenters.rows.count), lists: UInt32(lists.rows.count),
      entries: UInt32(entries.rows.count), errors: UInt32(errors.count),
      unplaced: UInt32(unplaced.count), declared: UInt32(declared.rows.count),
      labels: UInt32(labels.rows.count))
  }
}
