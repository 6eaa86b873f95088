import FailoverBase

/// The JSON Schema of a waiver file, for editors; it accepts what the reader accepts.
package enum WaiverSchema {
  /// - Parameter rules: all rules that there are.
  package static func json(_ rules: [RuleInfo]) -> String {
    let members = FiledWaiver.Key.allCases.map { ($0.rawValue, schema(of: $0, rules)) }
    return SchemaText.document(
      "Waivers of failover-audit",
      "Name the file with --waivers, or under waivers in the configuration.",
      [
        ("type", SchemaText.types("object", "null")), ("additionalProperties", .bool(false)),
        (
          "properties",
          .object([
            (
              "waivers",
              .object([
                ("type", SchemaText.types("array", "null")),
                ("items", .object([SchemaText.reference("waiver")])),
              ])
            )
          ])
        ),
        (
          "$defs",
          .object([
            (
              "waiver",
              .object([
                ("type", .string("object")), ("additionalProperties", .bool(false)),
                ("required", .array(members.map { .string($0.0) })),
                ("properties", .object(members)),
              ])
            )
          ])
        ),
      ])
  }

  private static func schema(of key: FiledWaiver.Key, _ rules: [RuleInfo]) -> OrderedJSON {
    let description = ("description", OrderedJSON.string(key.summary))
    switch key {
    case .rule:
      let ids = rules.filter { $0.subjects != [.waivers] }.map { OrderedJSON.string($0.id) }
      return .object([description, ("enum", .array(ids))])
    case .subject:
      return .object([
        description, ("type", SchemaText.types("string", "number", "boolean")),
        ("pattern", .string(#"[\p{L}\p{N}]"#)),
        ("maxLength", .number(WaiverFileReader.subjectLimit)),
      ])
    case .expires:
      return .object([
        description, ("type", .string("string")),
        ("pattern", .string(#"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$"#)),
      ])
    case .reason, .owner, .approver: return SchemaText.filledText(key.summary)
    }
  }
}
