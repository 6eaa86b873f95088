import FailoverAudit
import FailoverInventory

/// Two reports and what changed from one to the other; each format of it is a pure function of this.
public struct ComparisonReport: Sendable {
  public let old: Report
  public let new: Report
  public let comparison: Comparison

  /// Compares two reports; rules that were renamed are known by the aliases that the new report tells.
  public init(old: Report, new: Report) {
    self.old = old
    self.new = new
    let names = RuleNames(new.ledger.rules.map(\.info))
    comparison = Comparison(
      old: old.ledger.openFindings(names), new: new.ledger, names: names)
  }

  public func count(_ change: Change) -> Int { comparison.counts[change] ?? 0 }

  /// What the outcome of a gate is: 1 if something new counts, 2 if it cannot be told that nothing does, else 0.
  public var gate: (exitCode: Int32, reasons: [String]) {
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

  /// Why it is not known whether something new is wrong.
  private var gaps: [String] {
    var gaps: [String] = []
    let unread = new.inputs.count { $0.status != .read }
    if unread > 0 { gaps.append("\(counted(unread, "input")) of the new audit was not read whole") }
    if !rulesNoLongerAsked.isEmpty {
      gaps.append(
        "rules are no longer asked: " + rulesNoLongerAsked.joined(separator: ", "))
    }
    if new.settings.allowUnknown { return gaps }
    let unknown = comparison.findings.count {
      $0.change == .newlyUnknown && $0.finding.severity >= new.settings.failOn
    }
    if unknown > 0 {
      gaps.append("\(counted(unknown, "finding")) cannot be judged that could be before")
    }
    let worse = new.gaps.sentences.filter { !old.gaps.sentences.contains($0) }
    return gaps + worse
  }

  /// Rules that the old audit asked and the new one did not.
  private var rulesNoLongerAsked: [String] {
    let names = RuleNames(new.ledger.rules.map(\.info))
    let asked = Set(new.ledger.rules.map(\.info.id))
    return old.ledger.rules.map(\.info.id).filter { !asked.contains(names.id(of: $0)) }
  }

  /// What makes the two audits hard to compare, and what changed besides findings; sentences without a full stop.
  var remarks: [String] {
    var remarks: [String] = []
    if let before = old.time, let after = new.time, after < before {
      remarks.append("the new report is older than the old one: are they in the right order?")
    }
    if old.toolVersion != new.toolVersion {
      remarks.append("made by versions \(old.toolVersion) and \(new.toolVersion) of failover-audit")
    }
    if !rulesNoLongerAsked.isEmpty {
      remarks.append("no longer asked: " + rulesNoLongerAsked.joined(separator: ", "))
    }
    let names = RuleNames(new.ledger.rules.map(\.info))
    let before = Set(old.ledger.rules.map { names.id(of: $0.info.id) })
    let added = new.ledger.rules.map(\.info.id).filter { !before.contains($0) }
    if !added.isEmpty {
      remarks.append("asked for the first time: " + added.joined(separator: ", "))
    }
    if old.ruleSetDigest != new.ruleSetDigest && rulesNoLongerAsked.isEmpty && added.isEmpty {
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
      "It was open, and now its subject is not in the inputs or its rule was not asked: this is no proof that it was fixed"
    case .newlyUnknown: "It cannot be judged now, and could be before"
    case .newlyWaived: "Somebody accepted it in writing"
    case .severityChanged: "It is what it was, at another severity"
    case .unchanged: "It is what it was"
    }
  }

  /// The order in which readers want them.
  static let told: [Change] = [
    .new, .newlyUnknown, .severityChanged, .newlyWaived, .notJudged, .fixed, .unchanged,
  ]
}
