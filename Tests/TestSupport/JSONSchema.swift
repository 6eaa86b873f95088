import FoundationEssentials

/// A JSON Schema, as far as the schemas in `docs` and those of report formats go: a keyword that is
/// not known here is refused.
package struct JSONSchema {
  package enum Unusable: Error, Equatable {
    case keyword(String)
    case value(String)
    case reference(String)
  }

  package let root: AnyJSON

  package init(_ root: AnyJSON) throws {
    self.root = root
    try check(root)
  }

  /// What is wrong with a document, with its pointer.
  package func problems(_ document: AnyJSON) -> [String] { problems(document, root, "").sorted() }

  // MARK: The schema itself

  /// Looks at every keyword of a schema and of those within it.
  private func check(_ schema: AnyJSON) throws {
    guard case .object(let keywords) = schema else { throw Unusable.value("\(schema)") }
    for (keyword, value) in keywords {
      switch (keyword, value) {
      case ("$schema", .string(let version)): try check(version: version)
      case ("$id", .string), ("id", .string), ("title", .string), ("description", .string): break
      case ("const", _), ("default", _), ("enum", .array), ("required", .array): break
      case ("additionalProperties", .bool), ("uniqueItems", .bool), ("minItems", .number): break
      case ("additionalProperties", .object): try check(value)
      case ("minimum", .number), ("maximum", .number), ("maxLength", .number): break
      case ("format", .string(let name)):
        if JSONFormat(rawValue: name) == nil { throw Unusable.value(name) }
      case ("anyOf", .array(let schemas)), ("oneOf", .array(let schemas)):
        for schema in schemas { try check(schema) }
      case ("pattern", .string(let pattern)): _ = try Regex(pattern)
      case ("type", .string(let name)): try check(types: [.string(name)])
      case ("type", .array(let names)): try check(types: names)
      case ("$ref", .string(let path)):
        if resolve(path) == nil { throw Unusable.reference(path) }
      case ("items", _): try check(value)
      case ("properties", .object(let members)): for member in members.values { try check(member) }
      case ("$defs", .object(let parts)), ("definitions", .object(let parts)):
        try check(definitions: parts)
      default: throw Unusable.keyword(keyword)
      }
    }
  }

  private func check(version: String) throws {
    let known = [
      "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-04/schema#",
    ]
    if !known.contains(version) { throw Unusable.value(version) }
  }

  private func check(types: [AnyJSON]) throws {
    let known = ["object", "array", "string", "integer", "number", "boolean", "null"]
      .map(AnyJSON.string)
    for type in types where !known.contains(type) { throw Unusable.value("\(type)") }
  }

  /// `types` holds further definitions rather than being one.
  private func check(definitions: [String: AnyJSON]) throws {
    for (name, part) in definitions {
      if name == "types", case .object(let types) = part {
        for type in types.values { try check(type) }
      } else {
        try check(part)
      }
    }
  }

  /// The schema at a pointer within this document.
  private func resolve(_ path: String) -> AnyJSON? {
    guard path.hasPrefix("#/") else { return nil }
    return path.dropFirst(2).split(separator: "/").reduce(root as AnyJSON?) { $0?[String($1)] }
  }

  // MARK: A document

  private func problems(_ value: AnyJSON, _ schema: AnyJSON, _ place: String) -> [String] {
    guard case .object(let keywords) = schema else { return ["\(place): no schema"] }
    return keywords.flatMap { keyword, wanted in
      ["$ref", "items", "properties", "additionalProperties"].contains(keyword)
        ? within(value, keyword, wanted, keywords, place)
        : complaint(value, keyword, wanted).map { ["\(place): \($0)"] } ?? []
    }
  }

  private func within(
    _ value: AnyJSON, _ keyword: String, _ wanted: AnyJSON, _ keywords: [String: AnyJSON],
    _ place: String
  ) -> [String] {
    switch (keyword, value, wanted) {
    case ("$ref", _, .string(let path)):
      return resolve(path).map { problems(value, $0, place) } ?? ["\(place): \(path)"]
    case ("items", .array(let items), _):
      return items.enumerated().flatMap { problems($1, wanted, "\(place)/\($0)") }
    case ("properties", .object(let members), .object(let schemas)):
      return members.flatMap { name, member in
        schemas[name].map { problems(member, $0, "\(place)/\(name)") } ?? []
      }
    case ("additionalProperties", .object(let members), _):
      let known = keywords["properties"]?.members ?? [:]
      let others = members.filter { known[$0.key] == nil }
      if case .bool(let isFine) = wanted {
        return isFine || others.isEmpty ? [] : ["\(place): additionalProperties"]
      }
      return others.flatMap { problems($1, wanted, "\(place)/\($0)") }
    default: return []
    }
  }

  private func complaint(
    _ value: AnyJSON, _ keyword: String, _ wanted: AnyJSON
  ) -> String? {
    let isFine: Bool
    switch (keyword, wanted, value) {
    case ("type", .string(let name), _): isFine = value.isOf(name)
    case ("type", .array(let names), _):
      isFine = names.contains { if case .string(let name) = $0 { value.isOf(name) } else { false } }
    case ("const", _, _): isFine = value == wanted
    case ("enum", .array(let values), _): isFine = values.contains(value)
    case ("required", .array(let names), .object(let members)):
      isFine = names.allSatisfy {
        if case .string(let name) = $0 { members[name] != nil } else { false }
      }
    case ("anyOf", .array(let schemas), _):
      isFine = schemas.contains { problems(value, $0, "").isEmpty }
    case ("oneOf", .array(let schemas), _):
      isFine = schemas.count { problems(value, $0, "").isEmpty } == 1
    case ("minItems", .number(let limit), .array(let items)): isFine = Double(items.count) >= limit
    case ("uniqueItems", .bool(true), .array(let items)):
      isFine = items.indices.allSatisfy { !items[..<$0].contains(items[$0]) }
    case ("format", .string(let name), .string(let text)):
      isFine = JSONFormat(rawValue: name)?.accepts(text) == true
    case ("minimum", .number(let limit), .number(let number)): isFine = number >= limit
    case ("maximum", .number(let limit), .number(let number)): isFine = number <= limit
    case ("maxLength", .number(let limit), .string(let text)):
      isFine = Double(text.unicodeScalars.count) <= limit
    case ("pattern", .string(let pattern), .string(let text)):
      isFine = (try? Regex(pattern).firstMatch(in: text)) != nil
    default: isFine = true
    }
    return isFine ? nil : keyword
  }
}

extension AnyJSON {
  package static func read(_ text: some Sequence<UInt8>) throws -> AnyJSON {
    try JSONDecoder().decode(AnyJSON.self, from: Data(text))
  }

  package var members: [String: AnyJSON] {
    if case .object(let members) = self { members } else { [:] }
  }
  package var items: [AnyJSON] { if case .array(let items) = self { items } else { [] } }
  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package subscript(name: String) -> AnyJSON? { members[name] }

  /// Whether it is of a type of JSON Schema.
  fileprivate func isOf(_ type: String) -> Bool {
    switch (type, self) {
    case ("object", .object), ("array", .array), ("string", .string), ("null", .null): true
    case ("integer", .number(let number)): number.rounded() == number
    case ("number", .number), ("boolean", .bool): true
    default: false
    }
  }
}
