/// How far a container that is being passed over has been passed: enough to go on in the next
/// window.
struct SkipState {
  /// The open containers, the innermost in the lowest bit: 1 is an object, 0 an array.
  private var kinds: UInt64 = 0
  /// How many containers are open, counted from the one that is being passed over.
  private(set) var depth = 0
  /// Whether the innermost one is still empty, so that no comma is due.
  fileprivate(set) var isFirst = true

  /// The state after the opening bracket of a container.
  init(object: Bool) { enter(object: object) }

  /// Whether the innermost container is an object.
  @inline(__always)
  var isObject: Bool { kinds & 1 == 1 }

  @inline(__always)
  mutating func enter(object: Bool) {
    kinds = kinds << 1 | (object ? 1 : 0)
    depth &+= 1
    isFirst = true
  }

  @inline(__always)
  mutating func close() {
    kinds >>= 1
    depth &-= 1
    isFirst = false
  }
}

extension JSONScanner {
  /// Passes over the rest of a container, checking its whole grammar.
  ///
  /// Half of all bytes pass here, so it is one function and looks at a member's key and value in
  /// one turn.
  ///
  /// - Parameter room: how many levels may be open at the same time.
  /// - Throws: `needMore` with `state` and the scanner after the last member or item that was
  ///   whole.
  mutating func skip(_ state: inout SkipState, room: Int) throws(Stop) {
    var open = state
    var mark = at
    var markLine = line
    if !open.isObject { keyOrder.enterList(level: open.depth) }
    do throws(Stop) {
      while open.depth > 0 {
        mark = at
        markLine = line
        if open.isObject {
          if try nextKey(first: open.isFirst) == .end {
            open.close()
            continue
          }
        } else if try !nextItem(open) {
          keyOrder.leaveList(level: open.depth)
          open.close()
          continue
        }
        let byte = bytes[at]
        if byte == UInt8(ascii: "\"") {
          at &+= 1
          _ = try string()
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          if open.depth >= room { throw stop(.tooDeep, at: at) }
          at &+= 1
          open.enter(object: byte == UInt8(ascii: "{"))
          if !open.isObject { keyOrder.enterList(level: open.depth) }
          continue
        } else {
          try scalar(byte)
        }
        open.isFirst = false
      }
    } catch {
      at = mark
      line = markLine
      state = open
      throw error
    }
  }

  /// Goes to the next item of an array; false after its closing bracket.
  @inline(__always)
  private mutating func nextItem(_ open: SkipState) throws(Stop) -> Bool {
    skipSpace()
    if bytes[at] == UInt8(ascii: "]") {
      at &+= 1
      return false
    }
    if !open.isFirst {
      if bytes[at] != UInt8(ascii: ",") { throw stop(.expectedCommaOrBracket, at: at) }
      at &+= 1
      skipSpace()
    }
    keyOrder.beginItem(level: open.depth)
    return true
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
