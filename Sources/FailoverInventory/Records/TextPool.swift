/// A text in the pool, or why there is none.
struct TextRef: Hashable, Sendable {
  /// The offset of the text in its pool; the first three are markers.
  let offset: UInt32

  static let absent = TextRef(offset: 0)
  /// Null or of another type: present, and not known.
  static let unusable = TextRef(offset: 1)
  /// Of another type, where null means that there is none.
  static let unreadable = TextRef(offset: 2)

  /// How many offsets are markers.
  static let markers = 3

  var isKnown: Bool { offset > 2 }
}

/// Names and other texts of records, one after another: a length in groups of seven bits, then
/// UTF-8.
struct TextPool: Sendable {
  private(set) var bytes = [UInt8](repeating: 0, count: TextRef.markers)

  /// The most bytes that a pool can hold.
  static let capacity = Int(UInt32.max)

  mutating func append(_ text: UnsafeRawBufferPointer) -> TextRef {
    guard bytes.count < TextPool.capacity else { return .unusable }
    let ref = TextRef(offset: UInt32(bytes.count))
    var length = text.count
    while length >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    bytes.append(contentsOf: text)
    return ref
  }

  /// The text, or nil if there is none.
  subscript(_ ref: TextRef) -> String? {
    ref.isKnown ? String(decoding: bytes[range(of: ref)], as: UTF8.self) : nil
  }

  /// The text for people to read: at most its first 200 characters, so that no name can blow a
  /// report up.
  func shown(_ ref: TextRef) -> String? {
    guard let text = self[ref] else { return nil }
    let start = text.unicodeScalars.prefix(TextPool.shownLength)
    return start.endIndex == text.unicodeScalars.endIndex ? text : String(start) + "…"
  }

  /// Unicode scalars of a text that are shown.
  static let shownLength = 200

  /// Whether two texts are the same, byte for byte.
  func areEqual(_ a: TextRef, _ b: TextRef) -> Bool {
    guard a.isKnown && b.isKnown else { return a == b }
    return bytes[range(of: a)].elementsEqual(bytes[range(of: b)])
  }

  func range(of ref: TextRef) -> Range<Int> {
    var at = Int(ref.offset)
    var length = 0
    var shift = 0
    while bytes[at] & 0x80 != 0 {
      length |= Int(bytes[at] & 0x7F) << shift
      shift += 7
      at += 1
    }
    length |= Int(bytes[at]) << shift
    return (at + 1)..<(at + 1 + length)
  }

  /// Appends another pool; its references move by the result.
  mutating func merge(_ other: TextPool) -> UInt32 {
    let base = UInt32(bytes.count - TextRef.markers)
    bytes.append(contentsOf: other.bytes[TextRef.markers...])
    return base
  }

  mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }
}

extension TextRef {
  func moved(by base: UInt32) -> TextRef { isKnown ? TextRef(offset: offset + base) : self }
}
