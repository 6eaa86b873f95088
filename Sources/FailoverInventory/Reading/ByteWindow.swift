/// Bytes of an input, with bounds-checked access.
///
/// Behind its last byte stand `padding` zero bytes, so that whole words can be loaded up to the end
/// and every scanning loop stops there: zero is no byte of any JSON token.
struct ByteWindow {
  /// Zero bytes behind the last one.
  static let padding = 64

  private let base: UnsafeRawPointer
  /// Bytes without the padding.
  let count: Int

  /// - Parameter bytes: the bytes with their padding; they must outlive the window.
  init(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count >= ByteWindow.padding, "a window without its padding")
    guard let start = bytes.baseAddress else { preconditionFailure("a window without bytes") }
    base = start
    count = bytes.count - ByteWindow.padding
  }

  /// The byte at an offset; up to the end of the padding.
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: count &+ ByteWindow.padding))
    return base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The eight bytes from an offset, the first in the lowest byte.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count &+ (ByteWindow.padding - 8)))
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The four bytes from an offset, the first in the lowest byte.
  @inline(__always)
  func half(_ offset: Int) -> UInt32 {
    precondition(UInt(bitPattern: offset) <= UInt(bitPattern: count &+ (ByteWindow.padding - 4)))
    return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The bytes of a range without the padding, for library calls.
  func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    precondition(start >= 0 && start <= end && end <= count)
    return UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(start: base, count: count)[start..<end])
  }
}
