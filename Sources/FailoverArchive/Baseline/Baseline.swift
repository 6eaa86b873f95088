import FailoverAudit
import FailoverBase
import FailoverInventory

/// The failures that were known when it was drawn: an audit counts only what is not among them.
///
/// The file has one entry a line, sorted by bytes, so that changes are easy to review and to merge.
package struct Baseline: Sendable {
  /// What the first line of the file says.
  package static let format = "failover-audit-baseline/1"
  /// The most bytes of a file.
  package static let byteLimit = 1 << 28

  package let file: FileDigest
  package let bytes: [UInt8]
  /// In the order of the file, under the ids that the rules have now.
  package let entries: [BaselineEntry]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - rules: all rules that there are, selected or not.
  /// - Throws: `FileFaults` for every line that is wrong.
  package init(_ bytes: [UInt8], file name: String, rules: [RuleInfo]) throws(FileFaults) {
    file = FileDigest(file: name, of: bytes)
    self.bytes = bytes
    let document: DocumentFile
    do {
      document = try DocumentFile { put in try put(bytes) }
    } catch {
      let sentence = (error as? DocumentFault)?.sentence ?? "\(error)"
      throw FileFaults(FileFault(YAMLPlace(file: name, line: 1, column: 1), sentence))
    }
    var reader = BaselineReader(document, file: name, rules: rules)
    reader.read(bytes)
    try reader.faults.check()
    entries = reader.entries
  }
}

/// Reads the lines of a baseline; of each that is wrong it notes the first fault.
private struct BaselineReader: ~Copyable {
  private let file: String
  private let names: RuleNames
  private let rules: [String: RuleInfo]
  private let ids: [String]
  private var tokens: DocumentTokens
  private(set) var entries: [BaselineEntry] = []
  private(set) var faults = FileFaults()

  private static let keys = ["format", "rule", "subject", "facet"]
  private static let longestText = 16_384
  private static let newline = UInt8(ascii: "\n")

  init(_ document: DocumentFile, file: String, rules: [RuleInfo]) {
    self.file = file
    names = RuleNames(rules)
    self.rules = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    ids = self.rules.keys.sorted()
    tokens = DocumentTokens(
      document, keys: KeyTable(BaselineReader.keys), mostBytes: BaselineReader.longestText * 8)
  }

  /// - Parameter bytes: those of the document.
  mutating func read(_ bytes: [UInt8]) {
    do throws(DocumentFault) {
      try readHead()
    } catch {
      return note(error)
    }
    var last: Range<Int>?
    var (start, number) = (0, 1)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: BaselineReader.newline) ?? bytes.count
      if start < end {
        // A line that is wrong has no place in the order.
        if readEntries(to: end) {
          if let last { checkOrder(bytes[last], bytes[start..<end], number) }
          last = start..<end
        }
      }
      (start, number) = (end + 1, number + 1)
    }
  }

  private mutating func note(_ fault: DocumentFault) {
    faults.note(
      YAMLPlace(file: file, line: fault.line ?? 1, column: fault.column ?? 1), fault.sentence)
  }

  // MARK: Lines

  /// A line is in order.
  private mutating func checkOrder(
    _ last: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>, _ number: Int
  ) {
    if last.lexicographicallyPrecedes(line) { return }
    let isTwice = last.elementsEqual(line)
    faults.note(
      YAMLPlace(file: file, line: number, column: 1),
      (isTwice ? "the entry is there twice" : "the entry is out of order")
        + "; LC_ALL=C sort -u puts the file right")
  }

  /// Takes the entries that begin before an offset at which a line ends.
  ///
  /// - Returns: whether they hold; if not, the rest of the line is passed.
  private mutating func readEntries(to end: Int) -> Bool {
    do throws(DocumentFault) {
      while try tokens.peek() != nil, tokens.offset < end {
        guard try readEntry() else { return try endLine(end) }
      }
      return true
    } catch {
      note(error)
      return (try? endLine(end)) ?? false
    }
  }

  private mutating func endLine(_ end: Int) throws(DocumentFault) -> Bool {
    if tokens.offset <= end { try tokens.skipLine() }
    return false
  }

  /// Takes an entry; false if it is wrong, which is noted.
  private mutating func readEntry() throws(DocumentFault) -> Bool {
    let texts = try object()
    guard let word = texts["rule"], let subject = texts["subject"], texts["format"] == nil else {
      throw tokens.fault(
        "the entry before needs \"rule\" and \"subject\", and may have \"facet\"")
    }
    guard let rule = try known(word) else { return false }
    // A baseline with a fault is refused: its entries are not needed.
    if faults.isEmpty {
      entries.append(BaselineEntry(rule: rule, subject: subject, facet: texts["facet"] ?? ""))
    }
    return true
  }

  private mutating func readHead() throws(DocumentFault) {
    let sentence =
      "is not a baseline: its first line must be {\"format\":\"\(Baseline.format)\"}; "
      + "failover-audit baseline makes one"
    guard try tokens.peek() == UInt8(ascii: "{") else { throw DocumentFault(line: 1, sentence) }
    var texts: [String: String] = [:]
    do { texts = try object() } catch { throw DocumentFault(line: 1, sentence) }
    guard texts == ["format": Baseline.format] else { throw DocumentFault(line: 1, sentence) }
  }

  /// The id that a rule has now; nil, noting it, if there is no such rule.
  private mutating func known(_ word: String) throws(DocumentFault) -> String? {
    let id = names.id(of: word)
    if let rule = rules[id] {
      if !rule.judgesExport { return id }
      throw tokens.fault("\(id) reports what the export lacks, which no baseline can excuse")
    }
    let place = tokens.fault("")
    faults.note(
      YAMLPlace(file: file, line: place.line ?? 1, column: place.column ?? 1),
      "no rule is called \"\(word.prefix(100))\"" + NearestWord.hint(for: word, among: ids))
    return nil
  }

  private mutating func object() throws(DocumentFault) -> [String: String] {
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
