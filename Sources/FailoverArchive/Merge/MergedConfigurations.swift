import FailoverAudit
import FailoverBase

/// The configurations of the reports: what they set must agree, their files may differ in name and
/// in bytes.
struct MergedConfigurations {
  /// Of several files, the one of the least digest; absent if no report has one.
  let shown: FileDigest?
  /// What the report says of files whose bytes differ, a sentence for each, whatever was merged
  /// first.
  let assumptions: [String]

  init(_ parts: [MergePart]) {
    let files = parts.map(\.report.configuration)
    shown = files.compactMap(\.self).min {
      $0.sha256 == $1.sha256
        ? $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) : $0.sha256 < $1.sha256
    }
    let digests = Set(files.map { $0?.sha256 })
    assumptions = digests.count > 1 ? digests.map(MergedConfigurations.sentence) : []
  }

  private static func sentence(_ sha256: String?) -> String {
    let file = sha256.map { "with a configuration file of SHA-256 \($0)" }
    return "A merged report was made \(file ?? "without a configuration file"), "
      + "with the same settings and rules"
  }
}
