import FailoverAudit
import FailoverBase
import FailoverSQL

/// Writes the answer to a statement as a table for people to read.
package struct RowsTable {
  /// Columns of a cell, at most; nil to show all of it.
  private let widest: Int?

  /// - Parameter isTerminal: whether somebody reads it on a terminal; then wide cells are cut.
  package init(isTerminal: Bool) { widest = isTerminal ? 60 : nil }

  package func write(_ rows: SQLRows, to sink: inout ByteSink) throws {
    var widths = rows.columns.map { Wrapping.columns(shown($0)) }
    for row in rows {
      for (place, value) in row.enumerated() {
        widths[place] = max(widths[place], Wrapping.columns(text(value)))
      }
    }
    try putLine(rows.columns.map(shown), widths, [], to: &sink)
    try putLine(widths.map { String(repeating: "-", count: $0) }, widths, [], to: &sink)
    for row in rows {
      let numbers = Set(row.enumerated().filter { $0.element.isNumber }.map(\.offset))
      try putLine(row.map(text), widths, numbers, to: &sink)
    }
    try sink.put("(\(rows.count) \(rows.count == 1 ? "row" : "rows"))\n")
  }

  /// - Parameter numbers: cells that are put to the right.
  private func putLine(
    _ cells: [String], _ widths: [Int], _ numbers: Set<Int>, to sink: inout ByteSink
  ) throws {
    for (place, cell) in cells.enumerated() {
      let room = String(repeating: " ", count: max(0, widths[place] - Wrapping.columns(cell)))
      if place > 0 { try sink.put("  ") }
      if numbers.contains(place) {
        try sink.put(room + cell)
      } else {
        try sink.put(place == cells.count - 1 ? cell : cell + room)
      }
    }
    try sink.put("\n")
  }

  private func text(_ value: SQLValue) -> String {
    if case .text(let text) = value { shown(text) } else { shown(value.plainText ?? "NULL") }
  }

  private func shown(_ text: String) -> String {
    let text = TerminalText.visible(text)
    guard let widest, Wrapping.columns(text) > widest else { return text }
    var cut = ""
    var used = 0
    for character in text {
      used += Wrapping.columns(String(character))
      if used >= widest { break }
      cut.append(character)
    }
    return cut + "…"
  }
}

extension SQLValue {
  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    case .null, .text, .blob: false
    }
  }

  /// The value as text, bytes in hex; nil for NULL.
  var plainText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): SQLValue.text(of: number)
    case .text(let text): text
    case .blob(let bytes): bytes.hex
    }
  }

  /// A number as JSON writes it; what is beyond all numbers is the number 9e999, which reads as
  /// such.
  private static func text(of number: Double) -> String {
    number.isInfinite ? (number < 0 ? "-9e999" : "9e999") : "\(number)"
  }
}
