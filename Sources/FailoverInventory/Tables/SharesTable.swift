extension Table {
  static let shares = Table(
    "shares", "Rights of groups of users to records that are shared with them.",
    columns: [
      .always("account_group", .text, "The id of the group of users.") {
        storage, share, _, cell in
        cell.put(storage.accountGroup(storage.sharedRecords[share].share.group).id, storage)
      },
      .always("target", .text, "The id of what is shared, such as a data center or an IP block.") {
        storage, share, _, cell in cell.put(storage.sharedRecords[share].id, storage)
      },
      .maybe("may_edit", .flag, "Whether the group may change it.") { storage, share, _, cell in
        cell.put(storage.sharedRecords[share].share.edit.value)
      },
      .maybe("may_share", .flag, "Whether the group may share it with others.") {
        storage, share, _, cell in cell.put(storage.sharedRecords[share].share.share.value)
      },
    ], rows: { .range($0.sharedRecords.count) })
}
