/// A file that was read, and what its bytes were.
public struct FileDigest: Sendable, Hashable {
  /// The name as reports show it. It may hold any text: escape it.
  public let file: String
  /// SHA-256 of the bytes, in lower-case hex.
  public let sha256: String

  public init(file: String, sha256: String) {
    self.file = file
    self.sha256 = sha256
  }

  public init(file: String, of bytes: [UInt8]) {
    self.init(file: file, sha256: Digest.of(bytes))
  }
}
