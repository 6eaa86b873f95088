/// A value that goes into a statement or comes out of it.
public enum SQLValue: Sendable, Hashable {
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
public struct SQLRows: Sendable {
  /// The names of the columns.
  public let columns: [String]
  public private(set) var count = 0
  private var cells: [SQLColumn]

  init(columns: [String]) {
    self.columns = columns
    cells = Array(repeating: SQLColumn(), count: columns.count)
  }

  /// The values of a row, one for each column.
  public subscript(_ row: Int) -> [SQLValue] { cells.map { $0[row] } }

  /// One value of a row.
  public subscript(_ row: Int, column: Int) -> SQLValue { cells[column][row] }

  /// Whether a value is a text, without making one.
  public func isText(_ row: Int, _ column: Int) -> Bool { cells[column].isText(row) }

  /// Gives the room of a column back; its values are NULL from then on.
  public mutating func forget(column: Int) {
    guard count > 0 else { return }
    cells[column] = SQLColumn(nulls: count)
  }

  mutating func add(to column: Int, _ value: SQLColumn.Value) { cells[column].append(value) }

  mutating func endRow() { count += 1 }
}

extension SQLRows: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}
