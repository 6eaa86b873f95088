/// How ids and texts are written in names of subjects.
package enum SubjectNames {
  /// A text with every byte outside `A-Z a-z 0-9 . _ : -` (and the given ones) written `%XX`.
  package static func encoded(_ text: String, keeping kept: [UInt8] = []) -> String {
    if text.utf8.allSatisfy({ isPlain($0) || kept.contains($0) }) { return text }
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPlain(byte) || kept.contains(byte) {
        bytes.append(byte)
      } else {
        bytes.append(contentsOf: [
          UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension Records {
  /// An id in a subject's name; `?` if it is missing.
  func encoded(_ id: Identifier) -> String {
    if id.isMissing { return "?" }
    return id.symbol.map { symbols.encodedTexts[Int($0.number)] } ?? id.uuidText
  }

  func encoded(_ lan: LANCode) -> String {
    lan.isKnown ? SubjectNames.encoded(lan.text(symbols)) : "?"
  }

  func encoded(_ address: Address) -> String {
    address.kind == .missing ? "?" : SubjectNames.encoded(address.text(symbols))
  }

  /// Appends what `encoded` gives.
  func append(_ id: Identifier, to name: inout NameText) {
    if id.high != 0 { name.append(uuidOf: id) } else { name.append(encoded(id)) }
  }

  func append(_ lan: LANCode, to name: inout NameText) {
    if let number = lan.number { name.append(decimal: number) } else { name.append(encoded(lan)) }
  }

  func append(_ address: Address, to name: inout NameText) {
    if let v4 = address.v4 { name.append(v4: v4) } else { name.append(encoded(address)) }
  }

  /// The name of a record: the word of its kind, a slash and its id.
  func name(_ kind: SubjectKind, _ id: Identifier) -> String {
    var name = NameText(kind.rawValue)
    name.append(UInt8(ascii: "/"))
    append(id, to: &name)
    return name.text
  }

  /// The name of what belongs to a LAN, as far as the LAN.
  func name(_ kind: SubjectKind, _ datacenter: Identifier, _ lan: LANCode) -> NameText {
    var name = NameText(kind.rawValue)
    name.append(UInt8(ascii: "/"))
    append(datacenter, to: &name)
    name.append(UInt8(ascii: "/"))
    append(lan, to: &name)
    return name
  }

  /// The order of ids by their names.
  var identifierOrder: IdentifierOrder { IdentifierOrder(encodedTexts: symbols.encodedTexts) }
}

/// The order of ids by the names of their subjects; small, to be kept by sorting closures.
struct IdentifierOrder: Sendable {
  fileprivate let encodedTexts: [String]

  /// Whether one id's name comes before another's.
  ///
  /// - Parameter end: what follows the id in both names.
  @inline(__always)
  func precedes(_ a: Identifier, _ b: Identifier, before end: String = "") -> Bool {
    if a.high != 0 && b.high != 0 { return (a.high, a.low) < (b.high, b.low) }
    return name(a) + end < name(b) + end
  }

  private func name(_ id: Identifier) -> String {
    if id.isMissing { return "?" }
    return id.symbol.map { encodedTexts[Int($0.number)] } ?? id.uuidText
  }
}
