import FailoverInventory

extension Verdict {
  /// What a ledger comes to under the user's settings.
  ///
  /// A violation outweighs everything; then whatever was not examined makes the audit incomplete. What
  /// the export leaves out counts whether or not a rule that tells it was asked.
  public init(
    _ ledger: Ledger, _ inputs: [InputRecord], groups: Int, gaps exportGaps: ExportGaps,
    _ settings: AuditSettings, baseline: BaselineUse? = nil
  ) {
    let counting = ledger.rules.filter {
      $0.severity >= settings.failOn && !$0.info.judgesExport
    }
    let failures = counting.reduce(0) { $0 + $1.counts[.fail] }
    var gaps = Verdict.unknown(counting, settings) + Verdict.broken(ledger.rules)
    gaps += Verdict.gaps(inputs)
    if !settings.allowUnknown { gaps += exportGaps.sentences }
    if groups == 0 { gaps.append("nothing was examined: the inputs hold no failover group") }
    let stale = Verdict.stale(baseline)
    if failures > 0 {
      let rules = counting.count { $0.counts[.fail] > 0 }
      let outcomes = failures == 1 ? "1 violation" : "\(failures) violations"
      let by = rules == 1 ? "1 rule" : "\(rules) rules"
      self.init(
        word: .violations,
        reasons: ["\(outcomes) of \(by) of severity \(settings.failOn.rawValue) or above"] + stale
          + gaps)
    } else if !stale.isEmpty {
      self.init(word: .violations, reasons: stale + gaps)
    } else {
      self.init(word: gaps.isEmpty ? .compliant : .incomplete, reasons: gaps)
    }
  }

  /// Entries of a baseline that must go, where that was asked for.
  private static func stale(_ baseline: BaselineUse?) -> [String] {
    guard let baseline, baseline.isStrict, !baseline.stale.isEmpty else { return [] }
    let count = baseline.stale.count
    return [
      "\(count == 1 ? "1 entry" : "\(count) entries") of the baseline no longer "
        + "\(count == 1 ? "matches" : "match") and must be removed (--strict-baseline)"
    ]
  }

  private static func unknown(_ rules: [RuleLedger], _ settings: AuditSettings) -> [String] {
    let unknown = rules.reduce(0) { $0 + $1.counts[.unknown] }
    if unknown == 0 || settings.allowUnknown { return [] }
    return [
      unknown == 1
        ? "1 outcome is unknown: the export lacks what is needed"
        : "\(unknown) outcomes are unknown: the export lacks what is needed"
    ]
  }

  /// Rules that broke, whatever their severity: it says how bad a failure is, and they looked for none.
  private static func broken(_ rules: [RuleLedger]) -> [String] {
    var gaps: [String] = []
    let errors = rules.reduce(0) { $0 + $1.counts[.error] }
    if errors > 0 {
      let broken = rules.count { $0.counts[.error] > 0 }
      gaps.append(
        "\(broken == 1 ? "1 rule" : "\(broken) rules") broke and did not judge "
          + (errors == 1 ? "1 subject" : "\(errors) subjects"))
    }
    for rule in rules {
      guard let fault = rule.fault, rule.counts[.error] == 0 else { continue }
      gaps.append(reason(ofFaultIn: rule.info.id) + fault)
    }
    return gaps
  }

  private static func reason(ofFaultIn rule: String) -> String {
    "\(rule) has no subjects here, and broke all the same: "
  }

  /// How a rule without subjects broke, by the reasons: no outcome tells it.
  public func fault(of rule: String) -> String? {
    let head = Verdict.reason(ofFaultIn: rule)
    return reasons.first { $0.hasPrefix(head) }.map { String($0.dropFirst(head.count)) }
  }

  static func gaps(_ inputs: [InputRecord]) -> [String] {
    [(InputRecord.Status.refused, "refused"), (.partlyRead, "read only in part")].compactMap {
      status, words in
      let count = inputs.count { $0.status == status }
      if count == 0 { return nil }
      return count == 1 ? "1 input was \(words)" : "\(count) inputs were \(words)"
    }
  }
}

extension ExportGaps {
  /// What is left out, one sentence each without a full stop; empty if nothing is.
  public var sentences: [String] {
    var reasons: [String] = []
    if datacenters > 0 {
      let count = datacenters == 1 ? "1 data center" : "\(datacenters) data centers"
      reasons.append("the export of \(count) is incomplete; incomplete-export tells how")
    }
    if exports > 0 {
      let count = exports == 1 ? "1 input" : "\(exports) inputs"
      reasons.append("lists of the contract are cut off in \(count); incomplete-export tells which")
    }
    if lans > 0 {
      let count = lans == 1 ? "1 LAN" : "\(lans) LANs"
      reasons.append(
        "the failover list of \(count) is not in the export, so its groups are not known")
    }
    return reasons
  }
}
