import FailoverBase
import FailoverInventory

/// A value of a small JSON document, with its line.
struct JSONNode: Sendable {
  enum Value: Sendable {
    case object([(key: String, value: JSONNode)])
    case array([JSONNode])
    case text(String)
    /// As it is written.
    case number(String)
    case flag(Bool)
    case null
  }

  let value: Value
  /// Counted from 1.
  let line: Int

  /// The most values of a document.
  static let valueLimit = 1_000_000

  /// Reads a document strictly by RFC 8259.
  ///
  /// - Parameter bytes: all of it, in UTF-8.
  init(_ bytes: [UInt8]) throws(DocumentFault) {
    var reader = JSONNodeReader(bytes)
    self = try reader.document()
  }

  fileprivate init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// The member of a key, the first of several.
  subscript(_ key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  var items: [JSONNode]? { if case .array(let items) = value { items } else { nil } }
  var isObject: Bool { if case .object = value { true } else { false } }

  /// The text that it is; an empty one says nothing.
  var text: String? {
    if case .text(let text) = value, !text.isEmpty { text } else { nil }
  }

  var integer: Int? { if case .number(let text) = value { Int(text) } else { nil } }
  var decimal: Double? { if case .number(let text) = value { Double(text) } else { nil } }

  /// A boolean; keepalived writes 0 and 1 in its place.
  var flag: Bool? {
    switch value {
    case .flag(let flag): flag
    case .number("0"): false
    case .number("1"): true
    default: nil
    }
  }
}

/// Reads the values of a document one in another.
private struct JSONNodeReader: ~Copyable {
  private var tokens: DocumentTokens
  private var count = 0

  init(_ bytes: [UInt8]) {
    tokens = DocumentTokens(DocumentFile(bytes: bytes), keys: KeyTable([]))
  }

  mutating func document() throws(DocumentFault) -> JSONNode {
    try tokens.skipMark()
    let node = try node(depth: 0)
    if try tokens.peek() != nil { throw tokens.fault("malformed JSON: text after the value") }
    return node
  }

  private mutating func node(depth: Int) throws(DocumentFault) -> JSONNode {
    let byte = try tokens.peek()
    let line = tokens.line
    count += 1
    if count > JSONNode.valueLimit {
      throw tokens.fault("refused: more than \(JSONNode.valueLimit) values")
    }
    if depth >= ReadingLimits.depth {
      throw tokens.fault("refused: nested more than \(ReadingLimits.depth) levels deep")
    }
    switch byte {
    case UInt8(ascii: "{"):
      tokens.takeByte()
      return JSONNode(.object(try members(depth)), line: line)
    case UInt8(ascii: "["):
      tokens.takeByte()
      return JSONNode(.array(try items(depth)), line: line)
    default: return JSONNode(try scalar(), line: line)
    }
  }

  private mutating func members(
    _ depth: Int
  ) throws(DocumentFault) -> [(key: String, value: JSONNode)] {
    var members: [(key: String, value: JSONNode)] = []
    while true {
      if case .end = try tokens.nextMember(first: members.isEmpty) { return members }
      let key = tokens.key
      members.append((key, try node(depth: depth + 1)))
    }
  }

  private mutating func items(_ depth: Int) throws(DocumentFault) -> [JSONNode] {
    var items: [JSONNode] = []
    while try tokens.nextItem(first: items.isEmpty) {
      items.append(try node(depth: depth + 1))
    }
    return items
  }

  private mutating func scalar() throws(DocumentFault) -> JSONNode.Value {
    if let text = try tokens.text() { return .text(text) }
    if let number = try tokens.number() { return .number(number) }
    if let flag = try tokens.flag() { return .flag(flag) }
    if try tokens.null() { return .null }
    // Reports what is there in the words of the scanner.
    try tokens.skipValue(depth: 0)
    throw tokens.fault("malformed JSON")
  }
}
