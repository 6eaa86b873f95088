/// SHA-256 as reports write it.
public enum Digest {
  /// In lower-case hex, 64 characters.
  public static func of(_ bytes: [UInt8]) -> String { Hash.of(bytes).hex }

  /// The same of a regular file of any size.
  public static func ofFile(_ path: String) throws(FileBytes.Failure) -> String {
    var hash = Hash()
    try FileBytes.each(path) { hash.update($0) }
    return hash.finish().hex
  }
}
