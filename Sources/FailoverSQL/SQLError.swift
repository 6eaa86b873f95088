import FailoverBase

/// Why a statement was not run, or not to its end.
package struct SQLError: Refusal, Sendable, Hashable {
  package var exitCode: Int32 { kind == .unavailable ? 70 : 64 }

  package enum Kind: String, Sendable, CaseIterable {
    /// It is not SQL, or it names what does not exist.
    case syntax
    /// It would do more than read the tables, or calls what statements may not call.
    case refused
    /// It is larger or deeper than statements may be.
    case tooLarge = "too large"
    /// A parameter has no value, or a value has no parameter.
    case parameter
    /// It ran longer than it may.
    case deadline
    /// Its answer has more rows than it may.
    case tooManyRows = "too many rows"
    /// It needs more memory than it may.
    case memory
    /// A value or a row is longer than it may be.
    case tooLong = "too long"
    /// It broke off, for a value that it cannot compute.
    case failed
    /// SQLite itself cannot be used.
    case unavailable
  }
  package let kind: Kind
  /// What is wrong, without a place and without a full stop. It may quote the statement: escape it.
  package let sentence: String
  /// Where it is in the statement, counted from 1; absent where the whole is meant.
  package let line: Int?
  /// In characters, counted from 1.
  package let column: Int?

  init(_ kind: Kind, _ sentence: String, line: Int? = nil, column: Int? = nil) {
    self.kind = kind
    self.sentence = sentence
    self.line = line
    self.column = column
  }

  /// `line 1, column 8: sentence`.
  package var description: String {
    guard let line, let column else { return sentence }
    return "line \(line), column \(column): \(sentence)"
  }

  static func deadline(_ seconds: Int) -> SQLError {
    SQLError(.deadline, "it ran longer than \(seconds) \(seconds == 1 ? "second" : "seconds")")
  }

  /// An error at a byte of a statement.
  static func at(
    _ offset: Int32, of sql: String, _ kind: Kind, _ sentence: String
  ) -> SQLError {
    guard offset >= 0, Int(offset) <= sql.utf8.count else { return SQLError(kind, sentence) }
    let before = String(decoding: sql.utf8.prefix(Int(offset)), as: UTF8.self)
    let lastLine =
      before.unicodeScalars.split(
        separator: "\n", omittingEmptySubsequences: false
      ).last ?? ""[...].unicodeScalars
    let line = before.unicodeScalars.count { $0 == "\n" } + 1
    return SQLError(kind, sentence, line: line, column: lastLine.count + 1)
  }
}
