import FailoverAudit
import FailoverBase
import FailoverSQL

/// Writes the answer to a statement as a JSON array with an object for each row, a line each.
package enum RowsJSON {
  /// A name that two columns have, so that no object can hold both.
  package static func repeatedColumn(_ columns: [String]) -> String? {
    var met: Set<[UInt8]> = []
    return columns.first { !met.insert(Array($0.utf8)).inserted }
  }

  /// - Parameter rows: no two columns have one name.
  package static func write(_ rows: SQLRows, to sink: inout ByteSink) throws {
    try sink.put("[")
    for number in 0..<rows.count {
      try sink.put(number == 0 ? "\n{" : ",\n{")
      for (place, value) in rows[number].enumerated() {
        if place > 0 { try sink.put(",") }
        try JSONText.put(rows.columns[place], to: &sink)
        try sink.put(":")
        try put(value, to: &sink)
      }
      try sink.put("}")
    }
    try sink.put("\n]\n")
  }

  private static func put(_ value: SQLValue, to sink: inout ByteSink) throws {
    switch value {
    case .text(let text): try JSONText.put(text, to: &sink)
    case .blob: try JSONText.put(value.plainText ?? "", to: &sink)
    default: try sink.put(value.plainText ?? "null")
    }
  }
}
