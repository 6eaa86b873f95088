/// A user of the contract; they may be known by their id only.
public struct User: InventoryView, Hashable {
  let inventory: Inventory
  /// The number in `Accounts.users`.
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  private var record: Accounts.User { storage.access.accounts.users[row] }

  /// The id as text, UUIDs in lower case.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var email: String? { storage.records.texts.shown(record.email) }
  public var isActive: Bool? { storage.access.active[row] }
  public var isAdministrator: Bool? { storage.access.administrators[row] }
  /// Whether a contract names them as its owner.
  public var isContractOwner: Bool? { storage.access.contractOwners[row] }

  /// The blocks that list some group's address and on which some group of theirs has a share, as
  /// far as they are known, and whether there may be more.
  public var sharedBlocks: (known: [IPBlock], mayBeMore: Bool) {
    var known: [IPBlock] = []
    var mayBeMore = false
    for block in storage.blockUse.holdingGroups {
      let id = storage.access.accounts.blocks[Int(block)].id
      switch storage.access.sharers(of: id)[row] {
      case true?: known.append(IPBlock(inventory: inventory, row: Int(block)))
      case false?: break
      case nil: mayBeMore = true
      }
    }
    return (known, mayBeMore)
  }

  public static func == (a: User, b: User) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `user/<id>`.
  public var subjectName: String { storage.records.name(.user, record.id) }

  public var subject: Subject {
    Subject(kind: .user, name: subjectName, record: Subject.Record(id: id, name: email))
  }

  public var place: Place? {
    record.row == noRow ? nil : storage.place(ofAccount: Int(record.row))
  }
}

/// A statement that is true of some users, false of others, and unknown for the rest.
public struct UserStatement: Sendable {
  let inventory: Inventory
  let statement: Statement

  /// Users for whom it is true, in the order of their ids.
  public var certain: [User] { views(statement.yes) }
  /// Users for whom it is unknown, in the order of their ids.
  public var open: [User] {
    let count = inventory.storage.access.accounts.users.count
    return views(UserSet(all: count).subtracting(statement.yes).subtracting(statement.no))
  }
  public var certainCount: Int { statement.yes.count }
  public var hasOpen: Bool {
    let count = inventory.storage.access.accounts.users.count
    return statement.yes.count + statement.no.subtracting(statement.yes).count < count
  }

  /// True of both.
  public func and(_ other: UserStatement) -> UserStatement {
    UserStatement(inventory: inventory, statement: statement.and(other.statement))
  }

  /// True of one at least.
  public func or(_ other: UserStatement) -> UserStatement {
    UserStatement(inventory: inventory, statement: statement.or(other.statement))
  }

  public var negated: UserStatement {
    UserStatement(inventory: inventory, statement: statement.negated)
  }

  private func views(_ users: UserSet) -> [User] {
    users.members.map { User(inventory: inventory, row: $0) }
  }
}

extension Inventory {
  /// Users who can log in.
  public var activeUsers: UserStatement {
    UserStatement(inventory: self, statement: storage.access.active)
  }

  /// A statement that is true of no user.
  public var nobody: UserStatement {
    let count = storage.access.accounts.users.count
    return UserStatement(
      inventory: self,
      statement: Statement(yes: UserSet(count: count), no: UserSet(all: count)))
  }

  /// Whether the list of users is complete.
  public var showsAllUsers: Bool { storage.access.accounts.showsAllUsers }
  /// Whether the list of IP blocks is complete, and every address in it.
  public var showsAllBlocks: Bool { storage.access.accounts.showsAllBlocks }
  /// Whether the list of data centers is complete.
  public var showsAllDatacenters: Bool {
    storage.lists[.datacenters, noRow].contains(.complete)
  }
  /// Whether copies of a contract disagree on its owner.
  public var hasOpenOwners: Bool { storage.access.hasOpenOwners }
  /// The owners that contracts name, in order.
  public var contractOwners: [String] { storage.access.accounts.contractOwners }
  /// The numbers of the contracts in the inputs, in order.
  public var contractNumbers: [String] { storage.access.accounts.contractNumbers }
}

extension Datacenter {
  /// Users who work on it by a group's right to edit: active ones who are neither administrators
  /// nor the contract's owner.
  public var operators: UserStatement {
    let id = inventory.storage.records.datacenters.rows[row].id
    return UserStatement(
      inventory: inventory, statement: inventory.storage.access.operators(of: id))
  }

  /// The names of the groups by which a user may edit it.
  public func groupsOfOperator(_ user: User) -> [String] {
    let storage = inventory.storage
    let shares = storage.access.accounts.shares[storage.records.datacenters.rows[row].id] ?? []
    return shares.filter { $0.edit == .yes }.compactMap { share in
      storage.groupName(share.group, holding: user.row)
    }
  }
}

extension InventoryStorage {
  /// A group's name or id, if a user is in it.
  func groupName(_ group: Int, holding user: Int) -> String? {
    let group = access.accounts.groups[group]
    guard group.users.contains(user) else { return nil }
    let id = group.id.text(records.symbols)
    return records.texts.shown(group.name).map { "\($0) (\(id))" } ?? id
  }
}
