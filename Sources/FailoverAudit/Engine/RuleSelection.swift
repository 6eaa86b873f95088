import FailoverBase
import FailoverInventory

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
    info.id == word || info.aliases.contains(word) || info.family.rawValue == word
  }

  /// The known word that holds the word, or is within a third of its letters of edits.
  ///
  /// - Parameter families: whether a family may be meant.
  public static func nearest(
    _ word: String, in rules: [any Rule], families: Bool = true
  ) -> String? {
    let words = rules.map(\.info.id) + (families ? Family.allCases.map(\.rawValue) : [])
    return NearestWord.of(word, among: words)
  }
}
