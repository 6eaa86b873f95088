import Crypto
import FailoverInventory

/// Identifies a finding over time, whatever its message says and wherever it stands.
public enum Fingerprint {
  /// The first 16 bytes of SHA-256 over `v1`, rule id, subject name and facet joined by newlines,
  /// in lower-case hex (32 characters).
  public static func of(rule: String, subject: String, facet: String) -> String {
    let text = "v1\n\(rule)\n\(subject)\n\(facet)"
    return SHA256.hash(data: Array(text.utf8)).prefix(16).hex
  }
}
