import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSQL

/// What is said about the tables and functions of SQL. All of it comes from their declarations.
package enum TableCatalogue {
  /// `failover-audit schema`, for a terminal of a width in columns.
  package static func text(width: Int) -> String {
    var text = ""
    for table in Table.all {
      text += "\(table.name)\n" + paragraph(table.summary, "  ", width)
      let widest = table.columns.map(\.name.count).max() ?? 0
      for column in table.columns {
        let start = "    " + padded(column.name, widest) + "  " + padded(type(column), 9) + "  "
        text += paragraph(column.summary, start, width)
      }
      text += "\n"
    }
    text +=
      "A ? after a type: the value is NULL where nothing is known, or where it does not exist.\n"
    text += "BOOLEAN is 1 or 0.\n\nFunctions\n"
    for function in SQLFunction.all {
      text += "  \(call(function))\n" + paragraph(function.summary, "    ", width)
    }
    text += "\nFunctions of SQLite that can be called\n"
    return text + paragraph(SQLFunction.ofSQLite.joined(separator: ", "), "  ", width)
  }

  /// `docs/sql-schema.md`.
  package static func markdown() -> String {
    var text = """
      # Tables for SQL

      <!-- Generated from the tables' declarations: change those, then run `make goldens`. -->

      What `failover-audit query` and rules in SQL can read. `failover-audit schema` shows the same at the terminal; questions with
      their statements are in [queries.md](queries.md). A value is NULL where nothing is known, or where there is none; BOOLEAN is 1 or 0.
      Equality on any columns is fast; ranges and `LIKE` look at every row.

      | table | |
      | --- | --- |

      """
    for table in Table.all {
      text += "| [`\(table.name)`](#\(table.name)) | \(table.summary) |\n"
    }
    for table in Table.all {
      text += "\n## \(table.name)\n\n\(table.summary)\n\n"
      text += "| column | type | may be NULL | |\n| --- | --- | --- | --- |\n"
      for column in table.columns {
        text += "| `\(column.name)` | \(column.kind.rawValue) | \(column.mayBeNull ? "yes" : "no") "
        text += "| \(column.summary) |\n"
      }
    }
    text += "\n## Functions\n\n| function | |\n| --- | --- |\n"
    for function in SQLFunction.all { text += "| `\(call(function))` | \(function.summary) |\n" }
    text += "\nOf SQLite's own functions these can be called: "
    text += SQLFunction.ofSQLite.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
    text += "\n## Limits\n\n| limit | usually | range | |\n| --- | --- | --- | --- |\n"
    for limit in SQLLimits.Limit.allCases {
      text += "| \(limit.rawValue) | \(limit.standard) "
      text += "| \(limit.range.lowerBound) to \(limit.range.upperBound) | \(limit.summary) |\n"
    }
    return text
  }

  /// `failover-audit schema --format json`.
  package static func json() -> String {
    OrderedJSON.object([
      ("tables", .array(Table.all.map(object))),
      (
        "functions",
        .array(
          SQLFunction.all.map {
            .object([
              ("name", .string($0.name)),
              ("arguments", .array($0.arguments.map { .string($0) })),
              ("summary", .string($0.summary)),
            ])
          })
      ),
      ("sqliteFunctions", .array(SQLFunction.ofSQLite.map { .string($0) })),
    ]).indented + "\n"
  }

  private static func object(_ table: Table) -> OrderedJSON {
    .object([
      ("name", .string(table.name)), ("summary", .string(table.summary)),
      (
        "columns",
        .array(
          table.columns.map {
            .object([
              ("name", .string($0.name)), ("type", .string($0.kind.rawValue)),
              ("mayBeNull", .bool($0.mayBeNull)), ("summary", .string($0.summary)),
            ])
          })
      ),
    ])
  }

  // MARK: Parts

  private static func type(_ column: Column) -> String {
    column.kind.rawValue + (column.mayBeNull ? "?" : "")
  }

  private static func call(_ function: SQLFunction) -> String {
    "\(function.name)(\(function.arguments.joined(separator: ", ")))"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A text after a start; its further lines begin below it.
  private static func paragraph(_ text: String, _ start: String, _ width: Int) -> String {
    let room = max(40, min(width, 120) - start.count)
    let margin = String(repeating: " ", count: start.count)
    return Wrapping.lines(of: text, width: room).enumerated()
      .map { ($0.offset == 0 ? start : margin) + $0.element + "\n" }.joined()
  }
}
