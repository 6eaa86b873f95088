/// How far a container that is being passed over has been passed: enough to go on in the next window.
struct SkipState {
  enum Phase: UInt8 {
    case value
    case firstValueOrEnd
    case key
    case firstKeyOrEnd
    case afterValue
  }

  /// The open containers, the innermost in the lowest bit: 1 is an object, 0 an array.
  private var kinds: UInt64
  /// How many containers are open, counted from the one that is being passed over.
  private(set) var depth: Int
  var phase: Phase

  /// The state behind the opening bracket of a container.
  init(object: Bool) {
    kinds = 0
    depth = 0
    phase = .value
    enter(object: object)
  }

  /// Whether the innermost container is an object.
  @inline(__always)
  var isObject: Bool { kinds & 1 == 1 }

  @inline(__always)
  mutating func enter(object: Bool) {
    kinds = kinds << 1 | (object ? 1 : 0)
    depth &+= 1
    phase = object ? .firstKeyOrEnd : .firstValueOrEnd
  }

  @inline(__always)
  mutating func close() {
    kinds >>= 1
    depth &-= 1
    phase = .afterValue
  }
}

extension JSONScanner {
  /// Passes over the rest of a container, checking its whole grammar.
  ///
  /// - Parameter room: how many levels may be open at the same time.
  /// - Throws: `needMore` with `state` and the scanner at the last member or item that was whole.
  mutating func skip(_ state: inout SkipState, room: Int) throws(Stop) {
    // In local variables, which a loop can keep in registers.
    var open = state
    var mark = at
    var markLine = line
    if !open.isObject { habits.enterList(level: open.depth) }
    do throws(Stop) {
      while open.depth > 0 {
        mark = at
        markLine = line
        skipSpace()
        if open.phase == .afterValue {
          try skipComma(&open)
        } else if try open.isObject ? skipKey(&open) : beginItem(&open) {
          try skipValueAndComma(&open, room: room)
        }
      }
    } catch {
      at = mark
      line = markLine
      state = open
      throw error
    }
  }

  /// Passes a key up to its value; false if the object has ended instead.
  @inline(__always)
  private mutating func skipKey(_ open: inout SkipState) throws(Stop) -> Bool {
    if bytes[at] == UInt8(ascii: "\"") {
      at &+= 1
      _ = try string()
      try take(UInt8(ascii: ":"), else: .expectedColon)
      skipSpace()
      return true
    }
    guard bytes[at] == UInt8(ascii: "}") && open.phase == .firstKeyOrEnd else {
      throw stop(.expectedKey, at: at)
    }
    at &+= 1
    open.close()
    return false
  }

  /// Begins an item of an array; false if the array has ended instead.
  @inline(__always)
  private mutating func beginItem(_ open: inout SkipState) throws(Stop) -> Bool {
    habits.beginItem(level: open.depth)
    if bytes[at] != UInt8(ascii: "]") || open.phase != .firstValueOrEnd { return true }
    at &+= 1
    habits.leaveList(level: open.depth)
    open.close()
    return false
  }

  /// Passes a value and the comma behind it, or the opening bracket of a container.
  @inline(__always)
  private mutating func skipValueAndComma(
    _ open: inout SkipState, room: Int
  ) throws(Stop) {
    let byte = bytes[at]
    if byte == UInt8(ascii: "\"") {
      at &+= 1
      _ = try string()
    } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      if open.depth >= room { throw stop(.tooDeep, at: at) }
      at &+= 1
      open.enter(object: byte == UInt8(ascii: "{"))
      if !open.isObject { habits.enterList(level: open.depth) }
      return
    } else {
      try scalar(byte)
    }
    skipSpace()
    if bytes[at] == UInt8(ascii: ",") {
      at &+= 1
      open.phase = open.isObject ? .key : .value
    } else {
      open.phase = .afterValue
    }
  }

  /// Passes what may stand behind a value: a comma, or the end of the container.
  @inline(__always)
  private mutating func skipComma(_ open: inout SkipState) throws(Stop) {
    let byte = bytes[at]
    if byte == UInt8(ascii: ",") {
      at &+= 1
      open.phase = open.isObject ? .key : .value
    } else if byte == (open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      at &+= 1
      if !open.isObject { habits.leaveList(level: open.depth) }
      open.close()
    } else {
      throw stop(open.isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket, at: at)
    }
  }

  /// Passes a number or a literal.
  @inline(__always)
  private mutating func scalar(_ byte: UInt8) throws(Stop) {
    if byte == UInt8(ascii: "-") || (byte >= 48 && byte <= 57) {
      try number()
    } else {
      _ = try literal()
    }
  }

  /// Passes over a whole value, which must end in the window.
  mutating func skipValue(room: Int) throws(Stop) {
    skipSpace()
    let byte = bytes[at]
    if byte == UInt8(ascii: "\"") {
      at &+= 1
      _ = try string()
    } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      if room < 1 { throw stop(.tooDeep, at: at) }
      at &+= 1
      var state = SkipState(object: byte == UInt8(ascii: "{"))
      try skip(&state, room: room)
    } else {
      try scalar(byte)
    }
  }
}
