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
  var kinds: UInt64
  /// How many containers are open, counted from the one that is being passed over.
  var depth: Int
  var phase: Phase

  /// The state behind the opening bracket of a container.
  init(object: Bool) {
    kinds = object ? 1 : 0
    depth = 1
    phase = object ? .firstKeyOrEnd : .firstValueOrEnd
  }
}

extension JSONScanner {
  /// Passes over the rest of a container, checking its whole grammar.
  ///
  /// - Parameter room: how many levels may be open at the same time.
  /// - Throws: `needMore` with `state` and the scanner at the last token that was whole.
  mutating func skip(_ state: inout SkipState, room: Int) throws(Stop) {
    var kinds = state.kinds
    var depth = state.depth
    var phase = state.phase
    var mark = at
    var markLine = line
    do throws(Stop) {
      while depth > 0 {
        mark = at
        markLine = line
        skipSpace()
        let byte = bytes[at]
        switch phase {
        case .afterValue:
          if byte == UInt8(ascii: ",") {
            at &+= 1
            phase = kinds & 1 == 1 ? .key : .value
          } else if byte == (kinds & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            at &+= 1
            kinds >>= 1
            depth &-= 1
          } else {
            throw stop(kinds & 1 == 1 ? .expectedCommaOrBrace : .expectedCommaOrBracket, at: at)
          }
        case .key, .firstKeyOrEnd:
          if byte == UInt8(ascii: "\"") {
            at &+= 1
            _ = try string()
            try take(UInt8(ascii: ":"), else: .expectedColon)
            phase = .value
          } else if byte == UInt8(ascii: "}") && phase == .firstKeyOrEnd {
            at &+= 1
            kinds >>= 1
            depth &-= 1
            phase = .afterValue
          } else {
            throw stop(.expectedKey, at: at)
          }
        case .value, .firstValueOrEnd:
          if byte == UInt8(ascii: "\"") {
            at &+= 1
            _ = try string()
            phase = .afterValue
          } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            if depth >= room { throw stop(.tooDeep, at: at) }
            at &+= 1
            depth &+= 1
            let object = byte == UInt8(ascii: "{")
            kinds = kinds << 1 | (object ? 1 : 0)
            phase = object ? .firstKeyOrEnd : .firstValueOrEnd
          } else if byte == UInt8(ascii: "]") && phase == .firstValueOrEnd {
            at &+= 1
            kinds >>= 1
            depth &-= 1
            phase = .afterValue
          } else {
            try scalar(byte)
            phase = .afterValue
          }
        }
      }
    } catch {
      at = mark
      line = markLine
      state = SkipState(kinds: kinds, depth: depth, phase: phase)
      throw error
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

extension SkipState {
  fileprivate init(kinds: UInt64, depth: Int, phase: Phase) {
    self.kinds = kinds
    self.depth = depth
    self.phase = phase
  }
}
