/// Who may do what with IP blocks and data centers: derived once from users, groups, shares,
/// creators, owners and the contract's owner.
///
/// Everything is a `Statement`: true of some users, false of others, not known of the rest.
struct Access: Sendable {
  let accounts: Accounts
  /// Users who can log in.
  let active: Statement
  let administrators: Statement
  /// The contract's owner, if a contract names one.
  let contractOwners: Statement
  /// Owners that a contract names and that match no user with properties.
  let ownersBesides: Int
  /// Users with properties who may be one of them: their email is not known.
  let possibleOwners: UserSet
  /// Whether copies of a contract disagree on its owner.
  let hasOpenOwners: Bool
  /// Users all of whose groups are known.
  private let showingGroups: UserSet
  /// Users whose possessions are all known.
  private let showingOwned: UserSet
  /// Groups whose shares are not all known, and who may be in them.
  private let openGroups: [Int]
  private var openUsers: UserSet
  private var openGroupsHideUsers = false
  /// The users of groups that have many of them.
  private var largeGroups: [Int: UserSet] = [:]
  private let everybody: UserSet

  init(_ accounts: Accounts, _ records: Records) {
    self.accounts = accounts
    let count = accounts.users.count
    everybody = UserSet(all: count)
    active = accounts.flags(\.active)
    administrators = accounts.flags(\.administrator)
    (contractOwners, ownersBesides, possibleOwners) = accounts.findOwners(records)
    hasOpenOwners = !accounts.openContractOwners.isEmpty
    showingGroups = accounts.set { $0.showsGroups }
    showingOwned = accounts.set { $0.showsOwned }
    openGroups = accounts.groups.indices.filter { !accounts.groups[$0].showsShares }
    openUsers = UserSet(count: count)
    for (number, group) in accounts.groups.enumerated() where group.users.count > count / 64 + 8 {
      var users = UserSet(count: count)
      users.insert(group.users)
      largeGroups[number] = users
    }
    for group in openGroups {
      add(everyUserOf: group, to: &openUsers)
      if !accounts.groups[group].showsUsers { openGroupsHideUsers = true }
    }
  }

  private func add(usersOf group: Int, to users: inout UserSet) {
    if let all = largeGroups[group] {
      users.formUnion(all)
    } else {
      users.insert(accounts.groups[group].users)
    }
  }

  /// Also adds the users who may or may not be in the group.
  private func add(everyUserOf group: Int, to users: inout UserSet) {
    add(usersOf: group, to: &users)
    users.insert(accounts.groups[group].openUsers)
  }

  /// Users who created a resource.
  ///
  /// - Parameter creator: the id that the resource names.
  func creators(of resource: Identifier, _ creator: Identifier) -> Statement {
    var yes = UserSet(count: accounts.users.count)
    yes.insert(accounts.owners[resource] ?? [])
    if !creator.isMissing, let number = accounts.userNumbers[creator] { yes.insert(number) }
    var no = creator.isMissing ? showingOwned.subtracting(yes) : everybody.subtracting(yes)
    for user in accounts.openOwners[resource] ?? [] { no.remove(user) }
    return Statement(yes: yes, no: no)
  }

  /// Users in a group that has a share on a resource.
  func sharers(of resource: Identifier) -> Statement {
    let shares = accounts.shares[resource] ?? []
    return members(
      certain: shares.filter(\.isCertain).map(\.group), possible: shares.map(\.group))
  }

  /// Users in a group that may edit a resource.
  func editors(of resource: Identifier) -> Statement {
    let shares = accounts.shares[resource] ?? []
    return members(
      certain: shares.filter { $0.edit == .yes && $0.isCertain }.map(\.group),
      possible: shares.filter { $0.edit != .no }.map(\.group),
      impossible: shares.filter { $0.edit == .no }.map(\.group))
  }

  /// Users in one of some groups.
  ///
  /// - Parameters:
  ///   - certain: groups with the required right.
  ///   - possible: these, and groups with a share that may have it.
  ///   - impossible: groups with a share that do not have it; others whose shares are not all known
  ///     may.
  private func members(certain: [Int], possible: [Int], impossible: [Int] = []) -> Statement {
    var yes = UserSet(count: accounts.users.count)
    for group in certain { add(usersOf: group, to: &yes) }
    var maybe = openUsers
    var hidesUsers = openGroupsHideUsers
    if impossible.contains(where: { !accounts.groups[$0].showsShares }) {
      let without = Set(impossible)
      let open = openGroups.filter { !without.contains($0) }
      maybe = UserSet(count: accounts.users.count)
      for group in open { add(everyUserOf: group, to: &maybe) }
      hidesUsers = open.contains { !accounts.groups[$0].showsUsers }
    }
    for group in possible {
      add(everyUserOf: group, to: &maybe)
      hidesUsers = hidesUsers || !accounts.groups[group].showsUsers
    }
    let showsThem = accounts.showsAllGroups && !hidesUsers ? everybody : showingGroups
    return Statement(yes: yes, no: showsThem.subtracting(maybe))
  }

  /// Users who may use the addresses of a block.
  func users(of block: Accounts.Block) -> Statement {
    active.and(
      contractOwners.or(administrators).or(creators(of: block.id, block.creator))
        .or(sharers(of: block.id)))
  }

  /// Users who work on a data center without being above all rights.
  func operators(of datacenter: Identifier) -> Statement {
    active.and(administrators.negated).and(contractOwners.negated).and(editors(of: datacenter))
  }
}

extension Accounts {
  fileprivate func set(_ isIn: (User) -> Bool) -> UserSet {
    var set = UserSet(count: users.count)
    for (number, user) in users.enumerated() where isIn(user) { set.insert(number) }
    return set
  }

  fileprivate func flags(_ flag: KeyPath<User, Flag>) -> Statement {
    Statement(yes: set { $0[keyPath: flag] == .yes }, no: set { $0[keyPath: flag] == .no })
  }

  /// Users whose email or id a contract gives as its owner, how many owners match no user with
  /// properties, and which users may be one of these owners nevertheless.
  fileprivate func findOwners(_ records: Records) -> (Statement, Int, UserSet) {
    var statement = Statement(yes: UserSet(count: users.count), no: UserSet(all: users.count))
    var possible = UserSet(count: users.count)
    if contractOwners.isEmpty && openContractOwners.isEmpty { return (statement, 0, possible) }
    let wanted = Set(contractOwners.map { $0.lowercased() })
    let open = Set(openContractOwners.map { $0.lowercased() })
    var met: Set<String> = []
    for (number, user) in users.enumerated() {
      let email = records.texts[user.email]?.trimmedOfBlanks.lowercased()
      let names = [email, user.id.text(records.symbols).lowercased()].compactMap(\.self)
      let found = names.filter(wanted.contains)
      if user.hasProperties { met.formUnion(found) }
      if !found.isEmpty { statement.yes.insert(number) }
      let mayBeOwner = email == nil || names.contains(where: open.contains)
      if !found.isEmpty || mayBeOwner { statement.no.remove(number) }
      if found.isEmpty && email == nil && user.hasProperties { possible.insert(number) }
    }
    return (statement, wanted.subtracting(met).count, possible)
  }
}
