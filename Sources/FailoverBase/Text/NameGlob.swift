/// A pattern for one name: `*` is any text, `?` any character, `[a-z]` one of a set, `\\` takes the
/// next character as it is.
package struct NameGlob: Sendable, Hashable {
  private enum Token: Hashable {
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

  private var tokens: [Token] = []

  /// - Parameter pattern: of a set that does not close, the bracket counts as itself.
  package init(_ pattern: some Sequence<Unicode.Scalar>) {
    var rest = Array(pattern)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*":
        if tokens.last != .any { tokens.append(.any) }
      case "?": tokens.append(.one)
      case "\\": tokens.append(.literal(rest.popFirst() ?? scalar))
      case "[":
        if let (set, behind) = NameGlob.set(rest) {
          tokens.append(set)
          rest = behind
        } else {
          tokens.append(.literal(scalar))
        }
      default: tokens.append(.literal(scalar))
      }
    }
  }

  /// A set after its opening bracket, and what follows it; nil if it does not close.
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

  /// Whether a name is matched, in time that grows with the product of the two lengths at most.
  package func matches(_ name: [Unicode.Scalar]) -> Bool {
    var token = 0
    var at = 0
    var star: (token: Int, at: Int)?
    while at < name.count {
      if token < tokens.count, tokens[token] == .any {
        star = (token, at)
        token += 1
      } else if token < tokens.count, tokens[token].accepts(name[at]) {
        token += 1
        at += 1
      } else if let last = star {
        star = (last.token, last.at + 1)
        token = last.token + 1
        at = last.at + 1
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { $0 == .any }
  }
}
