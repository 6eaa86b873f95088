/// The place of something: an input, a line in it, and the way to it inside the document.
public struct Place: Sendable, Hashable {
  /// The input's name as reports show it (`-` for standard input).
  public let input: String
  /// The line on which the record begins, counted from 1.
  public let line: Int
  /// A JSON Pointer (RFC 6901); empty for the whole document. In newline-delimited JSON it is
  /// relative to the document on `line`.
  public let pointer: String

  public init(input: String, line: Int, pointer: String) {
    self.input = input
    self.line = line
    self.pointer = pointer
  }
}

/// Something wrong with an input, as one sentence with its place.
public struct Problem: Sendable, Hashable {
  /// The input's name as reports show it.
  public let input: String
  /// The line, counted from 1; absent where the whole input is meant.
  public let line: Int?
  /// The byte in the line, counted from 1; absent where the whole line is meant.
  public let column: Int?
  /// A JSON Pointer to the record that has the problem; absent where the whole input is meant.
  public let pointer: String?
  /// What is wrong, without a place and without a full stop.
  public let sentence: String

  public init(
    input: String, line: Int? = nil, column: Int? = nil, pointer: String? = nil, sentence: String
  ) {
    self.input = input
    self.line = line
    self.column = column
    self.pointer = pointer
    self.sentence = sentence
  }

  /// `input:line:column: sentence`, the form that editors and build logs turn into a link, followed
  /// by the pointer.
  public var description: String {
    var text = input
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    text += ": " + sentence
    if let pointer, !pointer.isEmpty { text += " (in \(pointer))" }
    return text
  }
}

/// One input, and what became of it.
public struct InputRecord: Sendable, Hashable {
  public enum Status: String, Sendable, CaseIterable {
    /// Everything that matters in it is in the inventory.
    case read
    /// It is well formed, but some of it could not be used; its problems say what.
    case partlyRead = "partly read"
    /// Nothing of it is in the inventory; its problem says why.
    case refused
  }

  /// What an input says.
  public enum Kind: String, Sendable, CaseIterable {
    /// What an estate consists of.
    case export
    /// What the failover software on servers says.
    case ha
  }

  /// The name as reports show it.
  public let name: String
  public let kind: Kind
  public let status: Status
  /// Its size in bytes; absent where nobody knows, as of standard input that was not read to its
  /// end.
  public let bytes: Int?
  /// SHA-256 in lower-case hex; absent if the input was not read to its end or no digest was
  /// wanted.
  public let sha256: String?
  /// Datacenters, servers, LANs, NICs and contract records in it, references not counted.
  public let records: Int
  public let problems: [Problem]

  public init(
    name: String, kind: Kind = .export, status: Status, bytes: Int?, sha256: String?,
    records: Int, problems: [Problem]
  ) {
    self.name = name
    self.kind = kind
    self.status = status
    self.bytes = bytes
    self.sha256 = sha256
    self.records = records
    self.problems = problems
  }
}
