import CSQLite
import FailoverInventory

/// What statements may do: read the tables and call the functions that are listed, and nothing
/// else.
///
/// SQLite calls it for each thing that a statement would do, when the statement is prepared.
final class Sandbox {
  /// Columns that a statement reads, by table.
  fileprivate(set) var reads: [String: Set<String>] = [:]
  /// Why the statement was refused.
  private(set) var refusal: String?

  func forget() {
    reads = [:]
    refusal = nil
  }

  func install(in connection: OpaquePointer) {
    sqlite3_set_authorizer(
      connection,
      { sandbox, action, first, second, _, _ in
        guard let sandbox else { return SQLITE_DENY }
        let first = first.map { String(cString: $0) } ?? ""
        let second = second.map { String(cString: $0) } ?? ""
        return Unmanaged<Sandbox>.fromOpaque(sandbox).takeUnretainedValue()
          .answer(action, first, second)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func answer(_ action: Int32, _ first: String, _ second: String) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ: return read(first.lowercased(), second)
    case SQLITE_FUNCTION:
      if AllowedFunctions.names.contains(second.lowercased()) { return SQLITE_OK }
      return refuse("\(second)() is not allowed here")
    default: return refuse(Sandbox.sentence(action))
    }
  }

  /// Without a column a table's rows are only counted; it may also be one that the statement itself
  /// defines, whatever its name.
  private func read(_ table: String, _ column: String) -> Int32 {
    if Table.all.contains(where: { $0.name == table }) {
      reads[table, default: []].formUnion(column.isEmpty ? [] : [column])
      return SQLITE_OK
    }
    if column.isEmpty && !table.hasPrefix("sqlite_") { return SQLITE_OK }
    return refuse("the table \(table) is not to be read")
  }

  private func refuse(_ sentence: String) -> Int32 {
    refusal = refusal ?? sentence
    return SQLITE_DENY
  }

  private static func sentence(_ action: Int32) -> String {
    switch action {
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
      "a statement can read the tables, not change them"
    case SQLITE_ATTACH, SQLITE_DETACH: "no other database can be read or written"
    case SQLITE_PRAGMA: "PRAGMA is not to be used"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: "transactions are not supported"
    default: "only SELECT is to be used"
    }
  }
}

extension Sandbox {
  /// Takes back what a further statement read.
  func restore(_ reads: [String: Set<String>]) { self.reads = reads }
}
