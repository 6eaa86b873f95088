/// A block of reserved addresses.
public struct IPBlock: InventoryView, Hashable {
  /// The inventory that it is a part of.
  public let inventory: Inventory
  /// The number in `Accounts.blocks`.
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  private var record: Accounts.Block { storage.access.accounts.blocks[row] }

  /// The id as text, UUIDs in lower case.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(record.name) }
  /// The location exactly as the export writes it, such as `de/fra`.
  public var location: String? { storage.records.text(record.location) }

  // MARK: Rights

  /// Users who may use its addresses.
  public var users: UserStatement { statement(storage.access.users(of: record)) }

  /// Owners of contracts who may use it and are not among those users: how many for certain, and at
  /// most. A user whose email is not known may be an owner; that adds nobody if they may use it
  /// anyway, or may be inactive.
  public var ownersBesideUsers: ClosedRange<Int> {
    let access = storage.access
    let most = access.ownersBesides + (access.hasOpenOwners ? 1 : 0)
    let users = access.users(of: record).yes
    let added = access.possibleOwners.intersection(access.active.yes).subtracting(users)
    let others = access.possibleOwners.count - added.count
    return max(0, access.ownersBesides - others)...most
  }

  /// Users in a group that has a share on it.
  public var sharers: UserStatement { statement(storage.access.sharers(of: record.id)) }

  /// Users who have a data center that uses an address of it: they may edit it or created it, or
  /// are above all rights.
  public var usersWithDatacenter: UserStatement {
    statement(
      storage.access.usersWithDatacenter(
        of: row, storage.blockUse, storage.records, open: storage.openHolders,
        showsAllDatacenters: inventory.showsAllDatacenters))
  }

  private func statement(_ statement: Statement) -> UserStatement {
    UserStatement(inventory: inventory, statement: statement)
  }

  /// Why a user may use it, one reason each; empty if no reason is known.
  public func reasons(for user: User) -> [String] {
    var reasons: [String] = []
    if user.isContractOwner == true { reasons.append("owner of the contract") }
    if user.isAdministrator == true { reasons.append("administrator") }
    if storage.access.creators(of: record.id, record.creator)[user.row] == true {
      reasons.append("created the block")
    }
    return reasons + groups(of: user).map { "in group \($0), which has a share on the block" }
  }

  /// The names of the groups with a share on it that a user is in.
  public func groups(of user: User) -> [String] {
    (storage.access.accounts.shares[record.id] ?? []).compactMap {
      storage.groupName($0.group, holding: user.row)
    }
  }

  // MARK: Consumers

  /// A NIC that the platform says uses an address.
  public struct Consumer: Sendable {
    /// The id of the NIC; nil if the row names none, as of a load balancer.
    public let nicID: String?
    /// Whether it names a NIC that is not known.
    public let isUnknown: Bool
    /// The NIC, if it is in the export; it may be known by its id only.
    public let nic: NIC?
  }

  /// Whether the list of its consumers is known, and may lack some.
  public var consumerList: Datacenter.ListState {
    switch record.consumers {
    case .list, .gaps: .complete
    case .partial: record.consumerRows.isEmpty ? .absent : .partial
    case .absent, .null, .unusable: .absent
    }
  }

  /// Whether all users of its addresses are known.
  package var knowsConsumers: Bool { record.consumers == .list }

  /// The consumers of a group's address.
  public func consumers(of group: FailoverGroup) -> [Consumer] {
    let address = group.rawAddress
    guard address.isAddress else { return [] }
    let rows = storage.consumers.rows(of: address, in: row, record, storage.records)
    return rows.map(consumer)
  }

  /// Consumers of a group's address that only some copies of the block name.
  public func openConsumers(of group: FailoverGroup) -> [Consumer] {
    let address = group.rawAddress
    return record.openConsumers.filter { storage.records.consumers.rows[$0].address == address }
      .map(consumer)
  }

  private func consumer(_ row: Int) -> Consumer {
    let consumer = storage.records.consumers.rows[row]
    return Consumer(
      nicID: consumer.nic.isMissing ? nil : consumer.nic.text(storage.records.symbols),
      isUnknown: consumer.nic == .unusable,
      nic: storage.consumerNICs.row(of: consumer.nic).map {
        NIC(inventory: inventory, row: Int($0))
      })
  }

  public static func == (a: IPBlock, b: IPBlock) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `ipblock/<id>`.
  public var subjectName: String { storage.records.name(.ipblock, record.id) }

  public var subject: Subject {
    Subject(kind: .ipblock, name: subjectName, record: Subject.Record(id: id, name: name))
  }

  public var place: Place? {
    record.row == noRow ? nil : storage.place(ofAccount: Int(record.row))
  }
}
