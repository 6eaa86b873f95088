/// Records of the contract.
extension NeutralWriter {
  private var accounts: Accounts { storage.access.accounts }

  mutating func writeContracts() throws {
    let contracts = records.accounts.rows.filter { $0.kind == .contract }
      .map { (number: records.texts[$0.number] ?? "", owner: records.texts[$0.owner] ?? "") }
      .sorted { $0 < $1 }
    try rootList(.contracts, .contracts, .contract, count: contracts.count) { writer in
      var last: (String, String)?
      for contract in contracts {
        if let last, last == contract { continue }
        last = contract
        try writer.emitter.begin(.contract)
        // An object without any member would stand for contracts that are missing.
        let isBare = contract.number.isEmpty && contract.owner.isEmpty
        writer.emitter.scalar(
          .number, contract.number.isEmpty ? (isBare ? .unknown : nil) : .text(contract.number))
        writer.emitter.scalar(.owner, contract.owner.isEmpty ? nil : .text(contract.owner))
        try writer.emitter.end()
      }
    }
  }

  mutating func writeBlocks() throws {
    let blocks = accounts.blocks
    try rootList(.ipBlocks, .ipBlocks, .ipBlock, count: blocks.count) { writer in
      for block in blocks { try writer.write(block) }
    }
  }

  private mutating func write(_ block: Accounts.Block) throws {
    try emitter.begin(.ipBlock)
    emitter.scalar(.id, text(block.id))
    emitter.scalar(.name, text(block.name))
    emitter.scalar(.location, text(block.location))
    emitter.scalar(.creator, text(block.creator))
    emitter.keep(.name, if: block.hasProperties)
    emitter.scalar(.partial, block.isPartial ? .flag(true) : nil)
    if block.ips.showsItems { addresses(block.addresses) }
    if block.consumers.showsItems {
      emitter.begin(.consumers)
      try write(consumers: block.consumerRows.map { records.consumers.rows[$0] })
      emitter.endList()
    }
    try emitter.end()
  }

  private mutating func write(consumers: [ConsumerTable.Row]) throws {
    let named = consumers.map { (name: records.encoded($0.address), consumer: $0) }
    let order = records.identifierOrder
    let sorted = named.sorted {
      $0.name == $1.name
        ? order.precedes($0.consumer.nic, $1.consumer.nic) : $0.name < $1.name
    }
    for (_, consumer) in sorted {
      try emitter.begin(.consumer)
      emitter.scalar(
        .ip,
        consumer.address.kind == .missing ? nil : .text(consumer.address.text(records.symbols)))
      emitter.scalar(.nic, text(consumer.nic))
      try emitter.end()
    }
  }

  // MARK: Users

  mutating func writeUsers() throws {
    let isComplete = accounts.showsAllUsers
    // A user whom only a group names is no item of a list that is complete.
    let numbers = accounts.users.indices.filter {
      !isComplete || accounts.users[$0].hasProperties || accounts.users[$0].showsGroups
        || accounts.users[$0].showsOwned
    }
    let owned = accounts.ownedByUser
    try rootList(.users, .users, .user, count: numbers.count) { writer in
      for number in numbers { try writer.writeUser(number, owned[number] ?? []) }
    }
  }

  private mutating func writeUser(_ number: Int, _ owned: [Identifier]) throws {
    let user = accounts.users[number]
    let order = records.identifierOrder
    let owned = owned.sorted { order.precedes($0, $1) }
    try emitter.begin(.user)
    emitter.scalar(.id, text(user.id))
    emitter.scalar(.email, text(user.email))
    emitter.scalar(.active, text(user.active))
    emitter.scalar(.administrator, text(user.administrator))
    emitter.keep(.email, if: user.hasProperties)
    if user.showsGroups {
      ids(.groups, accounts.groups.filter { $0.users.contains(number) }.map(\.id))
    }
    if user.showsOwned { ids(.owns, owned) }
    try emitter.end()
    if user.showsOwned || owned.isEmpty { return }
    try emitter.begin(.user)
    emitter.scalar(.id, text(user.id))
    emitter.scalar(.partial, .flag(true))
    ids(.owns, owned)
    try emitter.end()
  }

  // MARK: Groups

  mutating func writeGroups() throws {
    let shares = accounts.sharesByGroup
    // A group whom only users name is no item of a list that is complete.
    let numbers = accounts.groups.indices.filter { number in
      let group = accounts.groups[number]
      return !accounts.showsAllGroups || group.name != .absent || group.showsUsers
        || group.showsShares || shares[number] != nil || !openUsers(of: group).isEmpty
    }
    try rootList(.groups, .groups, .group, count: numbers.count) { writer in
      for number in numbers { try writer.writeGroup(number, shares[number] ?? []) }
    }
  }

  /// Users of a group whose list is not all there, but for those whose own list of groups tells.
  private func openUsers(of group: Accounts.Group) -> [Identifier] {
    if group.showsUsers { return [] }
    return group.users.map { accounts.users[$0] }.filter { !$0.showsGroups }.map(\.id)
  }

  private mutating func writeGroup(
    _ number: Int, _ shares: [(resource: Identifier, share: Accounts.Share)]
  ) throws {
    let group = accounts.groups[number]
    let order = records.identifierOrder
    let shares = shares.sorted { order.precedes($0.resource, $1.resource) }
    let users = group.users.map { accounts.users[$0].id }
    try emitter.begin(.group)
    emitter.scalar(.id, text(group.id))
    emitter.scalar(.name, text(group.name))
    if group.showsUsers { ids(.users, users) }
    if group.showsShares { try write(shares) }
    try emitter.end()
    let openUsers = openUsers(of: group)
    let openShares = group.showsShares ? [] : shares
    let opensUsers =
      !openUsers.isEmpty
      || !group.showsUsers && storage.lists[.groupUsers, holder: group.id].contains(.met)
    let opensShares =
      !openShares.isEmpty
      || !group.showsShares && storage.lists[.groupShares, holder: group.id].contains(.met)
    if !opensUsers && !opensShares { return }
    try emitter.begin(.group)
    emitter.scalar(.id, text(group.id))
    emitter.scalar(.partial, .flag(true))
    if opensUsers { ids(.users, openUsers) }
    if opensShares { try write(openShares) }
    try emitter.end()
  }

  private mutating func write(
    _ shares: [(resource: Identifier, share: Accounts.Share)]
  ) throws {
    emitter.begin(.shares)
    for (resource, share) in shares {
      try emitter.begin(.share)
      emitter.scalar(.resource, text(resource))
      emitter.scalar(.edit, text(share.edit))
      emitter.scalar(.share, text(share.share))
      try emitter.end()
    }
    emitter.endList()
  }
}

extension Accounts {
  /// What each user owns, by their numbers.
  fileprivate var ownedByUser: [Int: [Identifier]] {
    var owned: [Int: Set<Identifier>] = [:]
    for (resource, users) in owners {
      for user in users { owned[user, default: []].insert(resource) }
    }
    return owned.mapValues(Array.init)
  }

  /// The shares of each group, by their numbers.
  fileprivate var sharesByGroup: [Int: [(resource: Identifier, share: Share)]] {
    var byGroup: [Int: [(Identifier, Share)]] = [:]
    for (resource, shares) in shares {
      for share in shares { byGroup[share.group, default: []].append((resource, share)) }
    }
    return byGroup
  }
}
