import FailoverBase

/// The path of an include, which may hold `*`, `?`, `[…]` and `{a,b}`.
struct IncludePattern {
  /// Alternatives without braces, each taken apart at slashes.
  private let alternatives: [[NameGlob]]
  /// Whether it may match several files.
  let isPattern: Bool

  /// The most alternatives that braces may make.
  private static let mostAlternatives = 256

  /// - Parameter path: below the host's folder.
  init(_ path: String) {
    isPattern = path.unicodeScalars.contains { "*?[{".unicodeScalars.contains($0) }
    alternatives = IncludePattern.expanded(Array(path.unicodeScalars)).map {
      $0.split(separator: "/").map(NameGlob.init)
    }
  }

  /// How many alternatives it has.
  var count: Int { alternatives.count }

  func matches(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map { Array($0.unicodeScalars) }
    return alternatives.contains { pattern in
      pattern.count == parts.count
        && zip(pattern, parts).allSatisfy { $0.matches($1) }
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
}
