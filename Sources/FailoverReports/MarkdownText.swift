import FailoverAudit

/// Text of strangers made fit for Markdown as GitHub and GitLab read it: no markup, no link, no mention.
enum MarkdownText {
  /// A name in a code span, in which readers look for nothing: neither links nor mentions nor numbers of
  /// issues. What could end the span or the cell of a table is written by its number.
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
  /// Readers look for mentions and issues after they took away the escapes: `@` and `#` stand in code
  /// spans of their own.
  static func prose(_ text: String) -> String {
    let scalars = Array(TerminalText.visible(text).unicodeScalars)
    var result = ""
    result.reserveCapacity(scalars.count + 16)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "`": result += "&#96;"
      case "|": result += "&#124;"
      case "@", "#": result += "`\(scalar)`"
      case "\\", "*", "_", "[", "]", "~", "$": result += "\\\(scalar)"
      case ".", ":":
        // Ends a sentence, or belongs to a number of a list or to an address of the web.
        let isEnd =
          index + 1 == scalars.count || " .,;\"')".unicodeScalars.contains(scalars[index + 1])
        result += isEnd && !isNumber(scalars[..<index]) ? "\(scalar)" : "\\\(scalar)"
      case ")": result += isNumber(scalars[..<index]) ? "\\)" : ")"
      case "-" where index == 0, "+" where index == 0, "=" where index == 0:
        result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a text could be the number of an item of a list.
  private static func isNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { (48...57).contains($0.value) }
  }
}
