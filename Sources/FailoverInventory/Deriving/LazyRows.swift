import Synchronization

/// Rows that are put in order on first use, and only once.
final class LazyRows: Sendable {
  let count: Int
  private let rows = Mutex<[UInt32]?>(nil)
  private let find: @Sendable () -> [UInt32]

  /// - Parameters:
  ///   - count: how many rows there will be.
  ///   - find: puts them in order.
  init(count: Int, _ find: @escaping @Sendable () -> [UInt32]) {
    self.count = count
    self.find = find
  }

  subscript(_ index: Int) -> UInt32 {
    rows.withLock { rows in
      if let rows { return rows[index] }
      let found = find()
      rows = found
      return found[index]
    }
  }

  /// All of them.
  var all: [UInt32] {
    rows.withLock { rows in
      if let rows { return rows }
      let found = find()
      rows = found
      return found
    }
  }
}
