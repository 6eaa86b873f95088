import FailoverInventory
import FailoverSQL
import Foundation

/// The sample estate of `reports/`.
enum SampleInventory {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func read() async throws -> Inventory {
    try await Inventory.read([root.appendingPathComponent("reports/estate").path])
  }
}

/// Runs a statement.
func answer(
  _ sql: String, _ inventory: Inventory? = nil, _ values: [String: SQLValue] = [:],
  limits: SQLLimits = SQLLimits()
) throws(SQLError) -> [[SQLValue]] {
  try SQLDatabase(inventory, limits: limits).prepare(sql).rows(values).map(Array.init)
}

/// The kind of error that a statement ends with; nil if it does not.
func refusal(
  _ sql: String, _ inventory: Inventory? = nil, limits: SQLLimits = SQLLimits()
) -> SQLError.Kind? {
  do {
    _ = try answer(sql, inventory, limits: limits)
    return nil
  } catch {
    return error.kind
  }
}
