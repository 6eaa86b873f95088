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

  /// Reads a header; nil if anything in it is wrong, which is noted.
  ///
  /// - Parameters:
  ///   - node: the root of the header.
  ///   - id: the id in the name of the file.
  ///   - keys: the keys that it may have.
  ///   - origin: the file, of a rule that is not part of the program; given the header's command.
  init?(
    _ node: YAMLNode, id: String, keys: [String],
    origin: (_ run: [String]) -> RuleFileOrigin?, _ faults: inout FileFaults
  ) {
    let before = faults.count
    guard let members = YAMLMembers(node, "a rule", keys: keys, &faults) else { return nil }
    places = Dictionary(uniqueKeysWithValues: keys.map { ($0, members.place(of: $0)) })
    let subjects = RuleHeader.subjects(members, &faults)
    if keys.contains("message") && members["message"] == nil {
      faults.note(members.place(of: "message"), "a rule in SQL needs \"message\"")
    }
    message = RuleHeader.template(members, "message", &faults)
    unknown = RuleHeader.template(members, "unknown", &faults)
    notApplicable = RuleHeader.template(members, "not-applicable", &faults)
    requires = RuleHeader.requires(members, &faults)
    run = keys.contains("run") ? RuleHeader.run(members, &faults) : []
    let info = RuleHeader.info(members, id, subjects, origin(run), &faults)
    guard let info, let subjects, faults.count == before else { return nil }
    (self.info, self.subjects) = (info, subjects)
  }

  func withoutFact(_ fact: String) -> RuleHeader {
    var other = self
    other.requires.removeAll { $0.fact == fact }
    return other
  }

  private static func info(
    _ members: YAMLMembers, _ id: String, _ subjects: SubjectSet?, _ origin: RuleFileOrigin?,
    _ faults: inout FileFaults
  ) -> RuleInfo? {
    checkID(members, id, &faults)
    let severity: Severity? = word(members.required("severity", &faults), "severity", &faults)
    let family: Family? = word(members.required("family", &faults), "family", &faults)
    let parameters = RuleHeader.parameters(members, &faults)
    let title = members.required("title", &faults)?.sentence("\"title\"", &faults)
    let rationale = line(members.required("rationale", &faults), "rationale", &faults)
    let remediation = line(members.required("remediation", &faults), "remediation", &faults)
    let unknownRemedy = line(members["unknown-remedy"], "unknown-remedy", &faults)
    let loss: FailureCost? = word(members["loss"], "loss", &faults)
    let sharedCause: SharedCause? = word(members["shared-cause"], "shared-cause", &faults)
    let (references, controls) = (references(members, &faults), controls(members, &faults))
    let aliases = aliases(members, of: id, &faults)
    let examples = RuleExamples.read(members, parameters, &faults)
    guard let severity, let family, let subjects, let title, let rationale, let remediation,
      let parameters
    else { return nil }
    return RuleInfo(
      id: id, title: title, severity: severity, family: family, subjects: [subjects],
      rationale: rationale, remediation: remediation, unknownRemedy: unknownRemedy,
      loss: loss, sharedCause: sharedCause ?? .subject, references: references,
      controls: controls, parameters: parameters, aliases: aliases, file: origin,
      examples: examples)
  }

  private static func checkID(_ members: YAMLMembers, _ id: String, _ faults: inout FileFaults) {
    guard let own = members.required("id", &faults)?.text("\"id\"", &faults) else { return }
    let place = members.place(of: "id")
    if own != id {
      faults.note(place, "the id is \"\(own)\", but the file is named \"\(id)\"")
    } else if !isID(id) {
      faults.note(place, "an id is words of a-z and 0-9 joined by -")
    } else if Family(rawValue: id) != nil {
      faults.note(place, "\"\(id)\" is a family of rules")
    }
  }

  /// A text that is a line for readers, however it is folded.
  private static func line(
    _ node: YAMLNode?, _ key: String, _ faults: inout FileFaults
  ) -> String? {
    node?.filledText("\"\(key)\"", &faults)?.onOneLine
  }

  /// One of the words of a type.
  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode?, _ key: String, _ faults: inout FileFaults
  ) -> Word? {
    node?.word("\"\(key)\"", of: Word.allCases.map(\.rawValue), &faults)
      .flatMap { Word(rawValue: $0) }
  }

  private static func aliases(
    _ members: YAMLMembers, of id: String, _ faults: inout FileFaults
  ) -> [String] {
    var aliases: [String] = []
    var known: Set = [id]
    for item in members["aliases"]?.items("\"aliases\"", &faults) ?? [] {
      guard let alias = item.filledText("an alias", &faults) else { continue }
      if !isID(alias) {
        faults.note(item.place, "an id is words of a-z and 0-9 joined by -")
      } else if !known.insert(alias).inserted {
        faults.note(item.place, "\"\(alias)\" is the rule's id, or is there twice")
      } else {
        aliases.append(alias)
      }
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

  private static func subjects(
    _ members: YAMLMembers, _ faults: inout FileFaults
  ) -> SubjectSet? {
    let sets = SubjectSet.allCases.filter(\.isInEveryInventory)
    let word = members.required("subjects", &faults)?
      .word("\"subjects\"", of: sets.map(\.word), &faults)
    return sets.first { $0.word == word }
  }

  private static func template(
    _ members: YAMLMembers, _ key: String, _ faults: inout FileFaults
  ) -> MessageTemplate? {
    guard let node = members[key], let text = node.sentence("\"\(key)\"", &faults) else {
      return nil
    }
    return faults.noting(try MessageTemplate(text) { FileFault(node.place, $0) })
  }

  private static func requires(
    _ members: YAMLMembers, _ faults: inout FileFaults
  ) -> [(fact: String, place: YAMLPlace)] {
    var requires: [(fact: String, place: YAMLPlace)] = []
    for item in members["requires"]?.items("\"requires\"", &faults) ?? [] {
      if let fact = item.filledText("a fact", &faults) { requires.append((fact, item.place)) }
    }
    return requires
  }

  private static func run(_ members: YAMLMembers, _ faults: inout FileFaults) -> [String] {
    guard let words = (members["run"].map { $0.items("\"run\"", &faults) } ?? []) else { return [] }
    let run = words.map { $0.text("a word of the command", &faults) }
    if run.isEmpty || run[0]?.isEmpty == true {
      faults.note(members.place(of: "run"), "a rule that is a program needs \"run\"")
    }
    return run.compactMap(\.self)
  }

  private static func references(
    _ members: YAMLMembers, _ faults: inout FileFaults
  ) -> [Reference] {
    var references: [Reference] = []
    for item in members["references"]?.items("\"references\"", &faults) ?? [] {
      guard let own = YAMLMembers(item, "a reference", keys: ["title", "url"], &faults) else {
        continue
      }
      let url = own.required("url", &faults)?.filledText("\"url\"", &faults)
      if let url, !url.hasPrefix("https://") && !url.hasPrefix("http://") {
        faults.note(own.place(of: "url"), "\"url\" begins with https://")
      }
      let title = own.required("title", &faults)?.filledText("\"title\"", &faults)
      if let title, let url { references.append(Reference(title, url)) }
    }
    return references
  }

  private static func controls(
    _ members: YAMLMembers, _ faults: inout FileFaults
  ) -> [Control] {
    var controls: [Control] = []
    let keys = ["framework", "id", "title"]
    for item in members["controls"]?.items("\"controls\"", &faults) ?? [] {
      guard let own = YAMLMembers(item, "a control", keys: keys, &faults) else { continue }
      let texts = keys.compactMap { key in
        own.required(key, &faults)?.filledText("\"\(key)\"", &faults)
      }
      if texts.count == keys.count { controls.append(Control(texts[0], texts[1], texts[2])) }
    }
    return controls
  }

  /// The parameters; nil if anything in them is wrong.
  private static func parameters(
    _ members: YAMLMembers, _ faults: inout FileFaults
  ) -> [Parameter]? {
    guard let node = members["parameters"] else { return [] }
    guard let all = node.freeMembers("\"parameters\"", &faults) else { return nil }
    let parameters = all.compactMap { parameter($0, &faults) }
    return parameters.count == all.count ? parameters : nil
  }

  private static func parameter(
    _ member: YAMLMember, _ faults: inout FileFaults
  ) -> Parameter? {
    let isNamed = isID(member.key)
    if !isNamed {
      faults.note(member.place, "the name of a parameter is words of a-z and 0-9 joined by -")
    }
    let key = keyOfDefault(member.value)
    let keys = ["summary", "minimum", "maximum", key]
    guard let own = YAMLMembers(member.value, "a parameter", keys: keys, &faults) else {
      return nil
    }
    func integer(_ key: String, _ range: ClosedRange<Int>, _ faults: inout FileFaults) -> Int? {
      own.required(key, &faults)?.integer("\"\(key)\"", in: range, &faults)
    }
    let all = -1_000_000_000...1_000_000_000
    let minimum = integer("minimum", all, &faults)
    let maximum = integer("maximum", (minimum ?? all.lowerBound)...all.upperBound, &faults)
    // A range that is wrong says nothing of what is in it.
    let range = minimum.flatMap { minimum in maximum.map { minimum...$0 } }
    let defaultValue = integer(key, range ?? all, &faults)
    let summary = own.required("summary", &faults)?.sentence("\"summary\"", &faults)
    guard isNamed, let range, let defaultValue, let summary else { return nil }
    return Parameter(member.key, summary, in: range, default: defaultValue)
  }

  /// The key of a parameter's default; files for earlier versions call it `standard`.
  private static func keyOfDefault(_ node: YAMLNode) -> String {
    guard case .mapping(let members) = node.value else { return "default" }
    let keys = members.map(\.key)
    return keys.contains("standard") && !keys.contains("default") ? "standard" : "default"
  }
}

extension YAMLNode {
  /// One sentence without a full stop.
  func sentence(_ what: String, _ faults: inout FileFaults) -> String? {
    guard let text = filledText(what, &faults)?.onOneLine else { return nil }
    if !text.hasSuffix(".") { return text }
    faults.note(place, "\(what) ends without a full stop")
    return nil
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

extension RuleHeader {
  /// The id in the name of a rule file.
  static func id(ofFile path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }
}
