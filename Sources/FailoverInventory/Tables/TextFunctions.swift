/// What the functions of SQL say of texts; nil where they have no answer.
package enum TextFunctions {
  /// The address that a text is, in its canonical form.
  package static func canonicalAddress(_ text: String) -> String? {
    switch ParsedAddress(text) {
    case .v4(let value): Address.dotted(value)
    case .v6(let value): ParsedAddress.canonical(value)
    case nil: nil
    }
  }

  /// The kind of an address in one word.
  package static func addressClass(_ text: String) -> String? {
    switch ParsedAddress(text) {
    case .v4(let value): PublicAddresses.kind(of: value)
    case .v6: "ipv6"
    case nil: nil
    }
  }

  /// Whether an address lies in a range in CIDR notation; bits after the prefix do not matter.
  package static func address(_ text: String, isIn range: String) -> Bool? {
    let parts = range.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = ParsedAddress(text), parts.count == 2,
      let bits = Int(parts[1]), String(bits) == parts[1],
      let base = ParsedAddress(String(parts[0]))
    else { return nil }
    switch (address, base) {
    case (.v4(let address), .v4(let base)):
      guard (0...32).contains(bits) else { return nil }
      return bits == 0 || (address ^ base) >> UInt32(32 - bits) == 0
    case (.v6(let address), .v6(let base)):
      guard (0...128).contains(bits) else { return nil }
      return bits == 0 || (address ^ base) >> UInt128(128 - bits) == 0
    case (.v4, .v6), (.v6, .v4): return bits >= 0 && bits <= 128 ? false : nil
    }
  }

  /// Whether an address is public, or in a range given as own.
  package static func isPublic(_ text: String, in inventory: Inventory?) -> Bool? {
    switch ParsedAddress(text) {
    case .v4(let value):
      PublicAddresses.contain(value)
        || inventory?.storage.ownRanges.contains { $0.contains(value) } ?? false
    case .v6: false
    case nil: nil
    }
  }

  /// The stable name of a subject; nil if the kind does not exist, or has another number of ids.
  package static func subjectName(_ kind: String, _ ids: [String]) -> String? {
    guard let kind = SubjectKind(rawValue: kind), kind != .waiver, ids.count == kind.idCount else {
      return nil
    }
    let kept = kind == .export ? [UInt8(ascii: "/")] : []
    return ([kind.rawValue] + ids.map { SubjectNames.encoded($0, keeping: kept) })
      .joined(separator: "/")
  }
}
