/// What is known of an estate beside its exports, found out by a module above this one and kept
/// with the inventory, so that rules and tables find it there.
public protocol InventorySupplement: Sendable {
  /// Every input of it, and what became of it, in the order of their names.
  var inputs: [InputRecord] { get }
  /// The rows of a table that shows what the supplement holds: a value for each column.
  func rows(of table: SupplementTable) -> [[SupplementValue]]
}

/// A table whose rows a supplement has.
public enum SupplementTable: String, Sendable, CaseIterable {
  case nodes = "ha_nodes"
  case instances = "ha_instances"
  case addresses = "ha_addresses"
}

/// A value in such a table.
public enum SupplementValue: Sendable, Hashable {
  case null
  case text(String)
  case integer(Int)
  case flag(Bool)
}
