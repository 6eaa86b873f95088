extension JSONMembers {
  /// Writes an array of what `put` writes for each element.
  package mutating func put<Elements: Sequence>(
    _ name: String, each elements: Elements, margin: String = "", to sink: inout ByteSink,
    put: (Elements.Element, inout ByteSink) throws -> Void
  ) throws {
    try begin(name, to: &sink)
    let next = "," + margin
    var separator = "[" + margin
    for element in elements {
      try sink.put(separator)
      try put(element, &sink)
      separator = next
    }
    try sink.put(separator == next ? "]" : "[]")
  }

  /// Writes an object on one line with the members that `put` gives it.
  package mutating func put(
    _ name: String, to sink: inout ByteSink,
    object put: (inout JSONMembers, inout ByteSink) throws -> Void
  ) throws {
    try begin(name, to: &sink)
    try JSONMembers.object(to: &sink, put)
  }

  /// Writes an object on one line.
  package static func object(
    to sink: inout ByteSink, _ put: (inout JSONMembers, inout ByteSink) throws -> Void
  ) throws {
    var members = JSONMembers()
    try put(&members, &sink)
    try members.close(to: &sink)
  }
}
