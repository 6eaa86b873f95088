/// Turning an answer that has closed into rows.
extension APIReader {
  /// Makes a row of an answer, and reports it to the list that holds it.
  ///
  /// - Parameter stack: the open brackets around the answer.
  mutating func commit(
    _ frame: Frame, _ answer: consuming AnswerMembers, _ stack: inout OpenBrackets
  ) {
    let found: Found
    if commitFirewall(frame, answer, &stack) {
      recognised += 1
      settle(frame, answer, .ours, &stack)
      return
    }
    let isError = answer.hasStatus && !answer.resource.traits.contains(.properties)
    if isError {
      recognised += 1
      records.errors.append(
        ErrorBody(
          text: answer.errorText, position: frame.position, container: frame.rowContainer))
      // Items beside an error may not be all.
      answer.holdsUnusable = true
    }
    if isError && !answer.hasItems {
      found = .ours
      stack.noteUnusableItem()
    } else if answer.isList(at: frame.place) {
      let isOurs = commitList(frame, answer, &stack)
      found = isOurs && !answer.isNoShareList(at: frame) ? .ours : answer.unknownList
      stack.noteUnusableItem(isUnread: true)
    } else {
      let type = answer.resourceType(at: frame.place)
      if answer.resource.hasNumericID && type != .lan { answer.resource.id = .missing }
      if !commitResource(type, frame, answer, stack) {
        // What cannot be placed and what belongs to another list is reported by itself, or is read.
        let isNameless = type.isAccount && answer.resource.id.isMissing
        stack.noteUnusableItem(isUnread: type == .absent || isNameless)
      }
      noteItem(frame, answer, type, &stack)
      found = answer.found(type, isEmpty: frame.isFirst)
    }
    if answer.guardsNIC && found != .ours {
      // Top-level lists of a NIC are what an export holds, though nothing is taken from them.
      recognised += 1
      settle(frame, answer, .ours, &stack)
    } else {
      settle(frame, answer, found, &stack)
    }
  }

  /// Reports an item to the list that holds it.
  mutating func noteItem(
    _ frame: Frame, _ answer: AnswerMembers, _ type: ResourceType, _ stack: inout OpenBrackets
  ) {
    let top = stack.count - 1
    guard stack[top].kind == .items else { return }
    if !answer.resource.traits.contains(.properties) { stack.answer.holdsReferences = true }
    guard frame.place == .topItem else { return }
    let href = answer.href
    if stack.answer.itemType == .absent {
      stack.answer.itemType = type
      stack.answer.itemsHref = href
    } else if !stack.answer.itemsHref.sameList(as: href)
      || stack.answer.itemType != type
    {
      stack.answer.itemsAgree = false
      if stack.answer.itemType != type { stack.answer.typesAgree = false }
    }
  }

  // MARK: Resources

  /// - Returns: whether the resource has become a row, or needs none.
  private mutating func commitResource(
    _ type: ResourceType, _ frame: Frame, _ answer: AnswerMembers,
    _ stack: borrowing OpenBrackets
  ) -> Bool {
    let unplacedBefore = records.unplaced.count
    // An item without properties is ours if its list is.
    let isReference = !answer.resource.traits.contains(.properties)
    if type.isRecord && !(isReference && frame.place == .topItem) { recognised += 1 }
    if answer.resource.traits.contains(.properties) && type.isRecord { recordCount += 1 }
    if answer.resource.rulesCount > 0 && type != .nic { forgetRules(of: answer.resource) }
    if type == .label { return commitLabel(frame, answer, inList: stack.last?.kind == .items) }
    forgetLabel(of: answer.resource)
    if frame.place == .owned {
      commitAccount(.owned, frame, answer, stack)
      return !answer.resource.id.isMissing
    }
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
    case .absent, .firewallRule, .label, .collection, .other: break
    }
    if type != .lan {
      let extra = records.entries.rows.count - Int(frame.marks.entries)
      if answer.resource.failover != .absent && extra > 0 { records.entries.rows.removeLast(extra) }
    }
    if frame.place == .root || type == .datacenter { mentioned = Mentioned() }
    // A user or a group without an id may be any: the list that holds it does not show all.
    if type.isAccount && answer.resource.id.isMissing { return false }
    let isExpected = frame.place.expected == .absent || frame.place.expected == type
    return type != .absent && isExpected && records.unplaced.count == unplacedBefore
  }

  private mutating func commitDatacenter(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.resource.id.isMissing || answer.href.datacenter.isMissing == false else {
      unplaced("data center without an id", frame)
      return
    }
    let row = records.datacenters.rows.count
    records.datacenters.rows.append(
      DatacenterTable.Row(
        id: answer.resource.id.isMissing ? answer.href.datacenter : answer.resource.id,
        name: answer.resource.name,
        location: answer.resource.location, creator: answer.resource.creator,
        traits: answer.resource.traits, position: frame.position))
    records.datacenters.containers.note(row, below: frame)
    if stack.isDirect { direct.append(.datacenter(row)) }
    claimServers(from: frame.marks.servers, datacenter: UInt32(row))
    claimLANs(from: frame.marks.lans, datacenter: UInt32(row))
    claimLists(from: frame.marks.lists, [.servers, .lans], owner: UInt32(row))
    claimLabels(from: frame.marks, by: records.datacenters.rows[row].id)
  }

  private mutating func commitServer(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.resource.id.isMissing else {
      unplaced("server without an id", frame)
      return
    }
    let datacenter = frame.place.isTop ? mention(datacenter: answer.href.datacenter) : noRow
    let row = records.servers.rows.count
    records.servers.rows.append(
      ServerTable.Row(answer.resource, datacenter: datacenter, frame.position))
    records.servers.containers.note(row, below: frame)
    if stack.isDirect { direct.append(.server(row)) }
    claimNICs(from: frame.marks.nics, server: UInt32(row), outweighs: true)
    claimLists(from: frame.marks.lists, [.serverNICs], owner: UInt32(row))
    claimLabels(from: frame.marks, by: answer.resource.id)
  }

  private mutating func commitLAN(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    var code = answer.href.lan
    if !answer.resource.id.isMissing {
      code = LANCode.of(answer.resource.id.text(records.symbols), in: &records.symbols)
    }
    guard code.isKnown else {
      unplaced("LAN without an id", frame)
      return
    }
    let datacenter = frame.place.isTop ? mention(datacenter: answer.href.datacenter) : noRow
    let row = records.lans.rows.count
    records.lans.rows.append(
      LANTable.Row(
        id: code, datacenter: datacenter, name: answer.resource.name,
        crossConnect: answer.resource.crossConnect,
        ipv6Block: answer.resource.ipv6Block, state: answer.resource.state,
        isPublic: answer.resource.isPublic,
        failover: answer.resource.failover, traits: answer.resource.traits, position: frame.position
      ))
    records.lans.containers.note(row, below: frame)
    if stack.isDirect { direct.append(.lan(row)) }
    for entry in Int(frame.marks.entries)..<records.entries.rows.count {
      records.entries.rows[entry].lan = UInt32(row)
    }
    records.nics.listing.set(Int(frame.marks.nics)..<records.nics.count, to: UInt32(row) + 1)
    if datacenter != noRow { claimServers(from: frame.marks.servers, datacenter: datacenter) }
    claimLists(from: frame.marks.lists, [.serverNICs, .lanNICs], owner: UInt32(row), .lanNICs)
  }

  private mutating func commitNIC(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    guard !answer.resource.id.isMissing else {
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
    appendNIC(NICTable.Row(answer.resource, server: server, frame.position), answer.resource)
    records.nics.containers.note(row, below: frame)
    if stack.isDirect { direct.append(.nic(row)) }
  }

  private mutating func commitAccount(
    _ kind: AccountTable.Kind, _ frame: Frame, _ answer: AnswerMembers,
    _ stack: borrowing OpenBrackets
  ) {
    if repeatsReference(kind, frame, answer, stack) { return }
    let row = records.accounts.rows.count
    records.accounts.rows.append(
      AccountTable.Row(
        kind, answer.resource, frame.position, depth: UInt16(truncatingIfNeeded: stack.count)))
    records.accounts.containers.note(row, below: frame)
    if stack.isDirect { direct.append(.account(row)) }
    let lists: [ListKind]
    switch kind {
    case .group:
      lists = [.groupUsers, .groupShares]
      for share in Int(frame.marks.accounts)..<row
      where records.accounts.rows[share].kind == .share
        && records.accounts.rows[share].group.isMissing
      {
        records.accounts.rows[share].group = answer.resource.id
      }
    case .user: lists = [.userGroups, .userOwns]
    default: return
    }
    for list in Int(frame.marks.lists)..<records.lists.rows.count
    where lists.contains(records.lists.rows[list].kind)
      && records.lists.rows[list].holder.isMissing
    {
      records.lists.rows[list].holder = answer.resource.id
      records.lists.rows[list].owner = UInt32(row)
    }
  }

  /// Whether an item names what the item before it in the same list named, and says nothing else: a
  /// list may name one user millions of times.
  private func repeatsReference(
    _ kind: AccountTable.Kind, _ frame: Frame, _ answer: AnswerMembers,
    _ stack: borrowing OpenBrackets
  ) -> Bool {
    let count = records.accounts.rows.count
    guard stack.last?.kind == .items, answer.resource.traits.isEmpty,
      let last = records.accounts.rows.last, last.traits.isEmpty,
      last.kind == kind, last.id == answer.resource.id, kind != .share,
      last.depth == UInt16(truncatingIfNeeded: stack.count),
      Int(frame.marks.accounts) == count, Int(frame.marks.lists) == records.lists.rows.count
    else { return false }
    // The list's own frame shows which rows are its items; a part begins inside its list.
    return stack.isDirect || Int(stack[stack.count - 2].marks.accounts) < count
  }

  private mutating func commitShare(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: borrowing OpenBrackets
  ) {
    let inList = stack.last?.kind == .items
    let group = answer.href.group
    if group.isMissing && !inList {
      if answer.resource.traits.contains(.properties) {
        unplaced("share without a group", frame, answer.resource.id)
      }
      return
    }
    commitAccount(.share, frame, answer, stack)
    records.accounts.rows[records.accounts.rows.count - 1].group = group
  }

  /// Takes back the firewall rules of a record that is not a NIC.
  private mutating func forgetRules(of resource: ResourceMembers) {
    let start = Int(resource.rulesStart)
    records.firewallRules.rows.removeSubrange(start..<(start + Int(resource.rulesCount)))
  }

  mutating func unplaced(_ kind: String, _ frame: Frame, _ id: Identifier = .missing) {
    records.unplaced.append(
      UnplacedRecord(
        kind: kind, id: id, position: frame.position,
        container: frame.rowContainer))
  }

  // MARK: Lists

  /// - Returns: whether it is a list that rules use.
  private mutating func commitList(
    _ frame: Frame, _ answer: AnswerMembers, _ stack: inout OpenBrackets
  ) -> Bool {
    if answer.isWholeList, frame.place.isNestedList,
      let trait = frame.place.wholeList(of: stack.answer.resource.type)
    {
      // The usual case, for which a mark on the owner does: `entities` lies between the two.
      stack.answer.resource.traits.insert(trait)
      recognised += 1
      return true
    }
    var row = ListTable.Row(
      offset: answer.offset, limit: answer.limit, count: answer.count,
      hasItems: answer.hasItems, hasNext: answer.mayHaveNext, position: frame.position)
    row.container = frame.place.isTop ? frame.container : 0
    row.depth = UInt16(truncatingIfNeeded: stack.count)
    if frame.place.isNestedList {
      row.kind = frame.place.listKind(
        parent: stack[stack.count - 2].place, stack.answer.resource.type)
    } else {
      locate(&row, frame, answer)
    }
    if row.kind == .other { return false }
    recognised += 1
    row.holdsUnread = answer.holdsUnread
    row.holdsUnusable = row.holdsUnusable || answer.holdsUnusable || !answer.fits(row.kind)
    if answer.holdsReferences || frame.place.isTop || row.kind.isRelation {
      row.items = items(of: row.kind, frame)
    }
    if row.kind == .labels && frame.place.isTop { claimLabels(of: &row, from: frame.marks) }
    if frame.place.isTop { claimItems(of: row, frame) }
    if stack.isDirect { direct.append(.list(records.lists.rows.count)) }
    records.lists.rows.append(row)
    return true
  }

  /// Finds out which list a top-level list is: from its address, its id, or its items.
  private mutating func locate(
    _ row: inout ListTable.Row, _ frame: Frame, _ answer: AnswerMembers
  ) {
    var href = answer.href
    if href.isForeign { return }
    if href.tail == .none, let symbol = answer.resource.id.symbol {
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
    row.holder = href.group.isMissing ? answer.group : href.group
    switch row.kind {
    case .labels:
      row.holder = names ? href.labelled : .missing
      return
    case .userGroups, .userOwns:
      row.holder = href.user
      // Items with a type became records of their own.
      if row.kind == .userOwns && answer.count > 0 { row.holdsUnusable = true }
      return
    case .servers, .lans: row.owner = mention(datacenter: href.datacenter)
    case .serverNICs:
      row.owner = mention(server: href.server, datacenter: href.datacenter)
    case .lanNICs: row.owner = mention(lan: href.lan, datacenter: href.datacenter)
    default: return
    }
    row.namesOwner = names
    if row.owner == noRow { row.kind = .other }
  }

  /// The rows of a list's items: all that came since it began.
  private mutating func items(of kind: ListKind, _ frame: Frame) -> Range<UInt32> {
    let start =
      switch kind {
      case .datacenters: frame.marks.datacenters
      case .servers: frame.marks.servers
      case .lans: frame.marks.lans
      case .serverNICs, .lanNICs: frame.marks.nics
      case .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares, .userGroups,
        .userOwns:
        frame.marks.accounts
      case .labels, .other: UInt32(0)
      }
    if kind == .labels || kind == .other { return 0..<0 }
    return start..<max(start, UInt32(records.counts.rows(of: kind)))
  }

  /// Gives the items of a top-level list to the record that its address names.
  private mutating func claimItems(of row: ListTable.Row, _ frame: Frame) {
    if row.kind == .groupShares { claimShares(of: row) }
    guard row.owner != noRow else { return }
    switch row.kind {
    case .servers:
      claimServers(from: frame.marks.servers, datacenter: row.owner, outweighs: row.namesOwner)
    case .lans: claimLANs(from: frame.marks.lans, datacenter: row.owner, outweighs: row.namesOwner)
    case .serverNICs:
      claimNICs(from: frame.marks.nics, server: row.owner, outweighs: row.namesOwner)
    case .lanNICs:
      records.nics.listing.set(Int(frame.marks.nics)..<records.nics.count, to: row.owner + 1)
    default: break
    }
  }
}

extension APIReader {
  /// Gives shares to the group of the list that holds them.
  private mutating func claimShares(of row: ListTable.Row) {
    for account in row.items where records.accounts.rows[Int(account)].kind == .share {
      if records.accounts.rows[Int(account)].group.isMissing {
        records.accounts.rows[Int(account)].group = row.holder
      }
    }
  }
}

extension ListKind {
  /// Whether resources of a type are items of such a list.
  fileprivate func holds(_ type: ResourceType) -> Bool {
    switch self {
    case .datacenters: type == .datacenter
    case .servers: type == .server
    case .lans: type == .lan
    case .serverNICs, .lanNICs: type == .nic
    case .ipBlocks: type == .ipBlock
    case .users, .groupUsers: type == .user
    case .groups, .userGroups: type == .group
    case .contracts: type == .contract
    case .groupShares: type == .resource
    case .labels: type == .label
    case .userOwns, .other: true
    }
  }

  /// Whether its items say who belongs to whom, so that each of them counts.
  var isRelation: Bool {
    switch self {
    case .groupUsers, .groupShares, .userGroups, .userOwns: true
    default: false
    }
  }
}

extension AccountTable.Row {
  init(_ kind: AccountTable.Kind, _ members: ResourceMembers, _ position: Position, depth: UInt16) {
    self.init(
      kind: kind, id: members.id, name: members.name, traits: members.traits, position: position,
      depth: depth, location: members.location, creator: members.creator, ips: members.ips,
      ipsStart: members.ipsStart, ipsCount: members.ipsCount, consumers: members.consumers,
      consumersStart: members.consumersStart, consumersCount: members.consumersCount,
      email: members.email, active: members.active, administrator: members.administrator,
      number: members.contractNumber, owner: members.owner, edit: members.edit,
      share: members.share)
  }
}

extension AnswerMembers {
  /// The meaning of an answer that is neither a list nor an error.
  fileprivate func found(_ type: ResourceType, isEmpty: Bool) -> Found {
    guard type.isRecord else { return unknownResource(type, isEmpty: isEmpty) }
    // Others without an id are named as records that cannot be placed.
    let isMissing = type.isAccount || type == .contract
    if isMissing && resource.id.isMissing && !resource.traits.contains(.properties) && !hasAddress {
      return .nothing(.noID)
    }
    return .ours
  }

  /// Whether the value below the id of a group in a bundle shows nothing of a list of shares.
  fileprivate func isNoShareList(at frame: Frame) -> Bool {
    frame.place == .shareMember && !hasItems && !hasAddress && resource.type != .collection
  }

  /// Whether a list has all its items, and each of them is a record.
  var isWholeList: Bool {
    hasItems && !mayHaveNext && offset == 0 && !holdsReferences && !holdsUnusable
  }

  /// Whether another page may follow: it says so, or it is full and says nothing of pages.
  fileprivate var mayHaveNext: Bool { hasNext || limit != .max && count >= limit && !hasLinks }

  /// Whether a top-level list holds nothing but items of its own type.
  fileprivate func fits(_ kind: ListKind) -> Bool {
    if count == 0 || itemType == .absent && typesAgree { return true }
    return typesAgree && kind.holds(itemType)
  }

  fileprivate func isList(at place: AnswerPlace) -> Bool {
    if place.isNestedList || place == .shareMember { return true }
    if hasItems || resource.type == .collection { return true }
    guard resource.type == .absent || resource.type == .other else { return false }
    if case .list = href.tail { return true }
    return false
  }

  /// What a resource is: by its type, else by its place, else by its address.
  fileprivate func resourceType(at place: AnswerPlace) -> ResourceType {
    if resource.isContract { return .contract }
    switch resource.type {
    case .resource, .absent:
      if place.expected != .absent { return place.expected }
      if case .resource(let type) = href.tail { return type }
      return resource.type == .resource ? .resource : .absent
    default: return resource.type
    }
  }
}

extension Href {
  /// Whether two items can be in one list.
  func sameList(as other: Href) -> Bool {
    guard tail == other.tail else { return false }
    switch tail {
    case .resource(.server), .resource(.lan): return datacenter == other.datacenter
    case .resource(.nic): return datacenter == other.datacenter && server == other.server
    case .resource(.resource): return group == other.group
    case .resource(.firewallRule): return nic == other.nic
    default: return true
    }
  }
}

extension ResourceType {
  /// Whether the inventory holds such records.
  var isRecord: Bool {
    switch self {
    case .datacenter, .server, .lan, .nic, .ipBlock, .user, .group, .contract, .resource, .label:
      true
    case .absent, .firewallRule, .collection, .other: false
    }
  }

  /// Whether it is a record of the contract that is identified by its id.
  fileprivate var isAccount: Bool {
    switch self {
    case .ipBlock, .user, .group, .resource: true
    default: false
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
    case .label: .labels
    case .absent, .firewallRule, .collection, .other: .other
    }
  }
}

extension AnswerPlace {
  /// What is true of the owner of a whole list at this place; nil for lists that need a row.
  ///
  /// - Parameter owner: what the owner said so far that it is.
  fileprivate func wholeList(of owner: ResourceType) -> RecordTraits? {
    switch self {
    case .serverNICList: .nics
    case .serverList: owner == .datacenter ? .servers : nil
    case .lanList: owner == .datacenter ? .lans : nil
    case .labelList: owner == .datacenter || owner == .server ? .labels : nil
    default: nil
    }
  }

  /// The kind of a list below `entities` of a parent that may not have said yet what it is.
  func listKind(parent: AnswerPlace, _ type: ResourceType) -> ListKind {
    switch self {
    case .serverList: .servers
    case .lanList: .lans
    case .serverNICList: .serverNICs
    case .userList: .groupUsers
    case .groupList: .userGroups
    case .ownsList: .userOwns
    case .shareList: .groupShares
    case .labelList: .labels
    case .nicList:
      parent == .lan || type == .lan ? .lanNICs : .serverNICs
    default: .other
    }
  }
}
