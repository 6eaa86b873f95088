/// Words that are looked up by their bytes, without making a text of what is looked up.
package struct KeyTable: Sendable {
  private struct Entry {
    let number: Int
    /// The bytes, the first in the lowest byte of the first word.
    let words: (UInt64, UInt64, UInt64)
  }

  /// The most bytes of a word.
  private static let longest = 24

  private let entries: [Entry]
  /// Where the words of each length begin in `entries`.
  private let starts: [Int]

  /// - Parameter words: each of 24 bytes at most; a word's number is its place here.
  package init(_ words: [String]) {
    precondition(words.allSatisfy { $0.utf8.count <= KeyTable.longest })
    let sorted = words.enumerated().sorted { $0.element.utf8.count < $1.element.utf8.count }
    entries = sorted.map { number, word in
      let bytes = Array(word.utf8)
      return Entry(
        number: number,
        words: (KeyTable.word(bytes, 0), KeyTable.word(bytes, 8), KeyTable.word(bytes, 16)))
    }
    starts = (0...(KeyTable.longest + 1)).map { length in
      sorted.count { $0.element.utf8.count < length }
    }
  }

  private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
    bytes.dropFirst(start).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The number of the word that a slice holds.
  func find(_ slice: TextSlice, in bytes: ByteWindow) -> Int? {
    if slice.escaped { return find(bytes.text(slice)) }
    let length = slice.count
    guard length <= KeyTable.longest else { return nil }
    let first = KeyTable.masked(bytes.word(slice.start), length)
    let second = length > 8 ? KeyTable.masked(bytes.word(slice.start &+ 8), length &- 8) : 0
    let third = length > 16 ? KeyTable.masked(bytes.word(slice.start &+ 16), length &- 16) : 0
    for index in starts[length]..<starts[length &+ 1]
    where entries[index].words == (first, second, third) {
      return entries[index].number
    }
    return nil
  }

  private func find(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    let words = (KeyTable.word(bytes, 0), KeyTable.word(bytes, 8), KeyTable.word(bytes, 16))
    guard bytes.count <= KeyTable.longest else { return nil }
    return entries[starts[bytes.count]..<starts[bytes.count + 1]].first { $0.words == words }?
      .number
  }

  @inline(__always)
  private static func masked(_ word: UInt64, _ length: Int) -> UInt64 {
    length >= 8 ? word : word & ((1 << UInt64(8 &* length)) &- 1)
  }
}
