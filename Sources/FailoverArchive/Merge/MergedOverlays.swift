import FailoverAudit

/// What lies over the outcomes of all reports, and is applied again: waivers, then the baseline.
struct MergedOverlays {
  let waivers: MergedWaivers
  private let baseline: MergedBaseline
  private let rules: [any Rule]

  init(
    _ parts: [MergePart], _ waivers: [MergedReport.GivenFile],
    _ baseline: MergedReport.GivenFile?, rules: [any Rule], toolVersion: String
  ) throws {
    self.rules = rules
    let first = parts[0].report
    let known = rules.map(\.info)
    let all =
      known + first.ledger.rules.map(\.info).filter { info in !known.contains { $0.id == info.id } }
    self.waivers = try MergedWaivers(parts, waivers, rules: all)
    self.baseline = try MergedBaseline(parts, baseline, rules: all)
    let what = self.waivers.provenance != nil ? "waivers" : "a baseline"
    if (self.waivers.provenance != nil || self.baseline.isGiven)
      && first.toolVersion != toolVersion
    {
      throw MergeRefusal(
        "\(parts[0].name) was made by failover-audit \(first.toolVersion); \(what) can be applied again only "
          + "by the same version")
    }
  }

  /// A waiver of one report may be for what is known in another, so all is taken off before it is
  /// put on again.
  func apply(
    to ledger: Ledger, isExportWhole: Bool, parameters: [String: Int]
  ) throws(MergeRefusal) -> (ledger: Ledger, use: BaselineUse?) {
    let waived = try waivers.apply(
      to: baseline.undone(in: ledger), isExportWhole: isExportWhole, rules: rules,
      parameters: parameters)
    return baseline.apply(to: waived, isExportWhole: isExportWhole)
  }
}
