/// Parts of JSON Schemas.
package enum SchemaText {
  /// A whole schema of the draft 2020-12.
  package static func document(
    _ title: String, _ description: String, _ members: [(key: String, value: OrderedJSON)]
  ) -> String {
    OrderedJSON.object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string(title)), ("description", .string(description)),
      ] + members
    ).indented + "\n"
  }

  package static func types(_ names: String...) -> OrderedJSON {
    names.count == 1 ? .string(names[0]) : .array(names.map { .string($0) })
  }

  package static func reference(_ name: String) -> (key: String, value: OrderedJSON) {
    ("$ref", .string("#/$defs/\(name)"))
  }

  /// A text that is more than blanks; a plain number or word counts as its text.
  package static func filledText(_ description: String? = nil) -> OrderedJSON {
    .object(
      (description.map { [("description", .string($0))] } ?? []) + [
        ("type", types("string", "number", "boolean")), ("pattern", .string(#"\S"#)),
      ])
  }
}
