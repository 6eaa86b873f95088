/// A subject's name, or a pattern of names in which `*` stands for any characters, also `/` and none.
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

  /// Whether a name fits: the first part begins it, the last one ends it, the others follow in order.
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

  /// The index behind the first place where a part stands.
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
