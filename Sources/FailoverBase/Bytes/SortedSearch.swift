extension RandomAccessCollection {
  /// The first index from which on a condition holds, found by halving; `endIndex` if it holds
  /// nowhere.
  ///
  /// - Parameter holds: if true of an element, then of every one after it.
  @inlinable
  package func partitionPoint(_ holds: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if holds(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
