/// A table over the columns of an inventory: what it is called, what it says, and how its cells are
/// read.
package struct Table: Sendable {
  package let name: String
  /// One sentence.
  package let summary: String
  package let columns: [Column]
  /// The column by whose bytes the rows are ordered, so that nothing is sorted to group by it.
  package let ascending: Int?
  let rows: @Sendable (InventoryStorage) -> TableRows

  init(
    _ name: String, _ summary: String, columns: [Column], ascending: String? = nil,
    rows: @escaping @Sendable (InventoryStorage) -> TableRows
  ) {
    self.name = name
    self.summary = summary
    self.columns = columns
    self.ascending = columns.firstIndex { $0.name == ascending }
    self.rows = rows
  }
}

/// A column of a table.
package struct Column: Sendable {
  package enum Kind: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    /// 1 or 0.
    case flag = "BOOLEAN"
  }
  package let name: String
  package let kind: Kind
  /// Whether a row may have no value in it: the value is unknown or absent.
  package let mayBeNull: Bool
  /// One sentence.
  package let summary: String
  let read: Read

  /// Reads a cell: of an inventory, for the two numbers that its table keeps of a row.
  typealias Read = @Sendable (InventoryStorage, Int, Int, inout Cell) -> Void

  /// A column that has a value in each row.
  static func always(_ name: String, _ kind: Kind, _ summary: String, read: @escaping Read)
    -> Column
  {
    Column(name: name, kind: kind, mayBeNull: false, summary: summary, read: read)
  }

  /// A column without a value where nothing is known.
  static func maybe(_ name: String, _ kind: Kind, _ summary: String, read: @escaping Read) -> Column
  {
    Column(name: name, kind: kind, mayBeNull: true, summary: summary, read: read)
  }
}
