/// Users, user groups and IP blocks whose copies disagree, with the rows that say so.
struct AccountConflicts: Sendable {
  struct Key: Hashable {
    let kind: AccountTable.Kind
    let id: Identifier
  }

  /// A user group and a user whose complete lists contradict each other.
  struct Contradiction: Sendable {
    let group: Identifier
    let user: Identifier
    /// Whether the group's list names the user; otherwise the user's list names the group.
    let groupNames: Bool
  }

  private(set) var members: [Key: MemberSet] = [:]
  /// The rows of the copies of each record.
  private(set) var rows: [Key: [UInt32]] = [:]
  /// The complete copies of lists of ids that differ.
  private(set) var lists: [Relations.Key: [Relations.Copy]] = [:]
  /// Users whom a group's list names and whose own lists do not name the group; and the other way
  /// around.
  private(set) var usersOnlyNamedByGroup: [Identifier: [Identifier]] = [:]
  private(set) var groupsOnlyNamedByUser: [Identifier: [Identifier]] = [:]
  /// The first contradiction of each user and each user group.
  private(set) var contradictions: [Key: Contradiction] = [:]

  subscript(_ kind: AccountTable.Kind, _ id: Identifier) -> MemberSet {
    members.isEmpty ? [] : members[Key(kind: kind, id: id)] ?? []
  }

  mutating func note(_ kind: AccountTable.Kind, _ id: Identifier, _ found: MemberSet) {
    if !found.isEmpty { members[Key(kind: kind, id: id), default: []].formUnion(found) }
  }

  /// Notes a list of ids whose complete copies differ.
  mutating func note(_ key: Relations.Key, _ copies: [Relations.Copy]) {
    guard let (kind, member) = key.kind.holder else { return }
    note(kind, key.holder, .of(member))
    lists[key] = copies
  }

  mutating func noteContradiction(group: Identifier, user: Identifier, groupNames: Bool) {
    note(.group, group, .of(.users))
    note(.user, user, .of(.groups))
    let found = Contradiction(group: group, user: user, groupNames: groupNames)
    if groupNames {
      usersOnlyNamedByGroup[group, default: []].append(user)
    } else {
      groupsOnlyNamedByUser[user, default: []].append(group)
    }
    for key in [Key(kind: .group, id: group), Key(kind: .user, id: user)]
    where contradictions[key] == nil {
      contradictions[key] = found
    }
  }

  /// Finds the rows of the copies of each record that is noted: one pass.
  mutating func findRows(_ records: Records) {
    if members.isEmpty { return }
    for (row, account) in records.accounts.rows.enumerated() {
      let isShare = account.kind == .share
      let key = Key(kind: isShare ? .group : account.kind, id: isShare ? account.group : account.id)
      if members[key] != nil { rows[key, default: []].append(UInt32(row)) }
    }
  }
}

extension ListKind {
  /// The kind of record that has a list of ids, and the list's name.
  fileprivate var holder: (AccountTable.Kind, RecordMember)? {
    switch self {
    case .groupUsers: (.group, .users)
    case .groupShares: (.group, .shares)
    case .userGroups: (.user, .groups)
    case .userOwns: (.user, .owns)
    default: nil
    }
  }
}
