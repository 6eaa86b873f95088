/// A JSON value to be written down, with its keys in order.
public indirect enum OrderedJSON: Sendable {
  case object([(key: String, value: OrderedJSON)])
  case array([OrderedJSON])
  case string(String)
  case number(Int)
  case bool(Bool)
  case null

  /// The text on one line.
  public var compact: String { text(indent: nil, level: 0) }

  /// The text with a line for each member, indented by two blanks a level as the API does.
  public var indented: String { text(indent: "  ", level: 0) }

  /// The value with the members of every object and the items of every list that `keepsOrder` does
  /// not name in reverse.
  public func reversed(keepingOrderOf keys: Set<String>, under key: String = "") -> OrderedJSON {
    switch self {
    case .object(let members):
      .object(
        members.reversed().map { ($0.key, $0.value.reversed(keepingOrderOf: keys, under: $0.key)) })
    case .array(let items):
      keys.contains(key)
        ? self : .array(items.reversed().map { $0.reversed(keepingOrderOf: keys) })
    default: self
    }
  }

  /// The value with every key rewritten.
  public func renamed(_ rename: (String) -> String) -> OrderedJSON {
    switch self {
    case .object(let members):
      .object(members.map { (rename($0.key), $0.value.renamed(rename)) })
    case .array(let items): .array(items.map { $0.renamed(rename) })
    default: self
    }
  }

  private func text(indent: String?, level: Int) -> String {
    let line = indent.map { "\n" + String(repeating: $0, count: level + 1) } ?? ""
    let last = indent.map { "\n" + String(repeating: $0, count: level) } ?? ""
    switch self {
    case .object(let members):
      if members.isEmpty { return "{}" }
      let colon = indent == nil ? ":" : " : "
      let parts = members.map {
        line + JSONText.quoted($0.key) + colon
          + $0.value.text(indent: indent, level: level + 1)
      }
      return "{" + parts.joined(separator: ",") + last + "}"
    case .array(let items):
      if items.isEmpty { return "[]" }
      let parts = items.map { line + $0.text(indent: indent, level: level + 1) }
      return "[" + parts.joined(separator: ",") + last + "]"
    case .string(let text): return JSONText.quoted(text)
    case .number(let number): return String(number)
    case .bool(let value): return value ? "true" : "false"
    case .null: return "null"
    }
  }
}

// Literals, so that an inventory in Swift reads like the JSON that it is.

extension OrderedJSON: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral members: (String, OrderedJSON)...) {
    self = .object(members.map { (key: $0, value: $1) })
  }
}

extension OrderedJSON: ExpressibleByArrayLiteral {
  public init(arrayLiteral items: OrderedJSON...) { self = .array(items) }
}

extension OrderedJSON: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .string(text) }
}

extension OrderedJSON: ExpressibleByIntegerLiteral {
  public init(integerLiteral number: Int) { self = .number(number) }
}

extension OrderedJSON: ExpressibleByBooleanLiteral {
  public init(booleanLiteral flag: Bool) { self = .bool(flag) }
}
