import FailoverAudit
import FailoverBase

/// Text of strangers made fit for Markdown as GitHub and GitLab read it: no markup, no link, no
/// mention.
enum MarkdownText {
  /// A name in a code span, in which readers look for nothing: neither links nor mentions nor
  /// numbers of issues. What could end the span or the cell of a table is written by its number.
  static func code(_ text: String) -> String {
    let visible = TerminalText.visible(text)
    if visible.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { return "` `" }
    guard visible.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "|") })
    else { return "`" + visible + "`" }
    var result = "`"
    for scalar in visible.unicodeScalars {
      if scalar == "`" || scalar == "|" {
        result += TerminalText.escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "`"
  }

  /// A sentence in which every character that means something is escaped.
  ///
  /// Readers look for mentions, issues and addresses after they took away the escapes: what makes
  /// those is in code spans of its own.
  static func prose(_ text: String) -> String {
    if isHarmless(text) { return text }
    let scalars = Array(TerminalText.visible(text).unicodeScalars)
    var result = EscapedText(of: text)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result.append("&amp;")
      case "<": result.append("&lt;")
      case ">": result.append("&gt;")
      case "`": result.append("&#96;")
      case "|": result.append("&#124;")
      case "@", "#": result.append("`\(scalar)`")
      case ":" where scalars[(index + 1)...].starts(with: "//".unicodeScalars): result.append("`:`")
      case "." where isWWW(scalars[..<index].suffix(3)): result.append("`.`")
      case "\\", "*", "_", "[", "]", "~", "$", "!", "^", "%": result.append("\\\(scalar)")
      case ".", ")", "-", "+", "=":
        let isMark = startsItem(scalars[..<index], with: scalar)
        if isMark { result.append("\\" as Unicode.Scalar) }
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return result.text
  }

  /// Whether nothing in a text can mean anything; most texts are such, and bytes are fast to look
  /// at.
  private static func isHarmless(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    var last: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "/") where last == byte, UInt8(ascii: "w") where last | 0x20 == byte,
        UInt8(ascii: "W") where last | 0x20 == byte | 0x20:
        return false
      case UInt8(ascii: "/"), UInt8(ascii: " "), UInt8(ascii: "'")...UInt8(ascii: ")"),
        UInt8(ascii: "+")...UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: ";"),
        UInt8(ascii: "\""):
        last = byte
      default:
        guard isLetter(byte) else { return false }
        last = byte
      }
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.count == 3 && scalars.allSatisfy { $0 == "w" || $0 == "W" }
  }

  /// Whether a mark after it would begin an item of a list: a dot after a number, others after
  /// nothing.
  private static func startsItem(
    _ scalars: ArraySlice<Unicode.Scalar>, with mark: Unicode.Scalar
  ) -> Bool {
    let isNumbered = mark == "." || mark == ")"
    return scalars.allSatisfy { $0 == " " || (isNumbered && (48...57).contains($0.value)) }
  }
}
