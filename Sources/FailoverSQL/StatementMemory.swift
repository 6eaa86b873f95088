import CSQLite
import CSQLiteMemory

/// The memory that SQLite may take for a statement.
enum StatementMemory {
  /// Whether SQLite counts for each thread on its own. It is set to once, before its first use;
  /// if the program has used it before, it cannot.
  private static let countsByThread = csqlite_memory_install() == SQLITE_OK

  static func prepare() { _ = countsByThread }

  /// Limits what the calling thread takes from now on.
  static func limit(to bytes: Int) {
    if countsByThread {
      csqlite_memory_limit(Int64(bytes))
    } else {
      sqlite3_hard_heap_limit64(Int64(bytes))
    }
  }
}
