/// Members on which copies of users, user groups and IP blocks disagree.
extension User {
  /// The members on which the copies disagree.
  public var conflicts: [ConflictingMember] {
    inventory.storage.conflicts(.user, inventory.storage.access.accounts.users[row].id)
  }
}

extension UserGroup {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] { inventory.storage.conflicts(.group, record.id) }
}

extension IPBlock {
  /// The members on which its copies disagree.
  public var conflicts: [ConflictingMember] {
    inventory.storage.conflicts(.ipBlock, inventory.storage.access.accounts.blocks[row].id)
  }
}

extension Inventory {
  /// Whether copies of some user, user group or IP block disagree.
  public var hasConflictingAccounts: Bool {
    !storage.access.accounts.conflicts.members.isEmpty
  }
}

extension InventoryStorage {
  fileprivate func conflicts(_ kind: AccountTable.Kind, _ id: Identifier) -> [ConflictingMember] {
    let conflicts = access.accounts.conflicts
    return conflicts[kind, id].members.map { member in
      ConflictingMember(member, values(of: member, kind, id, conflicts))
    }
  }

  private func values(
    of member: RecordMember, _ kind: AccountTable.Kind, _ id: Identifier,
    _ conflicts: AccountConflicts
  ) -> [(value: String, place: Place)] {
    let key = AccountConflicts.Key(kind: kind, id: id)
    if let list = member.relation(of: kind) {
      if let copies = conflicts.lists[Relations.Key(kind: list, holder: id)] {
        return copies.map { (names($0.ids), place(ofList: Int($0.list))) }
      }
      if list != .groupShares, let found = conflicts.contradictions[key] {
        return values(of: found, kind)
      }
    }
    return (conflicts.rows[key] ?? []).compactMap { row in
      value(of: member, records.accounts.rows[Int(row)]).map { ($0, place(ofAccount: Int(row))) }
    }
  }

  /// What the two contradicting lists say.
  private func values(
    of found: AccountConflicts.Contradiction, _ kind: AccountTable.Kind
  ) -> [(value: String, place: Place)] {
    let group = found.group.text(records.symbols)
    let user = found.user.text(records.symbols)
    let verbs = found.groupNames ? ("names", "does not name") : ("does not name", "names")
    let sides = [
      (ListKind.groupUsers, found.group, "the group\u{2019}s list of users \(verbs.0) \(user)"),
      (.userGroups, found.user, "the user\u{2019}s list of groups \(verbs.1) \(group)"),
    ]
    return sides.compactMap { list, holder, text in
      records.lists.rows.indices
        .first { records.lists.rows[$0].kind == list && records.lists.rows[$0].holder == holder }
        .map { (text, place(ofList: $0)) }
    }
  }

  private func place(ofList row: Int) -> Place {
    place(starts.input(ofRow: row, \.lists), records.lists.rows[row])
  }

  private func names(_ ids: Set<Identifier>) -> String {
    shortened(ids.map { $0.text(records.symbols) }.sorted())
  }

  /// What one copy says of a member.
  private func value(of member: RecordMember, _ row: AccountTable.Row) -> String? {
    switch member {
    case .name: text(row.name)
    case .email: text(row.email)
    case .active: text(row.active)
    case .administrator: text(row.administrator)
    case .location: text(row.location)
    case .creator: text(row.creator)
    case .shares where row.kind == .share:
      "\(row.id.text(records.symbols)): edit \(text(row.edit) ?? "not known"), "
        + "share \(text(row.share) ?? "not known")"
    case .ips: list(row.ips, records.nics.addresses[row.ipsRange].map { $0.text(records.symbols) })
    case .consumers:
      list(
        row.consumers,
        records.consumers.rows[row.consumersRange].map {
          $0.address.text(records.symbols) + " by " + $0.nic.text(records.symbols)
        })
    default: nil
    }
  }

  private func list(_ presence: ListPresence, _ items: [String]) -> String? {
    if presence == .absent { return nil }
    return presence.showsItems ? shortened(items) : "null"
  }
}

extension RecordMember {
  /// The list of ids that a member of a user or a user group is.
  fileprivate func relation(of kind: AccountTable.Kind) -> ListKind? {
    switch (self, kind) {
    case (.users, .group): .groupUsers
    case (.shares, .group): .groupShares
    case (.groups, .user): .userGroups
    case (.owns, .user): .userOwns
    default: nil
    }
  }
}
