/// Texts that are base64 of JSON or of gzip data from their first to their last byte.
enum ForeignEncoding {
  /// Why an input cannot be read; nil if it is not such a text, as far as its first bytes show.
  static func sentence(_ head: [UInt8]) -> String? {
    guard let bytes = decoded(head) else { return nil }
    if bytes.starts(with: [0x1F, 0x8B]) {
      return ForeignInput.sentence(
        "gzip data encoded as base64", "decode it with base64 -d, then decompress it with gunzip")
    }
    guard isJSON(bytes) else { return nil }
    return ForeignInput.sentence("JSON encoded as base64", "decode it with base64 -d")
  }

  /// Characters that are decoded.
  private static let decodedCharacters = 256

  /// The first bytes that a text encodes; nil if it holds anything but base64.
  private static func decoded(_ head: [UInt8]) -> [UInt8]? {
    var digits: [UInt8] = []
    var hasEnded = false
    for byte in head where !isBlank(byte) {
      if byte == UInt8(ascii: "=") {
        hasEnded = true
      } else {
        guard !hasEnded, let digit = digit(byte) else { return nil }
        if digits.count < decodedCharacters { digits.append(digit) }
      }
    }
    return bytes(digits)
  }

  private static func bytes(_ digits: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for digit in digits {
      bits = bits << 6 | UInt32(digit)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Whether bytes begin as an object or a list does, up to the second character of it: a word may
  /// well decode to a brace.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = bytes[mark...].drop { isBlank($0) }
    guard let first = start.first, let second = start.dropFirst().first(where: { !isBlank($0) })
    else { return false }
    switch first {
    case UInt8(ascii: "{"): return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    case UInt8(ascii: "["): return "{[\"]".utf8.contains(second)
    default: return false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D].contains(byte)
  }
}
