import FailoverAudit
import FailoverBase

/// Markup in which all text is escaped.
///
/// Literals are markup. What is interpolated is text and gets escaped, unless it is markup itself:
///
///     let name = "R&D"
///     let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
///     let row: HTML = "<tr>\(cell)</tr>"  // <tr><td title="R&amp;D">R&amp;D</td></tr>
///
/// The escapes hold between tags and in attributes in double quotes, not in scripts or styles. Only
/// literals of this program can become markup: no initializer takes a `String` as it is.
struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
  /// UTF-8.
  private(set) var bytes: [UInt8]

  init(stringLiteral markup: StaticString) {
    bytes = markup.withUTF8Buffer { Array($0) }
  }

  init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  /// A style sheet or script of this program, as it is.
  init(_ asset: PageAsset) { bytes = asset.bytes }

  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: StaticString) {
      markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Text from anywhere, escaped.
    mutating func appendInterpolation(_ text: String) { HTML.append(text, to: &bytes) }

    /// A number in digits.
    mutating func appendInterpolation(_ number: Int) {
      bytes.append(contentsOf: String(number).utf8)
    }

    /// Markup as it is; nothing where there is none.
    mutating func appendInterpolation(_ markup: HTML?) {
      if let markup { bytes.append(contentsOf: markup.bytes) }
    }

    /// Markup in a row.
    mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { bytes.append(contentsOf: part.bytes) }
    }
  }
}

extension HTML {
  /// Text of a rule's declaration, in which text between two grave accents is code.
  init(prose text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // Of an even number of parts, the last one begins with an accent that has no second.
    let closed = parts.count - (parts.count + 1) % 2
    let markup = parts.enumerated().map { place, part -> HTML in
      switch place {
      case closed...: "\("`")\(part)"
      case _ where place % 2 == 1: "<code>\(part)</code>"
      default: "\(part)"
      }
    }
    self = "\(markup)"
  }

  /// A link to a page of the web; only its title if the address could be more than a page, such as
  /// `javascript:`.
  static func link(_ title: String, to address: String) -> HTML {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "\(title)" }
    return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(title)</a>"
  }

  /// Texts as items of a list.
  static func items(_ texts: some Sequence<String>) -> [HTML] { texts.map { "<li>\($0)</li>" } }

  /// Appends text, with markup escaped and what is hidden shown by its number.
  ///
  /// Scalar by scalar: to Swift, `"` with a combining mark is another character than `"`.
  fileprivate static func append(_ text: String, to bytes: inout [UInt8]) {
    if text.isPlain(besides: isMarkup) {
      bytes.append(contentsOf: text.utf8)
      return
    }
    var escaped = EscapedText(of: text)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append("&amp;")
      case "<": escaped.append("&lt;")
      case ">": escaped.append("&gt;")
      case "\"": escaped.append("&quot;")
      case "'": escaped.append("&#39;")
      case "`": escaped.append("&#96;")
      case _ where HiddenScalars.contains(scalar): escaped.append(TerminalText.escape(scalar))
      default: escaped.append(scalar)
      }
    }
    bytes.append(contentsOf: escaped.bytes)
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }
}

extension [HTML] {
  func joined(separator: HTML) -> HTML {
    HTML(bytes: [UInt8](map(\.bytes).joined(separator: separator.bytes)))
  }
}

extension ByteSink {
  /// Writes a part of a page.
  ///
  /// The label makes a literal markup: without it, a literal would be a `String` and not escaped.
  mutating func put(html: HTML) throws { try put(html.bytes) }
}
