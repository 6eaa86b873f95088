import FailoverAudit

/// What reports must have in common to be one.
enum MergeAgreement {
  /// Refuses a report that was not made as the first one was.
  static func check(_ parts: [MergePart]) throws(MergeRefusal) {
    guard let first = parts.first else { return }
    for part in parts {
      if part.report.contracts == nil {
        throw MergeRefusal(
          "\(part.name) does not say which contracts it is about: an older version of failover-audit "
            + "made it; audit the export again")
      }
      if part.report.history != nil {
        throw MergeRefusal(
          "\(part.name) has the history of its own part, which cannot be merged: scan without --history, and "
            + "give merge --history a file to keep the history of the whole")
      }
      guard let difference = difference(first.report, part.report) else { continue }
      throw MergeRefusal(
        "\(first.name) and \(part.name) were not made alike and cannot be merged: \(difference)")
    }
  }

  private static func difference(_ a: Report, _ b: Report) -> String? {
    if a.toolVersion != b.toolVersion { return "versions of failover-audit differ" }
    if let name = differing(a.settings, b.settings) { return "the settings differ in \(name)" }
    if let sentence = ruleDifference(a.ledger, b.ledger) { return sentence }
    if a.ruleSetDigest != b.ruleSetDigest { return "the rule sets differ in what they check" }
    if let sentence = baselineDifference(a.baseline, b.baseline) { return sentence }
    if (a.time == nil) != (b.time == nil) {
      return "one says when it was made, the other does not"
    }
    if let day = a.waivers?.judgedOn, let other = b.waivers?.judgedOn, day != other {
      return "waivers were judged on \(day) and on \(other)"
    }
    return nil
  }

  private static func baselineDifference(_ a: BaselineUse?, _ b: BaselineUse?) -> String? {
    guard let a, let b else {
      return a == nil && b == nil ? nil : "only one of them has a baseline"
    }
    if a.file.sha256 != b.file.sha256 { return "the baselines differ" }
    if a.file != b.file { return "the baseline has two names" }
    return a.isStrict == b.isStrict ? nil : "only one of them has --strict-baseline"
  }

  private static func differing(_ a: AuditSettings, _ b: AuditSettings) -> String? {
    if a.failOn != b.failOn { return "failOn" }
    if a.allowUnknown != b.allowUnknown { return "allowUnknown" }
    if a.selected != b.selected { return "selected" }
    if a.skipped != b.skipped { return "skipped" }
    if a.parameters != b.parameters { return "parameters" }
    if a.ownRanges != b.ownRanges { return "ownRanges" }
    if a.severities != b.severities { return "severities" }
    if a.datacenters != b.datacenters { return "datacenters" }
    return a.ignoresWaivers == b.ignoresWaivers ? nil : "ignoresWaivers"
  }

  private static func ruleDifference(_ a: Ledger, _ b: Ledger) -> String? {
    let (first, second) = (a.rules.map(\.info.id), b.rules.map(\.info.id))
    if first != second {
      let one = first.first { !second.contains($0) } ?? second.first { !first.contains($0) }
      return one.map { "only one of them ran \($0)" } ?? "their rules are in another order"
    }
    for (one, other) in zip(a.rules, b.rules)
    where one.severity != other.severity || !isSame(one.info, other.info) {
      return "\(one.info.id) is declared in two ways"
    }
    return nil
  }

  private static func isSame(_ a: RuleInfo, _ b: RuleInfo) -> Bool {
    a.title == b.title && a.severity == b.severity && a.family == b.family
      && a.rationale == b.rationale && a.remediation == b.remediation
      && a.references == b.references && a.controls == b.controls && a.parameters == b.parameters
      && a.judgesExport == b.judgesExport && a.aliases == b.aliases && a.loss == b.loss
      && a.sharedCause == b.sharedCause && a.unknownRemedy == b.unknownRemedy
  }
}
