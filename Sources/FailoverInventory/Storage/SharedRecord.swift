/// A share with what it is on.
struct SharedRecord: Sendable {
  let id: Identifier
  let share: Accounts.Share

  /// By the ids of what is shared, and then of the groups.
  static func all(_ accounts: Accounts, _ records: Records) -> [SharedRecord] {
    let order = records.identifierOrder
    return accounts.shares.keys.sorted { order.precedes($0, $1) }.flatMap { id in
      (accounts.shares[id] ?? []).sorted { $0.group < $1.group }
        .map { SharedRecord(id: id, share: $0) }
    }
  }
}
