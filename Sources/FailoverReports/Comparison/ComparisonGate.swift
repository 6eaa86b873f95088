import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory

extension ComparisonReport {
  /// What the outcome of a gate is: 1 if something new counts, 2 if that cannot be decided, else 0.
  package var gate: (exitCode: Int32, reasons: [String]) {
    var reasons: [String] = []
    let violations = comparison.findings.count { $0.change == .new && isViolation($0) }
    if violations > 0 {
      reasons.append(
        "\(counted(violations, "new violation")) of severity \(new.settings.failOn.rawValue) or above"
      )
    }
    let open = gaps
    return (violations > 0 ? 1 : open.isEmpty ? 0 : 2, reasons + open)
  }

  /// Whether a finding counts for the verdict of the new audit.
  func isViolation(_ changed: ChangedFinding) -> Bool {
    guard changed.now == .fail, let place = changed.finding.place, !changed.isOld else {
      return false
    }
    return changed.finding.severity >= new.settings.failOn
      && !new.ledger.rules[Int(place.rule)].info.judgesExport
  }

  /// Why it is not known whether something new is wrong; what may be unknown is left out if the new
  /// audit allows it.
  private var gaps: [String] {
    var gaps: [String] = []
    if isOutOfOrder { gaps.append("the new report is older than the old one") }
    if let olderData { gaps.append(olderData) }
    if let sentence = gone.sentence { gaps.append(sentence) }
    if new.estate.groups == 0 {
      gaps.append("nothing was examined: the new audit knows no failover group")
    } else if let nothing = new.nothingExamined {
      gaps.append(nothing)
    }
    let unread = new.inputs.count { $0.status != .read }
    if unread > 0 {
      gaps.append(
        "\(counted(unread, "input")) of the new audit \(unread == 1 ? "was" : "were") not read whole"
      )
    }
    if !rulesThatNoLongerRun.isEmpty {
      gaps.append("rules no longer run: " + rulesThatNoLongerRun.joined(separator: ", "))
    }
    let lowered = rulesThatCountNoMore
    if !lowered.isEmpty {
      gaps.append(
        "failures of these rules counted before, and do not now: " + lowered.joined(separator: ", ")
      )
    }
    gaps += brokenRules
    return new.settings.allowUnknown ? gaps : gaps + unknown
  }

  /// Rules that break now and did not before, whatever their severity: they looked for no failure.
  private var brokenRules: [String] {
    var sentences: [String] = []
    let errors = comparison.findings.count { $0.change == .newlyUnknown && $0.now == .error }
    if errors > 0 {
      sentences.append("rules broke and did not judge \(counted(errors, "subject"))")
    }
    // A rule without subjects that breaks has no outcome that says so.
    let broke = Set(old.ledger.rules.filter { $0.fault != nil }.map(\.info.id))
    for rule in new.ledger.rules where rule.counts[.error] == 0 {
      if let fault = rule.fault, !broke.contains(rule.info.id) {
        sentences.append("\(rule.info.id) broke: \(fault)")
      }
    }
    return sentences
  }

  /// What cannot be judged, or is left out, and was not before.
  private var unknown: [String] {
    var sentences: [String] = []
    let unknown = comparison.findings.count {
      $0.change == .newlyUnknown && $0.now != .error && $0.finding.severity >= new.settings.failOn
    }
    if unknown > 0 {
      sentences.append("\(counted(unknown, "finding")) cannot be judged that could be before")
    }
    let more = new.gaps.beyond(old.gaps)
    if !more.sentences.isEmpty { return sentences + more.sentences }
    // As many as before, but others.
    let others = comparison.findings.contains {
      $0.change == .new && $0.now == .fail && rule(of: $0)?.info.judgesExport ?? false
    }
    return others ? sentences + ["the export leaves out what it did not before"] : sentences
  }

  // MARK: What was run

  /// Whether the new report was made before the old one.
  var isOutOfOrder: Bool {
    guard let before = UTCTime.seconds(old.time), let after = UTCTime.seconds(new.time) else {
      return false
    }
    return after < before
  }

  /// That the new report judges older data than the old one, which proves nothing fixed; nil if it
  /// does not, or if a report does not say of when its data is.
  var olderData: String? {
    let pairs = [
      (old.dataTime.oldest, new.dataTime.oldest), (old.dataTime.newest, new.dataTime.newest),
    ]
    for (before, after) in pairs {
      guard let before, let after, let then = UTCTime.seconds(before),
        let now = UTCTime.seconds(after), now < then
      else { continue }
      return "the data of the new report (\(after)) is older than that of the old one (\(before))"
    }
    return nil
  }

  /// Rules that the old audit ran and the new one did not.
  var rulesThatNoLongerRun: [String] {
    let run = Set(new.ledger.rules.map(\.info.id))
    return old.ledger.rules.map(\.info.id).filter { !run.contains(names.id(of: $0)) }
  }

  /// Rules whose failures counted for the old verdict, and do not for the new one.
  private var rulesThatCountNoMore: [String] {
    let counted = Set(
      old.ledger.rules.filter { $0.severity >= old.settings.failOn && !$0.info.judgesExport }
        .map { names.id(of: $0.info.id) })
    return new.ledger.rules.filter {
      $0.severity < new.settings.failOn && counted.contains($0.info.id)
    }.map(\.info.id)
  }
}

extension ExportGaps {
  /// What is left out beyond what was before.
  fileprivate func beyond(_ old: ExportGaps) -> ExportGaps {
    var more = self
    if datacenters <= old.datacenters { more.datacenters = 0 }
    if exports <= old.exports { more.exports = 0 }
    if lans <= old.lans { more.lans = 0 }
    if old.otherDatacenters { more.otherDatacenters = false }
    more.missingDatacenters = missingDatacenters.filter { !old.missingDatacenters.contains($0) }
    return more
  }
}
