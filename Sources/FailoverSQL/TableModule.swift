import CSQLite
import FailoverInventory
import Glibc

/// A table as a connection offers it to SQLite.
final class TableModule {
  let table: Table
  let budget: IndexBudget
  /// Whether the connection is in use. Before, SQLite only gets to know the tables, and no row is
  /// looked at.
  var isOpen = false
  private let inventory: Inventory?
  private var opened: TableView?

  /// Nil without an inventory: then the table is empty.
  var view: TableView? {
    if !isOpen { return nil }
    if opened == nil { opened = inventory.map { TableView(table, of: $0) } }
    return opened
  }

  init(_ table: Table, of inventory: Inventory?, _ budget: IndexBudget) {
    self.table = table
    self.inventory = inventory
    self.budget = budget
  }

  var rowCount: Int { view?.count ?? 0 }

  /// How SQLite sees the table.
  var declaration: String {
    let columns = table.columns.map { "\($0.name) \($0.kind == .text ? "TEXT" : "INTEGER")" }
    return "CREATE TABLE x(\(columns.joined(separator: ", ")))"
  }
}

/// The room that a connection's indexes may take, and what stops building them.
final class IndexBudget {
  let interruption: Interruption
  private let limit: Int
  private var used = 0
  private var met: Set<ObjectIdentifier> = []
  /// Keeps the indexes, so that none is counted twice.
  private var indexes: [TableIndex] = []

  init(_ interruption: Interruption, limit: Int) {
    self.interruption = interruption
    self.limit = limit
  }

  enum Answer {
    case index(TableIndex)
    case interrupted
    case tooLarge
  }

  func index(of view: TableView, on columns: [Int]) -> Answer {
    if used + TableIndex.byteCount(rows: view.count) > limit { return .tooLarge }
    guard let index = view.index(on: columns, isCancelled: { interruption.isWanted }) else {
      return .interrupted
    }
    if met.insert(ObjectIdentifier(index)).inserted {
      indexes.append(index)
      used += index.byteCount
    }
    return .index(index)
  }
}
