import Crypto
import FailoverInventory

/// SHA-256 as reports write it.
public enum Digest {
  /// In lower-case hex, 64 characters.
  public static func of(_ bytes: [UInt8]) -> String { Array(SHA256.hash(data: bytes)).hex }
}
