import FailoverAudit

/// Text made fit for XML 1.0: no markup, no forbidden character, nothing that hides in a viewer.
enum XMLText {
  /// Writes the value of an attribute, which is in double quotes; line breaks and tabs become
  /// character references, because parsers turn raw ones into blanks.
  static func putAttribute(_ text: String, to sink: inout ByteSink) throws {
    try put(text, to: &sink) { "&#\($0.value);" }
  }

  /// Writes element content that has to stay on its line, so that a value cannot look like a
  /// further finding: line breaks and tabs become visible escapes.
  static func putLine(_ text: String, to sink: inout ByteSink) throws {
    try put(text, to: &sink, space: TerminalText.escape)
  }

  private static func put(
    _ text: String, to sink: inout ByteSink, space: (Unicode.Scalar) -> String
  ) throws {
    if text.isPlain(besides: isMarkup) {
      try sink.put(text)
      return
    }
    var result = EscapedText(of: text)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append("&amp;")
      case "<": result.append("&lt;")
      case ">": result.append("&gt;")
      case "\"": result.append("&quot;")
      case "'": result.append("&apos;")
      case "\t", "\n", "\r": result.append(space(scalar))
      default:
        result.append(HiddenScalars.contains(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    try sink.put(result.bytes)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
