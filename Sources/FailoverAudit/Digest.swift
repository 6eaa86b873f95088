import Crypto
import FailoverInventory

/// SHA-256 as reports write it.
public enum Digest {
  /// In lower-case hex, 64 characters.
  public static func of(_ bytes: [UInt8]) -> String { Array(SHA256.hash(data: bytes)).hex }

  /// The same of a regular file of any size.
  public static func ofFile(_ path: String) throws(FileBytes.Failure) -> String {
    var hash = SHA256()
    try FileBytes.each(path) { hash.update(data: $0) }
    return Array(hash.finalize()).hex
  }
}
