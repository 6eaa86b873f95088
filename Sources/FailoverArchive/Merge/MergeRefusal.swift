import FailoverAudit
import FailoverBase

/// Why reports cannot be merged.
public struct MergeRefusal: Refusal, Sendable, Hashable {
  /// One sentence that names the files. It holds text from them: escape it.
  public let description: String

  init(_ sentence: String) { description = sentence }
}
