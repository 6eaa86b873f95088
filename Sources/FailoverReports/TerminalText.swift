/// Text of strangers made fit for a terminal: whatever is hidden becomes visible, on one line.
public enum TerminalText {
  /// The text with every hidden scalar written as `\u{…}`.
  public static func visible(_ text: String) -> String {
    if text.isPlain(besides: { _ in false }) { return text }
    var result = EscapedText(of: text)
    for scalar in text.unicodeScalars {
      if HiddenScalars.contains(scalar) {
        result.append(escape(scalar))
      } else {
        result.append(scalar)
      }
    }
    return result.text
  }

  /// The visible name of a scalar, `\u{…}` with lower-case hexadecimal digits.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}
