/// A word that names no rule and no family.
public struct UnknownRule: Error, Sendable, Hashable {
  public let word: String
  /// The known word that is most like it, if one is.
  public let suggestion: String?
  public var description: String {
    let hint = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    return "no rule or family is called \"\(word)\"" + hint
  }
}

/// Picks rules by their ids and families.
public enum RuleSelection {
  /// - Parameters:
  ///   - select: ids and families; empty means all rules.
  ///   - skip: ids and families that are left out, even if selected.
  /// - Throws: `UnknownRule` for the first word that names nothing.
  public static func pick(
    _ rules: [any Rule], select: [String], skip: [String]
  ) throws(UnknownRule) -> [any Rule] {
    for word in select + skip
    where !rules.contains(where: { matches($0.info, word) }) && Family(rawValue: word) == nil {
      throw UnknownRule(word: word, suggestion: nearest(word, in: rules))
    }
    return rules.filter { rule in
      (select.isEmpty || select.contains { matches(rule.info, $0) })
        && !skip.contains { matches(rule.info, $0) }
    }
  }

  private static func matches(_ info: RuleInfo, _ word: String) -> Bool {
    info.id == word || info.family.rawValue == word
  }

  /// The known word that holds the word, or is within a third of its letters of edits.
  ///
  /// - Parameter families: whether a family may be meant.
  public static func nearest(
    _ word: String, in rules: [any Rule], families: Bool = true
  ) -> String? {
    let words = rules.map(\.info.id) + (families ? Family.allCases.map(\.rawValue) : [])
    if word.count >= 3, let part = words.first(where: { $0.contains(word) }) { return part }
    let best = words.map { (distance($0, word), $0) }.min { $0 < $1 }
    guard let best, best.0 <= max(2, word.count / 3) else { return nil }
    return best.1
  }

  /// Letters to insert, remove or replace to make one word of the other.
  private static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b.unicodeScalars.prefix(64))
    var row = Array(0...b.count)
    for (i, x) in a.unicodeScalars.prefix(64).enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let cost = min(row[j] + 1, row[j + 1] + 1, previous + (x == y ? 0 : 1))
        previous = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
