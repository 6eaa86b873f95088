import FailoverAudit
import FailoverBase
import Foundation

/// A way from the top of a document to a value in it.
struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  enum Step: Hashable, Sendable {
    case member(String)
    case item(Int)
  }
  var steps: [Step] = []

  var parent: JSONPath { JSONPath(steps: Array(steps.dropLast())) }

  /// The key of a member; nil for an item.
  var key: String? {
    if case .member(let key)? = steps.last { key } else { nil }
  }

  /// What a list is called: the nearest key that says more than `items`.
  var listName: String {
    for case .member(let key) in steps.reversed() where key != "items" { return key }
    return "inputs"
  }

  func isWithin(_ other: JSONPath) -> Bool { steps.starts(with: other.steps) }

  static func + (path: JSONPath, step: Step) -> JSONPath { JSONPath(steps: path.steps + [step]) }

  /// The JSON Pointer.
  var description: String {
    steps.map { step in
      switch step {
      case .member(let key): "/" + key
      case .item(let index): "/\(index)"
      }
    }.joined()
  }
}

extension OrderedJSON {
  /// The value of a text of JSON, the members of objects in the order of their keys.
  init(parsing text: String) throws {
    self = try JSONDecoder().decode(Parsed.self, from: Data(text.utf8)).value
  }

  private struct Parsed: Decodable {
    let value: OrderedJSON

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      if let members = try? decoder.container(keyedBy: Key.self) {
        let keys = members.allKeys.sorted { $0.stringValue < $1.stringValue }
        value = .object(
          try keys.map { ($0.stringValue, try members.decode(Parsed.self, forKey: $0).value) })
      } else if (try? decoder.unkeyedContainer()) != nil {
        value = .array(try [Parsed](from: decoder).map(\.value))
      } else {
        let scalar = try decoder.singleValueContainer()
        if scalar.decodeNil() {
          value = .null
        } else if let bool = try? scalar.decode(Bool.self) {
          value = .bool(bool)
        } else if let number = try? scalar.decode(Int.self) {
          value = .number(number)
        } else {
          value = .string(try scalar.decode(String.self))
        }
      }
    }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }

  var children: [(step: JSONPath.Step, value: OrderedJSON)] {
    switch self {
    case .object(let members): members.map { (.member($0.key), $0.value) }
    case .array(let items): items.enumerated().map { (.item($0.offset), $0.element) }
    default: []
    }
  }

  /// Every value below, with its path, each before what is below it.
  func everything(below path: JSONPath = JSONPath()) -> [(path: JSONPath, value: OrderedJSON)] {
    children.flatMap { step, value in
      [(path + step, value)] + value.everything(below: path + step)
    }
  }

  func value(at path: JSONPath) -> OrderedJSON? {
    path.steps.reduce(OrderedJSON?.some(self)) { value, step in
      value?.children.first { $0.step == step }?.value
    }
  }

  /// The document with another value at a path, or without it.
  func setting(_ path: JSONPath, to new: OrderedJSON?) -> OrderedJSON {
    setting(path.steps[...], to: new)
  }

  private func setting(_ steps: ArraySlice<JSONPath.Step>, to new: OrderedJSON?) -> OrderedJSON {
    guard let step = steps.first else { return new ?? .null }
    let isLast = steps.count == 1
    switch (self, step) {
    case (.object(let members), .member(let key)):
      var changed = members.compactMap { member -> (key: String, value: OrderedJSON)? in
        if member.key != key { return member }
        if isLast && new == nil { return nil }
        return (key, member.value.setting(steps.dropFirst(), to: new))
      }
      if isLast, let new, !members.contains(where: { $0.key == key }) { changed.append((key, new)) }
      return .object(changed)
    case (.array(var items), .item(let index)):
      if isLast && new == nil {
        items.remove(at: index)
      } else {
        items[index] = items[index].setting(steps.dropFirst(), to: new)
      }
      return .array(items)
    default: return self
    }
  }

  /// The value with every text rewritten, given the key above it.
  func rewritten(
    under key: String = "", _ rewrite: (_ key: String, _ text: String) -> String
  ) -> OrderedJSON {
    switch self {
    case .object(let members):
      .object(members.map { ($0.key, $0.value.rewritten(under: $0.key, rewrite)) })
    case .array(let items): .array(items.map { $0.rewritten(under: key, rewrite) })
    case .string(let text): .string(rewrite(key, text))
    default: self
    }
  }

  /// The value with the members of each object and the items of each list but `ips` in another
  /// order.
  func shuffled(
    under key: String = "", using random: inout some RandomNumberGenerator
  ) -> OrderedJSON {
    switch self {
    case .object(let members):
      var changed: [(key: String, value: OrderedJSON)] = []
      for member in members {
        changed.append((member.key, member.value.shuffled(under: member.key, using: &random)))
      }
      return .object(changed.shuffled(using: &random))
    case .array(let items):
      if key == "ips" { return self }
      return .array(items.map { $0.shuffled(using: &random) }.shuffled(using: &random))
    default: return self
    }
  }
}
