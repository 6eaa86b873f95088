import FailoverAudit
import FailoverBase

/// Why a history cannot be used.
package struct HistoryError: Refusal, Sendable, Hashable {
  /// The path that was given. It may hold any text: escape it.
  package let file: String
  /// One sentence without a full stop.
  package let sentence: String

  package init(file: String, sentence: String) {
    self.file = file
    self.sentence = sentence
  }

  package var description: String { "\(file): \(sentence)" }
}
