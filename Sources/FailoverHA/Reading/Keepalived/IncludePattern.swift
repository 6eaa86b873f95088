/// The path of an include, which may hold `*`, `?`, `[…]` and `{a,b}`.
struct IncludePattern {
  /// Alternatives without braces, each taken apart at slashes.
  private let alternatives: [[[Unicode.Scalar]]]
  /// Whether it may match several files.
  let isPattern: Bool

  /// The most alternatives that braces may make.
  private static let mostAlternatives = 256

  /// - Parameter path: below the host's folder.
  init(_ path: String) {
    isPattern = path.unicodeScalars.contains { "*?[{".unicodeScalars.contains($0) }
    alternatives = IncludePattern.expanded(Array(path.unicodeScalars)).map {
      $0.split(separator: "/").map(Array.init)
    }
  }

  /// How many alternatives it has.
  var count: Int { alternatives.count }

  func matches(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map { Array($0.unicodeScalars) }
    return alternatives.contains { pattern in
      pattern.count == parts.count
        && zip(pattern, parts).allSatisfy { IncludePattern.matches($0[...], $1) }
    }
  }

  /// The text with every choice of its braces.
  private static func expanded(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    var done: [[Unicode.Scalar]] = []
    var open = [text]
    while let text = open.popLast(), done.count + open.count < mostAlternatives {
      guard let (range, choices) = firstBraces(text) else {
        done.append(text)
        continue
      }
      open += choices.map { Array(text[..<range.lowerBound] + $0 + text[range.upperBound...]) }
    }
    return done
  }

  /// The first pair of braces that hold no others, and what is between their commas.
  private static func firstBraces(
    _ text: [Unicode.Scalar]
  ) -> (Range<Int>, [ArraySlice<Unicode.Scalar>])? {
    guard let close = text.firstIndex(of: "}"), let open = text[..<close].lastIndex(of: "{") else {
      return nil
    }
    let choices = text[(open + 1)..<close].split(separator: ",", omittingEmptySubsequences: false)
    return (open..<(close + 1), choices)
  }

  /// Whether a name is matched, in time that grows with the product of the lengths at most.
  private static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>, _ name: [Unicode.Scalar]
  ) -> Bool {
    let tokens = tokens(pattern)
    var (token, at) = (0, 0)
    var star: (token: Int, at: Int)?
    while at < name.count {
      if token < tokens.count, case .any = tokens[token] {
        star = (token, at)
        token += 1
      } else if token < tokens.count, tokens[token].accepts(name[at]) {
        (token, at) = (token + 1, at + 1)
      } else if let last = star {
        star = (last.token, last.at + 1)
        (token, at) = (last.token + 1, last.at + 1)
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private enum Token {
    case literal(Unicode.Scalar)
    case one
    case any
    case set([ClosedRange<Unicode.Scalar>], isInverted: Bool)

    func accepts(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .literal(let own): own == scalar
      case .one: true
      case .any: false
      case .set(let ranges, let isInverted):
        ranges.contains { $0.contains(scalar) } != isInverted
      }
    }
  }

  private static func tokens(_ pattern: ArraySlice<Unicode.Scalar>) -> [Token] {
    var tokens: [Token] = []
    var rest = pattern
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": tokens.append(.any)
      case "?": tokens.append(.one)
      case "\\": tokens.append(.literal(rest.popFirst() ?? scalar))
      case "[":
        if let (set, behind) = set(rest) {
          tokens.append(set)
          rest = behind
        } else {
          tokens.append(.literal(scalar))
        }
      default: tokens.append(.literal(scalar))
      }
    }
    return tokens
  }

  private static func set(
    _ scalars: ArraySlice<Unicode.Scalar>
  ) -> (Token, ArraySlice<Unicode.Scalar>)? {
    var rest = scalars
    let isInverted = rest.first == "!" || rest.first == "^"
    if isInverted { rest.removeFirst() }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while let scalar = rest.popFirst() {
      if scalar == "]" && !ranges.isEmpty { return (.set(ranges, isInverted: isInverted), rest) }
      let next = rest.startIndex
      if rest.count > 1, rest[next] == "-", rest[next + 1] != "]", rest[next + 1] >= scalar {
        ranges.append(scalar...rest[next + 1])
        rest = rest.dropFirst(2)
      } else {
        ranges.append(scalar...scalar)
      }
    }
    return nil
  }
}
