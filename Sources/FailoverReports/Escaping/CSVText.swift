import FailoverAudit
import FailoverBase

/// Text made fit for a cell: no line break, nothing hidden, and no formula in any spreadsheet.
enum CSVText {
  /// Writes the text as a cell, in quotes where RFC 4180 requires them.
  static func put(_ text: String, to sink: inout ByteSink) throws {
    if text.isPlain(besides: isSpecial) && !startsFormula(text) { return try sink.put(text) }
    try sink.put(cell(text))
  }

  /// The text as a cell, in quotes where RFC 4180 requires them.
  static func cell(_ text: String) -> String {
    let safe = isHarmless(text) ? text : guarded(TerminalText.visible(text))
    guard safe.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",") })
    else { return safe }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    quoted.reserveCapacity(safe.utf8.count + 16)
    for byte in safe.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }

  /// What requires quotes, or may begin another cell for some spreadsheets.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  /// Whether a text without quotes and semicolons could be a formula.
  private static func startsFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 != UInt8(ascii: " ") }) else { return false }
    return isFormula(first)
  }

  private static func isFormula(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "@")
  }

  /// Whether nothing is hidden and nothing could be a formula; most texts are such, and bytes are
  /// fast to look at.
  private static func isHarmless(_ text: String) -> Bool {
    var isStart = true
    for byte in text.utf8 {
      switch byte {
      case 0..<0x20, 0x7F...0xFF: return false
      case UInt8(ascii: ";"): isStart = true
      case UInt8(ascii: " "), UInt8(ascii: "\""): break
      default:
        if isStart && isFormula(byte) { return false }
        isStart = false
      }
    }
    return true
  }

  /// The text with an apostrophe before what a spreadsheet would take for a formula: at the start,
  /// also after blanks and quotes, and after a semicolon, at which many of them cut whatever the
  /// quotes say.
  private static func guarded(_ text: String) -> String {
    var result = ""
    var pending: [Unicode.Scalar]? = []
    for scalar in text.unicodeScalars {
      if let blanks = pending {
        if scalar.properties.isWhitespace || scalar == "\"" {
          pending?.append(scalar)
          continue
        }
        if startsFormula(scalar) { result += "'" }
        result.unicodeScalars.append(contentsOf: blanks)
        pending = nil
      }
      result.unicodeScalars.append(scalar)
      if scalar == ";" { pending = [] }
    }
    result.unicodeScalars.append(contentsOf: pending ?? [])
    return result
  }

  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }
}
