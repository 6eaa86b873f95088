/// Identifiers of documents that need UUIDs, made of names so that the same report has the same
/// ones.
public enum NameUUID {
  /// The namespace of all names of this program, as 16 bytes.
  private static let namespace: [UInt8] = [
    0x3F, 0x6B, 0x0E, 0x52, 0x9C, 0x1D, 0x4A, 0x77, 0x8E, 0x24, 0x5D, 0xB3, 0x61, 0xC8, 0x0A, 0x9F,
  ]

  /// The UUID of version 5 (RFC 9562) of a name, in lower case.
  public static func of(_ name: String) -> String { of(name, in: namespace) }

  static func of(_ name: String, in namespace: [UInt8]) -> String {
    // SHA-1 is what version 5 uses; nothing rests on its strength.
    var bytes = Array(Hash.of(namespace + Array(name.utf8), by: .sha1).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = bytes.hex
    for place in [20, 16, 12, 8] {
      text.insert("-", at: text.utf8.index(text.startIndex, offsetBy: place))
    }
    return text
  }
}
