/// A text with some scalars replaced, gathered as bytes: to append scalars to a `String`
/// takes ten times as long.
struct EscapedText {
  private(set) var bytes: [UInt8] = []

  /// - Parameter text: what is escaped; only its length counts.
  init(of text: String) { bytes.reserveCapacity(text.utf8.count + 32) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ escape: String) { bytes.append(contentsOf: escape.utf8) }

  @inline(__always)
  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }
}
