/// Writes the members of one JSON object in the order in which they are given.
package struct JSONMembers {
  /// The bytes before a member's name, its quotation mark too.
  private var separator: String
  private let next: String
  /// The bytes after a member's name, its quotation mark too.
  private let colon: String
  private let end: String

  /// An object on one line.
  package init() {
    separator = "{\""
    next = ",\""
    colon = "\":"
    end = "}"
  }

  /// An object with a line for each member.
  package init(indent: Int) {
    let margin = String(repeating: " ", count: indent)
    separator = "{\n  " + margin + "\""
    next = ",\n  " + margin + "\""
    colon = "\": "
    end = "\n" + margin + "}"
  }

  /// Begins a member whose value the caller writes; `name` must need no escapes.
  package mutating func begin(_ name: String, to sink: inout ByteSink) throws {
    try sink.put(separator)
    separator = next
    try sink.put(name)
    try sink.put(colon)
  }

  package mutating func put(_ name: String, _ value: String, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try JSONText.put(value, to: &sink)
  }

  /// Writes `null` for what is absent.
  package mutating func put(_ name: String, orNull value: String?, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    if let value { try JSONText.put(value, to: &sink) } else { try sink.put("null") }
  }

  package mutating func put(_ name: String, _ value: Int, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(String(value))
  }

  package mutating func put(_ name: String, _ value: Bool, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(value ? "true" : "false")
  }

  /// Writes `null` for what is not known.
  package mutating func put(_ name: String, orNull value: Int?, to sink: inout ByteSink) throws {
    guard let value else {
      try begin(name, to: &sink)
      return try sink.put("null")
    }
    try put(name, value, to: &sink)
  }

  package mutating func put(_ name: String, orNull value: Bool?, to sink: inout ByteSink) throws {
    try begin(name, to: &sink)
    try sink.put(value.map { $0 ? "true" : "false" } ?? "null")
  }

  package mutating func put(_ name: String, _ values: [String], to sink: inout ByteSink) throws {
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
  package func close(to sink: inout ByteSink) throws {
    try sink.put(separator == next ? end : "{}")
  }
}
