import Glibc

/// The values of one column of an answer.
struct SQLColumn: Sendable {
  /// A value as SQLite gives it; its bytes are there for the length of a call.
  enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
  }

  private enum Kind: UInt8 { case null, integer, real, text, blob }

  private var kinds: [Kind] = []
  /// Numbers as they are; of what has bytes, where they begin, and in the lower bits how many they
  /// are.
  private var words: [UInt64] = []
  private var bytes: [UInt8] = []

  /// One value has at most 2^26 bytes, and an answer less than 2^37.
  private static let lengthBits: UInt64 = 27

  init() {}

  /// - Parameter count: how many times NULL.
  init(nulls count: Int) { kinds = Array(repeating: .null, count: count) }

  mutating func append(_ value: Value) {
    switch value {
    case .null: append(.null, 0)
    case .integer(let number): append(.integer, UInt64(bitPattern: number))
    case .real(let number): append(.real, number.bitPattern)
    case .text(let text): append(.text, text)
    case .blob(let blob): append(.blob, blob)
    }
  }

  private mutating func append(_ kind: Kind, _ word: UInt64) {
    kinds.append(kind)
    words.append(word)
  }

  /// What the row above has is held once: many columns have few values.
  private mutating func append(_ kind: Kind, _ content: UnsafeRawBufferPointer) {
    if kinds.last == kind, let last = words.last, holds(content, at: SQLColumn.range(last)) {
      return append(kind, last)
    }
    let start = UInt64(bytes.count) << SQLColumn.lengthBits
    bytes.append(contentsOf: content)
    append(kind, start | UInt64(content.count))
  }

  private func holds(_ content: UnsafeRawBufferPointer, at range: Range<Int>) -> Bool {
    guard range.count == content.count else { return false }
    guard let start = content.baseAddress, !range.isEmpty else { return true }
    return bytes[range].withUnsafeBytes { held in
      held.baseAddress.map { memcmp($0, start, content.count) == 0 } ?? false
    }
  }

  private static func range(_ word: UInt64) -> Range<Int> {
    let start = Int(word >> lengthBits)
    return start..<start + Int(word & (1 << lengthBits - 1))
  }

  // MARK: Reading

  func isText(_ row: Int) -> Bool { kinds[row] == .text }

  subscript(_ row: Int) -> SQLValue {
    switch kinds[row] {
    case .null: .null
    case .integer: .integer(Int64(bitPattern: words[row]))
    case .real: .real(Double(bitPattern: words[row]))
    case .text: .text(String(decoding: bytes[SQLColumn.range(words[row])], as: UTF8.self))
    case .blob: .blob(Array(bytes[SQLColumn.range(words[row])]))
    }
  }
}

extension SQLColumn.Value {
  /// About the room that a copy of it takes.
  var byteCount: Int {
    switch self {
    case .null, .integer, .real: MemoryLayout<SQLValue>.stride
    case .text(let bytes), .blob(let bytes): MemoryLayout<SQLValue>.stride + bytes.count
    }
  }
}
