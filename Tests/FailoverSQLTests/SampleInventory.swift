import FailoverInventory
import FailoverSQL
import Foundation

/// The sample estate of `reports/`.
enum SampleInventory {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func read() async throws -> Inventory {
    try await readExports().with(SampleSupplement())
  }

  private static func readExports() async throws -> Inventory {
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

/// A row with a value and one without in each table of a supplement.
struct SampleSupplement: InventorySupplement {
  let inputs: [InputRecord] = []

  func rows(of table: SupplementTable) -> [[SupplementValue]] {
    let columns = Table.all.first { $0.name == table.rawValue }?.columns ?? []
    return [false, true].map { isNull in
      columns.map { column in
        if isNull && column.mayBeNull { return .null }
        switch column.kind {
        case .text: return .text("1")
        case .integer: return .integer(1)
        case .flag: return .flag(true)
        }
      }
    }
  }
}
