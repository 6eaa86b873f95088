/// Finds the rows of a table whose cells in some columns may be equal to a key: each row for which
/// they are, and few others.
package final class TableIndex: Sendable {
  /// Random, so that no input can make it slow on purpose.
  private let seed: UInt64
  private let mask: UInt64
  /// Where the rows of each bucket begin.
  private let starts: [UInt32]
  /// Rows by bucket, and in a bucket in their order; each below the upper half of its hash, so that
  /// both are read together.
  private let entries: [UInt64]
  /// Columns in which some text looks like an unusual number.
  private let oddColumns: Set<Int>

  /// The room it takes.
  package var byteCount: Int { TableIndex.byteCount(rows: entries.count) }

  /// The room that an index over so many rows takes.
  package static func byteCount(rows: Int) -> Int { 8 * rows + 4 * (bucketCount(rows) + 1) }

  private static func bucketCount(_ rows: Int) -> Int {
    var size = 16
    while size < rows { size *= 2 }
    return size
  }

  /// - Parameter isCancelled: called now and then; if it returns true, there is no index.
  init?(
    _ source: TableView, columns: [Int], isCancelled: () -> Bool
  ) {
    let seed = UInt64.random(in: .min ... .max)
    let count = source.count
    let buckets = TableIndex.bucketCount(count)
    let mask = UInt64(buckets - 1)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    var starts = Array(repeating: UInt32(0), count: buckets + 1)
    var odd: Set<Int> = []
    var cell = Cell()
    for row in 0..<count {
      if row & 0xFFFF == 0 && isCancelled() { return nil }
      let hash = source.hash(row, columns, seed, &cell, &odd)
      hashes.append(hash)
      starts[Int(hash & mask) + 1] += 1
    }
    for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var entries = Array(repeating: UInt64(0), count: count)
    for row in 0..<count {
      let hash = hashes[row]
      let bucket = Int(hash & mask)
      entries[Int(next[bucket])] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(row)
      next[bucket] += 1
    }
    self.seed = seed
    self.mask = mask
    self.starts = starts
    self.entries = entries
    oddColumns = odd
  }

  /// A hash to add a key's parts to, in the order of the columns.
  package var emptyHash: CellHash { CellHash(seed: seed) }

  /// Whether some text of a column looks like an unusual number.
  package func holdsOddNumbers(_ column: Int) -> Bool { oddColumns.contains(column) }

  /// The places of the rows that may have a key.
  package func places(_ hash: CellHash) -> Range<Int> {
    let bucket = Int(hash.value & mask)
    return Int(starts[bucket])..<Int(starts[bucket + 1])
  }

  /// The row at a place; nil if it does not have the key.
  @inline(__always)
  package func row(at place: Int, _ hash: CellHash) -> Int? {
    let entry = entries[place]
    return entry >> 32 == hash.value >> 32 ? Int(entry & 0xFFFF_FFFF) : nil
  }
}
