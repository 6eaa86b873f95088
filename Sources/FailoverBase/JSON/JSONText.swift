/// Strings as RFC 8259 writes them, escaped further so that a line stays a line everywhere.
package enum JSONText {
  /// Writes a string with its quotes.
  package static func put(_ text: String, to sink: inout ByteSink) throws {
    try sink.put("\"")
    try putContent(text, to: &sink)
    try sink.put("\"")
  }

  /// Writes the text between the quotes.
  package static func putContent(_ text: String, to sink: inout ByteSink) throws {
    if isPlain(text) {
      try sink.put(text)
    } else {
      try sink.put(escapedBytes(text).bytes)
    }
  }

  /// The text with quotes, backslashes and everything hidden escaped.
  package static func escaped(_ text: String) -> String {
    isPlain(text) ? text : escapedBytes(text).text
  }

  /// A string with its quotes.
  package static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  private static func isPlain(_ text: String) -> Bool {
    text.isPlain { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
  }

  private static func escapedBytes(_ text: String) -> EscapedText {
    var result = EscapedText(of: text)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result.append("\\\"")
      case "\\": result.append("\\\\")
      case "\n": result.append("\\n")
      case "\r": result.append("\\r")
      case "\t": result.append("\\t")
      default:
        if HiddenScalars.contains(scalar) {
          for unit in UTF16.encode(scalar) ?? .init() { result.append(escape(unit)) }
        } else {
          result.append(scalar)
        }
      }
    }
    return result
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
