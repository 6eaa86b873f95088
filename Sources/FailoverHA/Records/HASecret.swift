import FailoverBase

/// Compares secrets without keeping them: by a hash whose key is a random number of this run.
package struct HASecret: Sendable {
  private let key: [UInt8]

  package init() {
    var generator = SystemRandomNumberGenerator()
    key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// Distinguishes a secret from others of the same run. It is never written anywhere.
  package struct Mark: Sendable, Hashable, CustomStringConvertible {
    fileprivate let hash: [UInt8]
    package var description: String { "secret" }
  }

  /// - Parameter text: the secret; nil is returned for asterisks, which replace one.
  func mark(_ text: String) -> Mark? {
    if !text.isEmpty && text.utf8.allSatisfy({ $0 == UInt8(ascii: "*") }) { return nil }
    return Mark(hash: Hash.of(key + Array(text.utf8.prefix(8)) + key))
  }
}
