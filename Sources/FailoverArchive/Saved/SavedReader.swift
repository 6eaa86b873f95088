import FailoverAudit
import FailoverInventory

/// Reads the values of a saved report; each must be of its type.
struct SavedReader: ~Copyable {
  var tokens: DocumentTokens
  /// Whether texts are made; where they are not, everything is checked all the same.
  var keeps: Bool
  /// How many objects and arrays are open.
  private var depth = 0
  /// Bytes of the texts that are kept for as long as the report is.
  private var held = 0

  /// The most bytes of text beside outcomes and groups: those are read again when they are needed.
  private static let mostHeld = 256 << 20

  init(_ file: DocumentFile, keeps: Bool, windowSize: Int) {
    tokens = DocumentTokens(file, keys: SavedKey.table, windowSize: windowSize)
    self.keeps = keeps
  }

  /// A fault at the next value.
  func wrong(_ sentence: String) -> DocumentFault { tokens.fault(sentence) }

  // MARK: Objects and arrays

  /// Reads an object: `member` takes the value of a key it knows, and returns false for one that it
  /// does not know, which is passed over.
  ///
  /// - Parameters:
  ///   - what: what the object is, for messages.
  ///   - required: the members that must be there.
  @discardableResult
  mutating func object(
    _ what: String, required: SavedKeys = [],
    _ member: (SavedKey, inout SavedReader) throws(DocumentFault) -> Bool
  ) throws(DocumentFault) -> SavedKeys {
    guard try tokens.peek() == UInt8(ascii: "{") else {
      throw wrong("\(what) must be an object")
    }
    tokens.takeByte()
    depth += 1
    var seen: SavedKeys = []
    var isFirst = true
    while true {
      switch try tokens.nextMember(first: isFirst) {
      case .end:
        depth -= 1
        if let missing = seen.missing(of: required) { throw lacking(missing, what) }
        return seen
      case .other:
        try tokens.skipValue(depth: depth)
      case .known(let number):
        let key = SavedKey.all[number]
        if !seen.insert(number: number) {
          throw wrong("the member \"\(key.rawValue)\" of \(what) is there twice")
        }
        if try !member(key, &self) { try tokens.skipValue(depth: depth) }
      }
      isFirst = false
    }
  }

  /// Reads an object whose members have names of any kind.
  mutating func members(
    _ key: SavedKey, _ member: (String, inout SavedReader) throws(DocumentFault) -> Void
  ) throws(DocumentFault) {
    guard try tokens.peek() == UInt8(ascii: "{") else { throw mistyped(key, "an object") }
    tokens.takeByte()
    depth += 1
    var isFirst = true
    while true {
      if case .end = try tokens.nextMember(first: isFirst) { break }
      let name = tokens.key
      try hold(64 + name.utf8.count)
      try member(name, &self)
      isFirst = false
    }
    depth -= 1
  }

  /// Reads something that will be read again whole, and so must not be of any size.
  mutating func small<Value>(
    _ what: String, _ read: (inout SavedReader) throws(DocumentFault) -> Value
  ) throws(DocumentFault) -> Value {
    let start = tokens.offset
    let value = try read(&self)
    if tokens.offset - start > ReadingLimits.valueBytes {
      throw wrong("refused: \(what) of more than \(ReadingLimits.valueBytes) bytes")
    }
    return value
  }

  func lacking(_ key: SavedKey, _ what: String) -> DocumentFault {
    wrong(
      "\(what) ends without the member \"\(key.rawValue)\": an older version of failover-audit made "
        + "this, or somebody changed it; audit the export again")
  }

  /// Reads an array; `item` takes each value.
  mutating func array(
    _ key: SavedKey, _ item: (inout SavedReader) throws(DocumentFault) -> Void
  ) throws(DocumentFault) {
    guard try tokens.peek() == UInt8(ascii: "[") else { throw mistyped(key, "an array") }
    tokens.takeByte()
    depth += 1
    var isFirst = true
    while try tokens.nextItem(first: isFirst) {
      if keeps { try hold(64) }
      try item(&self)
      isFirst = false
    }
    depth -= 1
  }

  mutating func skip() throws(DocumentFault) { try tokens.skipValue(depth: depth) }

  // MARK: Scalars

  func mistyped(_ key: SavedKey, _ type: String) -> DocumentFault {
    wrong("the member \"\(key.rawValue)\" must be \(type)")
  }

  /// A text; empty where texts are not kept.
  mutating func text(_ key: SavedKey) throws(DocumentFault) -> String {
    if !keeps {
      guard try tokens.skipText() else { throw mistyped(key, "a string") }
      return ""
    }
    guard let text = try tokens.text() else { throw mistyped(key, "a string") }
    try hold(text.utf8.count)
    return text
  }

  mutating func textOrNull(_ key: SavedKey) throws(DocumentFault) -> String? {
    try tokens.null() ? nil : text(key)
  }

  mutating func texts(_ key: SavedKey) throws(DocumentFault) -> [String] {
    var texts: [String] = []
    try array(key) { reader throws(DocumentFault) in
      let text = try reader.text(key)
      if reader.keeps { texts.append(text) }
    }
    return texts
  }

  mutating func word<Value>(
    _ key: SavedKey, of words: SavedWords<Value>
  ) throws(DocumentFault) -> Value {
    guard let number = try tokens.word(of: words.table) else {
      throw mistyped(key, "one of \(words.words.joined(separator: ", "))")
    }
    return words.values[number]
  }

  mutating func integer(_ key: SavedKey) throws(DocumentFault) -> Int {
    guard let number = try tokens.integer() else { throw mistyped(key, "a whole number") }
    return number
  }

  /// Above all counts: they are exact in any reader of JSON.
  static let countLimit = 1 << 53

  /// A number that counts something.
  mutating func count(_ key: SavedKey) throws(DocumentFault) -> Int {
    guard let number = try tokens.integer(), number >= 0, number < SavedReader.countLimit else {
      throw mistyped(key, "a whole number from 0 on")
    }
    return number
  }

  mutating func countOrNull(_ key: SavedKey) throws(DocumentFault) -> Int? {
    try tokens.null() ? nil : count(key)
  }

  mutating func flag(_ key: SavedKey) throws(DocumentFault) -> Bool {
    guard let flag = try tokens.flag() else { throw mistyped(key, "true or false") }
    return flag
  }

  mutating func flagOrNull(_ key: SavedKey) throws(DocumentFault) -> Bool? {
    try tokens.null() ? nil : flag(key)
  }

  // MARK: Memory

  /// Forgets what was held: of rows that are read again and again only one is.
  mutating func releaseAll() { held = 0 }

  private mutating func hold(_ bytes: Int) throws(DocumentFault) {
    held += bytes
    if held > SavedReader.mostHeld {
      throw wrong(
        "refused: more than \(SavedReader.mostHeld) bytes of text beside outcomes and groups")
    }
  }
}
