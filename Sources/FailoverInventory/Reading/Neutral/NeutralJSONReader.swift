/// Reads the neutral format in JSON, member by member, out of one window after another.
struct NeutralJSONReader {
  var builder = NeutralBuilder(isXML: false)
  private var state = State.before
  /// Whether each open bracket is still empty, so that no comma is due.
  private var isFirst: [Bool] = []
  /// Whether the root said that it is of the format.
  private(set) var hasFormat = false

  private enum State {
    case before, inside, behind
  }

  /// Whether the document has closed.
  var isComplete: Bool { state == .behind }

  /// Reads until the window ends; the scanner is then after the last step that was whole.
  ///
  /// - Throws: `malformed`, never `needMore`.
  mutating func read(_ scan: inout JSONScanner) throws(Stop) {
    while true {
      let at = scan.at
      let line = scan.line
      let seen = builder.frames.last?.seen
      do throws(Stop) {
        try step(&scan)
      } catch {
        guard case .needMore = error else { throw error }
        scan.at = at
        scan.line = line
        if let seen { builder.frames[builder.frames.count - 1].seen = seen }
        return
      }
    }
  }

  private mutating func step(_ scan: inout JSONScanner) throws(Stop) {
    switch state {
    case .before: try beginDocument(&scan)
    case .behind: try endDocument(&scan)
    case .inside:
      if builder.frames.last?.list != nil { try itemStep(&scan) } else { try memberStep(&scan) }
    }
  }

  private mutating func beginDocument(_ scan: inout JSONScanner) throws(Stop) {
    scan.skipSpace()
    if scan.at >= scan.bytes.count { throw .needMore }
    if scan.bytes[scan.at] != UInt8(ascii: "{") {
      throw .malformed(.expectedDocument, at: scan.at)
    }
    builder.open(.inventory, line: scan.line)
    isFirst.append(true)
    scan.at &+= 1
    state = .inside
  }

  private mutating func endDocument(_ scan: inout JSONScanner) throws(Stop) {
    scan.skipSpace()
    if scan.at < scan.bytes.count { throw .malformed(.textBehindInventory, at: scan.at) }
    throw .needMore
  }

  // MARK: Members

  private mutating func memberStep(_ scan: inout JSONScanner) throws(Stop) {
    let top = isFirst.count - 1
    if try scan.nextKey(first: isFirst[top]) == .end {
      isFirst.removeLast()
      builder.close()
      if builder.isClosed { state = .behind }
      return
    }
    let slice = scan.keySlice
    if slice.count > 32 {
      try skipValue(&scan)
    } else {
      try member(scan.bytes.text(slice), at: slice.start - 1, &scan)
    }
    isFirst[top] = false
  }

  private mutating func member(
    _ key: String, at start: Int, _ scan: inout JSONScanner
  ) throws(Stop) {
    let object = builder.frames[builder.frames.count - 1].object
    let name = NeutralName.of(key)
    let byte = scan.bytes[scan.at]
    if let list = name.list, let item = object.item(of: list) {
      if !builder.note(list.bit) { throw .malformed(.repeatedKey(key), at: start) }
      guard byte == UInt8(ascii: "[") else {
        let line = scan.line
        try skipValue(&scan)
        if byte != UInt8(ascii: "n") {
          if object == .inventory { builder.unknown.note(noList: list, line: line) }
          builder.setUnusable(list, line: line)
        }
        return
      }
      if isFirst.count >= ReadingLimits.depth { throw .malformed(.tooDeep, at: scan.at) }
      if object == .inventory { builder.hasRootList = true }
      builder.open(list, of: item)
      scan.at &+= 1
      isFirst.append(true)
    } else if let scalar = name.scalar, object.has(scalar) {
      // Null and absent are the same, except for a member that occurs twice.
      let isNull = byte == UInt8(ascii: "n")
      let before = builder.frames[builder.frames.count - 1].seen
      if !builder.note(scalar.bit) { throw .malformed(.repeatedKey(key), at: start) }
      try scalarMember(scalar, byte, &scan)
      if isNull { builder.forgetMember(before) }
    } else {
      let (start, line) = (scan.at, scan.line)
      try skipValue(&scan)
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        builder.unknown.note(
          key, of: object, line: line,
          holdsObjects: byte == UInt8(ascii: "[")
            ? scan.bytes.holdsObject(behind: start)
            : object != .inventory && scan.bytes.hasMembers(behind: start))
      }
    }
  }

  private mutating func scalarMember(
    _ scalar: NeutralScalar, _ byte: UInt8, _ scan: inout JSONScanner
  ) throws(Stop) {
    let start = scan.at
    switch byte {
    case UInt8(ascii: "\""):
      scan.at &+= 1
      let slice = try scan.string()
      if scalar == .format { try checkFormat(scan.bytes.text(slice), at: start) }
      try with(slice, scan.bytes, at: start) { builder, text throws(Malformation) in
        try builder.set(scalar, text)
      }
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      try scan.skipValue(room: 0)
      builder.set(scalar, byte == UInt8(ascii: "t") ? .yes : .no)
    case UInt8(ascii: "n"): try scan.skipValue(room: 0)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try scan.skipValue(room: 0)
      try number(scalar, start, scan)
    default:
      try skipValue(&scan)
      builder.setUnusable(scalar)
    }
  }

  private mutating func number(
    _ scalar: NeutralScalar, _ start: Int, _ scan: borrowing JSONScanner
  ) throws(Stop) {
    let negative = scan.bytes[start] == UInt8(ascii: "-")
    let digits = scan.bytes.slice(start + (negative ? 1 : 0), scan.at)
    guard digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      builder.setUnusable(scalar)
      return
    }
    let isNegativeZero = negative && digits.count == 1 && digits[0] == 48
    let text = NeutralText(
      bytes: scan.bytes, start: start + (isNegativeZero ? 1 : 0), end: scan.at)
    do throws(Malformation) {
      try builder.set(scalar, number: text)
    } catch {
      throw .malformed(error, at: start)
    }
  }

  private mutating func checkFormat(_ format: String, at: Int) throws(Stop) {
    if format != NeutralFormat.name {
      throw .malformed(.unknownFormat(String(format.prefix(60))), at: at)
    }
    hasFormat = true
  }

  // MARK: Items

  private mutating func itemStep(_ scan: inout JSONScanner) throws(Stop) {
    let top = isFirst.count - 1
    scan.skipSpace()
    var byte = scan.bytes[scan.at]
    if byte == UInt8(ascii: "]") {
      scan.at &+= 1
      isFirst.removeLast()
      builder.closeList()
      return
    }
    if !isFirst[top] {
      if byte != UInt8(ascii: ",") { throw scan.stop(.expectedCommaOrBracket, at: scan.at) }
      scan.at &+= 1
      scan.skipSpace()
      byte = scan.bytes[scan.at]
    }
    let line = scan.line
    switch builder.frames.last?.list?.item {
    case .object(let object)? where byte == UInt8(ascii: "{"):
      if isFirst.count >= ReadingLimits.depth { throw .malformed(.tooDeep, at: scan.at) }
      scan.at &+= 1
      builder.open(object, line: line)
      isFirst[top] = false
      isFirst.append(true)
      return
    case .text? where byte == UInt8(ascii: "\""):
      let start = scan.at
      scan.at &+= 1
      let slice = try scan.string()
      try with(slice, scan.bytes, at: start) { builder, text throws(Malformation) in
        try builder.item(text, line: line)
      }
    case .text?:
      try skipValue(&scan)
      try with(nil, scan.bytes, at: scan.at) { builder, _ throws(Malformation) in
        try builder.item(nil, line: line)
      }
    default:
      try skipValue(&scan)
      builder.unusableItem()
    }
    isFirst[top] = false
  }

  // MARK: Values

  /// Calls a function with a text, decoded if need be.
  private mutating func with(
    _ slice: TextSlice?, _ bytes: ByteWindow, at start: Int,
    _ body: (inout NeutralBuilder, NeutralText) throws(Malformation) -> Void
  ) throws(Stop) {
    do throws(Malformation) {
      guard let slice, slice.escaped else {
        let range = slice.map { ($0.start, $0.end) } ?? (start, start)
        try body(&builder, NeutralText(bytes: bytes, start: range.0, end: range.1))
        return
      }
      let decoded = Array(bytes.text(slice).utf8)
      try NeutralText.with(decoded) { text throws(Malformation) in try body(&builder, text) }
    } catch {
      throw .malformed(error, at: start)
    }
  }

  /// Passes over a value, which must lie whole in the window.
  private mutating func skipValue(_ scan: inout JSONScanner) throws(Stop) {
    try scan.skipValue(room: ReadingLimits.depth - isFirst.count)
  }
}

extension ByteWindow {
  /// Whether the first item of the list whose bracket is at an offset is an object.
  fileprivate func holdsObject(behind bracket: Int) -> Bool {
    self[firstCharacter(behind: bracket)] == UInt8(ascii: "{")
  }

  /// Whether the object whose brace is at an offset has members.
  fileprivate func hasMembers(behind brace: Int) -> Bool {
    self[firstCharacter(behind: brace)] == UInt8(ascii: "\"")
  }

  private func firstCharacter(behind bracket: Int) -> Int {
    var at = bracket + 1
    while [0x20, 0x09, 0x0A, 0x0D].contains(self[at]) { at += 1 }
    return at
  }
}

extension NeutralText {
  /// Calls a function with bytes as a text in a window.
  static func with(
    _ bytes: [UInt8], _ body: (NeutralText) throws(Malformation) -> Void
  ) throws(Malformation) {
    let padded = bytes + Array(repeating: 0, count: ByteWindow.padding)
    let result = padded.withUnsafeBytes { raw -> Result<Void, Malformation> in
      do throws(Malformation) {
        try body(NeutralText(bytes: ByteWindow(raw), start: 0, end: bytes.count))
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}

extension NeutralBuilder {
  /// Takes a null member back: it is the same as none, but may not occur again.
  mutating func forgetMember(_ before: UInt64) {
    let top = frames.count - 1
    frames[top].nulls |= frames[top].seen & ~before
  }
}
