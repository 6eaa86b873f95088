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
  /// Half of all bytes pass here, so it is one function and looks at a member's key, value and comma in
  /// one turn.
  ///
  /// - Parameter room: how many levels may be open at the same time.
  /// - Throws: `needMore` with `state` and the scanner at the last member or item that was whole.
  mutating func skip(_ state: inout SkipState, room: Int) throws(Stop) {
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
          continue
        }
        if open.isObject {
          if bytes[at] != UInt8(ascii: "\"") {
            try skipEmptyObject(&open)
            continue
          }
          at &+= 1
          _ = try string()
          try take(UInt8(ascii: ":"), else: .expectedColon)
          skipSpace()
        } else {
          habits.beginItem(level: open.depth)
          if bytes[at] == UInt8(ascii: "]") && open.phase == .firstValueOrEnd {
            skipEmptyArray(&open)
            continue
          }
        }
        let byte = bytes[at]
        if byte == UInt8(ascii: "\"") {
          at &+= 1
          _ = try string()
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          if open.depth >= room { throw stop(.tooDeep, at: at) }
          at &+= 1
          open.enter(object: byte == UInt8(ascii: "{"))
          if !open.isObject { habits.enterList(level: open.depth) }
          continue
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
    } catch {
      at = mark
      line = markLine
      state = open
      throw error
    }
  }

  /// Passes the end of an object where its first key may stand.
  private mutating func skipEmptyObject(_ open: inout SkipState) throws(Stop) {
    guard bytes[at] == UInt8(ascii: "}") && open.phase == .firstKeyOrEnd else {
      throw stop(.expectedKey, at: at)
    }
    at &+= 1
    open.close()
  }

  private mutating func skipEmptyArray(_ open: inout SkipState) {
    at &+= 1
    habits.leaveList(level: open.depth)
    open.close()
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
  @inline(__always)
  mutating func skipValue(room: Int) throws(Stop) {
    skipSpace()
    if bytes[at] == UInt8(ascii: "\"") {
      at &+= 1
      _ = try string()
    } else {
      try skipOther(room: room)
    }
  }

  /// Passes over a container, a number or a literal.
  private mutating func skipOther(room: Int) throws(Stop) {
    let byte = bytes[at]
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      try scalar(byte)
      return
    }
    if room < 1 { throw stop(.tooDeep, at: at) }
    at &+= 1
    var state = SkipState(object: byte == UInt8(ascii: "{"))
    try skip(&state, room: room)
  }
}
