import FailoverBase
import FailoverInventory

/// A file that was read, whole.
package struct FileContents: Sendable, Hashable {
  package let name: String
  package let bytes: [UInt8]
}

/// All waivers of the files that were given.
package struct WaiverFiles: Sendable, Hashable {
  /// In the order of their names.
  package let files: [FileDigest]
  /// In the same order.
  package let contents: [FileContents]
  /// In the order of their numbers.
  package let waivers: [FiledWaiver]

  /// Reads the files in the order of their names.
  ///
  /// - Parameters:
  ///   - files: names and bytes, in any order.
  ///   - rules: all rules that there are, selected or not.
  /// - Throws: `FileFaults` for everything that is wrong.
  package init(
    _ files: [(name: String, bytes: [UInt8])], rules: [RuleInfo]
  ) throws(FileFaults) {
    var reader = WaiverFileReader(rules: rules)
    var contents: [FileContents] = []
    for (name, bytes) in files.sorted(by: { $0.name < $1.name }) {
      if contents.last?.name == name {
        reader.faults.note(
          YAMLPlace(file: name, line: 1, column: 1), "the file is given twice")
      } else {
        reader.read(bytes, file: name)
      }
      contents.append(FileContents(name: name, bytes: bytes))
    }
    try reader.faults.check()
    self.files = contents.map { FileDigest(file: $0.name, of: $0.bytes) }
    self.contents = contents
    waivers = reader.waivers
  }
}

/// Reads the waivers of files, one after another.
struct WaiverFileReader {
  private let rules: [String: RuleInfo]
  private let names: RuleNames
  /// In the order of the rules.
  private let ids: [String]
  var faults = FileFaults()
  private(set) var waivers: [FiledWaiver] = []
  /// Where the first waiver of each subject is.
  private var places: [Question: YAMLPlace] = [:]

  /// The most characters of a subject: names in exports are shorter.
  static let subjectLimit = 4096

  private struct Question: Hashable {
    let rule: String
    let subject: [UInt8]
  }

  init(rules: [RuleInfo]) {
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    names = RuleNames(rules)
    ids = rules.map(\.id)
  }

  mutating func read(_ bytes: [UInt8], file: String) {
    guard let root = faults.noting(try YAMLDocument.read(bytes, file: file)) ?? nil, !root.isNull,
      let members = YAMLMembers(root, "a waiver file", keys: ["waivers"], &faults)
    else { return }
    for item in members["waivers"]?.items("waivers", &faults) ?? [] {
      if let waiver = waiver(item) { waivers.append(waiver) }
    }
  }

  private mutating func waiver(_ node: YAMLNode) -> FiledWaiver? {
    let keys = FiledWaiver.Key.allCases.map(\.rawValue)
    guard let members = YAMLMembers(node, "a waiver", keys: keys, &faults) else { return nil }
    let rule = rule(members)
    let subject = subject(members, of: rule)
    if let rule, let subject { checkFirst(rule, subject, at: node.place) }
    let (reason, owner) = (text(.reason, members)?.value, text(.owner, members)?.value)
    let (approver, lastDay) = (text(.approver, members)?.value, lastDay(members))
    guard let rule, let subject, let reason, let owner, let approver, let lastDay else {
      return nil
    }
    return FiledWaiver(
      number: waivers.count + 1, rule: rule, subject: subject, reason: reason, owner: owner,
      approver: approver, lastDay: lastDay, place: node.place)
  }

  private mutating func text(_ key: FiledWaiver.Key, _ members: YAMLMembers) -> Located<String>? {
    guard let node = members.required(key.rawValue, &faults) else { return nil }
    return node.filledText(key.rawValue, &faults).map { Located($0, at: node.place) }
  }

  /// The id of the rule.
  private mutating func rule(_ members: YAMLMembers) -> String? {
    guard let text = text(.rule, members) else { return nil }
    let id = names.id(of: text.value)
    guard let info = rules[id] else {
      faults.note(
        text.place,
        "no rule is called \"\(id.prefix(100))\""
          + NearestWord.hint(
            for: id, among: ids, else: "; failover-audit rules lists all of them"))
      return nil
    }
    if info.subjects != [.waivers] { return id }
    faults.note(text.place, "\(id) is about waivers, and its findings cannot be waived")
    return nil
  }

  /// The subject, which fits the rule if that is known.
  private mutating func subject(_ members: YAMLMembers, of rule: String?) -> String? {
    guard let text = text(.subject, members) else { return nil }
    guard let fault = fault(text.value, of: rule) else { return text.value }
    faults.note(text.place, fault)
    return nil
  }

  private func fault(_ subject: String, of rule: String?) -> String? {
    if subject.unicodeScalars.count > WaiverFileReader.subjectLimit {
      return "subject is longer than \(WaiverFileReader.subjectLimit) characters"
    }
    let pattern = SubjectPattern(subject)
    if !pattern.hasFixedText {
      return
        "the subject \"\(subject.prefix(100))\" has no letter of fixed text, so it would match "
        + "everything; did you mean \"group/*\"?"
    }
    guard let info = rule.flatMap({ rules[$0] }) else { return nil }
    return pattern.fault(Set(info.subjects.map(\.kind))).map {
      "the subject \"\(subject.prefix(100))\" matches nothing: \($0)"
    }
  }

  private mutating func lastDay(_ members: YAMLMembers) -> CalendarDay? {
    guard let text = text(.expires, members) else { return nil }
    if text.value.utf8.count == 10, let day = CalendarDay(text.value) { return day }
    faults.note(
      text.place, "expires takes a day such as 2027-01-31, not \"\(text.value.prefix(100))\"")
    return nil
  }

  /// Notes a second waiver of a subject.
  private mutating func checkFirst(_ rule: String, _ subject: String, at place: YAMLPlace) {
    let question = Question(rule: rule, subject: Array(subject.utf8))
    guard let first = places[question] else {
      places[question] = place
      return
    }
    faults.note(
      place,
      "there is a waiver of \(rule) for this subject already, in \(first.file):\(first.line)")
  }
}
