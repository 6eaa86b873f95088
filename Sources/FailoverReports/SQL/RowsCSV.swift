import FailoverAudit
import FailoverBase
import FailoverSQL

/// Writes the answer to a statement as a table for spreadsheets, after RFC 4180; NULL is an empty
/// cell.
package enum RowsCSV {
  package static func write(_ rows: SQLRows, to sink: inout ByteSink) throws {
    try sink.put(rows.columns.map(CSVText.cell).joined(separator: ",") + "\r\n")
    for row in rows {
      for (place, value) in row.enumerated() {
        if place > 0 { try sink.put(",") }
        switch value {
        case .text(let text): try CSVText.put(text, to: &sink)
        default: try sink.put(value.plainText ?? "")
        }
      }
      try sink.put("\r\n")
    }
  }
}
