/// A JSON text as a tree in which each value knows the line on which it begins: an oracle for the
/// places in reports, written apart from the reader that it checks. It takes valid JSON for
/// granted.
struct LocatedJSON {
  enum Value {
    case object([String: LocatedJSON])
    case array([LocatedJSON])
    case scalar(String)
  }

  let value: Value
  /// Counted from 1.
  let line: Int

  init(_ text: String) {
    var parser = Parser(bytes: Array(text.utf8))
    self = parser.value()
  }

  fileprivate init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// The value that a JSON Pointer (RFC 6901) leads to; nil if it leads nowhere.
  func value(at pointer: String) -> LocatedJSON? {
    if pointer.isEmpty { return self }
    guard pointer.hasPrefix("/") else { return nil }
    var here = self
    for word in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = String(word.replacing("~1", with: "/").replacing("~0", with: "~"))
      switch here.value {
      case .object(let members):
        guard let next = members[key] else { return nil }
        here = next
      case .array(let items):
        guard let index = Int(key), items.indices.contains(index), String(index) == key else {
          return nil
        }
        here = items[index]
      case .scalar: return nil
      }
    }
    return here
  }

  private struct Parser {
    let bytes: [UInt8]
    var at = 0
    var line = 1

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func value() -> LocatedJSON {
      let byte = next()
      let start = line
      switch byte {
      case "{":
        at += 1
        return LocatedJSON(.object(members()), line: start)
      case "[":
        at += 1
        return LocatedJSON(.array(items()), line: start)
      case "\"": return LocatedJSON(.scalar(string()), line: start)
      default: return LocatedJSON(.scalar(word()), line: start)
      }
    }

    /// The next byte that is not white space.
    private mutating func next() -> Character {
      while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) {
        if bytes[at] == 0x0A { line += 1 }
        at += 1
      }
      return at < bytes.count ? Character(Unicode.Scalar(bytes[at])) : "}"
    }

    private mutating func members() -> [String: LocatedJSON] {
      var members: [String: LocatedJSON] = [:]
      while true {
        switch next() {
        case "}":
          at += 1
          return members
        case ",": at += 1
        default:
          let key = string()
          _ = next()
          at += 1  // the colon
          members[key] = value()
        }
      }
    }

    private mutating func items() -> [LocatedJSON] {
      var items: [LocatedJSON] = []
      while true {
        switch next() {
        case "]":
          at += 1
          return items
        case ",": at += 1
        default: items.append(value())
        }
      }
    }

    /// A text without its quotes, its escapes as they are: the estates' keys have none.
    private mutating func string() -> String {
      let start = at + 1
      at = start
      while bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
      defer { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func word() -> String {
      let start = at
      while at < bytes.count, !Array(",]} \t\r\n".utf8).contains(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
  }
}
