import FailoverArchive
import FailoverAudit
import FailoverInventory

/// Two reports and what changed from one to the other; each format of it is a pure function of
/// this.
package struct ComparisonReport: Sendable {
  package let old: Report
  package let new: Report
  package let comparison: Comparison
  /// The ids that rules have now, as the new report has them.
  let names: RuleNames
  /// Data centers that the new report shows nothing of.
  let gone: GoneDatacenters

  /// Compares two reports; rules that were renamed match by the aliases in the new report.
  package init(old: Report, new: Report) {
    self.old = old
    self.new = new
    names = RuleNames(new.ledger.rules.map(\.info))
    comparison = Comparison(
      old: old.ledger.openFindings(names), new: new.ledger, names: names)
    gone = GoneDatacenters(old: old, new: new, names)
  }

  package func count(_ change: Change) -> Int { comparison.counts[change] ?? 0 }

  /// What makes the two audits hard to compare, and what changed besides findings; sentences
  /// without a full stop.
  var remarks: [String] {
    var remarks = gone.sentence.map { [$0] } ?? []
    if isOutOfOrder {
      remarks.append("the new report is older than the old one: are they in the right order?")
    }
    if let olderData {
      remarks.append("\(olderData), so it does not prove what was fixed since")
    } else if new.dataTime.oldest == nil, let time = old.dataTime.oldest {
      remarks.append(
        "the new report does not say when its data was exported; that of the old one is of \(time)")
    }
    if old.toolVersion != new.toolVersion {
      remarks.append("made by versions \(old.toolVersion) and \(new.toolVersion) of failover-audit")
    }
    if !rulesThatNoLongerRun.isEmpty {
      remarks.append("rules that no longer run: " + rulesThatNoLongerRun.joined(separator: ", "))
    }
    let before = Set(old.ledger.rules.map { names.id(of: $0.info.id) })
    let added = new.ledger.rules.map(\.info.id).filter { !before.contains($0) }
    if !added.isEmpty {
      remarks.append("new rules: " + added.joined(separator: ", "))
    }
    if old.ruleSetDigest != new.ruleSetDigest && rulesThatNoLongerRun.isEmpty && added.isEmpty {
      remarks.append("rules, their severities or their parameters changed")
    }
    if old.configuration?.sha256 != new.configuration?.sha256 {
      remarks.append("the configuration changed")
    }
    if old.waivers?.sha256 != new.waivers?.sha256 { remarks.append("the waivers changed") }
    if old.baseline?.file.sha256 != new.baseline?.file.sha256 {
      remarks.append("the baseline changed")
    }
    return remarks
  }

  // MARK: Findings

  /// The rule's declaration as the report has it from which the finding comes.
  func rule(of changed: ChangedFinding) -> RuleLedger? {
    guard let place = changed.finding.place else { return nil }
    return (changed.isOld ? old : new).ledger.rules[Int(place.rule)]
  }

  /// What the finding says, without a full stop.
  func message(of changed: ChangedFinding) -> String {
    guard let place = changed.finding.place, let rule = rule(of: changed) else { return "" }
    switch rule.judgement(at: Int(place.row)) {
    case .error(let sentence), .notApplicable(let sentence): return sentence
    case let judgement:
      let findings = judgement.findings
      return findings.indices.contains(Int(place.finding))
        ? findings[Int(place.finding)].message : ""
    }
  }

  /// The subject, with the names that its owner gave it.
  func subject(of changed: ChangedFinding) -> Subject? {
    guard let place = changed.finding.place else { return nil }
    return rule(of: changed)?.subject(at: Int(place.row))
  }

  /// The subject as people know it.
  func title(of changed: ChangedFinding) -> String {
    subject(of: changed)?.title ?? changed.finding.subject
  }

  func place(of changed: ChangedFinding) -> Place? {
    guard let place = changed.finding.place else { return nil }
    return rule(of: changed)?.place(at: Int(place.row))
  }

  /// What it was and is, such as `unknown, now fail`.
  static func words(_ changed: ChangedFinding) -> String {
    var words: [String] = []
    switch changed.change {
    case .fixed: words.append("was \(changed.was?.word ?? "open")")
    case .notJudged: words.append("was \(changed.was?.word ?? "open"), not judged now")
    case .severityChanged:
      words.append(
        "\(changed.severityWas?.rawValue ?? "") before, \(changed.finding.severity.rawValue) now")
    default:
      if let was = changed.was, was != changed.now {
        words.append("was \(was.word), is \(changed.now?.word ?? "gone")")
      } else if let now = changed.now, now != .fail {
        words.append(now.word)
      }
    }
    return words.joined(separator: ", ")
  }
}

extension Change {
  /// What the kind is called in a heading.
  var title: String {
    switch self {
    case .new: "New"
    case .fixed: "Fixed"
    case .notJudged: "No longer judged"
    case .newlyUnknown: "Newly unknown"
    case .newlyWaived: "Newly waived"
    case .severityChanged: "Severity changed"
    case .unchanged: "Unchanged"
    }
  }

  /// What it means, as a sentence without a full stop.
  var meaning: String {
    switch self {
    case .new: "It fails now, and did not fail in the old report"
    case .fixed: "It was open, and now its subject complies or the question no longer arises"
    case .notJudged:
      "It was open, and now its subject is not in the inputs or its rule did not run: this does not prove that it was fixed"
    case .newlyUnknown: "It cannot be judged now, and could be before"
    case .newlyWaived: "Somebody accepted it in writing"
    case .severityChanged: "It is what it was, at another severity"
    case .unchanged: "It is what it was"
    }
  }

  /// The order in which readers want them.
  static let shown: [Change] = [
    .new, .newlyUnknown, .severityChanged, .newlyWaived, .notJudged, .fixed, .unchanged,
  ]
}
