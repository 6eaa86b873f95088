import FailoverBase
import FailoverInventory

/// What a rule file declares, in YAML: all that `RuleInfo` says, and how outcomes are worded.
struct RuleHeader: Sendable {
  let info: RuleInfo
  let subjects: SubjectSet
  /// What a failure says; programs bring their own sentences.
  let message: MessageTemplate?
  let unknown: MessageTemplate?
  let notApplicable: MessageTemplate?
  /// Facts that must be known of a subject, as `column` or `table.column`, with their places.
  private(set) var requires: [(fact: String, place: YAMLPlace)]
  /// The program and its arguments, of a rule that is one.
  let run: [String]
  /// Where the values of keys are.
  let places: [String: YAMLPlace]

  private static let common = [
    "id", "title", "severity", "family", "subjects", "rationale", "remediation", "references",
    "controls", "parameters", "aliases", "examples", "loss", "unknown-remedy", "shared-cause",
  ]
  static let sqlKeys = common + ["requires", "message", "unknown", "not-applicable"]
  static let programKeys = common + ["run"]

  /// - Parameters:
  ///   - node: the root of the header.
  ///   - id: the id in the name of the file.
  ///   - keys: the keys that it may have.
  ///   - origin: the file, of a rule that is not part of the program.
  init(
    _ node: YAMLNode, id: String, keys: [String], origin: RuleFileOrigin?
  ) throws(FileFault) {
    let members = try YAMLMembers(node, "a rule", keys: keys)
    places = Dictionary(uniqueKeysWithValues: keys.map { ($0, members.place(of: $0)) })
    subjects = try RuleHeader.subjects(members)
    info = try RuleHeader.info(members, id, subjects, origin)
    message = try RuleHeader.template(members, "message")
    unknown = try RuleHeader.template(members, "unknown")
    notApplicable = try RuleHeader.template(members, "not-applicable")
    var requires: [(fact: String, place: YAMLPlace)] = []
    for item in try members["requires"]?.items("\"requires\"") ?? [] {
      requires.append((try item.filledText("a fact"), item.place))
    }
    self.requires = requires
    var run: [String] = []
    for word in try members["run"]?.items("\"run\"") ?? [] {
      run.append(try word.text("a word of the command"))
    }
    self.run = run
  }

  func withoutFact(_ fact: String) -> RuleHeader {
    var other = self
    other.requires.removeAll { $0.fact == fact }
    return other
  }

  private static func info(
    _ members: YAMLMembers, _ id: String, _ subjects: SubjectSet, _ origin: RuleFileOrigin?
  ) throws(FileFault) -> RuleInfo {
    let own = try members.required("id").text("\"id\"")
    if own != id {
      throw FileFault(
        members.place(of: "id"), "the id is \"\(own)\", but the file is named \"\(id)\"")
    }
    if !isID(id) {
      throw FileFault(members.place(of: "id"), "an id is words of a-z and 0-9 joined by -")
    }
    if Family(rawValue: id) != nil {
      throw FileFault(members.place(of: "id"), "\"\(id)\" is a family of rules")
    }
    let severities = Severity.allCases.map(\.rawValue)
    let families = Family.allCases.map(\.rawValue)
    let severity = try members.required("severity").word("\"severity\"", of: severities)
    let family = try members.required("family").word("\"family\"", of: families)
    let parameters = try RuleHeader.parameters(members)
    return RuleInfo(
      id: id, title: try members.required("title").sentence("\"title\""),
      severity: Severity(rawValue: severity) ?? .warning,
      family: Family(rawValue: family) ?? .dataQuality, subjects: [subjects],
      rationale: try members.required("rationale").filledText("\"rationale\"").onOneLine,
      remediation: try members.required("remediation").filledText("\"remediation\"").onOneLine,
      unknownRemedy: try members["unknown-remedy"]?.filledText("\"unknown-remedy\"").onOneLine,
      loss: try word(members, "loss"), sharedCause: try word(members, "shared-cause") ?? .subject,
      references: try references(members), controls: try controls(members),
      parameters: parameters, aliases: try aliases(members, of: id), file: origin,
      examples: try RuleExamples.read(members, parameters))
  }

  /// One of the words of a type; nil if the key is not there.
  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ members: YAMLMembers, _ key: String
  ) throws(FileFault) -> Word? {
    guard let node = members[key] else { return nil }
    return Word(rawValue: try node.word("\"\(key)\"", of: Word.allCases.map(\.rawValue)))
  }

  private static func aliases(
    _ members: YAMLMembers, of id: String
  ) throws(FileFault) -> [String] {
    var aliases: [String] = []
    for item in try members["aliases"]?.items("\"aliases\"") ?? [] {
      let alias = try item.filledText("an alias")
      if !isID(alias) { throw FileFault(item.place, "an id is words of a-z and 0-9 joined by -") }
      if alias == id || aliases.contains(alias) {
        throw FileFault(item.place, "\"\(alias)\" is the rule's id, or is there twice")
      }
      aliases.append(alias)
    }
    return aliases
  }

  static func isID(_ text: String) -> Bool {
    let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return text.utf8.count <= 64
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
              || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
          }
      }
  }

  // MARK: Keys

  private static func subjects(_ members: YAMLMembers) throws(FileFault) -> SubjectSet {
    // Waivers are not part of the inventory that a statement or a program sees.
    let words = SubjectSet.allCases.filter { $0 != .waivers }.map(\.word)
    let word = try members.required("subjects").word("\"subjects\"", of: words)
    return SubjectSet.allCases.first { $0.word == word } ?? .groups
  }

  private static func template(
    _ members: YAMLMembers, _ key: String
  ) throws(FileFault) -> MessageTemplate? {
    guard let node = members[key] else { return nil }
    return try MessageTemplate(try node.sentence("\"\(key)\"")) { FileFault(node.place, $0) }
  }

  private static func references(_ members: YAMLMembers) throws(FileFault) -> [Reference] {
    var references: [Reference] = []
    for item in try members["references"]?.items("\"references\"") ?? [] {
      let reference = try YAMLMembers(item, "a reference", keys: ["title", "url"])
      let url = try reference.required("url").filledText("\"url\"")
      guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
        throw FileFault(reference.place(of: "url"), "\"url\" begins with https://")
      }
      references.append(Reference(try reference.required("title").filledText("\"title\""), url))
    }
    return references
  }

  private static func controls(_ members: YAMLMembers) throws(FileFault) -> [Control] {
    var controls: [Control] = []
    for item in try members["controls"]?.items("\"controls\"") ?? [] {
      let control = try YAMLMembers(item, "a control", keys: ["framework", "id", "title"])
      controls.append(
        Control(
          try control.required("framework").filledText("\"framework\""),
          try control.required("id").filledText("\"id\""),
          try control.required("title").filledText("\"title\"")))
    }
    return controls
  }

  private static func parameters(_ members: YAMLMembers) throws(FileFault) -> [Parameter] {
    var parameters: [Parameter] = []
    for member in try members["parameters"]?.freeMembers("\"parameters\"") ?? [] {
      if !isID(member.key) {
        throw FileFault(member.place, "the name of a parameter is words of a-z and 0-9 joined by -")
      }
      let keys = ["summary", "minimum", "maximum", "standard"]
      let own = try YAMLMembers(member.value, "a parameter", keys: keys)
      let all = -1_000_000_000...1_000_000_000
      let minimum = try own.required("minimum").integer("\"minimum\"", in: all)
      let maximum = try own.required("maximum").integer("\"maximum\"", in: minimum...all.upperBound)
      parameters.append(
        Parameter(
          member.key, try own.required("summary").sentence("\"summary\""), in: minimum...maximum,
          standard: try own.required("standard").integer("\"standard\"", in: minimum...maximum)))
    }
    return parameters
  }
}

extension YAMLNode {
  /// One sentence without a full stop.
  func sentence(_ what: String) throws(FileFault) -> String {
    let text = try filledText(what).onOneLine
    if text.hasSuffix(".") { throw FileFault(place, "\(what) ends without a full stop") }
    return text
  }
}

extension String {
  /// The words with one blank between them.
  var onOneLine: String {
    var words: [Substring] = []
    for word in split(whereSeparator: {
      $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" || $0 == "\r"
    }) {
      words.append(word)
    }
    return words.joined(separator: " ")
  }
}
