import CSQLite
import FailoverInventory

/// A statement that SQLite has taken.
final class PreparedStatement {
  private let connection: Connection
  private let handle: OpaquePointer
  let columns: [String]
  let parameters: [String]

  init(_ sql: String, on connection: Connection) throws(SQLError) {
    self.connection = connection
    let (prepared, rest) = try PreparedStatement.prepare(sql, on: connection)
    guard let prepared else { throw SQLError(.syntax, "no statement is given") }
    handle = prepared
    columns = (0..<sqlite3_column_count(prepared)).map {
      sqlite3_column_name(prepared, $0).map { String(cString: $0) } ?? ""
    }
    parameters = (0..<max(0, sqlite3_bind_parameter_count(prepared))).map {
      sqlite3_bind_parameter_name(prepared, $0 + 1).map { String(cString: $0) } ?? "?"
    }
    try check(sql, rest)
  }

  deinit { sqlite3_finalize(handle) }

  private static func prepare(
    _ sql: String, on connection: Connection
  ) throws(SQLError) -> (OpaquePointer?, rest: String) {
    if sql.utf8.contains(0) { throw SQLError(.syntax, "the statement holds a NUL character") }
    connection.sandbox.forget()
    var prepared: OpaquePointer?
    var rest = ""
    var sql = sql
    let status = sql.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters -> Int32 in
        guard let start = characters.baseAddress else { return SQLITE_OK }
        var tail: UnsafePointer<CChar>?
        let status = sqlite3_prepare_v3(
          connection.handle, start, Int32(clamping: characters.count), 0, &prepared, &tail)
        let used = tail.map { $0 - start } ?? characters.count
        rest = String(decoding: bytes[used...], as: UTF8.self)
        return status
      }
    }
    if status != SQLITE_OK { throw StatementErrors(connection, sql).preparing(status) }
    return (prepared, rest)
  }

  /// Lets only one statement through, and only one that reads.
  private func check(_ sql: String, _ rest: String) throws(SQLError) {
    if sqlite3_stmt_isexplain(handle) != 0 { throw SQLError(.refused, "EXPLAIN is not to be used") }
    guard sqlite3_stmt_readonly(handle) != 0, !columns.isEmpty else {
      throw SQLError(.refused, "only SELECT is to be used")
    }
    if let odd = parameters.first(where: { !$0.hasPrefix(":") || $0.utf8.count < 2 }) {
      throw SQLError(.parameter, "parameters are written :name, not \(odd)")
    }
    if rest.utf8.allSatisfy({ [9, 10, 12, 13, 32, UInt8(ascii: ";")].contains($0) }) { return }
    let reads = connection.sandbox.reads
    let further: OpaquePointer?
    do {
      further = try PreparedStatement.prepare(rest, on: connection).0
    } catch {
      throw SQLError(.refused, "there is more than one statement")
    }
    sqlite3_finalize(further)
    if further != nil { throw SQLError(.refused, "there is more than one statement") }
    connection.sandbox.restore(reads)
  }

  // MARK: Running

  /// Gives the parameters their values; names are without the colon.
  func bind(_ values: [String: SQLValue]) throws(SQLError) {
    for name in values.keys.sorted() where !parameters.contains(":" + name) {
      throw SQLError(.parameter, "the statement has no parameter :\(name)")
    }
    for (number, parameter) in parameters.enumerated() {
      guard let value = values[String(parameter.dropFirst())] else {
        throw SQLError(.parameter, "the parameter \(parameter) has no value")
      }
      let status = bind(value, Int32(number + 1))
      if status != SQLITE_OK { throw connection.error(status) }
    }
  }

  private func bind(_ value: SQLValue, _ number: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, number)
    case .integer(let integer): sqlite3_bind_int64(handle, number, integer)
    case .real(let real): sqlite3_bind_double(handle, number, real)
    case .text(let text):
      sqlite3_bind_text(
        handle, number, text, Int32(clamping: text.utf8.count), TableCursor.copying)
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        $0.isEmpty
          ? sqlite3_bind_zeroblob(handle, number, 0)
          : sqlite3_bind_blob(
            handle, number, $0.baseAddress, Int32(clamping: $0.count), TableCursor.copying)
      }
    }
  }

  /// Runs it to its end.
  func rows() throws(SQLError) -> SQLRows {
    var rows = SQLRows(columns: columns)
    var bytes = 0
    while true {
      let status = sqlite3_step(handle)
      if status == SQLITE_DONE { return rows }
      if status != SQLITE_ROW { throw connection.error(status) }
      if rows.count >= connection.limits[.rows] {
        throw SQLError(
          .tooManyRows, "its answer has more than \(connection.limits[.rows]) rows")
      }
      for column in columns.indices {
        let value = value(Int32(column))
        bytes += value.byteCount
        rows.add(to: column, value)
      }
      rows.endRow()
      if bytes > connection.limits[.memory] { throw connection.memoryError }
    }
  }

  /// A value of the row that was reached; it is there until the next.
  private func value(_ column: Int32) -> SQLColumn.Value {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      .text(
        UnsafeRawBufferPointer(
          start: sqlite3_column_text(handle, column),
          count: Int(sqlite3_column_bytes(handle, column))))
    case SQLITE_BLOB:
      .blob(
        UnsafeRawBufferPointer(
          start: sqlite3_column_blob(handle, column),
          count: Int(sqlite3_column_bytes(handle, column))))
    default: .null
    }
  }
}
