/// Why scanning stopped.
enum Stop: Error {
  /// The bytes end inside a token or before the next one.
  case needMore
  /// The text is not what it must be, at an offset of the window.
  case malformed(Malformation, at: Int)
}

/// What can be wrong with a document, each in one sentence.
enum Malformation: Error, Hashable {
  case expectedValue, expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket
  case singleQuotes
  case expectedDocument, textAfterDocument
  case controlCharacter, badEscape, loneSurrogate, badUTF8
  case badNumber, badLiteral
  case tooDeep, tooLarge, longID
  case repeatedKey(String)
  case truncated
  case unknownFormat(String), textBehindInventory, inventoryAmongAnswers
  case unknownManifest(String), textBehindManifest
  /// The document is something else, in a whole sentence.
  case foreign(String)

  var sentence: String {
    switch self {
    case .expectedValue: "malformed JSON: a value was expected here"
    case .expectedKey: "malformed JSON: a key in quotes was expected here"
    case .singleQuotes:
      "malformed JSON: a text in single quotes, as Python prints it; write it with json.dumps"
    case .expectedColon: "malformed JSON: a colon was expected here"
    case .expectedCommaOrBrace: "malformed JSON: a comma or a closing brace was expected here"
    case .expectedCommaOrBracket: "malformed JSON: a comma or a closing bracket was expected here"
    case .expectedDocument: "not JSON: an object or an array was expected here"
    case .textAfterDocument: "malformed JSON: text on the same line after the end of the document"
    case .controlCharacter: "malformed JSON: a control character in a string"
    case .badEscape: "malformed JSON: an escape sequence that does not exist"
    case .loneSurrogate: "malformed JSON: half of a surrogate pair"
    case .badUTF8: "malformed text: these bytes are not UTF-8"
    case .badNumber: "malformed JSON: a number that is not written as JSON writes them"
    case .badLiteral: "malformed JSON: a word other than true, false and null"
    case .tooDeep: "refused: more than \(ReadingLimits.depth) levels of nesting"
    case .tooLarge: "refused: a single value of more than \(ReadingLimits.valueBytes) bytes"
    case .longID: "refused: an id or an address of more than \(ReadingLimits.idBytes) bytes"
    case .repeatedKey(let key): "malformed: the key \"\(key)\" is twice in one object"
    case .unknownFormat(let format):
      "refused: the format \"\(format)\" is not known, only \"\(NeutralFormat.name)\""
    case .inventoryAmongAnswers:
      "refused: an inventory of our own format among answers of the API; put it into a file of its own"
    case .unknownManifest(let format):
      "refused: the format \"\(format)\" is not known, only \"\(ExportManifest.name)\""
    case .textBehindManifest: "malformed JSON: text after the end of the manifest"
    case .textBehindInventory: "malformed JSON: text after the end of the inventory"
    case .foreign(let sentence): sentence
    case .truncated: "malformed JSON: the input ends in the middle of the document"
    }
  }
}

/// The limits of an input.
public enum ReadingLimits {
  /// Levels of nesting in a document.
  public static let depth = 64
  /// Bytes of an id, of an address and of a word such as a zone.
  public static let idBytes = 1024
  /// Bytes of one value that must be seen whole: a name, the properties of a record.
  public static let valueBytes = 64 << 20
}

/// A text in the window, without its quotes.
struct TextSlice {
  let start: Int
  let end: Int
  /// Whether it holds escape sequences and must be decoded.
  let escaped: Bool
  var count: Int { end - start }
}

/// Reads JSON tokens out of a window, strictly by RFC 8259, forward only.
///
/// Every method begins at a token and, unless it throws, ends after it. It never recurses.
struct JSONScanner: ~Copyable {
  var bytes: ByteWindow
  /// The offset of the next byte.
  var at: Int
  /// Line ends passed so far.
  var line: UInt32 = 0
  /// The key that was read last, without its quotes.
  private(set) var keySlice = TextSlice(start: 0, end: 0, escaped: false)
  /// What keys and strings are expected to be like.
  var keyOrder = KeyOrderCache()

  init(_ bytes: ByteWindow, at: Int = 0) {
    self.bytes = bytes
    self.at = at
  }

  @inline(__always)
  func stop(_ what: Malformation, at offset: Int) -> Stop {
    offset >= bytes.count ? .needMore : .malformed(what, at: offset)
  }

  @inline(__always)
  mutating func skipSpace() {
    if bytes[at] > 0x20 { return }
    skipSpaceSlowly()
  }

  @inline(__always)
  private mutating func skipSpaceSlowly() {
    while true {
      let byte = bytes[at]
      if byte == 0x0A {
        line &+= 1
        at &+= 1
        skipBlanks()
      } else if byte == 0x20 || byte == 0x0D || byte == 0x09 {
        at &+= 1
      } else {
        return
      }
    }
  }

  /// Skips blanks eight at a time: the indentation of a line.
  @inline(__always)
  private mutating func skipBlanks() {
    while true {
      let other = bytes.word(at) ^ 0x2020_2020_2020_2020
      if other != 0 {
        at &+= other.trailingZeroBitCount >> 3
        return
      }
      at &+= 8
    }
  }

  /// Skips space, then takes the given byte.
  @inline(__always)
  mutating func take(_ byte: UInt8, else what: Malformation) throws(Stop) {
    skipSpace()
    if bytes[at] != byte { throw stop(what, at: at) }
    at &+= 1
  }

  /// Reads a string after its opening quote.
  @inline(__always)
  mutating func string() throws(Stop) -> TextSlice {
    let start = at
    let end = start &+ keyOrder.expectedLength
    if bytes.holdsPlainText(start, end) && bytes[end] == UInt8(ascii: "\"") {
      keyOrder.keep()
      at = end &+ 1
      return TextSlice(start: start, end: end, escaped: false)
    }
    return try unexpectedString()
  }

  @inline(never)
  private mutating func unexpectedString() throws(Stop) -> TextSlice {
    let slice = try anyString()
    keyOrder.learn(slice.count)
    return slice
  }

  /// Reads a string of any length and content.
  private mutating func anyString() throws(Stop) -> TextSlice {
    let start = at
    var high: UInt64 = 0
    var escaped = false
    while true {
      let word = bytes.word(at)
      let special = specialBytes(word)
      if special == 0 {
        high |= word
        at &+= 8
        continue
      }
      let clean = special.trailingZeroBitCount & ~7
      high |= word & ((1 << UInt64(clean)) &- 1)
      at &+= clean >> 3
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte != UInt8(ascii: "\\") { throw stop(.controlCharacter, at: at) }
      escaped = true
      try escape()
    }
    let end = at
    at &+= 1
    if high & 0x8080_8080_8080_8080 != 0 { try validate(start, end) }
    return TextSlice(start: start, end: end, escaped: escaped)
  }

  // MARK: Members

  /// Passes the next key of an object up to its value; `.end` after the closing brace.
  ///
  /// - Parameter first: whether the object is still empty, so that no comma is due.
  @inline(__always)
  mutating func nextKey(first: Bool) throws(Stop) -> Key {
    let member = keyOrder.expectedMember
    if member.isFirst == first, bytes.holds(keyOrder.expectedText, Int(member.length), at: at) {
      let start = at &+ Int(member.keyOffset)
      keySlice = TextSlice(start: start, end: start &+ Int(member.keyCount), escaped: false)
      line &+= UInt32(member.lines)
      at &+= Int(member.length)
      keyOrder.keep()
      skipSpace()
      return member.key
    }
    return try unexpectedKey(first: first)
  }

  @inline(never)
  private mutating func unexpectedKey(first: Bool) throws(Stop) -> Key {
    let start = at
    let startLine = line
    skipSpace()
    if bytes[at] == UInt8(ascii: "}") {
      at &+= 1
      return .end
    }
    if !first {
      if bytes[at] != UInt8(ascii: ",") { throw stop(.expectedCommaOrBrace, at: at) }
      at &+= 1
      skipSpace()
    }
    if bytes[at] != UInt8(ascii: "\"") { throw stop(notQuoted(.expectedKey), at: at) }
    at &+= 1
    keySlice = try anyString()
    try take(UInt8(ascii: ":"), else: .expectedColon)
    skipSpace()
    let key = Key.find(keySlice, in: bytes)
    learnMember(key, from: start, first: first, lines: line &- startLine)
    return key
  }

  private mutating func learnMember(_ key: Key, from start: Int, first: Bool, lines: UInt32) {
    let isShort = at &- start < 256 && at < bytes.count && !keySlice.escaped
    let member = KeyOrderCache.Member(
      keyOffset: isShort ? UInt8(keySlice.start &- start) : 0,
      keyCount: isShort ? UInt8(keySlice.count) : 0, lines: isShort ? UInt8(lines) : 0,
      isFirst: first, key: key)
    keyOrder.learn(
      member, isShort ? bytes.slice(start, at) : UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// Checks and passes an escape sequence; a surrogate must come with its partner.
  private mutating func escape() throws(Stop) {
    switch bytes[at &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at &+= 2
    case UInt8(ascii: "u"):
      let unit = try hexUnit(at: at &+ 2)
      if unit & 0xFC00 == 0xDC00 { throw stop(.loneSurrogate, at: at) }
      if unit & 0xFC00 != 0xD800 {
        at &+= 6
        return
      }
      if bytes[at &+ 6] != UInt8(ascii: "\\") { throw stop(.loneSurrogate, at: at &+ 6) }
      if bytes[at &+ 7] != UInt8(ascii: "u") { throw stop(.loneSurrogate, at: at &+ 7) }
      let low = try hexUnit(at: at &+ 8)
      if low & 0xFC00 != 0xDC00 { throw stop(.loneSurrogate, at: at) }
      at &+= 12
    default:
      throw stop(.badEscape, at: at &+ 1)
    }
  }

  private func hexUnit(at offset: Int) throws(Stop) -> UInt32 {
    var value: UInt32 = 0
    for position in offset..<(offset &+ 4) {
      let byte = bytes[position]
      switch byte {
      case 48...57: value = value << 4 | UInt32(byte - 48)
      case 65...70: value = value << 4 | UInt32(byte - 55)
      case 97...102: value = value << 4 | UInt32(byte - 87)
      default: throw stop(.badEscape, at: position)
      }
    }
    return value
  }

  @inline(never)
  private func validate(_ start: Int, _ end: Int) throws(Stop) {
    if let bad = firstInvalidUTF8(in: bytes, start, end) { throw .malformed(.badUTF8, at: bad) }
  }

  /// Passes a number.
  @inline(__always)
  mutating func number() throws(Stop) {
    if bytes[at] == UInt8(ascii: "-") { at &+= 1 }
    let first = bytes[at]
    if first == UInt8(ascii: "0") {
      at &+= 1
    } else if first >= 49 && first <= 57 {
      skipDigits()
    } else {
      throw stop(.badNumber, at: at)
    }
    if bytes[at] == UInt8(ascii: ".") {
      at &+= 1
      try someDigits()
    }
    if bytes[at] | 0x20 == UInt8(ascii: "e") {
      at &+= 1
      if bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at &+= 1 }
      try someDigits()
    }
    // Only the byte after a number shows whether the number goes on.
    if at >= bytes.count { throw .needMore }
    let next = bytes[at]
    if (next >= 48 && next <= 57) { throw .malformed(.badNumber, at: at) }
  }

  @inline(__always)
  private mutating func skipDigits() {
    while bytes[at] >= 48 && bytes[at] <= 57 { at &+= 1 }
  }

  @inline(__always)
  private mutating func someDigits() throws(Stop) {
    let start = at
    skipDigits()
    if at == start { throw stop(.badNumber, at: at) }
  }

  /// Passes `true`, `false` or `null`; the result is its first letter.
  @inline(__always)
  mutating func literal() throws(Stop) -> UInt8 {
    let word = bytes.word(at)
    let first = UInt8(truncatingIfNeeded: word)
    let four = UInt32(truncatingIfNeeded: word)
    if four == 0x6575_7274 || four == 0x6C6C_756E {
      at &+= 4
      return first
    }
    if word & 0xFF_FFFF_FFFF == 0x65_736C_6166 {
      at &+= 5
      return first
    }
    throw literalStop(first)
  }

  /// A word that is cut off at the end of the window may still become a literal.
  private func literalStop(_ first: UInt8) -> Stop {
    let words: [StaticString] = ["true", "false", "null"]
    for word in words where word.utf8Start[0] == first {
      var offset = 0
      while offset < word.utf8CodeUnitCount, bytes[at + offset] == word.utf8Start[offset] {
        offset += 1
      }
      return stop(.badLiteral, at: at + offset)
    }
    return stop(notQuoted(.expectedValue), at: at)
  }

  /// What is wrong where a text in quotes could be.
  private func notQuoted(_ other: Malformation) -> Malformation {
    bytes[at] == UInt8(ascii: "'") ? .singleQuotes : other
  }
}
