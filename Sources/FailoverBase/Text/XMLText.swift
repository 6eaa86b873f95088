/// Text made fit for XML 1.0: no markup, no forbidden character, nothing that hides in a viewer.
package enum XMLText {
  /// Writes the value of an attribute, which is in double quotes; line breaks and tabs become
  /// character references, because parsers turn raw ones into blanks.
  package static func putAttribute(_ text: String, to sink: inout ByteSink) throws {
    try put(text, to: &sink) { "&#\($0.value);" }
  }

  /// Writes element content that has to stay on its line, so that a value cannot look like a
  /// further finding: line breaks and tabs become visible escapes.
  package static func putLine(_ text: String, to sink: inout ByteSink) throws {
    try put(text, to: &sink, space: TerminalText.escape)
  }

  /// The value of an attribute or element content with every character of the text, except those
  /// that XML 1.0 cannot carry: those become U+FFFD.
  package static func kept(_ text: String) -> String {
    if text.isPlain(besides: isMarkup) { return text }
    return escaped(text, isHidden: { !$0.isAllowedInXML }, space: { "&#\($0.value);" }).text
  }

  private static func put(
    _ text: String, to sink: inout ByteSink, space: (Unicode.Scalar) -> String
  ) throws {
    if text.isPlain(besides: isMarkup) {
      try sink.put(text)
      return
    }
    try sink.put(escaped(text, isHidden: HiddenScalars.contains, space: space).bytes)
  }

  private static func escaped(
    _ text: String, isHidden: (Unicode.Scalar) -> Bool, space: (Unicode.Scalar) -> String
  ) -> EscapedText {
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
        result.append(isHidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}

extension String {
  /// Whether XML 1.0 can carry every character.
  package var isAllowedInXML: Bool { unicodeScalars.allSatisfy(\.isAllowedInXML) }
}

extension Unicode.Scalar {
  fileprivate var isAllowedInXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
    default: false
    }
  }
}
