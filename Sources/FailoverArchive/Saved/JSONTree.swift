import FailoverAudit
import FailoverBase
import FailoverInventory

/// A small JSON document, read whole: what programs write for us and may have been changed since.
package struct JSONTree: ~Copyable {
  /// The most objects and arrays in one another, and the most values in all.
  private static let depth = 16
  private static let mostValues = 4_000_000

  private var tokens: DocumentTokens
  private var values = 0

  /// Reads a document.
  package static func read(_ file: DocumentFile) throws(DocumentFault) -> OrderedJSON {
    var tree = JSONTree(
      tokens: DocumentTokens(file, keys: KeyTable([]), mostBytes: ReadingLimits.valueBytes))
    let value = try tree.value(depth: 0)
    if try tree.tokens.peek() != nil {
      throw tree.tokens.fault("text after the end of the document")
    }
    return value
  }

  private mutating func value(depth: Int) throws(DocumentFault) -> OrderedJSON {
    values += 1
    if depth > JSONTree.depth || values > JSONTree.mostValues {
      throw tokens.fault("it is too large or too deep")
    }
    switch try tokens.peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try tokens.text() ?? "")
    case UInt8(ascii: "n"):
      guard try tokens.null() else { throw tokens.fault("a value is expected") }
      return .null
    case nil: throw tokens.fault("it ends too early")
    default:
      if let flag = try tokens.flag() { return .bool(flag) }
      if let number = try tokens.integer() { return .number(number) }
      throw tokens.fault("a text, a whole number, an object or a list is expected")
    }
  }

  private mutating func object(depth: Int) throws(DocumentFault) -> OrderedJSON {
    tokens.takeByte()
    var members: [(key: String, value: OrderedJSON)] = []
    while true {
      if case .end = try tokens.nextMember(first: members.isEmpty) { return .object(members) }
      let key = tokens.key
      if members.contains(where: { $0.key == key }) {
        throw tokens.fault("\"\(key.prefix(100))\" is there twice")
      }
      if members.count == 1000 { throw tokens.fault("an object of more than 1000 members") }
      members.append((key, try value(depth: depth + 1)))
    }
  }

  private mutating func array(depth: Int) throws(DocumentFault) -> OrderedJSON {
    tokens.takeByte()
    var items: [OrderedJSON] = []
    while try tokens.nextItem(first: items.isEmpty) { items.append(try value(depth: depth + 1)) }
    return .array(items)
  }
}

extension OrderedJSON {
  package subscript(key: String) -> OrderedJSON? {
    if case .object(let members) = self { members.first { $0.key == key }?.value } else { nil }
  }

  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var number: Int? { if case .number(let number) = self { number } else { nil } }
  package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  package var items: [OrderedJSON]? { if case .array(let items) = self { items } else { nil } }
  package var members: [(key: String, value: OrderedJSON)]? {
    if case .object(let members) = self { members } else { nil }
  }
  package var isNull: Bool { if case .null = self { true } else { false } }
}
