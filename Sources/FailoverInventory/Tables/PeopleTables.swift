/// Users, their groups and their rights.
extension Table {
  static let users = Table(
    "users", "Users of the contract, those known by their id only among them.",
    columns: [
      .always("subject", .text, "The stable name, user/<id>.") { storage, user, _, cell in
        cell.putName(.user, storage.user(user).id, storage)
      },
      .always("id", .text, "The id.") { storage, user, _, cell in
        cell.put(storage.user(user).id, storage)
      },
      .maybe("email", .text, "The email address.") { storage, user, _, cell in
        cell.put(storage.user(user).email, storage)
      },
      .always("has_properties", .flag, "Whether more is known of them than their id.") {
        storage, user, _, cell in cell.put(storage.user(user).hasProperties)
      },
      .maybe("is_active", .flag, "Whether they can log in.") { storage, user, _, cell in
        cell.put(storage.access.active[user])
      },
      .maybe("is_administrator", .flag, "Whether they administrate the contract.") {
        storage, user, _, cell in cell.put(storage.access.administrators[user])
      },
      .maybe("is_contract_owner", .flag, "Whether a contract names them as its owner.") {
        storage, user, _, cell in cell.put(storage.access.contractOwners[user])
      },
      .always("groups_complete", .flag, "Whether the list of their groups is complete.") {
        storage, user, _, cell in cell.put(storage.user(user).showsGroups)
      },
    ], rows: { .range($0.access.accounts.users.count) })

  static let accountGroups = Table(
    "account_groups", "Groups of users, through which rights are given.",
    columns: [
      .always("subject", .text, "The stable name, usergroup/<id>.") { storage, group, _, cell in
        cell.putName(.usergroup, storage.accountGroup(group).id, storage)
      },
      .always("id", .text, "The id.") { storage, group, _, cell in
        cell.put(storage.accountGroup(group).id, storage)
      },
      .maybe("name", .text, "The name.") { storage, group, _, cell in
        cell.put(storage.accountGroup(group).name, storage)
      },
      .always("users_complete", .flag, "Whether the list of its users is complete.") {
        storage, group, _, cell in cell.put(storage.accountGroup(group).showsUsers)
      },
      .always("shares_complete", .flag, "Whether the list of its shares is complete.") {
        storage, group, _, cell in cell.put(storage.accountGroup(group).showsShares)
      },
    ], rows: { .range($0.access.accounts.groups.count) })

  static let accountGroupUsers = Table(
    "account_group_users", "Which users are in which groups of users.",
    columns: [
      .always("account_group", .text, "The id of the group of users.") {
        storage, group, _, cell in cell.put(storage.accountGroup(group).id, storage)
      },
      .always("user_subject", .text, "The stable name of the user.") { storage, _, user, cell in
        cell.putName(.user, storage.user(user).id, storage)
      },
      .always("user", .text, "The id of the user.") { storage, _, user, cell in
        cell.put(storage.user(user).id, storage)
      },
    ],
    rows: { storage in
      .pairs(
        storage.access.accounts.groups.enumerated().flatMap { number, group in
          group.users.map { (UInt32(number), UInt32($0)) }
        })
    })

  static let operators = Table(
    "operators",
    "Each data center with each user: whether they work on it by a group's right to edit.",
    columns: [
      .always("datacenter_subject", .text, "The stable name of the data center.") {
        storage, row, _, cell in
        cell.putName(.datacenter, storage.records.datacenters.rows[row].id, storage)
      },
      .always("datacenter", .text, "The id of the data center.") { storage, row, _, cell in
        cell.put(storage.records.datacenters.rows[row].id, storage)
      },
      .always("user_subject", .text, "The stable name of the user.") { storage, _, pair, cell in
        cell.putName(.user, storage.user(MarkedNumber(pair).number).id, storage)
      },
      .always("user", .text, "The id of the user.") { storage, _, pair, cell in
        cell.put(storage.user(MarkedNumber(pair).number).id, storage)
      },
      .maybe(
        "may", .flag,
        "Whether they do: active, by a group's right to edit, and neither administrator nor owner."
      ) { _, _, pair, cell in cell.put(MarkedNumber(pair).mark) },
    ],
    rows: { storage in
      let centers = storage.order.datacenters
      return .marked(centers.count, storage.access.accounts.users.count, rows: centers) {
        storage.access.operators(of: storage.records.datacenters.rows[Int(centers[$0])].id)
      }
    })
}

extension InventoryStorage {
  func accountGroup(_ number: Int) -> Accounts.Group { access.accounts.groups[number] }
}
