/// Records of the contract.
extension NeutralWriter {
  private var accounts: Accounts { storage.access.accounts }

  mutating func writeContracts() throws {
    struct Contract: Hashable {
      let number: String
      let owner: String
      /// Whether it has an owner who is not known.
      let hasUnknownOwner: Bool
    }
    let rows = records.accounts.rows.filter { $0.kind == .contract }
    let contracts = rows.filter { $0.traits.contains(.properties) }.map {
      Contract(
        number: records.texts[$0.number] ?? "", owner: records.texts[$0.owner] ?? "",
        hasUnknownOwner: $0.owner == .unusable)
    }
    let sorted = Set(contracts).sorted {
      ($0.number, $0.owner, $0.hasUnknownOwner ? 1 : 0)
        < ($1.number, $1.owner, $1.hasUnknownOwner ? 1 : 0)
    }
    let known = KnownAccounts(records)
    let holdsReferences = rows.contains { !known.contains($0) }
    try rootList(.contracts, .contracts, .contract, count: rows.count) { writer in
      if holdsReferences {
        try writer.emitter.begin(.contract)
        writer.emitter.reference(if: true)
        try writer.emitter.end()
      }
      for contract in sorted {
        try writer.emitter.begin(.contract)
        // An object without any member would mean that contracts are missing.
        let isBare = contract.number.isEmpty && contract.owner.isEmpty
        writer.emitter.scalar(
          .number, contract.number.isEmpty ? (isBare ? .unknown : nil) : .text(contract.number))
        writer.emitter.scalar(
          .owner,
          contract.owner.isEmpty
            ? (contract.hasUnknownOwner ? .unknown : nil) : .text(contract.owner))
        try writer.emitter.end()
      }
    }
  }

  // MARK: Blocks

  mutating func writeBlocks() throws {
    let blocks = accounts.blocks
    try rootList(.ipBlocks, .ipBlocks, .ipBlock, count: blocks.count) { writer in
      for block in blocks { try writer.write(block) }
    }
  }

  private mutating func write(_ block: Accounts.Block) throws {
    let conflicting = accounts.conflicts[.ipBlock, block.id]
    let variants = variants(.ipBlock, block.id)
    try emitter.begin(.ipBlock)
    emitter.scalar(.id, text(block.id))
    let row = AccountTable.Row(
      kind: .ipBlock, id: block.id, name: block.name, location: block.location,
      creator: block.creator)
    scalars(ofBlock: row, variants.first ?? row, conflicting)
    emitter.keep(.name, if: block.hasProperties)
    emitter.reference(if: !block.hasProperties, withLists: false)
    emitter.scalar(.partial, block.isPartial ? .flag(true) : nil)
    if !conflicting.contains(.of(.ips)), block.ips.showsItems {
      addresses(block.addresses, isOpen: block.ips == .gaps)
    }
    if !conflicting.contains(.of(.consumers)), block.consumers.showsItems {
      try write(consumers: block.consumerRows.map { records.consumers.rows[$0] })
    }
    if let first = variants.first { try lists(ofBlock: first, conflicting) }
    try emitter.end()
    for variant in variants.dropFirst() {
      try emitter.begin(.ipBlock)
      emitter.scalar(.id, text(block.id))
      let empty = AccountTable.Row(kind: .ipBlock)
      scalars(ofBlock: empty, variant, conflicting)
      try lists(ofBlock: variant, conflicting)
      try emitter.end()
    }
  }

  private mutating func scalars(
    ofBlock block: AccountTable.Row, _ copy: AccountTable.Row, _ conflicting: MemberSet
  ) {
    let picks = { (member: RecordMember) in conflicting.contains(.of(member)) ? copy : block }
    emitter.scalar(.name, value(picks(.name).name, .name, conflicting))
    emitter.scalar(.location, value(picks(.location).location, .location, conflicting))
    emitter.scalar(.creator, value(picks(.creator).creator, .creator, conflicting))
  }

  /// Lists on which copies of a block disagree; a value that is not a list cannot be written as
  /// one.
  private mutating func lists(ofBlock copy: AccountTable.Row, _ conflicting: MemberSet) throws {
    if conflicting.contains(.of(.ips)) {
      if copy.ips.showsItems {
        addresses(copy.ipsRange)
      } else if copy.ips != .absent {
        emitter.unknown(.ips)
      }
    }
    if conflicting.contains(.of(.consumers)) {
      if copy.consumers.showsItems {
        try write(consumers: copy.consumersRange.map { records.consumers.rows[$0] })
      } else if copy.consumers != .absent {
        emitter.unknown(.consumers)
      }
    }
  }

  private mutating func write(consumers: [ConsumerTable.Row]) throws {
    let named = consumers.map { (name: records.encoded($0.address), consumer: $0) }
    let order = records.identifierOrder
    let sorted = named.sorted {
      $0.name == $1.name
        ? order.precedes($0.consumer.nic, $1.consumer.nic) : $0.name < $1.name
    }
    emitter.begin(.consumers)
    for (_, consumer) in sorted {
      try emitter.begin(.consumer)
      emitter.scalar(
        .ip,
        consumer.address.kind == .missing ? nil : .text(consumer.address.text(records.symbols)))
      emitter.scalar(.nic, consumer.nic == .unusable ? .unreadable : text(consumer.nic))
      try emitter.end()
    }
    emitter.endList()
  }

  // MARK: Users

  mutating func writeUsers() throws {
    let isComplete = accounts.showsAllUsers
    // A user whom only a group names is not an item of a complete list.
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
    let conflicting = accounts.conflicts[.user, user.id]
    let variants = variants(.user, user.id)
    let groups = copies(of: .userGroups, user.id)
    let owns = copies(of: .userOwns, user.id)
    try emitter.begin(.user)
    emitter.scalar(.id, text(user.id))
    let row = AccountTable.Row(
      kind: .user, id: user.id, email: user.email, active: user.active,
      administrator: user.administrator)
    scalars(ofUser: row, variants.first ?? row, conflicting)
    emitter.keep(.email, if: user.hasProperties)
    emitter.reference(if: !user.hasProperties, withLists: user.showsGroups || user.showsOwned)
    if user.showsGroups && groups.isEmpty { ids(.groups, groupsNamed(by: number)) }
    if user.showsOwned && owns.isEmpty { ids(.owns, owned) }
    try emitter.end()
    for variant in variants.dropFirst() {
      try emitter.begin(.user)
      emitter.scalar(.id, text(user.id))
      scalars(ofUser: AccountTable.Row(kind: .user), variant, conflicting)
      try emitter.end()
    }
    try write(copies: groups, .groups, of: .user, user.id, isReference: !user.hasProperties)
    try write(copies: owns, .owns, of: .user, user.id, isReference: !user.hasProperties)
    if user.showsOwned || owned.isEmpty { return }
    try emitter.begin(.user)
    emitter.scalar(.id, text(user.id))
    emitter.scalar(.partial, .flag(true))
    emitter.reference(if: !user.hasProperties)
    ids(.owns, owned)
    try emitter.end()
  }

  private mutating func scalars(
    ofUser user: AccountTable.Row, _ copy: AccountTable.Row, _ conflicting: MemberSet
  ) {
    let picks = { (member: RecordMember) in conflicting.contains(.of(member)) ? copy : user }
    emitter.scalar(.email, value(picks(.email).email, .email, conflicting))
    emitter.scalar(.active, value(picks(.active).active, .active, conflicting))
    emitter.scalar(
      .administrator, value(picks(.administrator).administrator, .administrator, conflicting))
  }

  /// The groups that a user's own list names, in order; the group's list may contradict it.
  private func groupsNamed(by number: Int) -> [Identifier] {
    let contested =
      accounts.conflicts.groupsOnlyNamedByUser[accounts.users[number].id] ?? []
    let order = records.identifierOrder
    return (groupsOfUsers[number].map { accounts.groups[Int($0)].id } + contested)
      .sorted { order.precedes($0, $1) }
  }

  // MARK: Copies of lists that disagree

  private func copies(of kind: ListKind, _ holder: Identifier) -> [[Identifier]] {
    let found = accounts.conflicts.lists[Relations.Key(kind: kind, holder: holder)] ?? []
    let order = records.identifierOrder
    return Set(found.map(\.ids)).map { $0.sorted { order.precedes($0, $1) } }
      .sorted { $0.lexicographicallyPrecedes($1) { order.precedes($0, $1) } }
  }

  /// Writes copies of a list of ids, each in an object of its own.
  private mutating func write(
    copies: [[Identifier]], _ list: NeutralList, of object: NeutralObject, _ id: Identifier,
    isReference: Bool
  ) throws {
    for copy in copies {
      try emitter.begin(object)
      emitter.scalar(.id, text(id))
      emitter.reference(if: isReference)
      ids(list, copy)
      try emitter.end()
    }
  }

  // MARK: Groups

  mutating func writeGroups() throws {
    let shares = accounts.sharesByGroup
    // A group that only users name is not an item of a complete list.
    let numbers = accounts.groups.indices.filter { number in
      let group = accounts.groups[number]
      return !accounts.showsAllGroups || group.hasProperties || group.showsUsers
        || group.showsShares || shares[number] != nil || !openUsers(of: group).isEmpty
    }
    try rootList(.groups, .groups, .group, count: numbers.count) { writer in
      for number in numbers { try writer.writeGroup(number, shares[number] ?? []) }
    }
  }

  /// Users of a group whose list is not complete, except those whose own list of groups decides.
  private func openUsers(of group: Accounts.Group) -> [Identifier] {
    if group.showsUsers { return [] }
    return group.users.map { accounts.users[$0] }.filter { !$0.showsGroups }.map(\.id)
  }

  /// The users that a group's own list names, in order; the user's list may contradict it.
  private func usersNamed(by group: Accounts.Group) -> [Identifier] {
    let contested = accounts.conflicts.usersOnlyNamedByGroup[group.id] ?? []
    let order = records.identifierOrder
    return (group.users.map { accounts.users[$0].id } + contested)
      .sorted { order.precedes($0, $1) }
  }

  private mutating func writeGroup(
    _ number: Int, _ shares: [(resource: Identifier, share: Accounts.Share)]
  ) throws {
    let group = accounts.groups[number]
    let order = records.identifierOrder
    let shares = shares.sorted { order.precedes($0.resource, $1.resource) }
    let conflicting = accounts.conflicts[.group, group.id]
    let variants = variants(.group, group.id)
    let userCopies = copies(of: .groupUsers, group.id)
    let shareCopies = copies(of: .groupShares, group.id)
    let hasName = conflicting.contains(.of(.name))
    try emitter.begin(.group)
    emitter.scalar(.id, text(group.id))
    let name = hasName ? variants.first?.name ?? group.name : group.name
    emitter.scalar(.name, value(name, .name, conflicting))
    emitter.keep(.name, if: group.hasProperties)
    emitter.reference(if: !group.hasProperties, withLists: group.showsUsers || group.showsShares)
    if group.showsUsers && userCopies.isEmpty { ids(.users, usersNamed(by: group)) }
    if group.showsShares && shareCopies.isEmpty { try write(shares.filter(\.share.isCertain)) }
    try emitter.end()
    if hasName {
      for variant in variants.dropFirst() {
        try emitter.begin(.group)
        emitter.scalar(.id, text(group.id))
        emitter.scalar(.name, value(variant.name, .name, conflicting))
        try emitter.end()
      }
    }
    try write(
      copies: userCopies, .users, of: .group, group.id, isReference: !group.hasProperties)
    for copy in shareCopies {
      try emitter.begin(.group)
      emitter.scalar(.id, text(group.id))
      emitter.reference(if: !group.hasProperties)
      let named = Set(copy)
      try write(shares.filter { named.contains($0.resource) })
      try emitter.end()
    }
    try writeOpenLists(of: group, shares, hidesShares: !shareCopies.isEmpty)
    if conflicting.contains(.of(.shares)) { try writeShareCopies(of: group) }
  }

  /// What is known of lists that are not all there.
  private mutating func writeOpenLists(
    of group: Accounts.Group, _ shares: [(resource: Identifier, share: Accounts.Share)],
    hidesShares: Bool
  ) throws {
    let openUsers = openUsers(of: group)
    let openShares =
      hidesShares ? [] : shares.filter { !group.showsShares || !$0.share.isCertain }
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
    emitter.reference(if: !group.hasProperties)
    if opensUsers { ids(.users, openUsers) }
    if opensShares { try write(openShares) }
    try emitter.end()
  }

  /// Shares on whose rights copies disagree, each of what they say once.
  private mutating func writeShareCopies(of group: Accounts.Group) throws {
    struct Rights: Hashable {
      let resource: Identifier
      let edit: Flag
      let share: Flag
    }
    let key = AccountConflicts.Key(kind: .group, id: group.id)
    let rows = (accounts.conflicts.rows[key] ?? []).map { records.accounts.rows[Int($0)] }
    let all = Set(
      rows.filter { $0.kind == .share }
        .map { Rights(resource: $0.id, edit: $0.edit, share: $0.share) })
    let byResource = Dictionary(grouping: all, by: \.resource).filter { $0.value.count > 1 }
    let order = records.identifierOrder
    let disputed = byResource.values.joined().sorted { a, b in
      a.resource == b.resource
        ? (a.edit.rawValue, a.share.rawValue) < (b.edit.rawValue, b.share.rawValue)
        : order.precedes(a.resource, b.resource)
    }
    for rights in disputed {
      try emitter.begin(.group)
      emitter.scalar(.id, text(group.id))
      emitter.scalar(.partial, .flag(true))
      emitter.reference(if: !group.hasProperties)
      emitter.begin(.shares)
      try emitter.begin(.share)
      emitter.scalar(.resource, text(rights.resource))
      emitter.scalar(.edit, value(rights.edit, .shares, .of(.shares)))
      emitter.scalar(.share, value(rights.share, .shares, .of(.shares)))
      try emitter.end()
      emitter.endList()
      try emitter.end()
    }
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
