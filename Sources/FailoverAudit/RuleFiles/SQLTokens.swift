/// A statement cut into tokens, for changing one at a time.
struct SQLToken: Sendable {
  enum Kind: Sendable { case word, number, text, name, symbol }
  let kind: Kind
  /// The bytes of the token in the statement.
  let range: Range<Int>
  let text: String

  /// The word in capital letters; empty for anything else.
  var word: String { kind == .word ? text.uppercased() : "" }

  /// The tokens of a statement without blanks and comments.
  static func all(_ statement: String) -> [SQLToken] {
    let bytes = Array(statement.utf8)
    var tokens: [SQLToken] = []
    var at = 0
    while at < bytes.count {
      let (kind, end) = next(bytes, at)
      if let kind {
        let text = String(decoding: bytes[at..<end], as: UTF8.self)
        tokens.append(SQLToken(kind: kind, range: at..<end, text: text))
      }
      at = end
    }
    return tokens
  }

  /// What begins at a byte, nil for blanks and comments, and where it ends.
  private static func next(_ bytes: [UInt8], _ at: Int) -> (Kind?, Int) {
    let byte = bytes[at]
    let following = at + 1 < bytes.count ? bytes[at + 1] : 0
    switch byte {
    case 9, 10, 12, 13, 32: return (nil, at + 1)
    case UInt8(ascii: "-") where following == byte:
      return (nil, bytes[at...].firstIndex(of: 10) ?? bytes.count)
    case UInt8(ascii: "/") where following == UInt8(ascii: "*"):
      var end = at + 2
      while end + 1 < bytes.count
        && !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/"))
      {
        end += 1
      }
      return (nil, min(end + 2, bytes.count))
    case UInt8(ascii: "'"): return (.text, quoted(bytes, at))
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return (.name, quoted(bytes, at))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return (
        .number, bytes[at...].firstIndex { !isWord($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
      )
    case _ where isWord(byte) || byte == UInt8(ascii: ":"):
      return (.word, bytes[(at + 1)...].firstIndex { !isWord($0) } ?? bytes.count)
    default:
      let two = [byte, following]
      let isTwo = ["<=", ">=", "<>", "!=", "==", "||"].contains { Array($0.utf8) == two }
      return (.symbol, at + (isTwo ? 2 : 1))
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57)
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func quoted(_ bytes: [UInt8], _ at: Int) -> Int {
    var end = at + 1
    while end < bytes.count {
      if bytes[end] == bytes[at] {
        if end + 1 < bytes.count && bytes[end + 1] == bytes[at] { end += 1 } else { return end + 1 }
      }
      end += 1
    }
    return end
  }
}
