import FailoverBase

/// Text made fit for the messages of SARIF, which may hold placeholders and links.
enum SARIFText {
  /// The text with its braces doubled, as section 3.11.5 requires, and no link: of `](` readers
  /// make one.
  static func literal(_ text: String) -> String { escaped(text, doublesBraces: true) }

  /// The text without a link; descriptions hold no placeholders, so that braces stay as they are.
  static func withoutLinks(_ text: String) -> String { escaped(text, doublesBraces: false) }

  private static func escaped(_ text: String, doublesBraces: Bool) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result = EscapedText(of: text)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if last == "]" && scalar == "(" { result.append(" ") }
      if doublesBraces && (scalar == "{" || scalar == "}") { result.append(scalar) }
      result.append(scalar)
      last = scalar
    }
    return result.text
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
  }
}
