/// Bytes of an input, with bounds-checked access.
///
/// `padding` zero bytes follow its last byte, so that whole words can be loaded up to the end and
/// every scanning loop stops there: no JSON token contains a zero byte.
struct ByteWindow {
  /// Zero bytes after the last one.
  static let padding = 64

  private let base: UnsafeRawPointer
  /// Bytes with the padding.
  private let limit: Int
  /// Bytes without the padding.
  let count: Int

  /// - Parameter bytes: the bytes with their padding; they must outlive the window.
  init(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count >= ByteWindow.padding, "a window without its padding")
    guard let start = bytes.baseAddress else { preconditionFailure("a window without bytes") }
    base = start
    limit = bytes.count
    count = bytes.count - ByteWindow.padding
  }

  /// The byte at an offset; up to the end of the padding.
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: limit))
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The eight bytes from an offset, the first in the lowest byte.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: limit &- 8))
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The four bytes from an offset, the first in the lowest byte.
  @inline(__always)
  func half(_ offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: limit &- 4))
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The bytes of a range without the padding, for library calls.
  func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    precondition(start >= 0 && start <= end && end <= count)
    return UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(start: base, count: count)[start..<end])
  }

  /// Whether a text is at an offset, followed by a byte; false for an empty text.
  @inline(__always)
  func holds(_ text: UnsafeRawPointer, _ length: Int, at start: Int) -> Bool {
    guard start >= 0, length >= 4, start < count &- length else { return false }
    let here = base + start
    if length < 8 {
      return differ(here, text, 0, as: UInt32.self)
        | differ(here, text, length &- 4, as: UInt32.self) == 0
    }
    if length < 16 {
      return differ(here, text, 0, as: UInt64.self)
        | differ(here, text, length &- 8, as: UInt64.self) == 0
    }
    // Blocks of 16 bytes; the last may overlap the one before.
    let lastBlock = length &- 16
    var found = differ(here, text, lastBlock)
    var offset = 0
    while offset < lastBlock {
      found |= differ(here, text, offset)
      offset &+= 16
    }
    return found[0] | found[1] == 0
  }

  /// Whether a range lies in the window, followed by a byte, and holds nothing but ASCII without
  /// quotes, backslashes and control characters.
  ///
  /// - Parameter end: not below `start`.
  @inline(__always)
  func holdsPlainText(_ start: Int, _ end: Int) -> Bool {
    // Loads reach at most 16 bytes after `start`, so they stay in the padding.
    guard start >= 0, end >= start, end < count else { return false }
    let length = end &- start
    if length < 8 {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return unplainBytes(word) & ((1 &<< UInt64(8 &* length)) &- 1) == 0
    }
    if length < 16 {
      let first = base.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      let last = base.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
      return unplainBytes(first) | unplainBytes(last) == 0
    }
    // Blocks of 16 bytes; the last may overlap the one before.
    let lastBlock = end &- 16
    var found = unplainBytes(base.loadUnaligned(fromByteOffset: lastBlock, as: SIMD16<UInt8>.self))
    var at = start
    while at < lastBlock {
      found |= unplainBytes(base.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self))
      at &+= 16
    }
    return found[0] | found[1] == 0
  }
}

/// The top bits of the quotes, backslashes and control characters in a word; bits above the first
/// hit may be false.
@inline(__always)
func specialBytes(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let quote = word ^ 0x2222_2222_2222_2222
  let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
  return
    ((quote &- ones) & ~quote | (slash &- ones) & ~slash
    | (word &- 0x2020_2020_2020_2020) & ~word) & 0x8080_8080_8080_8080
}

/// The same and the bytes that are not ASCII; none is missed, bits above the first hit may be
/// false.
@inline(__always)
private func unplainBytes(_ word: UInt64) -> UInt64 {
  specialBytes(word) | word & 0x8080_8080_8080_8080
}

/// All bits of every byte that is a quote, a backslash, a control character or no ASCII.
@inline(__always)
private func unplainBytes(_ block: SIMD16<UInt8>) -> SIMD2<UInt64> {
  // As signed numbers, control characters and everything that is not ASCII lie below 0x20.
  let signed = unsafeBitCast(block, to: SIMD16<Int8>.self)
  let hits =
    (block .== SIMD16<UInt8>(repeating: 0x22)) .| (block .== SIMD16<UInt8>(repeating: 0x5C))
    .| (signed .< SIMD16<Int8>(repeating: 0x20))
  return unsafeBitCast(hits, to: SIMD2<UInt64>.self)
}

/// The bits in which two texts differ at an offset.
@inline(__always)
private func differ<Word: FixedWidthInteger>(
  _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ offset: Int, as type: Word.Type
) -> Word {
  a.loadUnaligned(fromByteOffset: offset, as: type)
    ^ b.loadUnaligned(fromByteOffset: offset, as: type)
}

/// The bits in which 16 bytes of two texts differ.
@inline(__always)
private func differ(
  _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ offset: Int
) -> SIMD2<UInt64> {
  a.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
    ^ b.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
}
