import FailoverBase

/// A pattern for names of files: `*` is any text, `?` any character, `[a-z]` one of a set, `**` any
/// number of folders.
///
/// A pattern without a slash is compared with each name on a path; one with a slash with the whole
/// path. A slash at the end matches folders only.
public struct NamePattern: Sendable, Hashable {
  /// As it was written.
  public let text: String
  private let parts: [Part]
  private let isPath: Bool
  private let isForFolders: Bool

  private enum Part: Hashable {
    /// Any number of folders.
    case folders
    case name(NameGlob)

    func matches(_ name: [Unicode.Scalar]) -> Bool {
      switch self {
      case .folders: true
      case .name(let glob): glob.matches(name)
      }
    }
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
    parts = names.map { $0 == "**" ? .folders : .name(NameGlob($0.unicodeScalars)) }
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

  /// Whether a file or folder is meant.
  ///
  /// - Parameters:
  ///   - path: its path below the folder that was given.
  ///   - given: the same below the path of that folder as it was given.
  ///   - isFolder: whether it is a folder.
  func matches(_ path: String, given: String, isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    let names = NamePattern.names(path)
    if !isPath { return names.last.map(parts[0].matches) ?? false }
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
      let isAnyDepth = part == .folders
      var next = [Bool](repeating: false, count: names.count + 1)
      for position in 0...names.count where reached[position] || isAnyDepth {
        if isAnyDepth {
          next[position] = reached[position] || position > 0 && next[position - 1]
        } else if position < names.count && part.matches(names[position]) {
          next[position + 1] = true
        }
      }
      reached = next
    }
    return reached[names.count]
  }
}
