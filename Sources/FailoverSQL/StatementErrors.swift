import CSQLite
import FailoverBase
import FailoverInventory

/// What SQLite says of a statement that it does not take, in words of ours.
struct StatementErrors {
  private let connection: Connection
  private let sql: String

  init(_ connection: Connection, _ sql: String) {
    self.connection = connection
    self.sql = sql
  }

  func preparing(_ status: Int32) -> SQLError {
    let offset = sqlite3_error_offset(connection.handle)
    let message = connection.message
    if let refusal = connection.sandbox.refusal {
      return .at(offset, of: sql, .refused, refusal)
    }
    switch status & 0xFF {
    case SQLITE_ERROR:
      return .at(offset, of: sql, StatementErrors.kind(message), message + suggestion(message))
    case SQLITE_TOOBIG: return SQLError(.tooLarge, "the statement is longer than 100000 bytes")
    default: return connection.error(status)
    }
  }

  private static func kind(_ message: String) -> SQLError.Kind {
    if message.holds("may not be modified") { return .refused }
    // Of a table that is called like a function.
    if message.holds("() - max") { return .syntax }
    let isTooLarge = ["too many", "too large", "parser stack overflow", "at most"].contains {
      message.holds($0)
    }
    return isTooLarge ? .tooLarge : .syntax
  }

  /// The known name that is most like one that does not exist.
  private func suggestion(_ message: String) -> String {
    let found: String?
    if let name = StatementErrors.name(in: message, after: "no such table: ") {
      found = NearestWord.of(name, among: Table.all.map(\.name))
    } else if let name = StatementErrors.name(in: message, after: "no such column: ") {
      // The name is right, and the table is not.
      let owners = Table.all.filter { $0.columns.contains { $0.name == name } }.map(\.name)
      if !owners.isEmpty { return "; \(owners.prefix(4).joined(separator: ", ")) have one" }
      found = NearestWord.of(name, among: Table.all.flatMap { $0.columns.map(\.name) })
    } else if let name = StatementErrors.name(in: message, after: "no such function: ") {
      found = NearestWord.of(name, among: AllowedFunctions.names.sorted())
    } else {
      found = nil
    }
    return found.map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// A name after some words, without what it belongs to.
  private static func name(in message: String, after words: String) -> String? {
    guard message.hasPrefix(words) else { return nil }
    return message.dropFirst(words.count).split(separator: ".").last.map(String.init)
  }
}
