/// What was met the last time at each place of a record: its keys with the bytes around them, and
/// the lengths of its strings.
///
/// An export writes its records alike: the same keys in the same order, ids of one length,
/// addresses that differ in an id. A scanner that expects the same again compares instead of
/// searching, and does not wait for where a token ends, so that the processor works on the next
/// ones meanwhile. It is only an expectation: bytes are taken so only if each of them was compared
/// or checked, else they are scanned.
struct KeyOrderCache: ~Copyable {
  /// Counts keys and strings since the item of the list began, so that like places of like records
  /// meet.
  private(set) var place = 0
  /// The length of the string at each place, followed by the places where the items of lists begin.
  private let lengths: UnsafeMutablePointer<UInt16>
  private let members: UnsafeMutablePointer<Member>
  private let texts: UnsafeMutableRawPointer

  /// A key that was met: how it was written, from the end of the value before it up to its own
  /// value.
  struct Member {
    /// Bytes of the text; 0 if none is kept.
    var length: UInt8 = 0
    /// Where the key is in the text, without its quotes.
    var keyOffset: UInt8 = 0
    var keyCount: UInt8 = 0
    /// Line ends in the text.
    var lines: UInt8 = 0
    /// Whether it was the first of its object, so that no comma comes before it.
    var isFirst = false
    var key = Key.other
  }

  /// Places that are distinguished; after the last the count starts over.
  private static let places = 1024
  private static let levels = 64
  /// The most bytes of a member's text.
  private static let textBytes = 64
  /// How far the place moves on at the end of a list at least: past the strings of its items.
  private static let listSpan = 96

  init() {
    let lengthCount = KeyOrderCache.places + KeyOrderCache.levels
    lengths = .allocate(capacity: lengthCount)
    lengths.initialize(repeating: 0, count: lengthCount)
    members = .allocate(capacity: KeyOrderCache.places)
    members.initialize(repeating: Member(), count: KeyOrderCache.places)
    texts = .allocate(byteCount: KeyOrderCache.places * KeyOrderCache.textBytes, alignment: 64)
  }

  deinit {
    lengths.deallocate()
    members.deallocate()
    texts.deallocate()
  }

  @inline(__always)
  private var slot: Int { place & (KeyOrderCache.places &- 1) }

  // MARK: Strings

  /// The length that is expected of the next string, in bytes.
  @inline(__always)
  var expectedLength: Int { Int(lengths[slot]) }

  /// Goes on after a key or a string that was as expected.
  @inline(__always)
  mutating func keep() { place &+= 1 }

  /// Goes on after a string of another length.
  mutating func learn(_ length: Int) {
    lengths[slot] = UInt16(clamping: length)
    place &+= 1
  }

  // MARK: Members

  /// The member that is expected next.
  @inline(__always)
  var expectedMember: Member { members[slot] }

  /// The text of the member that is expected next; as many bytes as it has are set.
  @inline(__always)
  var expectedText: UnsafeRawPointer { UnsafeRawPointer(texts + slot &* KeyOrderCache.textBytes) }

  /// Goes on after a member's key that was not expected.
  ///
  /// - Parameter text: the text that `member` describes except for its length.
  mutating func learn(_ member: Member, _ text: UnsafeRawBufferPointer) {
    var member = member
    if let start = text.baseAddress, text.count <= KeyOrderCache.textBytes {
      (texts + slot * KeyOrderCache.textBytes).copyMemory(from: start, byteCount: text.count)
      member.length = UInt8(text.count)
    } else {
      member.length = 0
    }
    members[slot] = member
    place &+= 1
  }

  // MARK: Lists

  /// Where each item of a list begins that opens here.
  @inline(__always)
  var listStart: UInt16 { UInt16(truncatingIfNeeded: place) }

  @inline(__always)
  mutating func beginItem(of start: UInt16) { place = Int(start) }

  /// Goes on after a list.
  @inline(__always)
  mutating func leaveList(from start: UInt16) {
    place = max(Int(start) &+ KeyOrderCache.listSpan, place &+ 8)
  }

  /// The slot of a list at a level of a value that is passed over.
  @inline(__always)
  private func slot(level: Int) -> Int {
    KeyOrderCache.places &+ level & (KeyOrderCache.levels &- 1)
  }

  @inline(__always)
  mutating func enterList(level: Int) { lengths[slot(level: level)] = listStart }

  @inline(__always)
  mutating func beginItem(level: Int) { beginItem(of: lengths[slot(level: level)]) }

  @inline(__always)
  mutating func leaveList(level: Int) { leaveList(from: lengths[slot(level: level)]) }
}
