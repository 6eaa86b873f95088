/// The symbols of short words that were read lately, by their exact bytes.
///
/// States, zones and types repeat in each record; making a text of each to look it up costs more
/// than reading the rest of the record.
struct WordCache {
  private struct Entry {
    var first: UInt64 = 0
    var last: UInt64 = 0
    var count = 0
    var symbol = Symbol.absent
  }

  private var entries = [Entry](repeating: Entry(), count: 64)

  /// Words of 4 to 16 bytes are kept; their two ends overlap or meet.
  @inline(__always)
  static func keeps(_ slice: TextSlice) -> Bool {
    slice.count >= 4 && slice.count <= 16 && !slice.escaped
  }

  /// The symbol of a word that `keeps` accepts; nil if it was not read lately.
  @inline(__always)
  func find(_ slice: TextSlice, _ bytes: ByteWindow) -> Symbol? {
    let (first, last) = WordCache.ends(slice, bytes)
    let entry = entries[WordCache.slot(first, last)]
    return entry.first == first && entry.last == last && entry.count == slice.count
      ? entry.symbol : nil
  }

  mutating func insert(_ slice: TextSlice, _ bytes: ByteWindow, _ symbol: Symbol) {
    let (first, last) = WordCache.ends(slice, bytes)
    entries[WordCache.slot(first, last)] = Entry(
      first: first, last: last, count: slice.count, symbol: symbol)
  }

  @inline(__always)
  private static func ends(_ slice: TextSlice, _ bytes: ByteWindow) -> (UInt64, UInt64) {
    if slice.count >= 8 { return (bytes.word(slice.start), bytes.word(slice.end &- 8)) }
    return (UInt64(bytes.half(slice.start)), UInt64(bytes.half(slice.end &- 4)))
  }

  @inline(__always)
  private static func slot(_ first: UInt64, _ last: UInt64) -> Int {
    Int(truncatingIfNeeded: ((first ^ last &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }
}
