import FailoverInventory

/// A subject's name, or a pattern of names in which `*` matches any characters, also `/` and none.
public struct SubjectPattern: Sendable, Hashable {
  public let text: String
  /// The parts between the stars; a single one is the name itself.
  private let parts: [[UInt8]]

  public init(_ text: String) {
    self.text = text
    parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// Whether it names one subject only.
  public var isExact: Bool { parts.count == 1 }

  /// Whether there is a letter or a digit in it: `*` and `*/*` would mean everything.
  public var hasFixedText: Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  /// Why it can match the name of no subject, as a sentence without a full stop; nil if it may
  /// match one.
  ///
  /// - Parameter kinds: what the rule judges.
  public func fault(_ kinds: Set<SubjectKind>) -> String? {
    let words = kinds.map(\.rawValue).sorted()
    let start = String(decoding: parts[0], as: UTF8.self)
    let steps = start.split(separator: "/", omittingEmptySubsequences: false)
    if !isExact && steps.count == 1 {
      return words.contains { $0.hasPrefix(start) } ? nil : SubjectPattern.kindFault(words)
    }
    guard words.contains(String(steps[0])) else { return SubjectPattern.kindFault(words) }
    if isExact, let kind = SubjectKind(rawValue: String(steps[0])), kind != .export,
      steps.count != kind.idCount + 1 || steps.contains("")
    {
      return "the name of a \(kind.rawValue) has \(kind.idCount + 1) parts: "
        + kind.nameForm
    }
    let isPlain = { (scalar: Unicode.Scalar) in
      scalar.isASCII && scalar.value > 0x20 && scalar.value != 0x7F
    }
    return text.unicodeScalars.allSatisfy(isPlain)
      ? nil : "names of subjects have no blanks and only ASCII; other bytes are written %XX"
  }

  private static func kindFault(_ words: [String]) -> String {
    "the rule judges subjects whose names begin with "
      + words.map { "\"\($0)/\"" }.joined(separator: " or ")
  }

  /// Whether a name fits: the first part begins it, the last one ends it, the others follow in
  /// order.
  public func matches(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      let (first, last) = (parts[0], parts[parts.count - 1])
      if isExact { return bytes.elementsEqual(first) }
      guard bytes.count >= first.count + last.count, bytes.starts(with: first),
        bytes.suffix(last.count).elementsEqual(last)
      else { return false }
      var rest = bytes[first.count..<(bytes.count - last.count)]
      for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
        guard let end = SubjectPattern.end(of: part, in: rest) else { return false }
        rest = rest[end...]
      }
      return true
    }
  }

  /// The index after the first place of a part.
  private static func end(
    of part: [UInt8], in bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    guard bytes.count >= part.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - part.count)
    where bytes[start] == part[0] && bytes[start..<(start + part.count)].elementsEqual(part) {
      return start + part.count
    }
    return nil
  }
}
