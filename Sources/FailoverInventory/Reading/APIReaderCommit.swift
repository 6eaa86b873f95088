/// Turning an answer that has closed into rows.
extension APIReader {
  /// Makes a row of an answer, and tells the list that holds it.
  ///
  /// - Parameter stack: the open brackets around the answer.
  mutating func commit(
    _ frame: Frame, _ answer: consuming AnswerMembers, _ stack: inout OpenBrackets
  ) {
    if answer.hasStatus && !answer.hasItems && !answer.traits.contains(.properties) {
      recognised += 1
      records.errors.append(
        ErrorBody(
          text: answer.errorText, position: position(frame), container: container(frame)))
      noteUnusableItem(&stack)
    } else if isList(frame, answer) {
      commitList(frame, answer, &stack)
    } else {
      let type = resourceType(of: frame, answer)
      if answer.hasNumericID && type != .lan { answer.id = .missing }
      if !commitResource(type, frame, answer, stack) { noteUnusableItem(&stack) }
      noteItem(frame, answer, type, &stack)
    }
  }

  private func isList(_ frame: Frame, _ answer: AnswerMembers) -> Bool {
    if frame.place.isNestedList || frame.place == .shareMember { return true }
    if answer.hasItems || answer.type == .collection { return true }
    guard answer.type == .absent || answer.type == .other else { return false }
    if case .list = answer.href.tail { return true }
    return false
  }

  /// What a resource is: by its type, else by where it stands, else by its address.
  private func resourceType(of frame: Frame, _ answer: AnswerMembers) -> ResourceType {
    if answer.isContract { return .contract }
    switch answer.type {
    case .resource, .absent:
      if frame.place.expected != .absent { return frame.place.expected }
      if case .resource(let type) = answer.href.tail { return type }
      return answer.type == .resource ? .resource : .absent
    default: return answer.type
    }
  }

  /// Tells the list that holds an item what the item is.
  private mutating func noteItem(
    _ frame: Frame, _ answer: AnswerMembers, _ type: ResourceType, _ stack: inout OpenBrackets
  ) {
    let top = stack.count - 1
    guard stack[top].kind == .items else { return }
    if !answer.traits.contains(.properties) { stack.answer.holdsReferences = true }
    guard frame.place == .topItem else { return }
    let href = answer.href
    if stack.answer.itemType == .absent {
      stack.answer.itemType = type
      stack.answer.itemsHref = href
    } else if !stack.answer.itemsHref.sameList(as: href)
      || stack.answer.itemType != type
    {
      stack.answer.itemsAgree = false
    }
  }

  /// Tells the list that holds an item that it is no record.
  private func noteUnusableItem(_ stack: inout OpenBrackets) {
    let top = stack.count - 1
    if stack[top].kind == .items { stack.answer.holdsUnusable = true }
  }

  // MARK: Resources

  /// - Returns: whether the resource has become a row, or needs none.
  private mutating func commitResource(
    _ type: ResourceType, _ frame: Frame, _ answer: AnswerMembers,
    _ stack: borrowing OpenBrackets
  ) -> Bool {
    let unplacedBefore = records.unplaced.count
    if type != .absent { recognised += 1 }
    if answer.traits.contains(.properties) && type.isRecord { recordCount += 1 }
    switch type {
    case .datacenter: commitDatacenter(frame, answer, stack)
    case .server: commitServer(frame, answer, stack)
    case .lan: commitLAN(frame, answer, stack)
    case .nic: commitNIC(frame, answer, stack)
    case .ipBlock: commitAccount(.ipBlock, frame, answer, stack)
    case .user: commitAccount(.user, frame, answer, stack)
    case .group: commitAccount(.group, frame, answer, stack)
    case .contract: commitAccount(.contract, frame, answer, stack)
    case .resource: commitShare(frame, answer, stack)
    case .absent, .collection, .other: break
    }
    if type != .lan {
      let extra = records.entries.rows.count - Int(frame.marks.entries)
      if answer.failover != .absent && extra > 0 { records.entries.rows.removeLast(extra) }
    }
    if frame.place == .root || type == .datacenter { mentioned = Mentioned() }
    let isExpected = frame.place.expected == .absent || frame.place.expected == type
    return type != .absent && isExpected && records.unplaced.count == unplacedBefore
  }

  private mutating func commitDatacenter(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.id.isMissing || answer.href.datacenter.isMissing == false else {
      unplaced("data center without an id", frame)
      return
    }
    let row = records.datacenters.rows.count
    records.datacenters.rows.append(
      DatacenterTable.Row(
        id: answer.id.isMissing ? answer.href.datacenter : answer.id, name: answer.name,
        location: answer.location,
        traits: answer.traits, position: position(frame)))
    place(row, frame, &records.datacenters.containers)
    if isDirect(stack) { direct.append(.datacenter(row)) }
    claimServers(from: frame.marks.servers, datacenter: UInt32(row))
    claimLANs(from: frame.marks.lans, datacenter: UInt32(row))
    claimLists(from: frame.marks.lists, [.servers, .lans], owner: UInt32(row))
  }

  private mutating func commitServer(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.id.isMissing else {
      unplaced("server without an id", frame)
      return
    }
    let datacenter = frame.place.isTop ? mention(datacenter: answer.href.datacenter) : noRow
    let row = records.servers.rows.count
    records.servers.rows.append(
      ServerTable.Row(
        id: answer.id, datacenter: datacenter, name: answer.name, hostname: answer.hostname,
        zone: answer.zone, vmState: answer.vmState, type: answer.serverType, state: answer.state,
        traits: answer.traits, position: position(frame)))
    place(row, frame, &records.servers.containers)
    if isDirect(stack) { direct.append(.server(row)) }
    claimNICs(from: frame.marks.nics, server: UInt32(row), outweighs: true)
    claimLists(from: frame.marks.lists, [.serverNICs], owner: UInt32(row))
  }

  private mutating func commitLAN(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    var code = answer.href.lan
    if !answer.id.isMissing {
      code = LANCode.of(answer.id.text(records.symbols), in: &records.symbols)
    }
    guard code.isKnown else {
      unplaced("LAN without an id", frame)
      return
    }
    let datacenter = frame.place.isTop ? mention(datacenter: answer.href.datacenter) : noRow
    let row = records.lans.rows.count
    records.lans.rows.append(
      LANTable.Row(
        id: code, datacenter: datacenter, name: answer.name, crossConnect: answer.crossConnect,
        ipv6Block: answer.ipv6Block, state: answer.state, isPublic: answer.isPublic,
        failover: answer.failover, traits: answer.traits, position: position(frame)))
    place(row, frame, &records.lans.containers)
    if isDirect(stack) { direct.append(.lan(row)) }
    for entry in Int(frame.marks.entries)..<records.entries.rows.count {
      records.entries.rows[entry].lan = UInt32(row)
    }
    let nics = Int(frame.marks.nics)..<records.nics.count
    records.nics.listing.set(nics, to: UInt32(row) + 1)
    for nic in nics where !records.nics.lan[nic].isKnown { records.nics.lan[nic] = code }
    if datacenter != noRow { claimServers(from: frame.marks.servers, datacenter: datacenter) }
    claimLists(from: frame.marks.lists, [.serverNICs, .lanNICs], owner: UInt32(row), .lanNICs)
  }

  private mutating func commitNIC(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.id.isMissing else {
      unplaced("NIC without an id", frame)
      return
    }
    var server = noRow
    if frame.place.needsHref && !answer.href.server.isMissing {
      let isNested = frame.place == .nic && stack.count >= 4 && stack[stack.count - 4].place == .lan
      server = mention(
        server: answer.href.server, datacenter: isNested ? .missing : answer.href.datacenter)
    }
    let row = records.nics.count
    records.nics.append(
      NICTable.Row(
        id: answer.id, server: server, lan: answer.lan, name: answer.name, mac: answer.mac,
        state: answer.state, dhcp: answer.dhcp, firewallActive: answer.firewallActive,
        traits: answer.traits, ips: answer.ips, ipsStart: answer.ipsStart,
        ipsCount: answer.ipsCount, position: position(frame)))
    place(row, frame, &records.nics.containers)
    if isDirect(stack) { direct.append(.nic(row)) }
  }

  private mutating func commitAccount(
    _ kind: AccountTable.Kind, _ frame: Frame, _ answer: AnswerMembers,
    _ stack: borrowing OpenBrackets
  ) {
    let row = records.accounts.rows.count
    records.accounts.rows.append(
      AccountTable.Row(
        kind: kind, id: answer.id, name: answer.name, traits: answer.traits,
        position: position(frame)))
    place(row, frame, &records.accounts.containers)
    if isDirect(stack) { direct.append(.account(row)) }
    if kind == .group {
      for list in Int(frame.marks.lists)..<records.lists.rows.count
      where records.lists.rows[list].kind == .groupUsers
        && records.lists.rows[list].group.isMissing
      {
        records.lists.rows[list].group = answer.id
        records.lists.rows[list].owner = UInt32(row)
      }
    }
  }

  /// A share stands in no table yet: only its place is checked.
  private mutating func commitShare(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    let inList = stack.last?.kind == .items
    let group = answer.href.group
    if group.isMissing && !inList && answer.traits.contains(.properties) {
      unplaced("share without a group", frame, answer.id)
    }
  }

  private mutating func unplaced(_ kind: String, _ frame: Frame, _ id: Identifier = .missing) {
    records.unplaced.append(
      UnplacedRecord(
        kind: kind, id: id, position: position(frame),
        container: container(frame)))
  }

  // MARK: Lists

  private mutating func commitList(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: inout OpenBrackets
  ) {
    recognised += 1
    if frame.place == .serverNICList && answer.hasItems && !answer.hasNext && answer.offset == 0
      && !answer.holdsReferences && !answer.holdsUnusable
    {
      // The usual case, for which a mark on the server does: `entities` lies between the two.
      stack.answer.traits.insert(.nics)
      return
    }
    var row = ListTable.Row(
      offset: answer.offset, limit: answer.limit, count: answer.count,
      hasItems: answer.hasItems, hasNext: answer.hasNext, position: position(frame))
    row.container = frame.place.isTop ? frame.container : 0
    if frame.place.isNestedList {
      row.kind = frame.place.listKind(
        parent: stack[stack.count - 2].place, stack.answer.type)
    } else {
      locate(&row, frame, answer)
    }
    if row.kind == .other { return }
    row.holdsUnusable = answer.holdsUnusable
    if answer.holdsReferences || frame.place.isTop { row.items = items(of: row.kind, frame) }
    if frame.place.isTop { claimItems(of: row, frame) }
    if isDirect(stack) { direct.append(.list(records.lists.rows.count)) }
    records.lists.rows.append(row)
  }

  /// Finds out which list a list is that stands by itself: from its address, its id, or its items.
  private mutating func locate(
    _ row: inout ListTable.Row, _ frame: Frame, _ answer: AnswerMembers
  ) {
    var href = answer.href
    if href.tail == .none, let symbol = answer.id.symbol {
      href = Href.ofListID(records.symbols[symbol], in: &records.symbols)
    }
    let names = href.tail != .none
    if case .list(let kind) = href.tail {
      row.kind = kind
    } else if frame.place == .shareMember {
      row.kind = .groupShares
    } else if answer.count > 0, answer.itemsAgree {
      href = answer.itemsHref
      row.kind = answer.itemType.listKind(href)
    } else {
      return
    }
    row.group = href.group.isMissing ? answer.group : href.group
    switch row.kind {
    case .servers, .lans: row.owner = mention(datacenter: href.datacenter)
    case .serverNICs:
      row.owner = mention(server: href.server, datacenter: href.datacenter)
    case .lanNICs: row.owner = mention(lan: href.lan, datacenter: href.datacenter)
    default: return
    }
    row.namesOwner = names
    if row.owner == noRow { row.kind = .other }
  }

  /// The rows of a list's items: those that came since it began.
  private func items(of kind: ListKind, _ frame: Frame) -> Range<UInt32> {
    let start =
      switch kind {
      case .datacenters: frame.marks.datacenters
      case .servers: frame.marks.servers
      case .lans: frame.marks.lans
      case .serverNICs, .lanNICs: frame.marks.nics
      case .ipBlocks, .users, .groups, .contracts, .groupUsers: frame.marks.accounts
      case .groupShares, .other: UInt32(0)
      }
    if kind == .groupShares || kind == .other { return 0..<0 }
    return start..<max(start, UInt32(records.counts.rows(of: kind)))
  }

  /// Gives the items of a list that stands by itself to what its address names.
  private mutating func claimItems(of row: ListTable.Row, _ frame: Frame) {
    guard row.owner != noRow else { return }
    switch row.kind {
    case .servers:
      claimServers(from: frame.marks.servers, datacenter: row.owner, outweighs: row.namesOwner)
    case .lans: claimLANs(from: frame.marks.lans, datacenter: row.owner, outweighs: row.namesOwner)
    case .serverNICs:
      claimNICs(from: frame.marks.nics, server: row.owner, outweighs: row.namesOwner)
    case .lanNICs:
      let nics = Int(frame.marks.nics)..<records.nics.count
      records.nics.listing.set(nics, to: row.owner + 1)
      let code = records.lans.rows[Int(row.owner)].id
      for nic in nics where !records.nics.lan[nic].isKnown { records.nics.lan[nic] = code }
    default: break
    }
  }
}

extension Href {
  /// Whether two items can stand in one list.
  func sameList(as other: Href) -> Bool {
    guard tail == other.tail else { return false }
    switch tail {
    case .resource(.server), .resource(.lan): return datacenter == other.datacenter
    case .resource(.nic): return datacenter == other.datacenter && server == other.server
    case .resource(.resource): return group == other.group
    default: return true
    }
  }
}

extension ResourceType {
  /// Whether the inventory holds such records.
  var isRecord: Bool {
    switch self {
    case .datacenter, .server, .lan, .nic, .ipBlock, .user, .group, .contract, .resource: true
    case .absent, .collection, .other: false
    }
  }

  /// The list that holds resources of this type at an address.
  func listKind(_ href: Href) -> ListKind {
    switch self {
    case .datacenter: .datacenters
    case .server: .servers
    case .lan: .lans
    case .nic: .serverNICs
    case .ipBlock: .ipBlocks
    case .user: .users
    case .group: .groups
    case .contract: .contracts
    case .resource: .groupShares
    case .absent, .collection, .other: .other
    }
  }
}

extension AnswerPlace {
  /// The kind of a list below `entities` of a parent that may not have said yet what it is.
  func listKind(parent: AnswerPlace, _ type: ResourceType) -> ListKind {
    switch self {
    case .serverList: .servers
    case .lanList: .lans
    case .serverNICList: .serverNICs
    case .userList: .groupUsers
    case .nicList:
      parent == .lan || type == .lan ? .lanNICs : .serverNICs
    default: .other
    }
  }
}
