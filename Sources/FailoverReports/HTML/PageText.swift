import Mustache

/// Text that can stand in the page, between tags and between the quotes of an attribute.
///
/// The only way to make one from a stranger's text is to escape it, and templates are given nothing
/// else to show: so no raw text reaches the page. The escaping is done here, scalar by scalar, and
/// templates show values as they are, `{{{value}}}`: the template library escapes characters, and to
/// it `"` with a combining mark is another character than `"`.
struct PageText: MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { false }

  /// Escapes markup, and shows what is hidden by its number.
  init(_ text: String) {
    if text.isPlain(besides: PageText.isMarkup) {
      renderText = text
      return
    }
    var result = ""
    result.reserveCapacity(text.utf8.count + 32)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "`": result += "&#96;"
      default:
        if HiddenScalars.contains(scalar) {
          result += TerminalText.escape(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    renderText = result
  }

  /// Text of a rule's declaration, in which what stands between two grave accents is code.
  init(prose text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // Of an even number of parts, the last one begins with an accent that has no second.
    let closed = parts.count - (parts.count + 1) % 2
    var result = ""
    for (place, part) in parts.enumerated() {
      let escaped = PageText(part).renderText
      switch place {
      case closed...: result += PageText("`").renderText + escaped
      case _ where place % 2 == 1: result += "<code>" + escaped + "</code>"
      default: result += escaped
      }
    }
    renderText = result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
}

/// The address of a page that a reader may follow: `https` or `http`, nothing else.
struct PageLink {
  let text: PageText

  /// Nil for anything that could be more than a page, such as `javascript:`.
  init?(_ address: String) {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    text = PageText(address)
  }
}
