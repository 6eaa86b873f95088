import FoundationEssentials

/// A JSON value of any kind, for Foundation's decoder.
package enum AnyJSON: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([AnyJSON])
  case object([String: AnyJSON])

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    if var items = try? decoder.unkeyedContainer() {
      var list: [AnyJSON] = []
      while !items.isAtEnd { list.append(try items.decode(AnyJSON.self)) }
      self = .array(list)
    } else if let members = try? decoder.container(keyedBy: Key.self) {
      self = .object(
        try members.allKeys.reduce(into: [:]) {
          $0[$1.stringValue] = try members.decode(AnyJSON.self, forKey: $1)
        })
    } else {
      self = try AnyJSON(scalar: decoder.singleValueContainer())
    }
  }

  private init(scalar: any SingleValueDecodingContainer) throws {
    if scalar.decodeNil() {
      self = .null
    } else if let flag = try? scalar.decode(Bool.self) {
      self = .bool(flag)
    } else if let text = try? scalar.decode(String.self) {
      self = .string(text)
    } else {
      self = .number(try scalar.decode(Double.self))
    }
  }
}
