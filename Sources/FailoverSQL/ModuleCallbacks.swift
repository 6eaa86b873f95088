import CSQLite
import FailoverInventory
import Glibc

/// What SQLite calls to read tables. Its structures are first in ours, as it wants.
enum ModuleCallbacks {
  private struct OpenTable {
    var base: sqlite3_vtab
    var module: Unmanaged<TableModule>
  }
  private struct OpenCursor {
    var base: sqlite3_vtab_cursor
    var cursor: Unmanaged<TableCursor>
  }

  /// The callbacks, in memory that the caller frees after the connection is closed. Without xCreate
  /// a table is there by its name.
  static func allocate() -> UnsafeMutablePointer<sqlite3_module> {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    memset(module, 0, MemoryLayout<sqlite3_module>.size)
    module.pointee.iVersion = 2
    module.pointee.xConnect = { connection, data, _, _, table, _ in
      ModuleCallbacks.connect(connection, data, table)
    }
    module.pointee.xDisconnect = { table in
      sqlite3_free(table)
      return SQLITE_OK
    }
    module.pointee.xBestIndex = { table, info in
      guard let table, let info else { return SQLITE_ERROR }
      return LookUp.plan(info, ModuleCallbacks.module(of: table))
    }
    addCursorCallbacks(to: module)
    return module
  }

  private static func addCursorCallbacks(to module: UnsafeMutablePointer<sqlite3_module>) {
    module.pointee.xOpen = { table, cursor in ModuleCallbacks.open(table, cursor) }
    module.pointee.xClose = { cursor in
      cursor?.withMemoryRebound(to: OpenCursor.self, capacity: 1) { $0.pointee.cursor.release() }
      sqlite3_free(cursor)
      return SQLITE_OK
    }
    module.pointee.xFilter = { cursor, number, text, _, values in
      guard let cursor else { return SQLITE_ERROR }
      guard number != 0, let text, let values else {
        ModuleCallbacks.cursor(cursor).scan()
        return SQLITE_OK
      }
      return ModuleCallbacks.cursor(cursor).find(text, values)
    }
    module.pointee.xNext = { cursor in
      guard let cursor else { return SQLITE_ERROR }
      ModuleCallbacks.cursor(cursor).next()
      return SQLITE_OK
    }
    module.pointee.xEof = { cursor in
      guard let cursor else { return 1 }
      return ModuleCallbacks.cursor(cursor).row == nil ? 1 : 0
    }
    module.pointee.xColumn = { cursor, context, column in
      guard let cursor, let context else { return SQLITE_ERROR }
      ModuleCallbacks.cursor(cursor).giveColumn(Int(column), to: context)
      return SQLITE_OK
    }
    module.pointee.xRowid = { cursor, row in
      guard let cursor, let row else { return SQLITE_ERROR }
      row.pointee = Int64(ModuleCallbacks.cursor(cursor).row ?? 0) + 1
      return SQLITE_OK
    }
  }

  private static func connect(
    _ connection: OpaquePointer?, _ data: UnsafeMutableRawPointer?,
    _ table: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?
  ) -> Int32 {
    guard let data, let table else { return SQLITE_ERROR }
    let module = Unmanaged<TableModule>.fromOpaque(data)
    let status = sqlite3_declare_vtab(connection, module.takeUnretainedValue().declaration)
    if status != SQLITE_OK { return status }
    guard let memory = sqlite3_malloc(Int32(MemoryLayout<OpenTable>.size)) else {
      return SQLITE_NOMEM
    }
    memory.bindMemory(to: OpenTable.self, capacity: 1)
      .initialize(to: OpenTable(base: sqlite3_vtab(), module: module))
    table.pointee = memory.assumingMemoryBound(to: sqlite3_vtab.self)
    return SQLITE_OK
  }

  private static func open(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?,
    _ cursor: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab_cursor>?>?
  ) -> Int32 {
    guard let table, let cursor, module(of: table).view?.hasTooManyRows != true,
      let memory = sqlite3_malloc(Int32(MemoryLayout<OpenCursor>.size))
    else { return SQLITE_NOMEM }
    let opened = Unmanaged.passRetained(TableCursor(module(of: table)))
    memory.bindMemory(to: OpenCursor.self, capacity: 1)
      .initialize(to: OpenCursor(base: sqlite3_vtab_cursor(), cursor: opened))
    cursor.pointee = memory.assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }

  private static func module(of table: UnsafeMutablePointer<sqlite3_vtab>) -> TableModule {
    table.withMemoryRebound(to: OpenTable.self, capacity: 1) {
      $0.pointee.module.takeUnretainedValue()
    }
  }

  private static func cursor(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>
  ) -> TableCursor {
    cursor.withMemoryRebound(to: OpenCursor.self, capacity: 1) {
      $0.pointee.cursor.takeUnretainedValue()
    }
  }
}
