import FailoverBase
import FailoverInventory

/// Reads the examples of a rule file: an inventory in the neutral format, written as YAML, and what
/// is expected.
enum RuleExamples {
  static func read(
    _ members: YAMLMembers, _ parameters: [Parameter]
  ) throws(FileFault) -> [Example] {
    let node = try members.required("examples")
    var examples: [Example] = []
    for item in try node.items("\"examples\"") {
      examples.append(try example(item, parameters))
    }
    if examples.allSatisfy(\.outcomes.isEmpty) {
      throw FileFault(node.place, "a rule has at least one example that names an outcome")
    }
    return examples
  }

  private static func example(
    _ node: YAMLNode, _ known: [Parameter]
  ) throws(FileFault) -> Example {
    let keys = ["title", "parameters", "own-ranges", "inventory", "outcomes"]
    let members = try YAMLMembers(node, "an example", keys: keys)
    var outcomes: [String: Outcome] = [:]
    var messages: [String: [String]] = [:]
    for member in try members.required("outcomes").freeMembers("\"outcomes\"") {
      let (outcome, own) = try expectation(member.value)
      outcomes[member.key] = outcome
      messages[member.key] = own
    }
    return Example(
      try members.required("title").sentence("\"title\""),
      .inventory(try inventory(try members.required("inventory"))),
      parameters: try parameters(members, known), ownRanges: try ranges(members),
      outcomes: outcomes, messages: messages, file: node.place.file, line: node.place.line)
  }

  /// A word, or a word with the messages that go with it.
  private static func expectation(_ node: YAMLNode) throws(FileFault) -> (Outcome, [String]?) {
    let words = [Outcome.pass, .fail, .unknown, .notApplicable, .error].map(\.word)
    func outcome(_ node: YAMLNode) throws(FileFault) -> Outcome {
      let word = try node.word("an outcome", of: words)
      return Outcome.allCases.first { $0.word == word } ?? .error
    }
    if case .scalar = node.value { return (try outcome(node), nil) }
    let members = try YAMLMembers(node, "an outcome", keys: ["outcome", "message", "messages"])
    var messages: [String]?
    if let one = members["message"] { messages = [try one.text("\"message\"")] }
    for item in try members["messages"]?.items("\"messages\"") ?? [] {
      messages = (messages ?? []) + [try item.text("a message")]
    }
    return (try outcome(try members.required("outcome")), messages)
  }

  private static func parameters(
    _ members: YAMLMembers, _ known: [Parameter]
  ) throws(FileFault) -> [String: Int] {
    var values: [String: Int] = [:]
    for member in try members["parameters"]?.freeMembers("\"parameters\"") ?? [] {
      guard let parameter = known.first(where: { $0.name == member.key }) else {
        let hint =
          NearestWord.of(member.key, among: known.map(\.name))
          .map { "; did you mean \"\($0)\"?" } ?? ""
        throw FileFault(member.place, "the rule has no parameter \"\(member.key)\"" + hint)
      }
      values[member.key] = try member.value.integer("\"\(member.key)\"", in: parameter.range)
    }
    return values
  }

  private static func ranges(_ members: YAMLMembers) throws(FileFault) -> [String] {
    var ranges: [String] = []
    for item in try members["own-ranges"]?.items("\"own-ranges\"") ?? [] {
      let text = try item.text("a range")
      guard AddressRange(text) != nil else {
        throw FileFault(item.place, "a range is an IPv4 range such as 198.51.100.0/24")
      }
      ranges.append(text)
    }
    return ranges
  }

  // MARK: Inventories

  /// The inventory as the JSON that it would be, with its format.
  private static func inventory(_ node: YAMLNode) throws(FileFault) -> OrderedJSON {
    let inventory = try json(node)
    guard case .object = inventory else {
      throw FileFault(node.place, "an inventory is a mapping of keys to values here")
    }
    return inventory.withFormat
  }

  private static func json(_ node: YAMLNode) throws(FileFault) -> OrderedJSON {
    switch node.value {
    case .scalar(let scalar):
      if scalar.isNull { return .null }
      if let boolean = scalar.boolean { return .bool(boolean) }
      if let integer = scalar.integer { return .number(integer) }
      return .string(scalar.text)
    case .sequence(let items):
      var values: [OrderedJSON] = []
      for item in items { values.append(try json(item)) }
      return .array(values)
    case .mapping(let members):
      var values: [(key: String, value: OrderedJSON)] = []
      for member in members { values.append((member.key, try json(member.value))) }
      return .object(values)
    }
  }
}
