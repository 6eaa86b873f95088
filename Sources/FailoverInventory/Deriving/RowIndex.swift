/// Rows found by a hash of their key: open addressing with a random seed, so that no input can make
/// it slow on purpose.
struct RowIndex: Sendable {
  private var slots: [UInt32]
  private let mask: Int
  /// Mix it into every hash.
  let seed: UInt64

  /// - Parameter capacity: the most rows that will be added.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: noRow, count: size)
    mask = size - 1
    seed = UInt64.random(in: .min ... .max)
  }

  /// Finds the row with a key, or adds one.
  ///
  /// - Parameter isSame: whether a row that was added before has the same key.
  /// - Returns: the row that was there before; nil if `row` was added.
  @inline(__always)
  mutating func add(_ row: UInt32, hash: UInt64, isSame: (UInt32) -> Bool) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != noRow {
      if isSame(slots[slot]) { return slots[slot] }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = row
    return nil
  }

  /// The row with a key.
  @inline(__always)
  func find(hash: UInt64, isSame: (UInt32) -> Bool) -> UInt32? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != noRow {
      if isSame(slots[slot]) { return slots[slot] }
      slot = (slot &+ 1) & mask
    }
    return nil
  }
}

/// A set of hashes that may say yes by mistake (about one time in sixteen), never no.
struct HashFilter: Sendable {
  private var bits: [UInt64]
  /// The bits of a hash that the filter looks at.
  let mask: UInt64

  /// - Parameter capacity: the hashes that will be added.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 16 { size *= 2 }
    bits = Array(repeating: 0, count: size / 64)
    mask = UInt64(size - 1)
  }

  /// Adds a hash; true if it was there before.
  @inline(__always)
  mutating func add(_ hash: UInt64) -> Bool {
    let position = hash & mask
    let word = Int(position >> 6)
    let bit: UInt64 = 1 << (position & 63)
    let was = bits[word]
    bits[word] = was | bit
    return was & bit != 0
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let position = hash & mask
    return bits[Int(position >> 6)] & 1 << (position & 63) != 0
  }
}
