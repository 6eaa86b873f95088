/// The ids of rules, and the ids that they had before.
public struct RuleNames: Sendable {
  private let ids: [String: String]

  public init(_ rules: [RuleInfo]) {
    var ids: [String: String] = [:]
    for rule in rules { for alias in rule.aliases { ids[alias] = rule.id } }
    for rule in rules { ids[rule.id] = rule.id }
    self.ids = ids
  }

  /// The id that a rule has now; the word itself if no rule is or was called so.
  public func id(of word: String) -> String { ids[word] ?? word }

  /// `rule.parameter` under the id that the rule has now.
  public func parameter(_ name: String) -> String {
    guard let dot = name.firstIndex(of: ".") else { return name }
    return id(of: String(name[..<dot])) + name[dot...]
  }
}
