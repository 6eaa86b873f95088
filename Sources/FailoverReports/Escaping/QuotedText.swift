import FailoverBase

/// Text for double quotes in which a backslash escapes.
enum QuotedText {
  /// The text on one line, with nothing hidden, that does not end the quotes.
  static func escaped(_ text: String) -> String {
    let isSpecial = { (byte: UInt8) in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "#")
    }
    if text.isPlain(besides: isSpecial) { return text }
    var result = EscapedText(of: text)
    for scalar in TerminalText.visible(text).unicodeScalars {
      if scalar == "\\" || scalar == "\"" { result.append("\\") }
      result.append(scalar)
    }
    return result.text
  }
}
