import FailoverBase
import FailoverInventory

/// A rule file in SQL, cut in two: its first comment is the header in YAML, what follows is the
/// statement.
struct SQLRuleFile: Sendable {
  let header: YAMLNode
  let statement: String
  /// The line of the file on which the statement begins, counted from 1.
  let statementLine: Int

  init(header: YAMLNode, statement: String, statementLine: Int) {
    self.header = header
    self.statement = statement
    self.statementLine = statementLine
  }

  /// - Throws: `FileFault` if the file does not begin with a comment that is YAML.
  init(_ bytes: [UInt8], file: String) throws(FileFault) {
    let start = YAMLPlace(file: file, line: 1, column: 1)
    if bytes.count > YAMLDocument.byteLimit {
      throw FileFault(start, "it has \(bytes.count) bytes; \(YAMLDocument.byteLimit) are allowed")
    }
    let first = bytes.firstIndex { !SQLRuleFile.blanks.contains($0) } ?? bytes.endIndex
    guard bytes[first...].starts(with: "/*".utf8) else {
      throw FileFault(start, "a rule in SQL begins with a comment /* … */ that declares it in YAML")
    }
    guard let end = SQLRuleFile.commentEnd(bytes, from: first + 2) else {
      throw FileFault(start, "the first comment is not closed")
    }
    // The place of the comment's own mark is blank, so that lines and columns are those of the
    // file.
    let line = SQLRuleFile.lines(bytes[..<first]) + 1
    let yaml = [UInt8](repeating: UInt8(ascii: " "), count: 2) + bytes[(first + 2)..<end]
    guard let header = try YAMLDocument.read(yaml, file: file, from: line) else {
      throw FileFault(start, "the first comment declares nothing")
    }
    guard let statement = String(validating: bytes[(end + 2)...], as: UTF8.self) else {
      throw FileFault(start, "it is not UTF-8")
    }
    self.header = header
    self.statement = statement
    statementLine = SQLRuleFile.lines(bytes[..<(end + 2)]) + 1
  }

  private static let blanks: Set<UInt8> = [9, 10, 13, 32]

  private static func lines(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == UInt8(ascii: "\n") }
  }

  private static func commentEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*") && bytes[at + 1] == UInt8(ascii: "/") { return at }
      at += 1
    }
    return nil
  }
}
