/// Turning a list that has closed into a row.
extension APIReader {
  /// - Returns: whether it is a list that rules use.
  mutating func commitList(
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
  mutating func locate(
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
  mutating func items(of kind: ListKind, _ frame: Frame) -> Range<UInt32> {
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
  mutating func claimItems(of row: ListTable.Row, _ frame: Frame) {
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

  /// Gives shares to the group of the list that holds them.
  mutating func claimShares(of row: ListTable.Row) {
    for account in row.items where records.accounts.rows[Int(account)].kind == .share {
      if records.accounts.rows[Int(account)].group.isMissing {
        records.accounts.rows[Int(account)].group = row.holder
      }
    }
  }
}
