import FailoverBase

/// The lines of a configuration of keepalived and of all that it includes, in the order in which
/// keepalived reads them.
struct KeepalivedLines {
  private(set) var lines: [KeepalivedLine] = []
  /// Lines that could not be resolved, and includes without their files.
  private(set) var problems: [KeepalivedProblem] = []
  /// Files that were refused.
  private(set) var refused: [KeepalivedProblem] = []
  /// Paths of the files that were included, read or not.
  private(set) var included: Set<String> = []
  /// Whether something is missing that may say more.
  var isOpen: Bool { !problems.isEmpty || !refused.isEmpty || misses }

  private var misses = false
  private var definitions = Definitions()
  private var open: [KeepalivedFile] = []
  private var lineCount = 0
  private var byteCount = 0
  /// How many paths were compared with patterns.
  private var matchEffort = 0
  private let folder: KeepalivedFolder
  private let configID: String?

  /// The files of a host.
  struct KeepalivedFolder {
    /// The paths below the host's folder, in order.
    let paths: [String]
    let pathSet: Set<String>
    /// Whether the configuration lies at the folder's top.
    let rootIsAtTop: Bool
    /// The bytes of a file; nil if it was refused, which is reported elsewhere.
    let load: (String) -> [UInt8]?
    /// The name of a file as reports show it.
    let inputName: (String) -> String

    init(
      paths: [String], rootIsAtTop: Bool, load: @escaping (String) -> [UInt8]?,
      inputName: @escaping (String) -> String
    ) {
      self.paths = paths
      pathSet = Set(paths)
      self.rootIsAtTop = rootIsAtTop
      self.load = load
      self.inputName = inputName
    }
  }

  /// - Throws: why nothing of the configuration counts.
  init(
    _ root: String, in folder: KeepalivedFolder, configID: String?
  ) throws(KeepalivedProblem) {
    self.folder = folder
    self.configID = configID
    guard let bytes = folder.load(root) else {
      misses = true
      return
    }
    try expand(KeepalivedFile(path: root, input: folder.inputName(root)), bytes)
  }

  // MARK: Files

  private mutating func expand(
    _ file: KeepalivedFile, _ bytes: [UInt8]
  ) throws(KeepalivedProblem) {
    open.append(file)
    defer { open.removeLast() }
    byteCount += bytes.count
    func refusal(_ line: Int, _ sentence: String) -> KeepalivedProblem {
      KeepalivedProblem(file: file, line: line, column: 1, sentence: sentence)
    }
    if open.count > HALimits.includeDepth {
      throw refusal(1, "refused: more than \(HALimits.includeDepth) files include one another")
    }
    if byteCount > HALimits.includedBytes {
      throw refusal(1, "refused: more than \(HALimits.includedBytes) bytes with what is included")
    }
    if let zero = bytes.firstIndex(of: 0) {
      let line = bytes[..<zero].count { $0 == 0x0A } + 1
      throw refusal(line, "refused: a NUL byte")
    }
    let texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    var index = 0
    while index < texts.count {
      let number = index + 1
      var text = Array(texts[index])
      if index == 0 && text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
      index += 1
      var continuation: [[UInt8]] = []
      text = text.withoutComment
      if KeepalivedLines.isDefinition(text) {
        while (continuation.last ?? text).last == UInt8(ascii: "\\"), index < texts.count {
          continuation.append(Array(texts[index]).withoutComment)
          index += 1
        }
      }
      try take(text, continuation, file, number)
    }
  }

  /// Whether a line defines something, after an `@` or not.
  private static func isDefinition(_ text: [UInt8]) -> Bool {
    var text = text
    if text.first == UInt8(ascii: "@") {
      text = Array(text.drop { !$0.isBlank }).trimmed
    }
    return Definitions.definition(text) != nil
  }

  /// Ends a configuration whose definitions and includes take too long.
  private func checkEffort(_ file: KeepalivedFile, _ line: Int) throws(KeepalivedProblem) {
    if definitions.effort + matchEffort > KeepalivedLines.mostEffort {
      throw KeepalivedProblem(
        file: file, line: line, column: 1,
        sentence: "refused: its definitions and includes take too long to resolve")
    }
  }

  private static let mostEffort = 2_000_000

  private mutating func count(_ file: KeepalivedFile, _ line: Int) throws(KeepalivedProblem) {
    lineCount += 1
    if lineCount > HALimits.lines {
      throw KeepalivedProblem(
        file: file, line: line, column: 1,
        sentence: "refused: more than \(HALimits.lines) lines after substitution")
    }
  }

  // MARK: Lines

  /// Takes a line without its comment.
  ///
  /// - Parameter continuation: the further lines of the value that it defines.
  private mutating func take(
    _ text: [UInt8], _ continuation: [[UInt8]], _ file: KeepalivedFile, _ number: Int
  ) throws(KeepalivedProblem) {
    try count(file, number)
    if text.isEmpty { return }
    let choice = choice(text)
    if choice.counts == false { return }
    let rest = choice.rest
    if let (name, value) = Definitions.definition(rest) {
      return define(name, [value] + continuation, choice.counts, file, number)
    }
    if KeepalivedLines.isInclude(rest) {
      if text.first == UInt8(ascii: "@") || rest.contains(UInt8(ascii: "$")) {
        return note("an include with @ or $ does not work, and is not resolved", file, number)
      }
      return try include(rest, file, number)
    }
    let facts = KeepalivedFacts(folder: hostFolder(of: file), configID: configID)
    let replaced = definitions.replace(in: rest, facts)
    try checkEffort(file, number)
    switch replaced {
    case .notKnown(let reason):
      note("a line cannot be resolved: \(reason)", file, number)
      lines.append(KeepalivedLine(text: rest, file: file, number: number, isUncertain: true))
    case .lines(let replaced):
      for text in replaced {
        try count(file, number)
        put(text.trimmed, file, number, isCertain: choice.counts == true)
      }
    }
  }

  /// Adds a line whose definitions are replaced; one that begins with `@` now is judged again.
  private mutating func put(
    _ text: [UInt8], _ file: KeepalivedFile, _ number: Int, isCertain: Bool
  ) {
    if text.isEmpty { return }
    let choice = choice(text)
    if choice.counts == false || choice.rest.isEmpty { return }
    let isUncertain = !isCertain || choice.counts == nil
    if isUncertain {
      note("whether a line counts is not known: the config id of the host is missing", file, number)
    }
    lines.append(
      KeepalivedLine(text: choice.rest, file: file, number: number, isUncertain: isUncertain))
  }

  /// Whether a line counts on this host, which is not known without a config id, and what it says.
  private func choice(_ text: [UInt8]) -> (counts: Bool?, rest: [UInt8]) {
    guard text.first == UInt8(ascii: "@") else { return (true, text) }
    let word = text.prefix { !$0.isBlank }.dropFirst()
    let rest = Array(text.drop { !$0.isBlank }).trimmed
    let isInverted = word.first == UInt8(ascii: "^")
    guard let configID else { return (nil, rest) }
    let isOurs = (isInverted ? word.dropFirst() : word).elementsEqual(configID.utf8)
    return (isOurs != isInverted, rest)
  }

  private mutating func define(
    _ name: [UInt8], _ value: [[UInt8]], _ counts: Bool?, _ file: KeepalivedFile, _ number: Int
  ) {
    guard counts == true else {
      definitions.defineUncertainly(name)
      return note(
        "whether a definition counts is not known: the config id of the host is missing", file,
        number)
    }
    definitions.define(
      name,
      value.map { $0.last == UInt8(ascii: "\\") ? Array($0.dropLast()).trimmed : $0 })
  }

  private mutating func note(_ sentence: String, _ file: KeepalivedFile, _ line: Int) {
    problems.append(KeepalivedProblem(file: file, line: line, column: 1, sentence: sentence))
  }

  // MARK: Includes

  private static let includeWords: Set<String> = [
    "include", "includer", "includem", "includew", "includeb", "includea",
  ]

  private static func isInclude(_ text: [UInt8]) -> Bool {
    includeWords.contains(Array(text.prefix { !$0.isBlank }).asText)
  }

  private mutating func include(
    _ text: [UInt8], _ file: KeepalivedFile, _ number: Int
  ) throws(KeepalivedProblem) {
    let path = Array(text.drop { !$0.isBlank }).trimmed.filter { $0 != UInt8(ascii: "\"") }.asText
    func refusal(_ sentence: String) -> KeepalivedProblem {
      KeepalivedProblem(file: file, line: number, column: 1, sentence: sentence)
    }
    var found: [String] = []
    for place in places(of: path, from: file) where found.isEmpty {
      guard let place else { throw refusal("refused: an include leaves the folder of the host") }
      let pattern = IncludePattern(place)
      guard pattern.isPattern else {
        if folder.pathSet.contains(place) { found = [place] }
        continue
      }
      matchEffort += folder.paths.count * pattern.count
      try checkEffort(file, number)
      found = folder.paths.filter(pattern.matches)
    }
    if found.isEmpty {
      return note("nothing that an include names is in the folder of the host", file, number)
    }
    for path in found {
      included.insert(path)
      if open.contains(where: { $0.path == path }) {
        throw refusal("refused: an include that includes itself")
      }
      guard let bytes = folder.load(path) else {
        misses = true
        continue
      }
      let kept = lines.count
      do throws(KeepalivedProblem) {
        try expand(KeepalivedFile(path: path, input: folder.inputName(path)), bytes)
      } catch {
        // Limits of the whole configuration end it.
        if lineCount > HALimits.lines || byteCount > HALimits.includedBytes { throw error }
        try checkEffort(file, number)
        lines.removeSubrange(kept...)
        refused.append(error)
      }
    }
  }

  /// Where the path of an include may lie below the host's folder; nil for outside of it.
  private func places(of path: String, from file: KeepalivedFile) -> [String?] {
    if !path.hasPrefix("/") {
      let own = file.path.split(separator: "/").dropLast().joined(separator: "/")
      // The configuration lies at the top, and what it includes below the paths of the host.
      let isRoot = own.isEmpty && folder.rootIsAtTop
      return [KeepalivedLines.normal(own + "/" + path)]
        + (isRoot ? [KeepalivedLines.normal("etc/keepalived/" + path)] : [])
    }
    let usual = "/etc/keepalived/"
    let isBelow = folder.rootIsAtTop && path.hasPrefix(usual)
    return [KeepalivedLines.normal(path)]
      + (isBelow ? [KeepalivedLines.normal(String(path.dropFirst(usual.count)))] : [])
  }

  /// The path without `.` and `..`; nil if it leads out.
  private static func normal(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  /// The folder of a file as it is on the host.
  private func hostFolder(of file: KeepalivedFile) -> String {
    let parts = file.path.split(separator: "/").dropLast()
    if parts.first == "etc" || !folder.rootIsAtTop { return "/" + parts.joined(separator: "/") }
    return (["etc", "keepalived"] + parts).reduce("") { $0 + "/" + $1 }
  }
}
