/// A pattern for names of files: `*` is any text, `?` any character, `[a-z]` one of a set, `**` any
/// number of folders.
///
/// A pattern without a slash is compared with each name on a path; one with a slash with the whole
/// path. A slash at the end matches folders only.
public struct NamePattern: Sendable, Hashable {
  /// As it was written.
  public let text: String
  private let parts: [[Token]]
  private let isPath: Bool
  private let isForFolders: Bool

  private enum Token: Hashable {
    case literal(Unicode.Scalar)
    case one
    case any
    /// Any number of folders; it is a whole part.
    case folders
    case set([ClosedRange<Unicode.Scalar>], isInverted: Bool)
  }

  /// - Parameter text: the pattern; nil is returned for one that can match nothing, as it names
  ///   nothing.
  public init?(_ text: String) {
    var path = text[...]
    while path.hasPrefix("./") { path = path.dropFirst(2) }
    isForFolders = path.hasSuffix("/")
    while path.hasSuffix("/") { path.removeLast() }
    isPath = path.contains("/")
    let names = path.split(separator: "/")
    if names.isEmpty || text.utf8.count > ReadingLimits.idBytes || text.utf8.contains(0) {
      return nil
    }
    self.text = text
    parts = names.map(NamePattern.tokens)
  }

  /// The pattern of one folder.
  ///
  /// - Parameter path: below the folder that was given.
  package static func folder(_ path: String) -> NamePattern? {
    let escaped = path.unicodeScalars.map { scalar in
      "*?[\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
    }
    return NamePattern(escaped.joined() + "/")
  }

  private static func tokens(_ name: Substring) -> [Token] {
    if name == "**" { return [.folders] }
    var tokens: [Token] = []
    var rest = Array(name.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*":
        if tokens.last != .any { tokens.append(.any) }
      case "?": tokens.append(.one)
      case "\\": tokens.append(.literal(rest.popFirst() ?? scalar))
      case "[":
        if let (set, behind) = NamePattern.set(rest) {
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

  /// Whether a file or folder is meant.
  ///
  /// - Parameters:
  ///   - path: its path below the folder that was given.
  ///   - given: the same below the path of that folder as it was given.
  ///   - isFolder: whether it is a folder.
  func matches(_ path: String, given: String, isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    let names = NamePattern.names(path)
    if !isPath { return names.last.map { NamePattern.matches(parts[0], $0) } ?? false }
    return matchesPath(names) || matchesPath(NamePattern.names(given))
  }

  private static func names(_ path: String) -> [[Unicode.Scalar]] {
    path.split(separator: "/").filter { $0 != "." }.map { Array($0.unicodeScalars) }
  }

  /// Whether all names are matched in order; `**` takes any number of them.
  private func matchesPath(_ names: [[Unicode.Scalar]]) -> Bool {
    var reached = [Bool](repeating: false, count: names.count + 1)
    reached[0] = true
    for part in parts {
      let isAnyDepth = part == [.folders]
      var next = [Bool](repeating: false, count: names.count + 1)
      for position in 0...names.count where reached[position] || isAnyDepth {
        if isAnyDepth {
          next[position] = reached[position] || position > 0 && next[position - 1]
        } else if position < names.count && NamePattern.matches(part, names[position]) {
          next[position + 1] = true
        }
      }
      reached = next
    }
    return reached[names.count]
  }

  /// Whether a name is matched, in time that grows with the product of the two lengths at most.
  private static func matches(_ tokens: [Token], _ name: [Unicode.Scalar]) -> Bool {
    var token = 0
    var at = 0
    var star: (token: Int, at: Int)?
    while at < name.count {
      if token < tokens.count, tokens[token] == .any {
        star = (token, at)
        token += 1
      } else if token < tokens.count, accepts(tokens[token], name[at]) {
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

  private static func accepts(_ token: Token, _ scalar: Unicode.Scalar) -> Bool {
    switch token {
    case .literal(let own): own == scalar
    case .one: true
    case .any: false
    case .folders: true
    case .set(let ranges, let isInverted): ranges.contains { $0.contains(scalar) } != isInverted
    }
  }
}
