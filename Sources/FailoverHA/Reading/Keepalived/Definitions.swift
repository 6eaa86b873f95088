/// The `$NAME=value` definitions of a configuration, and how they are replaced.
struct Definitions {
  /// A value: the lines that it consists of, at least one.
  private var values: [[UInt8]: [[UInt8]]] = [:]
  /// Names whose values are not known.
  private var uncertain: Set<[UInt8]> = []

  /// keepalived ignores lines of as many bytes and more.
  static let mostBytes = 1023
  /// The most replacements in one line; a definition may name itself.
  private static let mostReplacements = 100

  /// How many lines were looked at in all.
  private(set) var effort = 0
  /// The most lines of a value that is replaced.
  private static let mostLines = 1000

  /// What a line becomes.
  enum Replaced {
    case lines([[UInt8]])
    /// What it says cannot be known from the file.
    case notKnown(String)
  }

  /// The name and the first line of the value of a definition; nil if a line is none.
  static func definition(_ line: [UInt8]) -> (name: [UInt8], value: [UInt8])? {
    guard line.first == UInt8(ascii: "$"),
      let equals = line.firstIndex(of: UInt8(ascii: "=")), equals > 1,
      line[1..<equals].allSatisfy(\.isNameByte)
    else { return nil }
    return (Array(line[1..<equals]), Array(line[(equals + 1)...]).trimmed)
  }

  mutating func define(_ name: [UInt8], _ lines: [[UInt8]]) {
    values[name] = lines
    uncertain.remove(name)
  }

  /// Notes a definition that may not count.
  mutating func defineUncertainly(_ name: [UInt8]) { uncertain.insert(name) }

  /// Replaces what is defined, again and again.
  mutating func replace(in line: [UInt8], _ facts: KeepalivedFacts) -> Replaced {
    if let reason = Definitions.reason(line) { return .notKnown(reason) }
    var done: [[UInt8]] = []
    var open = [line]
    var count = 0
    while let line = open.popLast() {
      if line.count >= Definitions.mostBytes { return .notKnown(Definitions.tooLong) }
      switch replaceFirst(in: line, facts) {
      case nil: done.append(line)
      case .notKnown(let reason)?: return .notKnown(reason)
      case .lines(let lines)?:
        count += 1
        effort += lines.count
        if count > Definitions.mostReplacements || open.count > 10_000 {
          return .notKnown("its definitions name one another without an end")
        }
        open += lines.reversed()
      }
    }
    return .lines(done)
  }

  private static let tooLong = "keepalived ignores lines of \(mostBytes) bytes or more"

  /// Why a line cannot be known, before anything is replaced.
  private static func reason(_ line: [UInt8]) -> String? {
    if line.count >= mostBytes { return tooLong }
    let text = line.asText
    if text.holds("~SEQ") || text.holds("~LST") { return "~SEQ and ~LST are not resolved" }
    return nil
  }

  /// The line with its first definition replaced; nil if it names none that is defined.
  private func replaceFirst(in line: [UInt8], _ facts: KeepalivedFacts) -> Replaced? {
    var at = 0
    while let dollar = line[at...].firstIndex(of: UInt8(ascii: "$")) {
      at = dollar + 1
      guard let (name, end) = Definitions.name(line, at) else { continue }
      switch facts.builtIn(name) {
      case .notKnown(let reason)?: return .notKnown(reason)
      case .lines(let lines)?: return .lines(Definitions.put(lines, in: line, dollar..<end))
      case nil: break
      }
      if uncertain.contains(name) { return .notKnown("whether a definition counts is not known") }
      if let lines = values[name], lines.count > Definitions.mostLines {
        return .notKnown("a definition has more than \(Definitions.mostLines) lines")
      }
      if let lines = values[name] { return .lines(Definitions.put(lines, in: line, dollar..<end)) }
    }
    return nil
  }

  /// The name after a dollar, and where what follows it begins: `NAME` before a blank or the end,
  /// or `{NAME}`.
  private static func name(_ line: [UInt8], _ start: Int) -> (name: [UInt8], end: Int)? {
    guard start < line.count else { return nil }
    if line[start] == UInt8(ascii: "{") {
      guard let close = line[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      return (Array(line[(start + 1)..<close]), close + 1)
    }
    let end = line[start...].firstIndex { !$0.isNameByte } ?? line.count
    guard end > start, end == line.count || line[end].isBlank else { return nil }
    return (Array(line[start..<end]), end)
  }

  private static func put(_ lines: [[UInt8]], in line: [UInt8], _ range: Range<Int>) -> [[UInt8]] {
    var result = lines
    result[0] = Array(line[..<range.lowerBound]) + result[0]
    result[result.count - 1] += line[range.upperBound...]
    return result
  }
}

/// What the built-in definitions of keepalived are.
struct KeepalivedFacts {
  /// The folder of the file on the host.
  var folder: String
  /// By which `@` lines are chosen; nil if it is not known.
  var configID: String?

  func builtIn(_ name: [UInt8]) -> Definitions.Replaced? {
    let text = name.asText
    switch text {
    case "_PWD": return .lines([Array(folder.utf8)])
    case "_HASH": return .lines([[UInt8(ascii: "#")]])
    case "_BANG": return .lines([[UInt8(ascii: "!")]])
    case "_INSTANCE":
      guard let configID else { return .notKnown("the config id of the host is not known") }
      return .lines([Array(configID.utf8)])
    default:
      if text.hasPrefix("_ENV") { return .notKnown("the environment of keepalived is not known") }
      if text.hasPrefix("_RANDOM") { return .notKnown("a random number is not known") }
      return nil
    }
  }
}
