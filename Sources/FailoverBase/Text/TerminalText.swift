/// Text of strangers made fit for a terminal: whatever is hidden becomes visible, on one line.
public enum TerminalText {
  /// The text with every hidden scalar written as `\u{…}`, and no command to a build server in it.
  public static func visible(_ text: String) -> String {
    let shown = shown(text)
    return mayCommand(shown) ? withoutCommands(shown) : shown
  }

  /// Build servers read commands out of what a job prints: `::name::` where a line begins, which
  /// may be anywhere in a text that wraps, and `##[name]` or `##vso[name]` anywhere.
  private static func withoutCommands(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar = " "
    var beforeLast: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "#" && last == "#" {
        result += escape(scalar)
      } else if scalar == ":" && last == ":" && beforeLast == " " {
        result.removeLast()
        result += escape(":") + ":"
      } else {
        result.unicodeScalars.append(scalar)
      }
      (beforeLast, last) = (last, scalar)
    }
    return result
  }

  /// Whether `##` or two `::` are in a text; an IPv6 address has one at most.
  private static func mayCommand(_ text: String) -> Bool {
    var colons = 0
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == last && byte == UInt8(ascii: "#") { return true }
      if byte == last && byte == UInt8(ascii: ":") { colons += 1 }
      last = byte
    }
    return colons > 1
  }

  private static func shown(_ text: String) -> String {
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
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}
