import FailoverBase
import FailoverInventory

/// What a configuration file asks of an audit; what it does not say is nil or empty.
///
/// It can neither let programs run nor name a report to write.
public struct Configuration: Sendable {
  /// A key of the file.
  public enum Key: String, Sendable, CaseIterable {
    case select, skip, severities, parameters
    case ownRanges = "own-ranges"
    case failOn = "fail-on"
    case allowUnknown = "allow-unknown"
    case datacenters
    case waivers, baseline, rules, exclude
  }

  /// Lists, and the places of their keys.
  public internal(set) var select: Placed<[String]>?
  public internal(set) var skip: Placed<[String]>?
  public internal(set) var ownRanges: Placed<[AddressRange]>?
  /// Ids or names of the data centers that are meant.
  public internal(set) var datacenters: Placed<[String]>?
  public internal(set) var exclude: Placed<[NamePattern]>?
  public internal(set) var failOn: Placed<Severity>?
  public internal(set) var allowUnknown: Placed<Bool>?
  /// By the rule's id.
  public internal(set) var severities: [String: Placed<Severity>] = [:]
  /// By `rule.parameter`.
  public internal(set) var parameters: [String: Placed<Int>] = [:]
  /// Paths as the file has them: relative ones are meant from its folder. Each with its own place.
  public internal(set) var waivers: Placed<[Placed<String>]>?
  public internal(set) var rules: Placed<[Placed<String>]>?
  /// A path likewise.
  public internal(set) var baseline: Placed<String>?

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name for messages.
  ///   - rules: all rules that there are, given the folders of rules that the file names.
  /// - Throws: `FileFault` for the first thing that is wrong.
  public init(
    _ bytes: [UInt8], file: String,
    rules find: ([Placed<String>]) throws(FileFault) -> [RuleInfo]
  ) throws(FileFault) {
    guard let root = try YAMLDocument.read(bytes, file: file), !root.isNull else { return }
    let members = try YAMLMembers(root, "a configuration", keys: Key.allCases.map(\.rawValue))
    var folders: [Placed<String>] = []
    if let node = members[Key.rules.rawValue] {
      folders = try ConfigurationReader(key: Key.rules.rawValue, rules: []).paths(node)
    }
    let rules = try find(folders)
    for key in Key.allCases {
      guard let node = members[key.rawValue] else { continue }
      try take(key, node, members.place(of: key.rawValue), rules)
    }
  }

  private mutating func take(
    _ key: Key, _ node: YAMLNode, _ place: YAMLPlace, _ rules: [RuleInfo]
  ) throws(FileFault) {
    let reader = ConfigurationReader(key: key.rawValue, rules: rules)
    switch key {
    case .select: select = Placed(try reader.selection(node), at: place)
    case .skip: skip = Placed(try reader.selection(node), at: place)
    case .severities: severities = try reader.severities(node)
    case .parameters: parameters = try reader.parameters(node)
    case .ownRanges: ownRanges = Placed(try reader.ranges(node), at: place)
    case .failOn: failOn = Placed(try reader.severity(node, key.rawValue), at: place)
    case .allowUnknown: allowUnknown = Placed(try node.boolean(key.rawValue), at: place)
    case .datacenters: datacenters = Placed(try reader.texts(node), at: place)
    case .waivers: waivers = Placed(try reader.paths(node), at: place)
    case .baseline: baseline = Placed(try reader.path(node), at: place)
    case .exclude: exclude = Placed(try reader.patterns(node), at: place)
    case .rules: self.rules = Placed(try reader.paths(node), at: place)
    }
  }
}

/// Reads the value of one key.
private struct ConfigurationReader {
  let key: String
  let rules: [RuleInfo]

  func selection(_ node: YAMLNode) throws(FileFault) -> [String] {
    var words: [String] = []
    let ids = rules.flatMap { [$0.id] + $0.aliases }
    for item in try node.items(key) {
      let word = try item.filledText("an item of \(key)")
      if !ids.contains(word) && Family(rawValue: word) == nil {
        let known = ids + Family.allCases.map(\.rawValue)
        throw unknown("rule or family", word, known, at: item.place)
      }
      words.append(word)
    }
    return words
  }

  func severities(_ node: YAMLNode) throws(FileFault) -> [String: Placed<Severity>] {
    var severities: [String: Placed<Severity>] = [:]
    for member in try node.freeMembers(key) {
      let info = try rule(member)
      let placed = Placed(
        try severity(member.value, "the severity of \(info.id)"), at: member.place)
      if severities.updateValue(placed, forKey: info.id) != nil {
        throw FileFault(member.place, "the severity of \(info.id) is there twice")
      }
    }
    return severities
  }

  func severity(_ node: YAMLNode, _ what: String) throws(FileFault) -> Severity {
    if case .scalar(let scalar) = node.value, scalar.text == "off" {
      throw FileFault(
        node.place, "\(what) cannot be off; name the rule under \"skip\" to leave it out")
    }
    let word = try node.word(what, of: Severity.allCases.map(\.rawValue))
    // It is one of them.
    return Severity(rawValue: word) ?? .error
  }

  func parameters(_ node: YAMLNode) throws(FileFault) -> [String: Placed<Int>] {
    var values: [String: Placed<Int>] = [:]
    for member in try node.freeMembers(key) {
      let info = try rule(member)
      for parameter in try member.value.freeMembers("the parameters of \(info.id)") {
        guard let known = info.parameters.first(where: { $0.name == parameter.key }) else {
          throw FileFault(
            parameter.place, noParameter(parameter.key, of: info))
        }
        let name = "\(info.id).\(known.name)"
        let value = Placed(
          try parameter.value.integer(name, in: known.range), at: parameter.place)
        if values.updateValue(value, forKey: name) != nil {
          throw FileFault(parameter.place, "\(name) is there twice")
        }
      }
    }
    return values
  }

  private func noParameter(_ name: String, of info: RuleInfo) -> String {
    let names = info.parameters.map(\.name)
    if names.isEmpty { return "\(info.id) has no parameters" }
    let hint = NearestWord.of(name, among: names).map { "; did you mean \"\($0)\"?" }
    return "\(info.id) has no parameter \"\(name.prefix(100))\""
      + (hint ?? "; there are \(names.joined(separator: ", "))")
  }

  func ranges(_ node: YAMLNode) throws(FileFault) -> [AddressRange] {
    var ranges: [AddressRange] = []
    for item in try node.items(key) {
      let text = try item.filledText("an item of \(key)")
      guard let range = AddressRange(text) else {
        throw FileFault(
          item.place,
          "\(key) takes IPv4 ranges such as 198.51.100.0/24, without bits after the prefix, not "
            + "\"\(text.prefix(100))\"")
      }
      ranges.append(range)
    }
    return ranges
  }

  func texts(_ node: YAMLNode) throws(FileFault) -> [String] {
    var texts: [String] = []
    for item in try node.items(key) { texts.append(try item.filledText("an item of \(key)")) }
    return texts
  }

  func patterns(_ node: YAMLNode) throws(FileFault) -> [NamePattern] {
    var patterns: [NamePattern] = []
    for item in try node.items(key) {
      let text = try item.filledText("an item of \(key)")
      guard let pattern = NamePattern(text) else {
        throw FileFault(
          item.place,
          "\(key) takes names or paths with * and ?, not \"\(text.prefix(100))\"")
      }
      patterns.append(pattern)
    }
    return patterns
  }

  func paths(_ node: YAMLNode) throws(FileFault) -> [Placed<String>] {
    var paths: [Placed<String>] = []
    for item in try node.items(key) {
      paths.append(Placed(try path(item, "an item of \(key)"), at: item.place))
    }
    return paths
  }

  func path(_ node: YAMLNode, _ what: String? = nil) throws(FileFault) -> String {
    let path = try node.filledText(what ?? key)
    if path.utf8.contains(0) { throw FileFault(node.place, "a path holds no character NUL") }
    return path
  }

  private func rule(_ member: YAMLMember) throws(FileFault) -> RuleInfo {
    let id = RuleNames(rules).id(of: member.key)
    if let info = rules.first(where: { $0.id == id }) { return info }
    throw unknown("rule", member.key, rules.map(\.id), at: member.place)
  }

  private func unknown(
    _ what: String, _ word: String, _ known: [String], at place: YAMLPlace
  ) -> FileFault {
    let hint =
      NearestWord.of(word, among: known).map { "; did you mean \"\($0)\"?" }
      ?? "; failover-audit rules lists all of them"
    return FileFault(place, "no \(what) is called \"\(word.prefix(100))\"" + hint)
  }
}
