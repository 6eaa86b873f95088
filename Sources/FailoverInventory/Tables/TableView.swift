import Synchronization

/// A table of an inventory.
package final class TableView: Sendable {
  package let table: Table
  private let storage: InventoryStorage
  private let content: TableContent
  private let rows: TableRows

  package init(_ table: Table, of inventory: Inventory) {
    self.table = table
    storage = inventory.storage
    content = inventory.storage.tables.value(of: table.name) { TableContent() }
    rows = content.rows(table, inventory.storage)
  }

  package var count: Int { rows.count }
  /// Whether there are more rows than a table can have.
  package var hasTooManyRows: Bool { rows.areTooMany }

  /// Reads one cell.
  package func read(_ column: Int, _ row: Int, _ cell: inout Cell) {
    let (first, second) = rows[row]
    table.columns[column].read(storage, first, second, &cell)
  }

  /// The bytes of a cell that was read from here, for the length of a call.
  package func withText<Result>(
    of cell: Cell, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    cell.withText(storage, body)
  }

  // MARK: Finding rows

  /// The index over some columns, built on first use; nil if that was cancelled.
  package func index(on columns: [Int], isCancelled: () -> Bool) -> TableIndex? {
    content.indexes.withLock { indexes in
      if let index = indexes[columns] { return index }
      let index = TableIndex(self, columns: columns, isCancelled: isCancelled)
      indexes[columns] = index
      return index
    }
  }

  /// How many rows have the same values in some columns, on average over the rows; judged by a
  /// sample.
  ///
  /// - Parameter takingNull: columns in which NULL equals NULL; in the others a row without a value
  ///   equals none.
  package func rowsForEachKey(on columns: [Int], takingNull: Set<Int> = []) -> Double {
    // Distinguished by their sign: the numbers of columns are not negative.
    let key = columns.map { takingNull.contains($0) ? -1 - $0 : $0 }
    return content.estimates.withLock { estimates in
      if let estimate = estimates[key] { return estimate }
      let estimate = sampledRowsForEachKey(columns, takingNull)
      estimates[key] = estimate
      return estimate
    }
  }

  private static let sampleSize = 1024

  private func sampledRowsForEachKey(_ columns: [Int], _ takingNull: Set<Int>) -> Double {
    let size = min(count, TableView.sampleSize)
    guard size > 1 else { return 1 }
    var met: [UInt64: Int] = [:]
    var cell = Cell()
    var odd: Set<Int> = []
    let needed = columns.filter { !takingNull.contains($0) }
    for number in 0..<size {
      let row = number * count / size
      if needed.contains(where: { isNull($0, row, &cell) }) { continue }
      met[hash(row, columns, 0, &cell, &odd), default: 0] += 1
    }
    let pairs = met.values.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    return max(1, pairs / (Double(size) * Double(size - 1)) * Double(count))
  }

  private func isNull(_ column: Int, _ row: Int, _ cell: inout Cell) -> Bool {
    read(column, row, &cell)
    if case .null = cell.content { return true }
    return false
  }

  /// The hash of a row's cells in some columns.
  func hash(
    _ row: Int, _ columns: [Int], _ seed: UInt64, _ cell: inout Cell, _ odd: inout Set<Int>
  ) -> UInt64 {
    var hash = CellHash(seed: seed)
    for column in columns {
      read(column, row, &cell)
      switch cell.content {
      case .null: hash.addNull()
      case .integer(let number): hash.add(number)
      case .text, .pooled:
        if cell.withText(storage, { hash.add($0) }) { odd.insert(column) }
      }
    }
    return hash.value
  }
}

/// What was put together for a table of an inventory: its rows and the indexes over them.
final class TableContent: Sendable {
  private let rows = Mutex<TableRows?>(nil)
  let indexes = Mutex<[[Int]: TableIndex]>([:])
  let estimates = Mutex<[[Int]: Double]>([:])

  /// The rows, found on first use, and only once.
  func rows(_ table: Table, _ storage: InventoryStorage) -> TableRows {
    rows.withLock { rows in
      if let rows { return rows }
      let found = table.rows(storage)
      rows = found
      return found
    }
  }
}
