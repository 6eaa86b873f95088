import CSQLite
import FailoverInventory
import FailoverSQL

/// The same content in tables that SQLite keeps itself, to compare with.
final class RealTables {
  private let handle: OpaquePointer

  struct Failure: Error { let message: String }

  init(_ inventory: Inventory) throws {
    // The first use of SQLite is not to be this one.
    _ = try SQLDatabase(nil).prepare("SELECT 1")
    var opened: OpaquePointer?
    let status = sqlite3_open(":memory:", &opened)
    guard status == SQLITE_OK, let opened else { throw Failure(message: "\(status)") }
    handle = opened
    for table in Table.all {
      let columns = table.columns.map { "\($0.name) \($0.kind == .text ? "TEXT" : "INTEGER")" }
      _ = try rows("CREATE TABLE \(table.name)(\(columns.joined(separator: ", ")))")
      for row in try answer("SELECT * FROM \(table.name)", inventory) {
        let marks = row.map(RealTables.literal).joined(separator: ", ")
        _ = try rows("INSERT INTO \(table.name) VALUES (\(marks))")
      }
    }
  }

  deinit { sqlite3_close(handle) }

  private static func literal(_ value: SQLValue) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .text(let text):
      "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
    default: "NULL"
    }
  }

  func rows(_ sql: String) throws -> [[SQLValue]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(handle)) + ": " + sql)
    }
    defer { sqlite3_finalize(statement) }
    var rows: [[SQLValue]] = []
    while true {
      let status = sqlite3_step(statement)
      if status == SQLITE_DONE { return rows }
      if status != SQLITE_ROW { throw Failure(message: String(cString: sqlite3_errmsg(handle))) }
      rows.append((0..<sqlite3_column_count(statement)).map { value(statement, $0) })
    }
  }

  private func value(_ statement: OpaquePointer?, _ column: Int32) -> SQLValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: .text(String(cString: sqlite3_column_text(statement, column)))
    default: .null
    }
  }
}
