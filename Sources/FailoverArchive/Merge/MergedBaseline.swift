import FailoverAudit
import FailoverBase

/// The baseline of all reports, which is applied again to all that they hold.
///
/// To a part most entries of a baseline of the whole are stale or out of sight, and a report does
/// not hold the ones that it matched: only the file says what became of each. It must be the one
/// that the reports name, byte by byte.
struct MergedBaseline {
  private let baseline: Baseline?
  private let isStrict: Bool

  /// - Parameter rules: all rules that entries may be of.
  init(
    _ parts: [MergePart], _ given: (name: String, bytes: [UInt8])?, rules: [RuleInfo]
  ) throws {
    let declared = parts.first?.report.baseline
    isStrict = declared?.isStrict ?? false
    guard let declared else {
      if let given { throw MergeRefusal("no report was made with the baseline \(given.name)") }
      baseline = nil
      return
    }
    guard let given else {
      throw MergeRefusal(
        "the reports were made with the baseline \(declared.file.file), which must be applied again to all of "
          + "them: give that file with --baseline")
    }
    guard FileDigest(file: "", of: given.bytes).sha256 == declared.file.sha256 else {
      throw MergeRefusal("the reports were made with another baseline than \(given.name) is now")
    }
    baseline = try Baseline(given.bytes, file: declared.file.file, rules: rules)
  }

  var isGiven: Bool { baseline != nil }

  /// The ledger as it was before there was a baseline.
  func undone(in ledger: Ledger) -> Ledger { baseline?.undone(in: ledger) ?? ledger }

  /// The ledger with what is known, and how the entries fared.
  func apply(to ledger: Ledger, isExportWhole: Bool) -> (ledger: Ledger, use: BaselineUse?) {
    guard let baseline else { return (ledger, nil) }
    let applied = baseline.apply(to: ledger, isExportWhole: isExportWhole, isStrict: isStrict)
    return (applied.ledger, applied.use)
  }
}
