import FailoverBase
import FailoverInventory

/// Identifies a finding over time, whatever its message says and wherever it is.
public enum Fingerprint {
  /// The first 16 bytes of SHA-256 over `v1`, rule id, subject name and facet joined by newlines,
  /// in lower-case hex (32 characters).
  public static func of(rule: String, subject: String, facet: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rule.utf8.count + subject.utf8.count + facet.utf8.count + 8)
    bytes.append(contentsOf: "v1\n".utf8)
    bytes.append(contentsOf: rule.utf8)
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: subject.utf8)
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: facet.utf8)
    return Array(Hash.of(bytes).prefix(16)).hex
  }

  /// The number that a fingerprint writes in hex; nil if the text is none.
  public static func bits(of fingerprint: String) -> UInt128? {
    fingerprint.utf8.count == 32 ? UInt128(fingerprint, radix: 16) : nil
  }

  /// The fingerprint of a number.
  public static func text(of bits: UInt128) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }
}
