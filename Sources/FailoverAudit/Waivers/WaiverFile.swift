import FailoverBase
import FailoverInventory

/// A file that was read, and what its bytes were.
public struct FileDigest: Sendable, Hashable {
  /// The name as reports show it. It may hold any text: escape it.
  public let file: String
  /// SHA-256 of the bytes, in lower-case hex.
  public let sha256: String

  public init(file: String, sha256: String) {
    self.file = file
    self.sha256 = sha256
  }

  public init(file: String, of bytes: [UInt8]) {
    self.init(file: file, sha256: Digest.of(bytes))
  }
}

/// A file that was read, whole.
public struct FileContents: Sendable, Hashable {
  public let name: String
  public let bytes: [UInt8]
}

/// All waivers of the files that were given.
public struct WaiverFiles: Sendable, Hashable {
  /// In the order of their names.
  public let files: [FileDigest]
  /// In the same order.
  public let contents: [FileContents]
  /// In the order of their numbers.
  public let waivers: [FiledWaiver]

  /// Reads the files in the order of their names.
  ///
  /// - Parameters:
  ///   - files: names and bytes, in any order.
  ///   - rules: all rules that there are, asked or not.
  /// - Throws: `FileFault` for the first thing that is wrong.
  public init(
    _ files: [(name: String, bytes: [UInt8])], rules: [RuleInfo]
  ) throws(FileFault) {
    var digests: [FileDigest] = []
    var waivers: [FiledWaiver] = []
    var known: [Question: YAMLPlace] = [:]
    for (name, bytes) in files.sorted(by: { $0.name < $1.name }) {
      if digests.last?.file == name {
        throw FileFault(YAMLPlace(file: name, line: 1, column: 1), "the file is given twice")
      }
      digests.append(FileDigest(file: name, of: bytes))
      for waiver in try WaiverFileReader(rules: rules).waivers(bytes, file: name) {
        let question = Question(rule: waiver.rule, subject: Array(waiver.subject.text.utf8))
        if let first = known.updateValue(waiver.place, forKey: question) {
          throw FileFault(
            waiver.place,
            "there is a waiver of \(waiver.rule) for this subject already, in \(first.file):\(first.line)"
          )
        }
        waivers.append(waiver.numbered(waivers.count + 1))
      }
    }
    self.files = digests
    contents = files.sorted { $0.name < $1.name }.map {
      FileContents(name: $0.name, bytes: $0.bytes)
    }
    self.waivers = waivers
  }

  private struct Question: Hashable {
    let rule: String
    let subject: [UInt8]
  }
}

/// Reads the waivers of one file.
struct WaiverFileReader {
  let rules: [RuleInfo]

  /// The most characters of a subject: names in exports are shorter.
  static let subjectLimit = 4096

  func waivers(_ bytes: [UInt8], file: String) throws(FileFault) -> [FiledWaiver] {
    guard let root = try YAMLDocument.read(bytes, file: file), !root.isNull else {
      return []
    }
    let members = try YAMLMembers(root, "a waiver file", keys: ["waivers"])
    guard let list = members["waivers"] else { return [] }
    var waivers: [FiledWaiver] = []
    for item in try list.items("waivers") { waivers.append(try waiver(item)) }
    return waivers
  }

  private func waiver(_ node: YAMLNode) throws(FileFault) -> FiledWaiver {
    let keys = FiledWaiver.Key.allCases
    let members = try YAMLMembers(node, "a waiver", keys: keys.map(\.rawValue))
    func text(_ key: FiledWaiver.Key) throws(FileFault) -> Placed<String> {
      let value = try members.required(key.rawValue)
      return Placed(try value.filledText(key.rawValue), at: value.place)
    }
    let (rule, subject, expires) = (try text(.rule), try text(.subject), try text(.expires))
    let (reason, owner, approver) = (try text(.reason), try text(.owner), try text(.approver))
    let id = RuleNames(rules).id(of: rule.value)
    try check(rule: id, at: rule.place)
    try check(subject: subject.value, of: id, at: subject.place)
    guard expires.value.utf8.count == 10, let lastDay = CalendarDay(expires.value) else {
      throw FileFault(
        expires.place,
        "expires takes a day such as 2027-01-31, not \"\(expires.value.prefix(100))\"")
    }
    return FiledWaiver(
      number: 0, rule: id, subject: subject.value, reason: reason.value,
      owner: owner.value, approver: approver.value, lastDay: lastDay, place: node.place)
  }

  private func check(rule: String, at place: YAMLPlace) throws(FileFault) {
    if let info = rules.first(where: { $0.id == rule }) {
      if info.subjects != [.waivers] { return }
      throw FileFault(place, "\(rule) is about waivers, and its findings cannot be waived")
    }
    let hint =
      NearestWord.of(rule, among: rules.map(\.id)).map { "; did you mean \"\($0)\"?" }
      ?? "; failover-audit rules lists all of them"
    throw FileFault(place, "no rule is called \"\(rule.prefix(100))\"" + hint)
  }

  private func check(
    subject: String, of rule: String, at place: YAMLPlace
  ) throws(FileFault) {
    if subject.unicodeScalars.count > WaiverFileReader.subjectLimit {
      throw FileFault(place, "subject is longer than \(WaiverFileReader.subjectLimit) characters")
    }
    if !SubjectPattern(subject).hasFixedText {
      throw FileFault(
        place,
        "the subject \"\(subject.prefix(100))\" has no letter of fixed text, so it would match "
          + "everything; did you mean \"group/*\"?")
    }
    let kinds = Set(rules.first { $0.id == rule }?.subjects.map(\.kind) ?? [])
    if let fault = SubjectPattern(subject).fault(kinds) {
      throw FileFault(
        place, "the subject \"\(subject.prefix(100))\" matches nothing: \(fault)")
    }
  }
}
