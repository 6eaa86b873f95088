import CSQLite
import FailoverInventory

/// An open connection of SQLite on the tables of an inventory, for one statement and one thread.
final class Connection {
  let handle: OpaquePointer
  let sandbox = Sandbox()
  let limits: SQLLimits
  private let interruption: Interruption
  private let callbacks = ModuleCallbacks.allocate()
  private let modules: [TableModule]
  private let functions: [RegisteredFunction]

  /// - Parameter sql: the statement that the connection is for.
  init(
    _ inventory: Inventory?, _ limits: SQLLimits, _ interruption: Interruption, for sql: String
  ) throws(SQLError) {
    self.limits = limits
    self.interruption = interruption
    StatementMemory.limit(to: limits[.memory])
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
    let status = sqlite3_open_v2(":memory:", &opened, flags | SQLITE_OPEN_PRIVATECACHE, nil)
    guard status == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      callbacks.deallocate()
      throw SQLError(.unavailable, "SQLite cannot be opened")
    }
    handle = opened
    let budget = IndexBudget(interruption, limit: limits[.indexMemory])
    modules = Table.all.map { TableModule($0, of: inventory, budget) }
    functions = SQLFunction.all.map { RegisteredFunction($0, inventory) }
    interruption.attach(handle)
    try configure(for: sql)
  }

  deinit {
    interruption.detach()
    sqlite3_close_v2(handle)
    callbacks.deallocate()
  }

  // MARK: Opening

  private func configure(for sql: String) throws(SQLError) {
    for (option, value) in [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
    ] as [(Int32, Int32)] where csqlite_db_config(handle, option, value) != SQLITE_OK {
      throw SQLError(.unavailable, "SQLite cannot be made safe")
    }
    for (limit, value) in sizes { sqlite3_limit(handle, limit, value) }
    for module in modules {
      sqlite3_create_module_v2(
        handle, module.table.name, callbacks, Unmanaged.passUnretained(module).toOpaque(), nil)
    }
    for function in functions { try function.register(in: self) }
    try refuseTrimming()
    try run("PRAGMA temp_store = MEMORY")
    // A table is declared when it is met for the first time, which the sandbox would refuse. One
    // whose name is not in the statement is not met.
    let words = Connection.words(of: sql)
    for module in modules where words.contains(module.table.name) {
      try run("SELECT 1 FROM \(module.table.name) LIMIT 0")
    }
    try run("PRAGMA query_only = ON")
    sandbox.install(in: handle)
    for module in modules { module.isOpen = true }
  }

  /// The words of a statement, in lower case.
  private static func words(of sql: String) -> Set<String> {
    let parts = Array(sql.lowercased().utf8).split { byte in
      switch byte {
      case 48...57, 95, 97...122, 128...: false
      default: true
      }
    }
    return Set(parts.map { String(decoding: $0, as: UTF8.self) })
  }

  /// With two long texts, trimming takes the product of their lengths in one step that nothing can
  /// interrupt.
  private func refuseTrimming() throws(SQLError) {
    for name in ["trim", "ltrim", "rtrim"] {
      let status = sqlite3_create_function_v2(
        handle, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil,
        { context, _, _ in
          sqlite3_result_error(context, "trim, ltrim and rtrim take one text and drop blanks", -1)
        }, nil, nil, nil)
      if status != SQLITE_OK { throw error(status) }
    }
  }

  private var sizes: [(Int32, Int32)] {
    [
      (SQLITE_LIMIT_LENGTH, Int32(limits[.rowBytes])), (SQLITE_LIMIT_SQL_LENGTH, 100_000),
      (SQLITE_LIMIT_COLUMN, 200), (SQLITE_LIMIT_EXPR_DEPTH, 100),
      (SQLITE_LIMIT_COMPOUND_SELECT, 50), (SQLITE_LIMIT_VDBE_OP, 100_000),
      (SQLITE_LIMIT_FUNCTION_ARG, 32), (SQLITE_LIMIT_ATTACHED, 0),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200), (SQLITE_LIMIT_VARIABLE_NUMBER, 100),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 0), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
  }

  private func run(_ sql: String) throws(SQLError) {
    let status = sqlite3_exec(handle, sql, nil, nil, nil)
    if status == SQLITE_OK { return }
    if status == SQLITE_NOMEM { throw memoryError }
    throw SQLError(.unavailable, "SQLite refuses: \(message)")
  }

  // MARK: Errors

  var message: String { sqlite3_errmsg(handle).map { String(cString: $0) } ?? "no message" }

  var memoryError: SQLError {
    SQLError(.memory, "it needs more memory than it may have")
  }

  /// What a failed step means.
  func error(_ status: Int32) -> SQLError {
    switch status & 0xFF {
    case SQLITE_INTERRUPT:
      SQLError.deadline(limits[.seconds])
    case SQLITE_NOMEM: memoryError
    case SQLITE_TOOBIG:
      SQLError(.tooLong, "a value or a row is longer than \(limits[.rowBytes]) bytes")
    case SQLITE_AUTH: SQLError(.refused, sandbox.refusal ?? message)
    default: SQLError(.failed, message)
    }
  }
}
