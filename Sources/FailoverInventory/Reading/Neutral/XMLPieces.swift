import CLibXML2
import Glibc

/// Cuts an input into pieces that each end in front of a tag and after another one.
///
/// The push parser then never sees a part of a tag: version 2.9 takes the last `>` for the end of
/// one, also inside an attribute. And as no piece is longer than the limit, no tag, text or comment
/// is: libxml2 looks at each attribute of a tag for each of them.
struct XMLPieces {
  /// Bytes of a piece at most.
  static let limit = 64 << 10

  private var rest: [UInt8] = []
  private(set) var hasBegun = false

  /// Hands out pieces; what does not end in this block is kept for the next.
  ///
  /// - Parameter body: takes a piece; false to stop.
  /// - Returns: false if there is a stretch without a place to cut that is longer than a piece may
  ///   be.
  mutating func split(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    hasBegun = true
    var start = 0
    if !rest.isEmpty {
      guard let cut = firstCut(bytes) else {
        rest.append(contentsOf: bytes.prefix(XMLPieces.limit + 1))
        return rest.count <= XMLPieces.limit
      }
      rest.append(contentsOf: bytes[..<cut])
      if rest.count > XMLPieces.limit { return false }
      let goesOn = rest.withUnsafeBytes(body)
      rest.removeAll(keepingCapacity: true)
      if !goesOn { return true }
      start = cut
    }
    while start < bytes.count {
      let end = min(bytes.count, start + XMLPieces.limit)
      guard let cut = lastCut(bytes, start, end) else {
        rest.append(contentsOf: bytes[start..<end])
        return end == bytes.count
      }
      if !body(UnsafeRawBufferPointer(rebasing: bytes[start..<cut])) { return true }
      start = cut
    }
    return true
  }

  /// What is left after the last cut.
  mutating func withRest(_ body: (UnsafeRawBufferPointer) -> Void) {
    rest.withUnsafeBytes(body)
    rest = []
  }

  /// The first `<` within the limit that follows a `>` and white space.
  private func firstCut(_ bytes: UnsafeRawBufferPointer) -> Int? {
    var at = 0
    let end = min(bytes.count, XMLPieces.limit)
    while at < end {
      guard let base = bytes.baseAddress,
        let found = memchr(base + at, Int32(UInt8(ascii: "<")), end - at)
      else { return nil }
      let position = UnsafeRawPointer(found) - base
      if isCut(bytes, position, from: 0) { return position }
      at = position + 1
    }
    return nil
  }

  /// The last such `<` in `start + 1..<end`.
  private func lastCut(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var end = end
    while let found = memrchr(base + start + 1, Int32(UInt8(ascii: "<")), max(0, end - start - 1)) {
      let position = UnsafeRawPointer(found) - base
      if isCut(bytes, position, from: start) { return position }
      end = position
    }
    return nil
  }

  private func isCut(_ bytes: UnsafeRawBufferPointer, _ position: Int, from start: Int) -> Bool {
    var at = position - 1
    while at >= start, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at -= 1 }
    return at >= start && bytes[at] == UInt8(ascii: ">")
  }
}
