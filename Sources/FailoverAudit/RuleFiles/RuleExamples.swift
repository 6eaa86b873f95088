import FailoverBase
import FailoverInventory

/// Reads the examples of a rule file: an inventory in the neutral format, written as YAML, and what
/// is expected.
enum RuleExamples {
  /// - Parameter parameters: those of the rule; nil if they are wrong themselves.
  static func read(
    _ members: YAMLMembers, _ parameters: [Parameter]?, _ faults: inout FileFaults
  ) -> [Example] {
    let before = faults.count
    guard let node = members.required("examples", &faults),
      let items = node.items("\"examples\"", &faults)
    else { return [] }
    let examples = items.compactMap { example($0, parameters, &faults) }
    // An example that is wrong may be meant to name one.
    if faults.count == before && examples.allSatisfy(\.outcomes.isEmpty) {
      faults.note(node.place, "a rule has at least one example that names an outcome")
    }
    return examples
  }

  /// The examples of a list by itself.
  static func list(
    _ node: YAMLNode, _ parameters: [Parameter], _ faults: inout FileFaults
  ) -> [Example] {
    (node.items("the examples", &faults) ?? []).compactMap { example($0, parameters, &faults) }
  }

  private static func example(
    _ node: YAMLNode, _ known: [Parameter]?, _ faults: inout FileFaults
  ) -> Example? {
    let keys = ["title", "parameters", "own-ranges", "inventory", "outcomes"]
    guard let members = YAMLMembers(node, "an example", keys: keys, &faults) else { return nil }
    var outcomes: [String: Outcome] = [:]
    var messages: [String: [String]] = [:]
    let expected = members.required("outcomes", &faults)?.freeMembers("\"outcomes\"", &faults)
    for member in expected ?? [] {
      let (outcome, own) = expectation(member.value, &faults)
      outcomes[member.key] = outcome
      messages[member.key] = own
    }
    let title = members.required("title", &faults)?.sentence("\"title\"", &faults)
    let inventory = members.required("inventory", &faults).flatMap {
      RuleExamples.inventory($0, &faults)
    }
    let parameters = parameters(members, known, &faults)
    let ranges = ranges(members, &faults)
    guard let title, let inventory else { return nil }
    return Example(
      title, .inventory(inventory), parameters: parameters, ownRanges: ranges,
      outcomes: outcomes, messages: messages, file: node.place.file, line: node.place.line)
  }

  /// A word, or a word with the messages that go with it.
  private static func expectation(
    _ node: YAMLNode, _ faults: inout FileFaults
  ) -> (Outcome?, [String]?) {
    if case .scalar = node.value { return (outcome(node, &faults), nil) }
    let keys = ["outcome", "message", "messages"]
    guard let members = YAMLMembers(node, "an outcome", keys: keys, &faults) else {
      return (nil, nil)
    }
    var messages = members["message"].map { [$0.text("\"message\"", &faults)] }
    if let others = members["messages"]?.items("\"messages\"", &faults) {
      messages = (messages ?? []) + others.map { $0.text("a message", &faults) }
    }
    let outcome = members.required("outcome", &faults).flatMap { RuleExamples.outcome($0, &faults) }
    return (outcome, messages?.compactMap(\.self))
  }

  private static func outcome(_ node: YAMLNode, _ faults: inout FileFaults) -> Outcome? {
    let outcomes = [Outcome.pass, .fail, .unknown, .notApplicable, .error]
    let word = node.word("an outcome", of: outcomes.map(\.word), &faults)
    return outcomes.first { $0.word == word }
  }

  private static func parameters(
    _ members: YAMLMembers, _ known: [Parameter]?, _ faults: inout FileFaults
  ) -> [String: Int] {
    var values: [String: Int] = [:]
    for member in members["parameters"]?.freeMembers("\"parameters\"", &faults) ?? [] {
      guard let known else { continue }
      guard let parameter = known.first(where: { $0.name == member.key }) else {
        faults.note(
          member.place,
          "the rule has no parameter \"\(member.key)\""
            + NearestWord.hint(for: member.key, among: known.map(\.name)))
        continue
      }
      values[member.key] = member.value.integer(
        "\"\(member.key)\"", in: parameter.range, &faults)
    }
    return values
  }

  private static func ranges(_ members: YAMLMembers, _ faults: inout FileFaults) -> [String] {
    var ranges: [String] = []
    for item in members["own-ranges"]?.items("\"own-ranges\"", &faults) ?? [] {
      guard let text = item.text("a range", &faults) else { continue }
      if AddressRange(text) == nil {
        faults.note(item.place, "a range is an IPv4 range such as 198.51.100.0/24")
      }
      ranges.append(text)
    }
    return ranges
  }

  // MARK: Inventories

  /// The inventory as the JSON that it would be, with its format.
  private static func inventory(_ node: YAMLNode, _ faults: inout FileFaults) -> OrderedJSON? {
    let inventory = json(node)
    if case .object = inventory { return inventory.withFormat }
    faults.note(node.place, "an inventory is a mapping of keys to values here")
    return nil
  }

  private static func json(_ node: YAMLNode) -> OrderedJSON {
    switch node.value {
    case .scalar(let scalar):
      if scalar.isNull { return .null }
      if let boolean = scalar.boolean { return .bool(boolean) }
      if let integer = scalar.integer { return .number(integer) }
      return .string(scalar.text)
    case .sequence(let items): return .array(items.map(json))
    case .mapping(let members):
      return .object(members.map { (key: $0.key, value: json($0.value)) })
    }
  }
}
