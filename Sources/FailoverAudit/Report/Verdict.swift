import FailoverBase
import FailoverInventory

extension Verdict {
  /// What a ledger comes to under the user's settings.
  ///
  /// A violation outweighs everything; then whatever was not examined makes the audit incomplete.
  /// What the export leaves out counts whether or not the rule that reports it was run.
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
    if let nothing = Verdict.nothingExamined(ledger, groups: groups, hasInputs: !inputs.isEmpty) {
      gaps.append(nothing)
    }
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

  /// That nothing was examined, and why; nil if something was.
  public static func nothingExamined(
    _ ledger: Ledger, groups: Int, hasInputs: Bool = true
  ) -> String? {
    if groups == 0 && !hasInputs { return "nothing was examined: there is no file to read" }
    if groups == 0 { return "nothing was examined: the inputs hold no failover group" }
    return ledger.counts.total == 0
      ? "nothing was examined: no rule that was run had a subject to judge" : nil
  }

  /// Entries of a baseline that must go, where that is wanted.
  private static func stale(_ baseline: BaselineUse?) -> [String] {
    guard let baseline, baseline.isStrict, !baseline.stale.isEmpty else { return [] }
    let count = baseline.stale.count
    return [
      "\(count == 1 ? "1 entry" : "\(count) entries") of the baseline no longer "
        + "\(count == 1 ? "matches" : "match") and must be removed (--strict-baseline)"
    ]
  }

  private static func unknown(_ rules: [RuleLedger], _ settings: AuditSettings) -> [String] {
    let open = rules.filter { $0.counts[.unknown] > 0 }
    if open.isEmpty || settings.allowUnknown { return [] }
    let count = open.reduce(0) { $0 + $1.counts[.unknown] }
    let names = firstNames(open.map(\.info.id), of: open.count)
    return [
      (count == 1 ? "1 outcome is unknown" : "\(count) outcomes are unknown")
        + " because \(lacking(open)) lacks what is needed (\(names))"
    ]
  }

  /// What lacks something where rules do not know.
  private static func lacking(_ rules: [RuleLedger]) -> String {
    rules.contains { $0.info.family == .haSoftware } ? "the export or the evidence" : "the export"
  }

  /// Rules that broke, whatever their severity: it says how bad a failure is, and they looked for
  /// none.
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

  package static func reason(ofFaultIn rule: String) -> String {
    "\(rule) has no subjects here, and broke all the same: "
  }

  /// Whether a reason says that nothing was examined.
  public static func saysNothingExamined(_ reason: String) -> Bool {
    reason.hasPrefix("nothing was examined")
  }

  package static func gaps(_ inputs: [InputRecord]) -> [String] {
    let refused = inputs.filter { $0.status == .refused }
    let named = refused.prefix(ExportGaps.mostNamed).map { input in
      input.problems.first?.description ?? input.name
    }
    let more = refused.count - named.count
    let names = named.joined(separator: "; ") + (more > 0 ? " and \(more) more" : "")
    let counts = counts(of: inputs)
    return counts.refused.map { "\($0): \(names)" }.asList + counts.partlyRead.asList
  }

  /// How many inputs were refused or read only in part, in sentences; nil for none.
  fileprivate static func counts(
    of inputs: [InputRecord]
  ) -> (refused: String?, partlyRead: String?) {
    func sentence(_ status: InputRecord.Status, _ words: String) -> String? {
      let count = inputs.count { $0.status == status }
      if count == 0 { return nil }
      return count == 1 ? "1 input was \(words)" : "\(count) inputs were \(words)"
    }
    return (sentence(.refused, "refused"), sentence(.partlyRead, "read only in part"))
  }
}

extension Report {
  /// Reasons of the verdict that earlier versions worded otherwise, as they wrote them.
  public var formerReasons: [String] {
    let counting = ledger.rules.filter {
      $0.severity >= settings.failOn && !$0.info.judgesExport
    }
    let unknown = counting.reduce(0) { $0 + $1.counts[.unknown] }
    return gaps.formerSentences + Verdict.counts(of: inputs).refused.asList + [
      unknown == 1
        ? "1 outcome is unknown: the export lacks what is needed"
        : "\(unknown) outcomes are unknown: the export lacks what is needed"
    ]
  }

  /// That nothing was examined, in one sentence; nil if something was.
  public var nothingExamined: String? {
    verdict.reasons.first(where: Verdict.saysNothingExamined)
      ?? (ledger.counts.total == 0 ? Verdict.nothingExamined(ledger, groups: 1) : nil)
  }

  /// Reasons why the audit is incomplete that no outcome, no input and no gap of the export shows.
  public var furtherReasons: [String] {
    let faults = verdict.reasons.filter { reason in
      ledger.rules.contains { reason.hasPrefix(Verdict.reason(ofFaultIn: $0.info.id)) }
    }
    guard verdict.word == .incomplete else { return faults }
    let own = Verdict(
      ledger, inputs, groups: estate.groups, gaps: gaps, settings, baseline: baseline)
    let shown = Set(own.reasons + formerReasons).subtracting(faults)
    return verdict.reasons.filter { !shown.contains($0) && !Verdict.saysNothingExamined($0) }
  }
}

extension ExportGaps {
  /// What is left out, one sentence each without a full stop; empty if nothing is.
  public var sentences: [String] {
    var reasons: [String] = []
    if datacenters > 0 {
      let which = words(.datacenter, "data center", datacenters)
      reasons.append("the export of \(which) is incomplete (see rule incomplete-export)")
    }
    if exports > 0 {
      let which = words(.export, "input", exports)
      reasons.append(
        "lists of the contract are cut off in \(which) (see rule incomplete-export)")
    }
    if lans > 0 {
      let which = words(.lan, "LAN", lans)
      reasons.append(
        "the failover list of \(which) is not known, so it may have groups that were not examined")
    }
    return reasons + populationSentences
  }

  /// Whether the data centers are all known.
  private var populationSentences: [String] {
    var reasons: [String] = []
    if !missingDatacenters.isEmpty {
      let named = firstNames(missingDatacenters.map { "\"\($0)\"" }, of: missingDatacenters.count)
      reasons.append(
        missingDatacenters.count == 1
          ? "data center \(named) is not in the inputs, though --datacenter, the configuration or the manifest of the export names it"
          : "data centers \(named) are not in the inputs, though --datacenter, the configuration or the manifest of the export names them"
      )
    }
    if otherDatacenters {
      reasons.append(
        "whether there are other data centers is not known: export the list of data centers, or name them "
          + "with --datacenter")
    }
    return reasons
  }

  /// The first subjects by their names and how many more there are; where no name was kept, how
  /// many.
  private func words(_ kind: SubjectKind, _ noun: String, _ count: Int) -> String {
    let named = named(kind)
    if named.isEmpty || named.count > count {
      return count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }
    return firstNames(named.map(\.title), of: count)
  }

  /// The sentences that earlier versions wrote of the same gaps.
  public var formerSentences: [String] {
    [
      "the export of \(counted(datacenters, "data center")) is incomplete; incomplete-export tells how",
      "lists of the contract are cut off in \(counted(exports, "input")); incomplete-export tells which",
      "the failover list of \(counted(lans, "LAN")) is not in the export, so its groups are not known",
    ]
  }
}

extension Optional {
  /// The value alone, or nothing.
  fileprivate var asList: [Wrapped] { map { [$0] } ?? [] }
}

extension Report {
  /// The reasons of the verdict without refused inputs by name, where their problems are listed.
  public var briefReasons: [String] {
    guard let refused = Verdict.counts(of: inputs).refused else { return verdict.reasons }
    return verdict.reasons.map { $0.hasPrefix(refused + ": ") ? refused : $0 }
  }

  /// How many unknown outcomes would count if `--allow-unknown` did not allow them, in a sentence;
  /// nil if none does.
  public var allowedUnknowns: String? {
    guard settings.allowUnknown else { return nil }
    let counting = ledger.rules.filter {
      $0.severity >= settings.failOn && !$0.info.judgesExport
    }
    let count = counting.reduce(0) { $0 + $1.counts[.unknown] }
    if count == 0 { return nil }
    return (count == 1 ? "1 outcome is" : "\(count) outcomes are")
      + " unknown and allowed (--allow-unknown)"
  }
}

/// The first of some names, and how many more there are: `a, b, c and 4 more`.
private func firstNames(_ names: [String], of count: Int) -> String {
  let shown = names.prefix(ExportGaps.mostNamed)
  if count > shown.count {
    return shown.joined(separator: ", ") + " and \(count - shown.count) more"
  }
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}
