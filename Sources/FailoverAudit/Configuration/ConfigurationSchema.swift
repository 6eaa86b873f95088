import FailoverBase

/// The JSON Schema of a configuration file, for editors; it accepts what the reader accepts.
package enum ConfigurationSchema {
  /// - Parameter rules: all rules that may be named.
  package static func json(_ rules: [RuleInfo]) -> String {
    SchemaText.document(
      "Configuration of failover-audit",
      "Put it beside where you run failover-audit, as failover-audit.yml, or name it with --config.",
      [
        ("type", SchemaText.types("object", "null")), ("additionalProperties", .bool(false)),
        ("properties", .object(Configuration.Key.allCases.map { ($0.rawValue, $0.schema(rules)) })),
        ("$defs", definitions(rules)),
      ])
  }

  private static func definitions(_ rules: [RuleInfo]) -> OrderedJSON {
    let words = rules.map(\.id) + Family.allCases.map(\.rawValue)
    return .object([
      (
        "severity",
        .object([("enum", .array(Severity.allCases.map { .string($0.rawValue) }))])
      ),
      (
        "selection",
        .object([
          ("type", SchemaText.types("array", "null")),
          ("items", .object([("enum", .array(words.map { .string($0) }))])),
        ])
      ),
      (
        "paths",
        .object([
          ("type", SchemaText.types("array", "null")), ("items", SchemaText.filledText()),
        ])
      ),
    ])
  }
}

extension Configuration.Key {
  /// What the key is for, as a sentence.
  var summary: String {
    switch self {
    case .select: "Run only these rules and families; as --select."
    case .skip: "Leave out these rules and families, even if selected; as --skip."
    case .severities: "Other severities than the declared ones, by rule; as --severity."
    case .parameters: "Parameters of rules, by rule and name; as --set."
    case .ownRanges:
      "IPv4 ranges that you brought in yourself: they are public and reserved; as --own-ranges."
    case .failOn: "The least severity that makes exit code 1; as --fail-on."
    case .allowUnknown: "Let unknown outcomes and incomplete exports pass; as --allow-unknown."
    case .datacenters:
      "Ids or names of the data centers that are meant; one that is missing makes the audit incomplete; as --datacenter."
    case .waivers: "Waiver files, relative to this file; as --waivers."
    case .baseline: "A baseline, relative to this file; as --baseline."
    case .exclude:
      "Names of files and folders that are not read, with * and ?; as --exclude."
    case .rules: "Folders of rules, relative to this file; as --rules."
    case .ha:
      "Folders of evidence of the failover software on the servers, relative to this file; as --ha."
    }
  }

  func schema(_ rules: [RuleInfo]) -> OrderedJSON {
    .object([("description", .string(summary))] + constraints(rules))
  }

  private func constraints(_ rules: [RuleInfo]) -> [(key: String, value: OrderedJSON)] {
    switch self {
    case .select, .skip: [SchemaText.reference("selection")]
    case .waivers, .rules, .exclude, .ha: [SchemaText.reference("paths")]
    case .baseline: [("type", SchemaText.types("string", "null"))]
    case .failOn:
      [("enum", .array(Severity.allCases.map { .string($0.rawValue) } + [.null]))]
    case .allowUnknown: [("type", SchemaText.types("boolean", "null"))]
    case .datacenters:
      [("type", SchemaText.types("array", "null")), ("items", SchemaText.filledText())]
    case .ownRanges:
      [
        ("type", SchemaText.types("array", "null")),
        ("items", .object([("type", .string("string")), ("pattern", .string(Self.range))])),
      ]
    case .severities:
      Self.members(rules.map { ($0.id, .object([SchemaText.reference("severity")])) })
    case .parameters:
      Self.members(
        rules.filter { !$0.parameters.isEmpty }.map { info in
          (info.id, .object(Self.members(info.parameters.map { ($0.name, $0.schema) }, "object")))
        })
    }
  }

  /// A range in CIDR notation, as far as a pattern can check.
  private static let range = #"^\s*[0-9]{1,3}(\.[0-9]{1,3}){3}/([0-9]|[12][0-9]|3[0-2])\s*$"#

  private static func members(
    _ members: [(key: String, value: OrderedJSON)], _ types: String...
  ) -> [(key: String, value: OrderedJSON)] {
    [
      ("type", types.isEmpty ? SchemaText.types("object", "null") : SchemaText.types(types[0])),
      ("additionalProperties", .bool(false)), ("properties", .object(members)),
    ]
  }
}

extension Parameter {
  fileprivate var schema: OrderedJSON {
    .object([
      ("description", .string("\(summary); \(defaultValue) unless set")),
      ("type", .string("integer")), ("minimum", .number(range.lowerBound)),
      ("maximum", .number(range.upperBound)),
    ])
  }
}
