/// The contract's users, groups and IP blocks, each once, and who belongs to whom.
struct Accounts: Sendable {
  struct User: Sendable {
    let id: Identifier
    /// The row that stands for the user; `noRow` if only other records name them.
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
    /// Numbers of its users, each once.
    var users: [Int] = []
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
    /// Rows of `ConsumerTable`.
    var consumerRows: Range<Int> = 0..<0
    var hasProperties = false
    var isPartial = false
  }

  struct Share: Sendable {
    let group: Int
    var edit: Flag
    /// Whether the group may pass its right on.
    var share: Flag
  }

  /// In the order of their ids.
  private(set) var users: [User] = []
  private(set) var groups: [Group] = []
  private(set) var blocks: [Block] = []
  /// Shares by the resource, of each group one.
  private(set) var shares: [Identifier: [Share]] = [:]
  /// Users by what they own.
  private(set) var owners: [Identifier: [Int]] = [:]
  private(set) var userNumbers: [Identifier: Int] = [:]
  /// Texts of the contracts' owners, trimmed; each once.
  private(set) var contractOwners: [String] = []
  private(set) var contractNumbers: [String] = []
  let showsAllUsers: Bool
  let showsAllGroups: Bool
  /// Whether the list of blocks is there, and every address in it.
  private(set) var showsAllBlocks: Bool

  init(_ records: Records, _ lists: ListCompleteness) {
    showsAllUsers = lists[.users, noRow].contains(.complete)
    showsAllGroups = lists[.groups, noRow].contains(.complete)
    showsAllBlocks = lists[.ipBlocks, noRow].contains(.undivided)
    collect(records)
    if users.isEmpty && groups.isEmpty && blocks.isEmpty { return }
    relate(records)
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
    showsAllBlocks =
      showsAllBlocks
      && blocks.allSatisfy { $0.hasProperties && $0.ips == .list }
  }

  // MARK: Records

  private mutating func collect(_ records: Records) {
    var users: [Identifier: User] = [:]
    var groups: [Identifier: Group] = [:]
    var blocks: [Identifier: Block] = [:]
    var comparison = CopyComparison(records.texts)
    for (row, account) in records.accounts.rows.enumerated() {
      if account.kind == .contract {
        add(contract: account, records)
        continue
      }
      let id = account.kind == .share ? account.group : account.id
      if id.isMissing { continue }
      switch account.kind {
      case .user: users[id, default: User(id: id)].join(account, row, &comparison)
      case .group: groups[id, default: Group(id: id)].join(account, row, &comparison)
      case .share: groups[id] = groups[id] ?? Group(id: id)
      case .ipBlock: blocks[id, default: Block(id: id)].join(account, row, &comparison, records)
      case .contract, .owned: break
      }
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

  private mutating func add(contract: AccountTable.Row, _ records: Records) {
    if let number = records.texts.shown(contract.number), !contractNumbers.contains(number) {
      contractNumbers.append(number)
      contractNumbers.sort()
    }
    guard let owner = records.texts[contract.owner]?.trimmedOfBlanks, !owner.isEmpty,
      !contractOwners.contains(owner)
    else { return }
    contractOwners.append(owner)
    contractOwners.sort()
  }

  // MARK: Relations

  private mutating func relate(_ records: Records) {
    for (number, user) in users.enumerated() { userNumbers[user.id] = number }
    var groupNumbers: [Identifier: Int] = [:]
    for (number, group) in groups.enumerated() { groupNumbers[group.id] = number }
    var members: [Set<Int>] = Array(repeating: [], count: groups.count)
    for list in records.lists.rows where list.kind.isRelation && !list.holder.isMissing {
      for row in list.items {
        let item = records.accounts.rows[Int(row)]
        guard item.depth == list.depth &+ 2, item.isItem(of: list.kind), !item.id.isMissing else {
          continue
        }
        switch list.kind {
        case .groupUsers:
          if let group = groupNumbers[list.holder], let user = userNumbers[item.id] {
            members[group].insert(user)
          }
        case .userGroups:
          if let group = groupNumbers[item.id], let user = userNumbers[list.holder] {
            members[group].insert(user)
          }
        case .userOwns:
          if let user = userNumbers[list.holder] { owners[item.id, default: []].append(user) }
        default: break
        }
      }
    }
    for number in groups.indices { groups[number].users = members[number].sorted() }
    relateShares(records, groupNumbers)
  }

  private mutating func relateShares(_ records: Records, _ groups: [Identifier: Int]) {
    struct Key: Hashable {
      let group: Int
      let resource: Identifier
    }
    var edits: [Key: (edit: Flag, share: Flag)] = [:]
    var comparison = CopyComparison(records.texts)
    for account in records.accounts.rows where account.kind == .share && !account.id.isMissing {
      guard let group = groups[account.group] else { continue }
      let key = Key(group: group, resource: account.id)
      let before = edits[key] ?? (.absent, .absent)
      edits[key] = (
        comparison.join(.name, before.edit, account.edit),
        comparison.join(.name, before.share, account.share)
      )
    }
    for (key, flags) in edits.sorted(by: { $0.key.group < $1.key.group }) {
      shares[key.resource, default: []].append(
        Share(group: key.group, edit: flags.edit, share: flags.share))
    }
  }
}

extension Accounts.User {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison
  ) {
    let isFirst = copy.traits.contains(.properties) && !hasProperties
    if self.row == noRow || isFirst { self.row = UInt32(row) }
    hasProperties = hasProperties || isFirst
    email = comparison.join(.name, email, copy.email)
    active = comparison.join(.name, active, copy.active)
    administrator = comparison.join(.name, administrator, copy.administrator)
  }
}

extension Accounts.Group {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison
  ) {
    if self.row == noRow || name == .absent { self.row = UInt32(row) }
    name = comparison.join(.name, name, copy.name)
  }
}

extension Accounts.Block {
  fileprivate mutating func join(
    _ copy: AccountTable.Row, _ row: Int, _ comparison: inout CopyComparison, _ records: Records
  ) {
    let isFirst = copy.traits.contains(.properties) && !hasProperties
    if self.row == noRow || isFirst { self.row = UInt32(row) }
    hasProperties = hasProperties || isFirst
    isPartial = isPartial || copy.traits.contains(.partial)
    name = comparison.join(.name, name, copy.name)
    location = comparison.join(.name, location, copy.location)
    creator = comparison.join(.name, creator, copy.creator)
    let range = Int(copy.ipsStart)..<Int(copy.ipsStart + copy.ipsCount)
    if ips == .absent {
      (ips, addresses) = (copy.ips, range)
    } else if copy.ips != .absent,
      copy.ips != ips
        || !records.nics.addresses[range].elementsEqual(records.nics.addresses[addresses])
    {
      (ips, addresses) = (.unusable, 0..<0)
    }
    joinConsumers(copy, records)
  }

  private mutating func joinConsumers(_ copy: AccountTable.Row, _ records: Records) {
    let range = Int(copy.consumersStart)..<Int(copy.consumersStart + copy.consumersCount)
    if consumers == .absent || consumers == .partial && copy.consumers != .absent {
      (consumers, consumerRows) = (copy.consumers, range)
    } else if copy.consumers != .absent && copy.consumers != .partial,
      copy.consumers != consumers
        || records.consumerCounts(range) != records.consumerCounts(consumerRows)
    {
      (consumers, consumerRows) = (.unusable, 0..<0)
    }
  }
}

extension Records {
  /// Consumers, each with how often it stands there.
  fileprivate func consumerCounts(_ range: Range<Int>) -> [ConsumerTable.Row: Int] {
    var counts: [ConsumerTable.Row: Int] = [:]
    for row in consumers.rows[range] { counts[row, default: 0] += 1 }
    return counts
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
