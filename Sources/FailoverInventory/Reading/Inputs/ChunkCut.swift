/// Where a block of bytes can be cut so that what follows begins with an item of a list.
///
/// It is a guess from the text around it, made fast and without any state. Nothing rests on it:
/// what is read from a guessed start is used only if reading everything before arrives there in the
/// same state (`ChunkMerger`).
struct ChunkCut {
  /// The offset after the item before; the next byte that counts is the comma.
  let offset: Int
  /// What the item after the cut says it is.
  let type: ResourceType

  /// How far back to look for the start of a data center before looking for smaller items.
  private static let nearby = 1 << 20
  /// How far back to look for the start of a smaller item.
  private static let smallItemReach = 1 << 16

  /// - Parameter thorough: whether to look for a data center in the whole block.
  /// - Parameter near: whether the start of any item will do, which is found sooner.
  static func last(
    in bytes: UnsafeRawBufferPointer, thorough: Bool, near: Bool
  ) -> ChunkCut? {
    if near, let cut = lastSmallItem(in: bytes) { return cut }
    let reach = thorough ? bytes.count : nearby
    if let offset = last("datacenter", in: bytes, reach: reach) {
      return ChunkCut(offset: offset, type: .datacenter)
    }
    return near ? nil : lastSmallItem(in: bytes)
  }

  private static func lastSmallItem(in bytes: UnsafeRawBufferPointer) -> ChunkCut? {
    let small: [(StaticString, ResourceType)] = [
      ("server", .server), ("ipblock", .ipBlock), ("user", .user), ("group", .group),
      ("lan", .lan),
    ]
    for (word, type) in small {
      if let offset = last(word, in: bytes, reach: smallItemReach) {
        return ChunkCut(offset: offset, type: type)
      }
    }
    return nil
  }

  /// The last place before an item of a type, at most `reach` bytes from the end.
  private static func last(
    _ word: StaticString, in bytes: UnsafeRawBufferPointer, reach: Int
  ) -> Int? {
    let length = word.utf8CodeUnitCount
    let limit = max(1, bytes.count - reach)
    // The block of offsets that is looked at, each that of the word's first letter.
    var block = bytes.count - 16 - length - 1
    while block >= limit {
      if mayHold(word, bytes, block),
        let cut = last(word, in: bytes, from: block + 15, to: block)
      {
        return cut
      }
      block -= 16
    }
    return last(word, in: bytes, from: min(block + 15, bytes.count - length - 1), to: limit)
  }

  /// Whether at one of 16 offsets there may be a word in quotes: both of them and the first letter.
  @inline(__always)
  private static func mayHold(
    _ word: StaticString, _ bytes: UnsafeRawBufferPointer, _ block: Int
  ) -> Bool {
    let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let open = bytes.loadUnaligned(fromByteOffset: block - 1, as: SIMD16<UInt8>.self)
    let first = bytes.loadUnaligned(fromByteOffset: block, as: SIMD16<UInt8>.self)
    let close = bytes.loadUnaligned(
      fromByteOffset: block + word.utf8CodeUnitCount, as: SIMD16<UInt8>.self)
    let hits =
      (open .== quote) .& (close .== quote)
      .& (first .== SIMD16<UInt8>(repeating: word.utf8Start[0]))
    let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
    return words[0] | words[1] != 0
  }

  private static func last(
    _ word: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int, to limit: Int
  ) -> Int? {
    var at = start
    while at >= limit {
      if word.matches(bytes, at), let cut = itemStart(bytes, at, word.utf8CodeUnitCount) {
        return cut
      }
      at -= 1
    }
    return nil
  }

  /// The offset after the `}` in `}, { "id": "…", "type": "<word>"`, given that of the word.
  private static func itemStart(
    _ bytes: UnsafeRawBufferPointer, _ at: Int, _ length: Int
  ) -> Int? {
    guard at > 0, at + length < bytes.count, bytes[at - 1] == UInt8(ascii: "\""),
      bytes[at + length] == UInt8(ascii: "\"")
    else { return nil }
    var position = back(bytes, at - 2)
    guard position >= 6, bytes[position] == UInt8(ascii: ":") else { return nil }
    position = back(bytes, position - 1)
    guard position >= 6, bytes[position] == UInt8(ascii: "\""),
      bytes[position - 1] == UInt8(ascii: "e"), bytes[position - 2] == UInt8(ascii: "p"),
      bytes[position - 3] == UInt8(ascii: "y"), bytes[position - 4] == UInt8(ascii: "t"),
      bytes[position - 5] == UInt8(ascii: "\"")
    else { return nil }
    position -= 6
    let limit = max(0, position - 256)
    while position > limit, bytes[position] != UInt8(ascii: "{") {
      if bytes[position] == UInt8(ascii: "}") || bytes[position] == UInt8(ascii: "[") {
        return nil
      }
      position -= 1
    }
    guard position > limit else { return nil }
    position = back(bytes, position - 1)
    guard position > 0, bytes[position] == UInt8(ascii: ",") else { return nil }
    position = back(bytes, position - 1)
    guard position >= 0, bytes[position] == UInt8(ascii: "}") else { return nil }
    return position + 1
  }

  /// The last offset at or before `at` that is not white space; -1 if there is none.
  private static func back(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Int {
    var at = at
    while at >= 0,
      bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
    {
      at -= 1
    }
    return at
  }
}

extension StaticString {
  /// Whether the bytes at an offset are those of this text.
  fileprivate func matches(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    (0..<utf8CodeUnitCount).allSatisfy { bytes[at + $0] == utf8Start[$0] }
  }
}
