/// Where a report goes, piece by piece: it buffers, and hands on whole blocks.
public struct ByteSink: ~Copyable {
  /// Bytes gathered before they are handed on.
  public static let blockSize = 1 << 16

  private var buffer: [UInt8] = []
  private let write: ([UInt8]) throws -> Void

  /// - Parameter write: takes one block; called in order, never with an empty one.
  public init(_ write: @escaping ([UInt8]) throws -> Void) {
    self.write = write
    buffer.reserveCapacity(ByteSink.blockSize + 4096)
  }

  public mutating func put(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= ByteSink.blockSize { try flush() }
  }

  public mutating func put(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= ByteSink.blockSize { try flush() }
  }

  /// Hands on what is left. Call it once, at the end.
  public mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
