import FailoverAudit
import CSQLite
import FailoverSQL
import Glibc

/// An open database of SQLite that keeps a history.
final class HistoryDatabase {
  private let handle: OpaquePointer
  let file: String
  /// Statements are made once: a run needs the same for each of its findings.
  private var statements: [String: HistoryStatement] = [:]

  /// How long to wait for another writer, in milliseconds: it holds the file for the time of one
  /// run's record.
  private static let patience: Int32 = 120_000

  /// - Parameters:
  ///   - file: a path; nil for a database that is not kept.
  ///   - writes: whether the file is made if there is none.
  init(_ file: String?, writes: Bool) throws(HistoryError) {
    self.file = file ?? "a database in memory"
    SQLLibrary.prepare()
    if let file { try HistoryDatabase.check(file, mayBeMissing: writes) }
    var opened: OpaquePointer?
    let flags =
      (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE)
      | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
    let status = sqlite3_open_v2(
      file.map(HistoryDatabase.path) ?? ":memory:", &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw HistoryError(
        file: self.file, sentence: "cannot be opened: \(String(cString: sqlite3_errstr(status)))")
    }
    handle = opened
    for (option, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
      (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    ] as [(Int32, Int32)] { _ = csqlite_db_config(opened, option, value) }
    sqlite3_busy_timeout(handle, HistoryDatabase.patience)
  }

  deinit {
    statements = [:]
    sqlite3_close_v2(handle)
  }

  /// The path of a file as SQLite takes it for nothing else: `file:x` and `:memory:` mean something
  /// to it.
  static func path(of file: String) -> String { file.hasPrefix("/") ? file : "./" + file }

  private static func check(_ file: String, mayBeMissing: Bool) throws(HistoryError) {
    var status = stat()
    if stat(file, &status) != 0 {
      if errno == ENOENT && mayBeMissing { return }
      throw HistoryError(
        file: file, sentence: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    if status.st_mode & S_IFMT != S_IFREG {
      throw HistoryError(file: file, sentence: "is not a file, so it cannot hold a history")
    }
  }

  // MARK: Statements

  func run(_ sql: String) throws(HistoryError) {
    let status = sqlite3_exec(handle, sql, nil, nil, nil)
    if status != SQLITE_OK { throw error(status) }
  }

  /// A statement, from its beginning; who steps through one does not use the same again
  /// meanwhile.
  func prepare(_ sql: String) throws(HistoryError) -> HistoryStatement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    var statement: OpaquePointer?
    let status = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard status == SQLITE_OK, let statement else { throw error(status) }
    let new = HistoryStatement(statement, of: self)
    statements[sql] = new
    return new
  }

  /// The first column of the first row as a number; 0 without a row.
  func number(_ sql: String) throws(HistoryError) -> Int {
    let statement = try prepare(sql)
    return try statement.step() ? statement.int(0) : 0
  }

  var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// Runs something as a whole or not at all, alone among writers.
  func transaction<Value>(
    _ body: () throws(HistoryError) -> Value
  ) throws(HistoryError) -> Value {
    try run("BEGIN IMMEDIATE")
    do throws(HistoryError) {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
      throw error
    }
  }

  func error(_ status: Int32) -> HistoryError {
    let sentence =
      switch status & 0xFF {
      case SQLITE_NOTADB: "is not a history of failover-audit: it is not a database of SQLite"
      case SQLITE_CORRUPT: "is damaged: \(message); restore it from a copy, or begin a new one"
      case SQLITE_BUSY:
        "is held by another program for longer than \(HistoryDatabase.patience / 1000) s"
      case SQLITE_READONLY: "cannot be written"
      case SQLITE_FULL: "cannot be written: the disk is full"
      default: "cannot be used: \(message)"
      }
    return HistoryError(file: file, sentence: sentence)
  }

  private var message: String { sqlite3_errmsg(handle).map { String(cString: $0) } ?? "no message" }
}

/// A statement with its values.
final class HistoryStatement {
  private let handle: OpaquePointer
  /// It owns its statements.
  private unowned let database: HistoryDatabase

  init(_ handle: OpaquePointer, of database: HistoryDatabase) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  func reset() { sqlite3_reset(handle) }

  /// Values in the order of the parameters.
  enum Value {
    case int(Int)
    case text(String)
    case blob([UInt8])
    case null
  }

  private func bind(_ bytes: [UInt8], at place: Int32, isText: Bool) {
    // SQLite copies what is marked transient: -1 as a pointer.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    bytes.withUnsafeBytes { buffer in
      if isText {
        let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        if let text {
          sqlite3_bind_text(handle, place, text, Int32(buffer.count), transient)
        } else {
          sqlite3_bind_text(handle, place, "", 0, transient)
        }
      } else {
        sqlite3_bind_blob(handle, place, buffer.baseAddress, Int32(buffer.count), transient)
      }
    }
  }

  /// Whether there is a row.
  func step() throws(HistoryError) -> Bool {
    let status = sqlite3_step(handle)
    if status == SQLITE_ROW { return true }
    if status != SQLITE_DONE { throw database.error(status) }
    return false
  }

  /// Runs it with values, for what it does.
  func run(_ values: Value...) throws(HistoryError) {
    try bind(values)
    while try step() {}
  }

  func bind(_ values: Value...) throws(HistoryError) { try bind(values) }

  private func bind(_ values: [Value]) throws(HistoryError) {
    sqlite3_reset(handle)
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .int(let number): sqlite3_bind_int64(handle, place, Int64(number))
      case .text(let text): bind(Array(text.utf8), at: place, isText: true)
      case .blob(let bytes): bind(bytes, at: place, isText: false)
      case .null: sqlite3_bind_null(handle, place)
      }
    }
  }

  // MARK: Columns

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func text(_ column: Int32) -> String {
    let count = Int(sqlite3_column_bytes(handle, column))
    guard count > 0, let bytes = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    let count = Int(sqlite3_column_bytes(handle, column))
    guard count > 0, let bytes = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }
}
