import FailoverBase
import FailoverAudit
import FailoverInventory

/// What an audit did not judge, and its settings, in sentences without a full stop.
struct AuditScope {
  let report: Report

  /// What was not judged and why, the broadest first.
  var notExamined: [String] {
    var sentences: [String] = []
    if let nothing = report.nothingExamined { sentences.append(nothing) }
    for input in report.inputs where input.status != .read {
      let extent = input.status == .refused ? "nothing of it" : "only a part of it"
      sentences.append("\(input.name) (\(input.status.rawValue)): \(extent) was examined")
    }
    sentences += report.settings.leftOut
    sentences += report.gaps.sentences + report.furtherReasons
    for rule in report.ledger.rules where rule.counts[.unknown] > 0 {
      let subjects = counted(rule.counts[.unknown], "subject")
      let lacking = rule.info.family == .haSoftware ? "evidence" : "export"
      sentences.append(
        "\(rule.info.id): unknown for \(subjects), the \(lacking) lacks what is needed")
    }
    for rule in report.ledger.rules where rule.counts[.error] > 0 {
      let subjects = counted(rule.counts[.error], "subject")
      sentences.append("\(rule.info.id): the rule could not run for \(subjects)")
    }
    if !report.settings.selected.isEmpty {
      let selected = report.settings.selected
      let what = selected.contains { Family(rawValue: $0) != nil } ? "rules and families" : "rules"
      sentences.append("only these \(what) were run: " + selected.joined(separator: ", "))
    }
    if !report.settings.skipped.isEmpty {
      sentences.append("rules skipped: " + report.settings.skipped.joined(separator: ", "))
    }
    return sentences
  }

  /// The settings that differ from the defaults.
  var settings: [String] {
    let settings = report.settings
    let standard = AuditSettings()
    var sentences: [String] = []
    if settings.failOn != standard.failOn {
      sentences.append("fail-on: \(settings.failOn.rawValue)")
    }
    if settings.allowUnknown != standard.allowUnknown {
      sentences.append("allow-unknown: unknown outcomes do not make the audit incomplete")
    }
    if !settings.selected.isEmpty {
      sentences.append("selected: " + settings.selected.joined(separator: ", "))
    }
    if !settings.skipped.isEmpty {
      sentences.append("skipped: " + settings.skipped.joined(separator: ", "))
    }
    for (name, value) in settings.parameters.sorted(by: { $0.key < $1.key }) {
      sentences.append("parameter \(name): \(value)")
    }
    for (rule, severity) in settings.severities.sorted(by: { $0.key < $1.key }) {
      sentences.append("severity of \(rule): \(severity.rawValue)")
    }
    if settings.ignoresWaivers {
      sentences.append("no-waivers: waivers were ignored, and waived failures count as failures")
    }
    if !settings.datacenters.isEmpty {
      sentences.append(
        "datacenters: " + settings.datacenters.joined(separator: ", ")
          + " are the ones to audit; whether there are others was not checked")
    }
    if !settings.ownRanges.isEmpty {
      sentences.append(
        "own-ranges: " + settings.ownRanges.joined(separator: ", ")
          + " count as public and reserved")
    }
    return sentences
  }
}
