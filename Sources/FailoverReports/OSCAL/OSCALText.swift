import FailoverBase

/// Text made fit for the data types of OSCAL.
enum OSCALText {
  /// A string: one line, neither empty nor with blanks around it.
  static func string(_ text: String) -> String {
    if text.isPlain(besides: { _ in false }), let first = text.utf8.first,
      let last = text.utf8.last,
      first != UInt8(ascii: " "), last != UInt8(ascii: " ")
    {
      return text
    }
    let scalars = Array(TerminalText.visible(text).unicodeScalars)
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "-" }
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[start...end])
    return result
  }

  /// A line of markup in which nothing is markup.
  static func markup(_ text: String) -> String { MarkdownText.prose(string(text)) }

  /// A token: a letter or an underscore, then letters, digits, `.`, `-` and `_`; brackets become
  /// dots.
  static func token(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "_": result.unicodeScalars.append(scalar)
      case "0"..."9", ".", "-":
        if result.isEmpty { result = "_" }
        result.unicodeScalars.append(scalar)
      case "(": result += "."
      case ")": break
      default: result += result.isEmpty ? "_" : "-"
      }
    }
    return result.isEmpty ? "_" : result
  }
}
