import FailoverInventory

/// The tables of an inventory, to be queried in SQL.
///
/// Each statement runs on a thread and a connection of its own, in a sandbox: it can read the
/// tables, call the functions that are listed, and nothing else.
package struct SQLDatabase: Sendable {
  private let inventory: Inventory?
  private let limits: SQLLimits

  /// - Parameter inventory: nil to look at statements only; then all tables are empty.
  package init(_ inventory: Inventory?, limits: SQLLimits = SQLLimits()) {
    self.inventory = inventory
    self.limits = limits
  }

  /// Takes a statement, if it is one that can be run.
  package func prepare(_ sql: String) throws(SQLError) -> SQLStatement {
    let (inventory, limits) = (inventory, limits)
    return try StatementThread.run(seconds: limits[.seconds]) { interruption in
      Result { () throws(SQLError) in
        let connection = try Connection(inventory, limits, interruption, for: sql)
        let prepared = try PreparedStatement(sql, on: connection)
        return SQLStatement(
          sql: sql, columns: prepared.columns,
          parameters: prepared.parameters.map { String($0.dropFirst()) },
          reads: connection.sandbox.reads.mapValues { $0.sorted() }, inventory: inventory,
          limits: limits)
      }
    }
  }

  /// Takes a statement and runs it, on one connection.
  ///
  /// - Parameter values: a value for each parameter.
  package func rows(
    of sql: String, _ values: [String: SQLValue] = [:]
  ) throws(SQLError) -> SQLRows {
    let (inventory, limits) = (inventory, limits)
    return try StatementThread.run(seconds: limits[.seconds]) { interruption in
      Result { () throws(SQLError) in
        let connection = try Connection(inventory, limits, interruption, for: sql)
        let prepared = try PreparedStatement(sql, on: connection)
        try prepared.bind(values)
        return try prepared.rows()
      }
    }
  }
}

/// A statement that can be run.
package struct SQLStatement: Sendable {
  package let sql: String
  /// The names of the columns of its answer.
  package let columns: [String]
  /// The names of its parameters, without the colon.
  package let parameters: [String]
  /// The tables that it reads, and of each the columns.
  package let reads: [String: [String]]
  fileprivate let inventory: Inventory?
  fileprivate let limits: SQLLimits

  fileprivate init(
    sql: String, columns: [String], parameters: [String], reads: [String: [String]],
    inventory: Inventory?, limits: SQLLimits
  ) {
    self.sql = sql
    self.columns = columns
    self.parameters = parameters
    self.reads = reads
    self.inventory = inventory
    self.limits = limits
  }

  /// Runs it.
  ///
  /// - Parameters:
  ///   - values: a value for each parameter.
  ///   - inventory: another inventory than the one for which it was prepared.
  package func rows(
    _ values: [String: SQLValue] = [:], in inventory: Inventory? = nil
  ) throws(SQLError) -> SQLRows {
    try SQLDatabase(inventory ?? self.inventory, limits: limits).rows(of: sql, values)
  }
}
