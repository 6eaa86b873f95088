/// The formats that strings of JSON schemas can be of.
package enum JSONFormat: String {
  case uri
  case uriReference = "uri-reference"
  case dateTime = "date-time"

  /// Whether a text is of the format, by the letters of RFC 3986 and RFC 3339.
  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch self {
    case .uri: JSONFormat.isSpelled(bytes) && JSONFormat.hasScheme(bytes)
    case .uriReference:
      // The first part of a relative reference holds no colon.
      JSONFormat.isSpelled(bytes)
        && (JSONFormat.hasScheme(bytes)
          || !bytes.prefix { !"/?#".utf8.contains($0) }.contains(UInt8(ascii: ":")))
    case .dateTime:
      text.wholeMatch(
        of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/) != nil
    }
  }

  /// Whether it has only characters of references, and percent signs before two digits.
  private static func isSpelled(_ bytes: [UInt8]) -> Bool {
    bytes.count { $0 == UInt8(ascii: "#") } < 2
      && bytes.indices.allSatisfy { index in
        guard bytes[index] == UInt8(ascii: "%") else {
          return isAlphanumeric(bytes[index])
            || "-._~!$&'()*+,;=:@/?#[]".utf8.contains(bytes[index])
        }
        return index + 2 < bytes.count && bytes[index + 1...index + 2].allSatisfy(isHexadecimal)
      }
  }

  private static func hasScheme(_ bytes: [UInt8]) -> Bool {
    let scheme = bytes.prefix { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    return scheme.first.map { isAlphanumeric($0) && $0 > UInt8(ascii: "9") } == true
      && bytes.dropFirst(scheme.count).first == UInt8(ascii: ":")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isHexadecimal(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
