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
  mutating func commitResource(
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

  mutating func commitDatacenter(
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

  mutating func commitServer(
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

  mutating func commitLAN(
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

  mutating func commitNIC(
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

  mutating func commitAccount(
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
  func repeatsReference(
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

  mutating func commitShare(
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
  mutating func forgetRules(of resource: ResourceMembers) {
    let start = Int(resource.rulesStart)
    records.firewallRules.rows.removeSubrange(start..<(start + Int(resource.rulesCount)))
  }

  mutating func unplaced(_ kind: String, _ frame: Frame, _ id: Identifier = .missing) {
    records.unplaced.append(
      UnplacedRecord(
        kind: kind, id: id, position: frame.position,
        container: frame.rowContainer))
  }
}
