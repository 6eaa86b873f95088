import FoundationEssentials

/// A JSON value as Foundation's decoder reads it, to compare and query without casts.
package enum JSONValue: Codable, Equatable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }

  /// The text as another program may lay it out: members in the order of their names.
  package func text(isIndented: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = isIndented ? [.sortedKeys, .prettyPrinted] : .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  package static func read(_ text: some Sequence<UInt8>) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(text))
  }

  /// The member of an object; nothing if it is absent or this is not an object.
  package subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The element of an array; nothing if it does not exist.
  package subscript(index: Int) -> JSONValue? { index < elements.count ? elements[index] : nil }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var number: Int? { if case .number(let value) = self { value } else { nil } }
  package var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }
  package var members: [String: JSONValue] {
    if case .object(let values) = self { values } else { [:] }
  }
}
