/// A value that goes into a statement or comes out of it.
public enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

/// The answer to a statement.
public struct SQLRows: Sendable {
  /// The names of the columns.
  public let columns: [String]
  private var values: [SQLValue] = []

  init(columns: [String]) { self.columns = columns }

  public var count: Int { values.count / Swift.max(1, columns.count) }

  /// The values of a row, one for each column; the indices of the slice are not those of the columns.
  public subscript(_ row: Int) -> ArraySlice<SQLValue> {
    values[(row * columns.count)..<((row + 1) * columns.count)]
  }

  mutating func append(_ value: SQLValue) { values.append(value) }
}

extension SQLRows: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
}
