/// A failure that was known when a baseline was drawn.
public struct BaselineEntry: Sendable, Hashable {
  public let rule: String
  /// The stable name of the subject. It may hold text from the input: escape it.
  public let subject: String
  /// Distinguishes several findings of one outcome; empty where there is one.
  public let facet: String

  public init(rule: String, subject: String, facet: String) {
    self.rule = rule
    self.subject = subject
    self.facet = facet
  }
}
