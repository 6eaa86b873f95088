/// How long the string at each place of a record was the last time.
///
/// An export writes its records alike: the same keys in the same order, ids of one length, addresses that
/// differ in an id. A scanner that expects the last length checks the string without waiting for
/// where it ends, so that the processor works on the next ones meanwhile. It is only an expectation:
/// a string is taken at that length if every byte up to there was checked, else it is scanned.
struct StringHabits: ~Copyable {
  /// Counts the strings since the item of the list began, so that like strings of like records meet.
  var place = 0
  /// Lengths by place, round and round, and behind them where the items of lists begin.
  private let slots: UnsafeMutablePointer<UInt16>

  private static let lengths = 1024
  private static let levels = 64

  init() {
    slots = .allocate(capacity: StringHabits.lengths + StringHabits.levels)
    slots.initialize(repeating: 0, count: StringHabits.lengths + StringHabits.levels)
  }

  deinit { slots.deallocate() }

  /// How far the place moves on at the end of a list at least: behind the strings of its items.
  private static let listSpan = 96

  @inline(__always)
  private var slot: Int { place & (StringHabits.lengths &- 1) }

  /// The slot of a list at a level of a value that is passed over.
  @inline(__always)
  private func slot(level: Int) -> Int {
    StringHabits.lengths &+ level & (StringHabits.levels &- 1)
  }

  /// The length that is expected of the next string, in bytes.
  @inline(__always)
  var expected: Int { Int(slots[slot]) }

  /// Goes on behind a string that was as expected.
  @inline(__always)
  mutating func keep() { place &+= 1 }

  /// Goes on behind a string of another length.
  mutating func learn(_ length: Int) {
    slots[slot] = UInt16(clamping: length)
    place &+= 1
  }

  // MARK: Lists

  /// Where each item of a list begins that opens here.
  @inline(__always)
  var listStart: UInt16 { UInt16(truncatingIfNeeded: place) }

  @inline(__always)
  mutating func beginItem(of start: UInt16) { place = Int(start) }

  /// Goes on behind a list.
  @inline(__always)
  mutating func leaveList(from start: UInt16) {
    place = max(Int(start) &+ StringHabits.listSpan, place &+ 8)
  }

  @inline(__always)
  mutating func enterList(level: Int) { slots[slot(level: level)] = listStart }

  @inline(__always)
  mutating func beginItem(level: Int) { beginItem(of: slots[slot(level: level)]) }

  @inline(__always)
  mutating func leaveList(level: Int) { leaveList(from: slots[slot(level: level)]) }
}
