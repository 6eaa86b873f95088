/// Inputs that were left out: by a pattern of the user, or because they are empty and hidden.
public struct LeftOutInputs: Sendable, Hashable {
  /// What was left out and why, and which patterns match nothing, without a full stop.
  public var sentences: [String]

  public init(sentences: [String] = []) { self.sentences = sentences }
}

/// Applies patterns to what is found, and keeps count.
struct Exclusions {
  private let excludes: [NamePattern]
  /// What each pattern left out, followed by the empty files: names by their paths, as overlapping
  /// arguments lead to a file more than once.
  private var names: [[[UInt8]: String]]

  /// Names that are reported one by one.
  private static let limit = 10

  init(_ excludes: [NamePattern]) {
    self.excludes = excludes
    names = Array(repeating: [:], count: excludes.count + 1)
  }

  /// Whether a file or folder is left out.
  ///
  /// - Parameters:
  ///   - name: its path below the folder that was given.
  ///   - given: the same below the path of that folder as it was given.
  mutating func take(_ name: String, at path: String, given: String, isFolder: Bool) -> Bool {
    var isLeftOut = false
    for (number, pattern) in excludes.enumerated()
    where pattern.matches(name, given: given, isFolder: isFolder) {
      isLeftOut = true
      note(name + (isFolder ? "/" : ""), path, number)
    }
    return isLeftOut
  }

  mutating func takeEmptyFile(_ name: String, at path: String) {
    note(name, path, excludes.count)
  }

  private mutating func note(_ name: String, _ path: String, _ number: Int) {
    let key = Array(path.utf8)
    if let known = names[number][key], !name.utf8.lexicographicallyPrecedes(known.utf8) { return }
    names[number][key] = name
  }

  var leftOut: LeftOutInputs {
    var sentences = zip(excludes, names).map { pattern, names in
      if names.isEmpty { return "exclude \"\(pattern.text)\" matches nothing" }
      let count = names.count == 1 ? "1 file or folder" : "\(names.count) files and folders"
      return "\(count) left out by exclude \"\(pattern.text)\": \(Exclusions.list(names.values))"
    }
    if let empty = names.last, !empty.isEmpty {
      let count = empty.count == 1 ? "1 empty hidden file" : "\(empty.count) empty hidden files"
      sentences.append("\(count) left out: \(Exclusions.list(empty.values))")
    }
    return LeftOutInputs(sentences: sentences)
  }

  /// The first names by their bytes, and how many more there are.
  private static func list(_ names: some Collection<String>) -> String {
    let first = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(limit)
    let more = names.count - first.count
    return first.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
