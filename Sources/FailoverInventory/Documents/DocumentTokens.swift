/// Reads a JSON document of any size token by token, strictly, forward or from any place on.
///
/// It holds a window of the file that grows only for a single text larger than it. For modules that
/// need no reader of their own: each call is one token.
package struct DocumentTokens: ~Copyable {
  /// A member of an object, named by its number in the table of keys.
  package enum Member {
    case known(Int)
    /// A key that is not in the table; its value comes next.
    case other
    /// None: the object has closed.
    case end
  }

  private let file: DocumentFile
  private let keys: KeyTable
  private let windowSize: Int
  private let mostBytes: Int
  /// No larger than its padding until something is read: of many readers few are used.
  private var buffer: UnsafeMutableRawBufferPointer
  private var scan: JSONScanner
  /// The offset in the file of the first byte of the window.
  private var base = 0
  /// Bytes in the window.
  private var filled = 0
  /// The offset in the file of the last line start known so far; at most the window's start.
  private var lineStart = 0

  /// - Parameters:
  ///   - keys: the keys that are reported by their numbers.
  ///   - windowSize: bytes that are read at a time.
  ///   - mostBytes: what a single text may take.
  package init(
    _ file: DocumentFile, keys: KeyTable, windowSize: Int = 1 << 20,
    mostBytes: Int = ReadingLimits.valueBytes
  ) {
    self.file = file
    self.keys = keys
    self.windowSize = windowSize
    self.mostBytes = mostBytes
    buffer = .allocate(byteCount: ByteWindow.padding, alignment: 16)
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    scan = JSONScanner(ByteWindow(UnsafeRawBufferPointer(buffer)))
  }

  deinit { buffer.deallocate() }

  // MARK: Position

  /// The offset in the file of the next byte.
  package var offset: Int { base + scan.at }

  /// Goes on from an offset, at which a token must begin; lines are counted no more.
  package mutating func seek(to offset: Int) {
    if offset >= base && offset <= base + filled {
      scan.at = offset - base
    } else {
      base = offset
      filled = 0
      show()
    }
  }

  /// A fault at the next token, in the words of the caller.
  package func fault(_ sentence: String) -> DocumentFault { fault(sentence, at: scan.at) }

  private func fault(_ sentence: String, at: Int) -> DocumentFault {
    var start = min(at, filled)
    while start > 0 && scan.bytes[start - 1] != 0x0A { start -= 1 }
    let begin = start == 0 ? lineStart : base + start
    return DocumentFault(line: Int(scan.line) + 1, column: base + at - begin + 1, sentence)
  }

  // MARK: The window

  /// Reads on; false if the file has ended.
  private mutating func refill() throws(DocumentFault) -> Bool {
    let kept = filled - scan.at
    if let newline = buffer[..<scan.at].lastIndex(of: 0x0A) { lineStart = base + newline + 1 }
    let room = buffer.count - ByteWindow.padding
    if room == 0 {
      grow(to: windowSize)
    } else if kept > room / 2 && room < mostBytes {
      grow(to: min(2 * room, mostBytes))
    } else if kept == room {
      throw fault(Malformation.tooLarge.sentence)
    }
    if kept > 0, let start = buffer.baseAddress {
      start.copyMemory(from: start + scan.at, byteCount: kept)
    }
    base += scan.at
    filled = kept
    let free = UnsafeMutableRawBufferPointer(
      rebasing: buffer[kept..<(buffer.count - ByteWindow.padding)])
    let count = try file.read(into: free, at: base + kept)
    filled += count
    show()
    return count > 0
  }

  private mutating func grow(to size: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: size + ByteWindow.padding, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    buffer.deallocate()
    buffer = larger
  }

  /// Lets the scanner see the window from its beginning.
  private mutating func show() {
    let end = filled + ByteWindow.padding
    for offset in filled..<end { buffer[offset] = 0 }
    scan.bytes = ByteWindow(UnsafeRawBufferPointer(rebasing: buffer[..<end]))
    scan.at = 0
  }

  /// Scans a token, reading on until all of it is in the window.
  @inline(__always)
  private mutating func whole<Token>(
    _ token: (inout JSONScanner) throws(Stop) -> Token
  ) throws(DocumentFault) -> Token {
    while true {
      let at = scan.at
      let line = scan.line
      do throws(Stop) {
        return try token(&scan)
      } catch {
        try recover(error, at: at, line: line)
      }
    }
  }

  /// Goes back to where a token began and reads on.
  @inline(never)
  private mutating func recover(
    _ stop: Stop, at: Int, line: UInt32
  ) throws(DocumentFault) {
    if case .malformed(let what, let place) = stop { throw fault(what.sentence, at: place) }
    scan.at = at
    scan.line = line
    if try !refill() { throw fault(Malformation.truncated.sentence, at: filled) }
  }

  // MARK: Structure

  /// Passes the rest of the line, whatever is in it.
  package mutating func skipLine() throws(DocumentFault) {
    while true {
      if scan.at < filled, let end = buffer[scan.at..<filled].firstIndex(of: 0x0A) {
        scan.at = end + 1
        scan.line &+= 1
        return
      }
      scan.at = max(scan.at, filled)
      if try !refill() { return }
    }
  }

  /// The first byte of the next token; nil at the end of the file.
  package mutating func peek() throws(DocumentFault) -> UInt8? {
    while true {
      scan.skipSpace()
      if scan.at < filled { return scan.bytes[scan.at] }
      if try !refill() { return nil }
    }
  }

  /// Passes a bracket that `peek` showed.
  package mutating func takeByte() { scan.at &+= 1 }

  /// Passes a byte order mark at the beginning of the file.
  package mutating func skipMark() throws(DocumentFault) {
    if try peek() == 0xEF, scan.at == 0, scan.bytes[1] == 0xBB, scan.bytes[2] == 0xBF {
      scan.at = 3
    }
  }

  /// Passes the next key of an object.
  ///
  /// - Parameter first: whether the object is still empty, so that no comma is due.
  package mutating func nextMember(first: Bool) throws(DocumentFault) -> Member {
    let key = try whole { scan throws(Stop) in try scan.nextKey(first: first) }
    if key == .end { return .end }
    return keys.find(scan.keySlice, in: scan.bytes).map { .known($0) } ?? .other
  }

  /// The key that was passed last, decoded; only until the next token.
  package var key: String { scan.bytes.text(scan.keySlice) }

  /// Goes to the next item of an array; false after its closing bracket.
  package mutating func nextItem(first: Bool) throws(DocumentFault) -> Bool {
    let byte = try peek()
    if byte == UInt8(ascii: "]") {
      takeByte()
      return false
    }
    if first { return true }
    guard byte == UInt8(ascii: ",") else {
      let what = byte == nil ? Malformation.truncated : .expectedCommaOrBracket
      throw fault(what.sentence)
    }
    takeByte()
    return true
  }

  // MARK: Values

  /// Whether a string comes next.
  private mutating func isAtText() throws(DocumentFault) -> Bool {
    try peek() == UInt8(ascii: "\"")
  }

  private mutating func slice() throws(DocumentFault) -> TextSlice {
    try whole { scan throws(Stop) in
      scan.at &+= 1
      return try scan.string()
    }
  }

  /// A string; nil, passing nothing, for another value.
  package mutating func text() throws(DocumentFault) -> String? {
    guard try isAtText() else { return nil }
    let slice = try slice()
    return scan.bytes.text(slice)
  }

  /// Passes over a string; false, passing nothing, for another value.
  package mutating func skipText() throws(DocumentFault) -> Bool {
    guard try isAtText() else { return false }
    _ = try slice()
    return true
  }

  /// Passes over a string if it is the given one; else false, perhaps after it.
  package mutating func skipText(_ text: String) throws(DocumentFault) -> Bool {
    guard try isAtText() else { return false }
    let slice = try slice()
    if slice.escaped { return scan.bytes.text(slice).utf8.elementsEqual(text.utf8) }
    guard slice.count == text.utf8.count else { return false }
    var at = slice.start
    for byte in text.utf8 {
      if scan.bytes[at] != byte { return false }
      at &+= 1
    }
    return true
  }

  /// The number of a string in a table; nil, perhaps after it, for any other value.
  package mutating func word(of table: KeyTable) throws(DocumentFault) -> Int? {
    guard try isAtText() else { return nil }
    let slice = try slice()
    return table.find(slice, in: scan.bytes)
  }

  /// A whole number; nil for any other value.
  package mutating func integer() throws(DocumentFault) -> Int? {
    guard let byte = try peek(), byte == UInt8(ascii: "-") || (byte >= 48 && byte <= 57) else {
      return nil
    }
    return try whole { scan throws(Stop) in
      let start = scan.at
      try scan.number()
      return Int(String(decoding: scan.bytes.slice(start, scan.at), as: UTF8.self))
    }
  }

  /// A number as it is written; nil for any other value.
  package mutating func number() throws(DocumentFault) -> String? {
    guard let byte = try peek(), byte == UInt8(ascii: "-") || (byte >= 48 && byte <= 57) else {
      return nil
    }
    return try whole { scan throws(Stop) in
      let start = scan.at
      try scan.number()
      return String(decoding: scan.bytes.slice(start, scan.at), as: UTF8.self)
    }
  }

  /// The line of the next token, counted from 1; it is known after `peek`.
  package var line: Int { Int(scan.line) + 1 }

  /// `true` or `false`; nil for any other value.
  package mutating func flag() throws(DocumentFault) -> Bool? {
    guard let byte = try peek(), byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f") else {
      return nil
    }
    return try whole { scan throws(Stop) in try scan.literal() } == UInt8(ascii: "t")
  }

  /// Passes `null`; false, passing nothing, for another value.
  package mutating func null() throws(DocumentFault) -> Bool {
    guard try peek() == UInt8(ascii: "n") else { return false }
    _ = try whole { scan throws(Stop) in try scan.literal() }
    return true
  }

  /// Passes over any value of any size, checking its grammar.
  ///
  /// - Parameter depth: how many containers are open.
  package mutating func skipValue(depth: Int) throws(DocumentFault) {
    guard let byte = try peek() else { throw fault(Malformation.truncated.sentence) }
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      return try whole { scan throws(Stop) in try scan.skipValue(room: 0) }
    }
    let room = ReadingLimits.depth - depth
    if room < 1 { throw fault(Malformation.tooDeep.sentence) }
    takeByte()
    var state = SkipState(object: byte == UInt8(ascii: "{"))
    while true {
      do throws(Stop) {
        return try scan.skip(&state, room: room)
      } catch {
        // Values that were passed stay passed: a container may be larger than any window.
        try recover(error, at: scan.at, line: scan.line)
      }
    }
  }
}
