/// A group of users, through which rights are given.
public struct UserGroup: InventoryView, Hashable {
  let inventory: Inventory
  /// The number in `Accounts.groups`.
  let row: Int

  public init(inventory: Inventory, row: Int) {
    self.inventory = inventory
    self.row = row
  }

  private var storage: InventoryStorage { inventory.storage }
  var record: Accounts.Group { storage.access.accounts.groups[row] }

  /// The id as text, UUIDs in lower case.
  public var id: String { record.id.text(storage.records.symbols) }
  /// At most its first 200 characters.
  public var name: String? { storage.records.texts.shown(record.name) }

  public static func == (a: UserGroup, b: UserGroup) -> Bool { a.row == b.row }
  public func hash(into hasher: inout Hasher) { hasher.combine(row) }

  /// `usergroup/<id>`.
  public var subjectName: String { storage.records.name(.usergroup, record.id) }

  public var subject: Subject {
    Subject(kind: .usergroup, name: subjectName, record: Subject.Record(id: id, name: name))
  }

  public var place: Place? {
    record.row == noRow ? nil : storage.place(ofAccount: Int(record.row))
  }
}
