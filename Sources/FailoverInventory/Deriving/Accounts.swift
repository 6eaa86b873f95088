import FailoverBase

/// The contract's users, groups and IP blocks, each once, and who belongs to whom.
struct Accounts: Sendable {
  struct User: Sendable {
    let id: Identifier
    /// The row that represents the user; `noRow` if only other records name them.
    var row = noRow
    var email = TextRef.absent
    var active = Flag.absent
    var administrator = Flag.absent
    var hasProperties = false
    /// Whether the lists of the user's groups and of what they own are all there.
    var showsGroups = false
    var showsOwned = false
  }

  struct Group: Sendable {
    let id: Identifier
    var row = noRow
    var name = TextRef.absent
    /// Numbers of its users, each once, and of the users on whom copies disagree.
    var users: [Int] = []
    var openUsers: [Int] = []
    var hasProperties = false
    var showsUsers = false
    var showsShares = false
  }

  struct Block: Sendable {
    let id: Identifier
    var row = noRow
    var name = TextRef.absent
    var location = Symbol.absent
    var creator = Identifier.missing
    var ips = ListPresence.absent
    /// Positions in `NICTable.addresses`.
    var addresses: Range<Int> = 0..<0
    var consumers = ListPresence.absent
    /// Rows of `ConsumerTable`, and the ones that only some copies name.
    var consumerRows: Range<Int> = 0..<0
    var openConsumers: Range<Int> = 0..<0
    var hasProperties = false
    var isPartial = false
  }

  struct Share: Sendable {
    let group: Int
    var edit: Flag
    /// Whether the group may pass its right on.
    var share: Flag
    /// Whether all copies of the group's list name it.
    var isCertain = true
  }

  /// In the order of their ids.
  private(set) var users: [User] = []
  private(set) var groups: [Group] = []
  private(set) var blocks: [Block] = []
  /// Shares by the resource, of each group one.
  private(set) var shares: [Identifier: [Share]] = [:]
  /// Users by what they own, and by what only some copies say that they own.
  private(set) var owners: [Identifier: [Int]] = [:]
  private(set) var openOwners: [Identifier: [Int]] = [:]
  private(set) var userNumbers: [Identifier: Int] = [:]
  /// Texts of the contracts' owners, trimmed; each once.
  private(set) var contractOwners: [String] = []
  /// Owners on whom copies of a contract disagree.
  private(set) var openContractOwners: [String] = []
  private(set) var contractNumbers: [String] = []
  let showsAllUsers: Bool
  let showsAllGroups: Bool
  /// Whether the list of blocks is there, and every address in it.
  private(set) var showsAllBlocks: Bool
  /// Users, user groups and blocks whose copies disagree.
  private(set) var conflicts = AccountConflicts()

  init(
    _ records: Records, _ lists: ListCompleteness, _ blockCopies: [Identifier: BlockCopies] = [:]
  ) {
    showsAllUsers = lists[.users, noRow].contains(.complete)
    showsAllGroups = lists[.groups, noRow].contains(.complete)
    showsAllBlocks = lists[.ipBlocks, noRow].contains(.undivided)
    collect(records, blockCopies)
    if users.isEmpty && groups.isEmpty && blocks.isEmpty { return }
    for number in users.indices {
      let id = users[number].id
      users[number].showsGroups = lists[.userGroups, holder: id].contains(.whole)
      users[number].showsOwned = lists[.userOwns, holder: id].contains(.whole)
    }
    for number in groups.indices {
      let id = groups[number].id
      groups[number].showsUsers = lists[.groupUsers, holder: id].contains(.whole)
      groups[number].showsShares = lists[.groupShares, holder: id].contains(.whole)
    }
    relate(records)
    conflicts.findRows(records)
    showsAllBlocks =
      showsAllBlocks
      && blocks.allSatisfy { $0.hasProperties && $0.ips == .list }
  }

  /// The numbers of the groups in which each user is, in order.
  var groupsOfUsers: [[UInt32]] {
    var numbers: [[UInt32]] = Array(repeating: [], count: users.count)
    for (number, group) in groups.enumerated() {
      for user in group.users { numbers[user].append(UInt32(number)) }
    }
    return numbers
  }

  // MARK: Records

  private mutating func collect(_ records: Records, _ blockCopies: [Identifier: BlockCopies]) {
    var users: [Identifier: User] = [:]
    var groups: [Identifier: Group] = [:]
    var blocks: [Identifier: Block] = [:]
    addContracts(records)
    for (row, account) in records.accounts.rows.enumerated() where account.kind != .contract {
      var comparison = CopyComparison(records.texts)
      let id = account.kind == .share ? account.group : account.id
      if id.isMissing { continue }
      switch account.kind {
      case .user: users[id, default: User(id: id)].join(account, row, &comparison)
      case .group: groups[id, default: Group(id: id)].join(account, row, &comparison)
      case .share: groups[id] = groups[id] ?? Group(id: id)
      case .ipBlock: blocks[id, default: Block(id: id)].join(account, row, &comparison)
      case .contract, .owned: break
      }
      if account.kind != .share { conflicts.note(account.kind, id, comparison.conflicts) }
    }
    for (id, copies) in blockCopies {
      blocks[id]?.take(copies)
      conflicts.note(.ipBlock, id, copies.members)
    }
    for list in records.lists.rows where !list.holder.isMissing {
      let id = list.holder
      switch list.kind {
      case .groupUsers, .groupShares: groups[id] = groups[id] ?? Group(id: id)
      case .userGroups, .userOwns: users[id] = users[id] ?? User(id: id)
      default: break
      }
    }
    let order = records.identifierOrder
    self.users = users.values.sorted { order.precedes($0.id, $1.id) }
    self.groups = groups.values.sorted { order.precedes($0.id, $1.id) }
    self.blocks = blocks.values.sorted { order.precedes($0.id, $1.id) }
  }

  /// The numbers of contracts and their owners: an owner on whom copies of a contract disagree is
  /// not known.
  private mutating func addContracts(_ records: Records) {
    var owners: [String: [TextRef]] = [:]
    for (row, contract) in records.accounts.rows.enumerated() where contract.kind == .contract {
      let number = records.texts.shown(contract.number)
      // A contract without a number is nobody's copy.
      owners[number ?? "\u{0}\(row)", default: []].append(contract.owner)
      if let number, !contractNumbers.contains(number) { contractNumbers.append(number) }
    }
    var certain: Set<String> = []
    var open: Set<String> = []
    for copies in owners.values {
      let texts = copies.filter { $0 != .absent }.map { records.texts[$0]?.trimmedOfBlanks ?? "" }
      let named = Set(texts.filter { !$0.isEmpty })
      if Set(texts).count > 1 { open.formUnion(named) } else { certain.formUnion(named) }
    }
    contractNumbers.sort()
    contractOwners = certain.sorted()
    openContractOwners = open.subtracting(certain).sorted()
  }

  // MARK: Relations

  private mutating func relate(_ records: Records) {
    for (number, user) in users.enumerated() { userNumbers[user.id] = number }
    var groupNumbers: [Identifier: Int] = [:]
    for (number, group) in groups.enumerated() { groupNumbers[group.id] = number }
    let relations = Relations(records)
    var memberships = Memberships()
    for (key, id) in relations.certain {
      note(key, id, isCertain: true, groupNumbers, &memberships)
    }
    for (key, id) in relations.open { note(key, id, isCertain: false, groupNumbers, &memberships) }
    for (key, copies) in relations.conflicts { conflicts.note(key, copies) }
    settle(&memberships)
    relateShares(records, groupNumbers, relations)
  }

  private mutating func note(
    _ key: Relations.Key, _ id: Identifier, isCertain: Bool, _ groupNumbers: [Identifier: Int],
    _ memberships: inout Memberships
  ) {
    switch key.kind {
    case .groupUsers:
      guard let group = groupNumbers[key.holder], let user = userNumbers[id] else { return }
      memberships.byGroups.note(group, user, isCertain)
    case .userGroups:
      guard let group = groupNumbers[id], let user = userNumbers[key.holder] else { return }
      memberships.byUsers.note(group, user, isCertain)
    case .userOwns:
      guard let user = userNumbers[key.holder] else { return }
      if isCertain {
        owners[id, default: []].append(user)
      } else {
        openOwners[id, default: []].append(user)
      }
    default: break
    }
  }

  /// Who is in which group: what one list names is certain, unless a complete list of the other
  /// side contradicts a complete one.
  private mutating func settle(_ memberships: inout Memberships) {
    memberships.sort()
    var users: [Set<Int>] = Array(repeating: [], count: groups.count)
    var open: [Set<Int>] = Array(repeating: [], count: groups.count)
    for (mine, theirs, isOfGroup) in memberships.sides {
      for pair in mine.open { open[Int(pair.group)].insert(Int(pair.user)) }
      for pair in mine.certain {
        let (group, user) = (Int(pair.group), Int(pair.user))
        let isContradicted =
          groups[group].showsUsers && self.users[user].showsGroups && !theirs.names(pair)
        if isContradicted {
          open[group].insert(user)
          conflicts.noteContradiction(
            group: groups[group].id, user: self.users[user].id, groupNames: isOfGroup)
        } else {
          users[group].insert(user)
        }
      }
    }
    for number in groups.indices {
      groups[number].openUsers = open[number].subtracting(users[number]).sorted()
      groups[number].users = users[number].sorted()
    }
  }

  private mutating func relateShares(
    _ records: Records, _ numbers: [Identifier: Int], _ relations: Relations
  ) {
    struct Key: Hashable {
      let group: Int
      let resource: Identifier
    }
    var edits: [Key: (edit: Flag, share: Flag)] = [:]
    for account in records.accounts.rows where account.kind == .share && !account.id.isMissing {
      guard let group = numbers[account.group] else { continue }
      let key = Key(group: group, resource: account.id)
      let before = edits[key] ?? (.absent, .absent)
      var comparison = CopyComparison(records.texts)
      edits[key] = (
        comparison.join(.shares, before.edit, account.edit),
        comparison.join(.shares, before.share, account.share)
      )
      conflicts.note(.group, account.group, comparison.conflicts)
    }
    // A share that a complete list does not name, but that appears elsewhere, is unknown.
    var listed: Set<Key> = []
    for (key, resource) in relations.certain where key.kind == .groupShares {
      if let group = numbers[key.holder] { listed.insert(Key(group: group, resource: resource)) }
    }
    for (key, flags) in edits.sorted(by: { $0.key.group < $1.key.group }) {
      let isCertain = listed.contains(key) || !groups[key.group].showsShares
      shares[key.resource, default: []].append(
        Share(
          group: key.group, edit: flags.edit, share: flags.share, isCertain: isCertain))
    }
  }
}

/// Memberships as lists of groups and lists of users name them.
private struct Memberships {
  struct Side {
    var certain: [Relations.Membership] = []
    var open: [Relations.Membership] = []

    mutating func note(_ group: Int, _ user: Int, _ isCertain: Bool) {
      let pair = Relations.Membership(group: UInt32(group), user: UInt32(user))
      if isCertain { certain.append(pair) } else { open.append(pair) }
    }

    /// Whether a copy of the list names a membership; the lists must be sorted.
    func names(_ pair: Relations.Membership) -> Bool {
      certain.holds(pair) || open.holds(pair)
    }
  }

  var byGroups = Side()
  var byUsers = Side()

  /// Each side, and the one that may contradict it.
  var sides: [(mine: Side, theirs: Side, isOfGroup: Bool)] {
    [(byGroups, byUsers, true), (byUsers, byGroups, false)]
  }

  mutating func sort() {
    byGroups.certain.sort()
    byGroups.open.sort()
    byUsers.certain.sort()
    byUsers.open.sort()
  }
}

extension [Relations.Membership] {
  /// Whether a sorted array holds an element.
  fileprivate func holds(_ pair: Relations.Membership) -> Bool {
    let place = partitionPoint { $0 >= pair }
    return place < count && self[place] == pair
  }
}

extension Accounts.User {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison
  ) {
    let isFirst = copy.traits.contains(.properties) && !hasProperties
    if self.row == noRow || isFirst { self.row = UInt32(row) }
    hasProperties = hasProperties || isFirst
    email = comparison.join(.email, email, copy.email)
    active = comparison.join(.active, active, copy.active)
    administrator = comparison.join(.administrator, administrator, copy.administrator)
  }
}

extension Accounts.Group {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison
  ) {
    let isFirst = copy.traits.contains(.properties) && !hasProperties
    if self.row == noRow || isFirst { self.row = UInt32(row) }
    hasProperties = hasProperties || isFirst
    name = comparison.join(.name, name, copy.name)
  }
}

extension Accounts.Block {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison
  ) {
    let isFirst = copy.traits.contains(.properties) && !hasProperties
    if self.row == noRow || isFirst { self.row = UInt32(row) }
    hasProperties = hasProperties || isFirst
    isPartial = isPartial || copy.traits.contains(.partial)
    name = comparison.join(.name, name, copy.name)
    location = comparison.join(.location, location, copy.location)
    creator = comparison.join(.creator, creator, copy.creator)
    (ips, addresses) = (copy.ips, copy.ipsRange)
    (consumers, consumerRows) = (copy.consumers, copy.consumersRange)
  }

  /// Takes what several copies say together of its lists.
  fileprivate mutating func take(_ copies: BlockCopies) {
    (ips, addresses) = (copies.ips, copies.addresses)
    (consumers, consumerRows) = (copies.consumers, copies.consumerRows)
    openConsumers = copies.openConsumers
  }
}

extension String {
  /// The text without blanks, tabs and line ends around it.
  var trimmedOfBlanks: String {
    let blanks: [UInt8] = [0x20, 0x09, 0x0D, 0x0A]
    var bytes = Array(utf8)[...]
    while let last = bytes.last, blanks.contains(last) { bytes.removeLast() }
    while let first = bytes.first, blanks.contains(first) { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
