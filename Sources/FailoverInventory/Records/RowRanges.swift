import FailoverBase

/// A value for each row of a table, held once for every run of rows that share it.
struct RowRanges: Sendable {
  private var starts: [UInt32] = []
  private var values: [UInt32] = []

  /// The value of a row; 0 where none was set.
  subscript(_ row: Int) -> UInt32 {
    let place = starts.partitionPoint { $0 > UInt32(row) }
    return place == 0 ? 0 : values[place - 1]
  }

  /// Calls a function for each run of rows with a value, up to the end of the table.
  func forEach(upTo count: Int, _ body: (Range<Int>, UInt32) -> Void) {
    for (index, start) in starts.enumerated() where values[index] != 0 {
      let end = index + 1 < starts.count ? Int(starts[index + 1]) : count
      body(Int(start)..<max(Int(start), min(end, count)), values[index])
    }
  }

  /// Sets the value of all rows from `row` on.
  mutating func set(from row: Int, to value: UInt32) {
    while let last = starts.last, last >= UInt32(row) {
      starts.removeLast()
      values.removeLast()
    }
    if (values.last ?? 0) == value { return }
    starts.append(UInt32(row))
    values.append(value)
  }

  /// Sets the value of the rows `range`, after which no value was set, and 0 for all later rows.
  mutating func set(_ range: Range<Int>, to value: UInt32) {
    guard !range.isEmpty else { return }
    set(from: range.lowerBound, to: value)
    set(from: range.upperBound, to: 0)
  }

  /// Appends another table's values for rows that move by `base`.
  mutating func append(_ other: RowRanges, base: Int, _ value: (UInt32) -> UInt32) {
    set(from: base, to: 0)
    for (start, old) in zip(other.starts, other.values) {
      set(from: Int(start) + base, to: old == 0 ? 0 : value(old))
    }
  }

  /// Forgets every value from `row` on.
  mutating func truncate(to row: Int) { set(from: row, to: 0) }
}
