/// A text with some scalars replaced, gathered as bytes: to append scalars to a `String`
/// takes ten times as long.
package struct EscapedText {
  package private(set) var bytes: [UInt8] = []

  /// - Parameter text: what is escaped; only its length counts.
  package init(of text: String) { bytes.reserveCapacity(text.utf8.count + 32) }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func append(_ escape: String) { bytes.append(contentsOf: escape.utf8) }

  @inline(__always)
  package mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }
}
