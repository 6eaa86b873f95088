import Crypto

/// Identifies a finding over time, whatever its message says and wherever it stands.
public enum Fingerprint {
  /// The first 16 bytes of SHA-256 over `v1`, rule id, subject name and facet joined by newlines,
  /// in lower-case hex (32 characters).
  public static func of(rule: String, subject: String, facet: String) -> String {
    let text = "v1\n\(rule)\n\(subject)\n\(facet)"
    return hex(SHA256.hash(data: Array(text.utf8)).prefix(16))
  }

  /// Bytes in lower-case hex.
  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits: [UInt8] = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    for byte in bytes {
      hex.append(digits[Int(byte >> 4)])
      hex.append(digits[Int(byte & 15)])
    }
    return String(decoding: hex, as: UTF8.self)
  }
}
