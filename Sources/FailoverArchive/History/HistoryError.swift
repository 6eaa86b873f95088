import FailoverAudit
import FailoverBase

/// Why a history cannot be used.
public struct HistoryError: Refusal, Sendable, Hashable {
  /// The path that was given. It may hold any text: escape it.
  public let file: String
  /// One sentence without a full stop.
  public let sentence: String

  public init(file: String, sentence: String) {
    self.file = file
    self.sentence = sentence
  }

  public var description: String { "\(file): \(sentence)" }
}
