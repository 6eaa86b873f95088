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

/// The file of known failures that an audit was given, and how it fared.
public struct BaselineUse: Sendable, Hashable {
  public let file: FileDigest
  /// How many entries it has.
  public let entries: Int
  /// How many of them are findings of this audit.
  public let matched: Int
  /// Entries that are proven to be findings no more, in the order of the file.
  public let stale: [BaselineEntry]
  /// Whether a stale entry is a violation.
  public let isStrict: Bool

  /// Entries that this audit cannot decide: the rule did not run, or it could not judge the
  /// subject.
  public var open: Int { max(0, entries - matched - stale.count) }

  public init(
    file: FileDigest, entries: Int, matched: Int, stale: [BaselineEntry], isStrict: Bool
  ) {
    self.file = file
    self.entries = entries
    self.matched = matched
    self.stale = stale
    self.isStrict = isStrict
  }
}
