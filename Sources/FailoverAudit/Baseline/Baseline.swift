import FailoverBase
import FailoverInventory

/// The failures that were known when it was drawn: an audit counts only what is not among them.
///
/// The file has one entry a line, sorted by bytes, so that changes are easy to review and to merge.
public struct Baseline: Sendable {
  /// What the first line of the file says.
  public static let format = "failover-audit-baseline/1"
  /// The most bytes of a file.
  public static let byteLimit = 1 << 28

  public let file: FileDigest
  public let bytes: [UInt8]
  /// In the order of the file, under the ids that the rules have now.
  public let entries: [BaselineEntry]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - rules: all rules that there are, asked or not.
  /// - Throws: `FileFault` for the first thing that is wrong.
  public init(_ bytes: [UInt8], file name: String, rules: [RuleInfo]) throws(FileFault) {
    file = FileDigest(file: name, of: bytes)
    self.bytes = bytes
    do {
      let document = try DocumentFile { put in try put(bytes) }
      let reader = BaselineReader(
        names: RuleNames(rules),
        rules: Dictionary(rules.map { ($0.id, $0) }) { first, _ in first })
      entries = try reader.entries(document)
    } catch let fault as DocumentFault {
      throw FileFault(
        YAMLPlace(file: name, line: fault.line ?? 1, column: fault.column ?? 1), fault.sentence)
    } catch {
      throw FileFault(YAMLPlace(file: name, line: 1, column: 1), "\(error)")
    }
    try Baseline.checkOrder(bytes, file: name)
  }

  /// The lines are in order.
  private static func checkOrder(_ bytes: [UInt8], file: String) throws(FileFault) {
    var last: ArraySlice<UInt8>?
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty { continue }
      if let last, !last.lexicographicallyPrecedes(line) {
        let isTwice = last.elementsEqual(line)
        throw FileFault(
          YAMLPlace(file: file, line: number, column: 1),
          (isTwice ? "the entry is there twice" : "the entry is out of order")
            + "; LC_ALL=C sort -u puts the file right")
      }
      last = line
    }
  }
}

/// Reads the lines of a baseline.
private struct BaselineReader {
  let names: RuleNames
  let rules: [String: RuleInfo]

  private static let keys = ["format", "rule", "subject", "facet"]
  private static let longestText = 16_384

  func entries(_ file: DocumentFile) throws(DocumentFault) -> [BaselineEntry] {
    var tokens = DocumentTokens(
      file, keys: KeyTable(BaselineReader.keys), mostBytes: BaselineReader.longestText * 8)
    try readHead(&tokens)
    var entries: [BaselineEntry] = []
    while try tokens.peek() != nil {
      let texts = try object(&tokens)
      guard let rule = texts["rule"], let subject = texts["subject"], texts["format"] == nil else {
        throw tokens.fault(
          "the entry before needs \"rule\" and \"subject\", and may have \"facet\"")
      }
      entries.append(
        BaselineEntry(
          rule: try known(rule, tokens), subject: subject, facet: texts["facet"] ?? ""))
    }
    return entries
  }

  private func readHead(_ tokens: inout DocumentTokens) throws(DocumentFault) {
    let sentence =
      "is not a baseline: its first line must be {\"format\":\"\(Baseline.format)\"}; "
      + "failover-audit baseline makes one"
    guard try tokens.peek() == UInt8(ascii: "{") else { throw DocumentFault(line: 1, sentence) }
    var texts: [String: String] = [:]
    do { texts = try object(&tokens) } catch { throw DocumentFault(line: 1, sentence) }
    guard texts == ["format": Baseline.format] else { throw DocumentFault(line: 1, sentence) }
  }

  /// The id that a rule has now.
  private func known(
    _ word: String, _ tokens: borrowing DocumentTokens
  ) throws(DocumentFault) -> String {
    let id = names.id(of: word)
    guard let rule = rules[id] else {
      let hint = NearestWord.of(word, among: rules.keys.sorted()).map {
        "; did you mean \"\($0)\"?"
      }
      throw tokens.fault("no rule is called \"\(word.prefix(100))\"" + (hint ?? ""))
    }
    if rule.judgesExport {
      throw tokens.fault("\(id) reports what the export lacks, which no baseline can excuse")
    }
    return id
  }

  private func object(
    _ tokens: inout DocumentTokens
  ) throws(DocumentFault) -> [String: String] {
    guard try tokens.peek() == UInt8(ascii: "{") else {
      throw tokens.fault("an entry is an object with \"rule\" and \"subject\"")
    }
    tokens.takeByte()
    var texts: [String: String] = [:]
    while true {
      switch try tokens.nextMember(first: texts.isEmpty) {
      case .end: return texts
      case .known(let number):
        let key = BaselineReader.keys[number]
        guard let text = try tokens.text(), text.utf8.count <= BaselineReader.longestText else {
          throw tokens.fault(
            "\"\(key)\" must be a text of at most \(BaselineReader.longestText) bytes")
        }
        if texts.updateValue(text, forKey: key) != nil {
          throw tokens.fault("\"\(key)\" is there twice")
        }
      case .other: throw tokens.fault("\"\(tokens.key.prefix(100))\" is not a key of a baseline")
      }
    }
  }
}
