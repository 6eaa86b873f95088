/// A value that goes into a statement or comes out of it.
package enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// The answer to a statement.
///
/// It is held by columns, the bytes of texts in one array for each, so that a million rows cost no
/// million texts.
package struct SQLRows: Sendable {
  /// The names of the columns.
  package let columns: [String]
  package private(set) var count = 0
  private var cells: [SQLColumn]

  init(columns: [String]) {
    self.columns = columns
    cells = Array(repeating: SQLColumn(), count: columns.count)
  }

  /// The values of a row, one for each column.
  package subscript(_ row: Int) -> [SQLValue] { cells.map { $0[row] } }

  /// One value of a row.
  package subscript(_ row: Int, column: Int) -> SQLValue { cells[column][row] }

  /// Whether a value is a text, without making one.
  package func isText(_ row: Int, _ column: Int) -> Bool { cells[column].isText(row) }

  /// Gives the room of a column back; its values are NULL from then on.
  package mutating func forget(column: Int) {
    guard count > 0 else { return }
    cells[column] = SQLColumn(nulls: count)
  }

  mutating func add(to column: Int, _ value: SQLColumn.Value) { cells[column].append(value) }

  mutating func endRow() { count += 1 }
}

extension SQLRows: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
}
