import FailoverAudit
import FailoverBase

/// Why reports cannot be merged.
package struct MergeRefusal: Refusal, Sendable, Hashable {
  /// One sentence that names the files. It holds text from them: escape it.
  package let description: String

  init(_ sentence: String) { description = sentence }
}
