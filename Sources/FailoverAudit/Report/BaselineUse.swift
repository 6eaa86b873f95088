import FailoverBase

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
