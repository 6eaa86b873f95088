import FailoverAudit

/// Strings as RFC 8259 writes them, escaped further so that a line stays a line everywhere.
enum JSONText {
  /// Writes a string with its quotes.
  static func put(_ text: String, to sink: inout ByteSink) throws {
    try sink.put("\"")
    try putContent(text, to: &sink)
    try sink.put("\"")
  }

  /// Writes the text between the quotes.
  static func putContent(_ text: String, to sink: inout ByteSink) throws {
    if text.isPlain(besides: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      try sink.put(text)
    } else {
      try sink.put(escapedBytes(text).bytes)
    }
  }

  /// The text with quotes, backslashes and everything hidden escaped.
  static func escaped(_ text: String) -> String { escapedBytes(text).text }

  private static func escapedBytes(_ text: String) -> EscapedText {
    var result = EscapedText(of: text)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result.append("\\\"")
      case "\\": result.append("\\\\")
      case "\n": result.append("\\n")
      case "\r": result.append("\\r")
      case "\t": result.append("\\t")
      default:
        if HiddenScalars.contains(scalar) {
          for unit in UTF16.encode(scalar) ?? .init() { result.append(escape(unit)) }
        } else {
          result.append(scalar)
        }
      }
    }
    return result
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

/// Writes the members of one JSON object in the order in which they are given.
struct JSONMembers {
  /// The bytes before a member's name, its quotation mark too.
  private var separator: String
  private let next: String
  /// The bytes after a member's name, its quotation mark too.
  private let colon: String
  private let end: String

  /// An object on one line.
  init() {
    separator = "{\""
    next = ",\""
    colon = "\":"
    end = "}"
  }

  /// An object with a line for each member.
  init(indent: Int) {
    let margin = String(repeating: " ", count: indent)
    separator = "{\n  " + margin + "\""
    next = ",\n  " + margin + "\""
    colon = "\": "
    end = "\n" + margin + "}"
  }

  /// Begins a member whose value the caller writes; `name` must need no escapes.
  mutating func begin(_ name: String, to sink: inout ByteSink) throws {
    try sink.put(separator)
    separator = next
    try sink.put(name)
    try sink.put(colon)
  }

  mutating func put(_ name: String, _ value: String, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try JSONText.put(value, to: &sink)
  }

  /// Writes `null` for what is absent.
  mutating func put(_ name: String, orNull value: String?, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    if let value { try JSONText.put(value, to: &sink) } else { try sink.put("null") }
  }

  mutating func put(_ name: String, _ value: Int, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(String(value))
  }

  mutating func put(_ name: String, _ value: Bool, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(value ? "true" : "false")
  }

  /// Writes `null` for what is not known.
  mutating func put(_ name: String, orNull value: Int?, to sink: inout ByteSink) throws {
    guard let value else {
      try begin(name, to: &sink)
      return try sink.put("null")
    }
    try put(name, value, to: &sink)
  }

  mutating func put(_ name: String, orNull value: Bool?, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(value.map { $0 ? "true" : "false" } ?? "null")
  }

  mutating func put(_ name: String, _ values: [String], to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    var separator = "["
    for value in values {
      try sink.put(separator)
      try JSONText.put(value, to: &sink)
      separator = ","
    }
    try sink.put(values.isEmpty ? "[]" : "]")
  }

  /// Ends the object; one without members is `{}`.
  func close(to sink: inout ByteSink) throws {
    try sink.put(separator == next ? end : "{}")
  }
}
