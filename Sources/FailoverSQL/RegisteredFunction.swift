import CSQLite
import FailoverInventory

/// A function as a connection offers it to SQLite.
final class RegisteredFunction {
  private let function: SQLFunction
  private let inventory: Inventory?

  init(_ function: SQLFunction, _ inventory: Inventory?) {
    self.function = function
    self.inventory = inventory
  }

  /// - Parameter connection: it must not outlive this.
  func register(in connection: Connection) throws(SQLError) {
    let status = sqlite3_create_function_v2(
      connection.handle, function.name, function.argumentCount.map { Int32($0) } ?? -1,
      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
      Unmanaged.passUnretained(self).toOpaque(),
      { context, count, values in
        guard let context, let data = sqlite3_user_data(context) else { return }
        Unmanaged<RegisteredFunction>.fromOpaque(data).takeUnretainedValue()
          .call(context, Int(count), values)
      }, nil, nil, nil)
    if status != SQLITE_OK { throw connection.error(status) }
  }

  private func call(
    _ context: OpaquePointer, _ count: Int, _ values: UnsafeMutablePointer<OpaquePointer?>?
  ) {
    let arguments = (0..<count).map { number in RegisteredFunction.text(values?[number]) }
    switch function.body(arguments, inventory) {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, number)
    case .real(let number): sqlite3_result_double(context, number)
    case .text(var text):
      text.withUTF8 { TableCursor.give(UnsafeRawBufferPointer($0), to: context) }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        sqlite3_result_blob64(context, $0.baseAddress, UInt64($0.count), TableCursor.copying)
      }
    }
  }

  /// An argument as text; nil for NULL.
  private static func text(_ value: OpaquePointer?) -> String? {
    if sqlite3_value_type(value) == SQLITE_NULL { return nil }
    guard let text = sqlite3_value_text(value) else { return nil }
    return String(
      decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value))),
      as: UTF8.self)
  }
}
