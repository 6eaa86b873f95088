import FailoverBase
import FailoverInventory

/// The settings of a configuration file; a setting that it does not have is nil or empty.
///
/// It can neither let programs run nor name a report to write.
package struct Configuration: Sendable {
  /// A key of the file.
  package enum Key: String, Sendable, CaseIterable {
    case select, skip, severities, parameters
    case ownRanges = "own-ranges"
    case failOn = "fail-on"
    case allowUnknown = "allow-unknown"
    case datacenters
    case waivers, baseline, rules, exclude, ha
  }

  /// Lists, and the places of their keys.
  package internal(set) var select: Located<[String]>?
  package internal(set) var skip: Located<[String]>?
  package internal(set) var ownRanges: Located<[AddressRange]>?
  /// Ids or names of the data centers that are meant.
  package internal(set) var datacenters: Located<[String]>?
  package internal(set) var exclude: Located<[NamePattern]>?
  package internal(set) var failOn: Located<Severity>?
  package internal(set) var allowUnknown: Located<Bool>?
  /// By the rule's id.
  package internal(set) var severities: [String: Located<Severity>] = [:]
  /// By `rule.parameter`.
  package internal(set) var parameters: [String: Located<Int>] = [:]
  /// Paths as the file has them: relative ones are meant from its folder. Each with its own place.
  package internal(set) var waivers: Located<[Located<String>]>?
  package internal(set) var rules: Located<[Located<String>]>?
  /// Folders of evidence of the failover software.
  package internal(set) var ha: Located<[Located<String>]>?
  /// A path likewise.
  package internal(set) var baseline: Located<String>?

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name for messages.
  ///   - rules: all rules that there are, given the folders of rules that the file names.
  /// - Throws: `FileFaults` for everything that is wrong, also with those rules.
  package init(
    _ bytes: [UInt8], file: String,
    rules find: ([Located<String>]) throws(FileFaults) -> [RuleInfo]
  ) throws(FileFaults) {
    var faults = FileFaults()
    if let root = faults.noting(try YAMLDocument.read(bytes, file: file)) ?? nil, !root.isNull,
      let members = YAMLMembers(
        root, "a configuration", keys: Key.allCases.map(\.rawValue), &faults)
    {
      let rules = takeRules(members, find, &faults)
      for key in Key.allCases where key != .rules {
        guard let node = members[key.rawValue] else { continue }
        take(key, node, members.place(of: key.rawValue), rules, &faults)
      }
    }
    try faults.check()
  }

  /// Takes the folders of rules.
  ///
  /// - Returns: all rules that there are; nil if a fault leaves out some of them, so that it is
  ///   open whether a rule exists.
  private mutating func takeRules(
    _ members: YAMLMembers, _ find: ([Located<String>]) throws(FileFaults) -> [RuleInfo],
    _ faults: inout FileFaults
  ) -> ConfigurationRules? {
    let before = faults.count
    let key = Key.rules.rawValue
    if let node = members[key] {
      rules = ConfigurationReader(key: key).paths(node, &faults)
        .map { Located($0, at: members.place(of: key)) }
    }
    let found = faults.notingAll(try find(rules?.value ?? []))
    return faults.count == before ? found.map(ConfigurationRules.init) : nil
  }

  private mutating func take(
    _ key: Key, _ node: YAMLNode, _ place: YAMLPlace, _ rules: ConfigurationRules?,
    _ faults: inout FileFaults
  ) {
    func located<Value>(_ value: Value?) -> Located<Value>? { value.map { Located($0, at: place) } }
    let reader = ConfigurationReader(key: key.rawValue)
    switch key {
    case .select: select = located(rules?.selection(node, key.rawValue, &faults))
    case .skip: skip = located(rules?.selection(node, key.rawValue, &faults))
    case .severities: severities = rules?.severities(node, key.rawValue, &faults) ?? [:]
    case .parameters: parameters = rules?.parameters(node, key.rawValue, &faults) ?? [:]
    case .ownRanges: ownRanges = located(reader.ranges(node, &faults))
    case .failOn: failOn = located(node.severity(key.rawValue, &faults))
    case .allowUnknown: allowUnknown = located(node.boolean(key.rawValue, &faults))
    case .datacenters: datacenters = located(reader.texts(node, &faults)?.map(\.value))
    case .waivers: waivers = located(reader.paths(node, &faults))
    case .baseline: baseline = located(node.path(key.rawValue, &faults))
    case .exclude: exclude = located(reader.patterns(node, &faults))
    case .ha: ha = located(reader.paths(node, &faults))
    case .rules: break
    }
  }
}

/// Reads the list of a key.
private struct ConfigurationReader {
  let key: String

  func texts(_ node: YAMLNode, _ faults: inout FileFaults) -> [Located<String>]? {
    items(node, &faults) { item, faults in item.filledText("an item of \(key)", &faults) }
  }

  func paths(_ node: YAMLNode, _ faults: inout FileFaults) -> [Located<String>]? {
    items(node, &faults) { item, faults in item.path("an item of \(key)", &faults) }
  }

  func ranges(_ node: YAMLNode, _ faults: inout FileFaults) -> [AddressRange]? {
    texts(node, &faults)?.compactMap { text in
      let range = AddressRange(text.value)
      if range == nil {
        faults.note(
          text.place,
          "\(key) takes IPv4 ranges such as 198.51.100.0/24, without bits after the prefix, not "
            + "\"\(text.value.prefix(100))\"")
      }
      return range
    }
  }

  func patterns(_ node: YAMLNode, _ faults: inout FileFaults) -> [NamePattern]? {
    texts(node, &faults)?.compactMap { text in
      let pattern = NamePattern(text.value)
      if pattern == nil {
        faults.note(
          text.place,
          "\(key) takes names or paths with * and ?, not \"\(text.value.prefix(100))\"")
      }
      return pattern
    }
  }

  private func items<Value>(
    _ node: YAMLNode, _ faults: inout FileFaults,
    _ read: (YAMLNode, inout FileFaults) -> Value?
  ) -> [Located<Value>]? {
    var values: [Located<Value>] = []
    guard let items = node.items(key, &faults) else { return nil }
    for item in items {
      if let value = read(item, &faults) { values.append(Located(value, at: item.place)) }
    }
    return values
  }
}

/// Reads what names rules: all of them are known.
private struct ConfigurationRules {
  private let rules: [String: RuleInfo]
  private let names: RuleNames
  /// In the order of the rules.
  private let ids: [String]
  /// What selects rules.
  private let words: [String]
  private let wordSet: Set<String>

  init(_ rules: [RuleInfo]) {
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    names = RuleNames(rules)
    ids = rules.map(\.id)
    words = rules.flatMap { [$0.id] + $0.aliases } + Family.allCases.map(\.rawValue)
    wordSet = Set(words)
  }

  func selection(
    _ node: YAMLNode, _ key: String, _ faults: inout FileFaults
  ) -> [String]? {
    guard let texts = ConfigurationReader(key: key).texts(node, &faults) else { return nil }
    for text in texts where !wordSet.contains(text.value) {
      noteUnknown("rule or family", text.value, words, at: text.place, &faults)
    }
    return texts.map(\.value)
  }

  func severities(
    _ node: YAMLNode, _ key: String, _ faults: inout FileFaults
  ) -> [String: Located<Severity>] {
    var severities: [String: Located<Severity>] = [:]
    for member in node.freeMembers(key, &faults) ?? [] {
      guard let info = rule(member, &faults) else { continue }
      // A severity that is wrong is there all the same.
      let severity = member.value.severity("the severity of \(info.id)", &faults) ?? info.severity
      if severities.updateValue(Located(severity, at: member.place), forKey: info.id) != nil {
        faults.note(member.place, "the severity of \(info.id) is there twice")
      }
    }
    return severities
  }

  func parameters(
    _ node: YAMLNode, _ key: String, _ faults: inout FileFaults
  ) -> [String: Located<Int>] {
    var values: [String: Located<Int>] = [:]
    for member in node.freeMembers(key, &faults) ?? [] {
      guard let info = rule(member, &faults) else { continue }
      let own = member.value.freeMembers("the parameters of \(info.id)", &faults) ?? []
      for parameter in own { take(parameter, of: info, &values, &faults) }
    }
    return values
  }

  private func take(
    _ parameter: YAMLMember, of info: RuleInfo, _ values: inout [String: Located<Int>],
    _ faults: inout FileFaults
  ) {
    guard let known = info.parameters.first(where: { $0.name == parameter.key }) else {
      return faults.note(parameter.place, noParameter(parameter.key, of: info))
    }
    let name = "\(info.id).\(known.name)"
    // A value that is wrong is there all the same.
    let value = parameter.value.integer(name, in: known.range, &faults) ?? known.defaultValue
    if values.updateValue(Located(value, at: parameter.place), forKey: name) != nil {
      faults.note(parameter.place, "\(name) is there twice")
    }
  }

  private func noParameter(_ name: String, of info: RuleInfo) -> String {
    let names = info.parameters.map(\.name)
    if names.isEmpty { return "\(info.id) has no parameters" }
    return "\(info.id) has no parameter \"\(name.prefix(100))\""
      + NearestWord.hint(
        for: name, among: names, else: "; there are \(names.joined(separator: ", "))")
  }

  private func rule(_ member: YAMLMember, _ faults: inout FileFaults) -> RuleInfo? {
    if let info = rules[names.id(of: member.key)] { return info }
    noteUnknown("rule", member.key, ids, at: member.place, &faults)
    return nil
  }

  private func noteUnknown(
    _ what: String, _ word: String, _ known: [String], at place: YAMLPlace,
    _ faults: inout FileFaults
  ) {
    faults.note(
      place,
      "no \(what) is called \"\(word.prefix(100))\""
        + NearestWord.hint(
          for: word, among: known, else: "; failover-audit rules lists all of them"))
  }
}

extension YAMLNode {
  fileprivate func severity(_ what: String, _ faults: inout FileFaults) -> Severity? {
    if case .scalar(let scalar) = value, scalar.text == "off" {
      faults.note(place, "\(what) cannot be off; name the rule under \"skip\" to leave it out")
      return nil
    }
    return word(what, of: Severity.allCases.map(\.rawValue), &faults)
      .flatMap { Severity(rawValue: $0) }
  }

  fileprivate func path(_ what: String, _ faults: inout FileFaults) -> String? {
    guard let path = filledText(what, &faults) else { return nil }
    if !path.utf8.contains(0) { return path }
    faults.note(place, "a path holds no character NUL")
    return nil
  }
}
