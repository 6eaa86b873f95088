/// A line of a configuration of keepalived, once comments are off and definitions are replaced.
struct KeepalivedLine: Sendable {
  var text: [UInt8]
  /// The file that it is in.
  let file: KeepalivedFile
  /// Counted from 1.
  let number: Int
  /// Whether it counts is not known, or what it says.
  var isUncertain = false
}

/// A file of a configuration of keepalived.
struct KeepalivedFile: Sendable, Hashable {
  /// The path below the host's folder.
  let path: String
  /// The name as reports show it.
  let input: String
}

/// What is wrong with a line, or not known of it.
struct KeepalivedProblem: Error, Sendable {
  let file: KeepalivedFile
  let line: Int
  let column: Int
  /// Without the text of the line, which may hold a secret.
  let sentence: String
}

extension [UInt8] {
  /// The bytes without blanks around them.
  var trimmed: [UInt8] {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return [] }
    return Array(self[first...last])
  }

  /// The line without its comment: `#` and `!` outside of double quotes begin one, unless a
  /// backslash is before them, which goes then.
  var withoutComment: [UInt8] {
    var result: [UInt8] = []
    var isQuoted = false
    for byte in self {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted && (byte == UInt8(ascii: "#") || byte == UInt8(ascii: "!")) {
        guard result.last == UInt8(ascii: "\\") else { return result.trimmed }
        result.removeLast()
      }
      result.append(byte)
    }
    return result.trimmed
  }

  /// The words: blanks part them, double quotes keep one together.
  var words: [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var (isQuoted, isThere) = (false, false)
    for byte in self {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        isThere = true
      } else if byte.isBlank && !isQuoted {
        if isThere { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isThere) = ([], false)
      } else {
        word.append(byte)
        isThere = true
      }
    }
    if isThere { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  var asText: String { String(decoding: self, as: UTF8.self) }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0B || self == 0x0C }

  /// Whether it may be in the name of a definition.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
