import FailoverInventory

/// A function of ours that statements may call.
package struct SQLFunction: Sendable {
  package let name: String
  /// The names of its arguments; the last may be repeated if it ends in dots.
  package let arguments: [String]
  /// What it gives, in one sentence.
  package let summary: String
  let body: Body

  /// - Parameter arguments: their texts, nil for NULL; numbers come as SQL writes them.
  typealias Body = @Sendable (_ arguments: [String?], Inventory?) -> SQLValue

  init(
    _ name: String, _ arguments: [String], _ summary: String, body: @escaping Body
  ) {
    self.name = name
    self.arguments = arguments
    self.summary = summary
    self.body = body
  }

  /// How many arguments it takes; nil for any number.
  var argumentCount: Int? { arguments.last?.hasSuffix("…") == true ? nil : arguments.count }

  /// A function of one text, NULL for NULL.
  private static func ofText(
    _ name: String, _ argument: String, _ summary: String,
    body: @escaping @Sendable (String, Inventory?) -> SQLValue
  ) -> SQLFunction {
    SQLFunction(name, [argument], summary) { arguments, inventory in
      arguments[0].map { body($0, inventory) } ?? .null
    }
  }

  /// Functions of SQLite that statements may call as well.
  package static let ofSQLite =
    (AllowedFunctions.scalar + AllowedFunctions.aggregate + AllowedFunctions.window).sorted()

  /// All of them, in the order in which they are listed.
  package static let all: [SQLFunction] = [
    SQLFunction(
      "address_in", ["address", "cidr"],
      "1 if an address lies in a range such as 198.51.100.0/24, 0 if not, NULL if one of them is none."
    ) { arguments, _ in
      guard let address = arguments[0], let range = arguments[1] else { return .null }
      return SQLValue(TextFunctions.address(address, isIn: range))
    },
    .ofText(
      "address_class", "address",
      "public, private, shared, loopback, link-local, documentation, multicast, reserved or ipv6; NULL if it is not an address."
    ) { address, _ in SQLValue(TextFunctions.addressClass(address)) },
    .ofText(
      "is_public", "address",
      "1 if an address is public or in a range given as own, 0 if not, NULL if it is not an address."
    ) { address, inventory in SQLValue(TextFunctions.isPublic(address, in: inventory)) },
    .ofText(
      "canonical_address", "text", "The address that a text is, as the tables write it, or NULL."
    ) { text, _ in SQLValue(TextFunctions.canonicalAddress(text)) },
    .ofText(
      "known_zone", "text", "The text if it is a real zone such as ZONE_1, else NULL."
    ) { text, _ in SQLValue(Server.knownZone(text)) },
    SQLFunction(
      "subject_name", ["kind", "id…"],
      "The stable name of a subject, such as subject_name('lan', datacenter, id); NULL if an id is NULL or the kind does not exist."
    ) { arguments, _ in
      let texts = arguments.compactMap(\.self)
      guard texts.count == arguments.count, let kind = texts.first else { return .null }
      return SQLValue(TextFunctions.subjectName(kind, Array(texts.dropFirst())))
    },
  ]
}

extension SQLValue {
  fileprivate init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  fileprivate init(_ flag: Bool?) { self = flag.map { .integer($0 ? 1 : 0) } ?? .null }
}
