import Glibc

/// A file that is written from its beginning to its end, in blocks.
///
/// A failure to write is noted and reported at the end, so that writing a piece costs no more than
/// copying it.
struct ByteOutput: ~Copyable {
  /// Bytes that are gathered before they are written.
  private static let blockSize = 1 << 20

  private let descriptor: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  private var written = 0
  /// The system's number of what went wrong first; 0 if nothing did.
  private(set) var failure: Int32 = 0

  /// Bytes put so far.
  var count: Int { written + used }

  /// - Parameter descriptor: a file open for writing; it is not closed.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer = .allocate(byteCount: ByteOutput.blockSize, alignment: 16)
  }

  deinit { buffer.deallocate() }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    if used == ByteOutput.blockSize { flush() }
    buffer[used] = byte
    used += 1
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { put($0) }
  }

  /// - Parameter bytes: at most a block.
  @inline(__always)
  mutating func put(_ bytes: UnsafeRawBufferPointer) {
    if used + bytes.count > ByteOutput.blockSize { flush() }
    UnsafeMutableRawBufferPointer(rebasing: buffer[used..<(used + bytes.count)])
      .copyMemory(from: bytes)
    used += bytes.count
  }

  /// Puts the lowest hexadecimal digits of a number.
  mutating func putHex(_ number: UInt64, digits: Int = 16) {
    var shift = 4 * digits
    while shift > 0 {
      shift -= 4
      put(hexDigit(number >> UInt64(shift)))
    }
  }

  /// Puts a number that is not negative, with leading zeros up to `width` digits.
  mutating func put(decimal number: Int, width: Int = 1) {
    var divisor = 1
    var digits = 1
    while digits < width || divisor <= number / 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Writes what is left.
  mutating func flush() {
    var start = 0
    while start < used && failure == 0 {
      let count = write(descriptor, buffer.baseAddress.map { $0 + start }, used - start)
      if count > 0 { start += count } else if errno != EINTR { failure = errno }
    }
    written += used
    used = 0
  }
}

/// Something that is written as a text.
protocol Printable {
  func put(into out: inout ByteOutput)
}

extension StaticString: Printable {
  @inline(__always)
  func put(into out: inout ByteOutput) { out.put(self) }
}
