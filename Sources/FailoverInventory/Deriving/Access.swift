/// Who may do what with IP blocks and data centers: derived once from users, groups, shares, creators,
/// owners and the contract's owner.
///
/// Everything is a `Statement`: true of some users, false of others, not known of the rest.
struct Access: Sendable {
  let accounts: Accounts
  /// Users who can log in.
  let active: Statement
  let administrators: Statement
  /// The contract's owner, if a contract names one.
  let contractOwners: Statement
  /// Owners that a contract names and no user is, certainly.
  let ownersBesides: Int
  /// Whether there may be more of them: an owner may be a user whose email is not known.
  let mayHaveMoreOwners: Bool
  /// Users all of whose groups are known.
  private let showingGroups: UserSet
  /// Users of whom it is known what they own.
  private let showingOwned: UserSet
  /// Groups of which not all shares are known, and who may be in them.
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
    (contractOwners, ownersBesides, mayHaveMoreOwners) = accounts.findOwners(records)
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
      add(usersOf: group, to: &openUsers)
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

  /// Users who created a resource.
  ///
  /// - Parameter creator: the id that the resource names.
  func creators(of resource: Identifier, _ creator: Identifier) -> Statement {
    var yes = UserSet(count: accounts.users.count)
    yes.insert(accounts.owners[resource] ?? [])
    if !creator.isMissing, let number = accounts.userNumbers[creator] { yes.insert(number) }
    let no = creator.isMissing ? showingOwned.subtracting(yes) : everybody.subtracting(yes)
    return Statement(yes: yes, no: no)
  }

  /// Users in a group that has a share on a resource.
  func sharers(of resource: Identifier) -> Statement {
    let groups = (accounts.shares[resource] ?? []).map(\.group)
    return members(certain: groups, possible: groups)
  }

  /// Users in a group that may edit a resource.
  func editors(of resource: Identifier) -> Statement {
    let shares = accounts.shares[resource] ?? []
    return members(
      certain: shares.filter { $0.edit == .yes }.map(\.group),
      possible: shares.filter { $0.edit != .no }.map(\.group),
      impossible: shares.filter { $0.edit == .no }.map(\.group))
  }

  /// Users in one of some groups.
  ///
  /// - Parameters:
  ///   - certain: groups that have what is asked for.
  ///   - possible: these, and groups with a share that may have it.
  ///   - impossible: groups with a share that do not have it; others whose shares are not all known may.
  private func members(certain: [Int], possible: [Int], impossible: [Int] = []) -> Statement {
    var yes = UserSet(count: accounts.users.count)
    for group in certain { add(usersOf: group, to: &yes) }
    var maybe = openUsers
    var hidesUsers = openGroupsHideUsers
    if impossible.contains(where: { !accounts.groups[$0].showsShares }) {
      let without = Set(impossible)
      let open = openGroups.filter { !without.contains($0) }
      maybe = UserSet(count: accounts.users.count)
      for group in open { add(usersOf: group, to: &maybe) }
      hidesUsers = open.contains { !accounts.groups[$0].showsUsers }
    }
    for group in possible {
      add(usersOf: group, to: &maybe)
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

  /// Users whose email or id a contract gives as its owner, and how many owners are no user, and whether more may be none.
  fileprivate func findOwners(_ records: Records) -> (Statement, Int, Bool) {
    let nobody = Statement(yes: UserSet(count: users.count), no: UserSet(all: users.count))
    if contractOwners.isEmpty { return (nobody, 0, false) }
    var statement = nobody
    let wanted = Set(contractOwners.map { $0.lowercased() })
    var met: Set<String> = []
    for (number, user) in users.enumerated() {
      let email = records.texts[user.email]?.trimmedOfBlanks.lowercased()
      let names = [email, user.id.text(records.symbols).lowercased()].compactMap(\.self)
      let found = names.filter(wanted.contains)
      met.formUnion(found)
      if !found.isEmpty { statement.yes.insert(number) }
      if !found.isEmpty || email == nil { statement.no.remove(number) }
    }
    let mayBeUser = users.indices.contains { statement[$0] == nil }
    let besides = wanted.subtracting(met).count
    return (statement, mayBeUser ? 0 : besides, mayBeUser && besides > 0)
  }
}
