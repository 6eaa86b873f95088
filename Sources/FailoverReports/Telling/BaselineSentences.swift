import FailoverBase
import FailoverArchive
import FailoverAudit

/// What reports say of the baseline, in sentences without a full stop.
struct BaselineSentences {
  let baseline: BaselineUse

  init?(_ report: Report) {
    guard let baseline = report.baseline else { return nil }
    self.baseline = baseline
  }

  /// How its entries fared.
  var summary: String {
    let all = counted(baseline.entries, "entry", "entries")
    var parts = ["\(baseline.matched) \(baseline.matched == 1 ? "is" : "are") still found"]
    if !baseline.stale.isEmpty {
      parts.append(
        "\(baseline.stale.count) no longer \(baseline.stale.count == 1 ? "matches" : "match")")
    }
    if baseline.open > 0 { parts.append("\(baseline.open) could not be decided") }
    return "Of \(all) of the baseline \(baseline.file.file) \(parts.joined(separator: ", "))"
  }

  /// What to do with the entries that no longer match; nil if there are none.
  var remedy: String? {
    if baseline.stale.isEmpty { return nil }
    let file = baseline.file.file
    return
      "Remove the entries that no longer match, or have them removed: save this audit with --report "
      + "json=report.json, then run failover-audit baseline report.json --shrink \(file) --output \(file)"
  }

  /// An entry for a reader.
  static func words(_ entry: BaselineEntry) -> String {
    "\(entry.rule): \(entry.subject)" + (entry.facet.isEmpty ? "" : " (\(entry.facet))")
  }
}
