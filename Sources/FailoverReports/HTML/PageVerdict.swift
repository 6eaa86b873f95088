import FailoverBase
import FailoverAudit
import FailoverInventory

/// The verdict of the page in words.
struct PageVerdict {
  let report: Report
  let standings: GroupStandings

  var html: HTML {
    let list: HTML? = reasons.isEmpty ? nil : "<ul class=\"reasons\">\(HTML.items(reasons))</ul>"
    return """
      <div class="verdict \(report.verdict.word.rawValue)">
      <p class="word">\(word)</p>
      <h2 id="verdict">\(headline)</h2>
      <p>\(meaning)</p>
      \(list)
      </div>

      """
  }

  var word: String {
    switch report.verdict.word {
    case .compliant: "Compliant"
    case .violations: "Violations"
    case .incomplete: "Incomplete"
    }
  }

  private var headline: String {
    let groups = PageNumber.grouped(report.estate.groups)
    let atRisk = standings.count(.atRisk)
    switch report.verdict.word {
    case .compliant: return compliance(groups)
    case .incomplete: return "No violation was found, but the audit is incomplete"
    case .violations:
      if atRisk == 0 { return "Violations were found beside the failover groups" }
      return "\(PageNumber.grouped(atRisk)) of \(groups) failover groups "
        + (atRisk == 1 ? "is at risk" : "are at risk")
    }
  }

  /// What a compliant verdict comes to: it may rest on few rules, on accepted risks, or on leave to
  /// know less.
  private func compliance(_ groups: String) -> String {
    if !standings.areJudged { return "Nothing failed, but no rule was put to the failover groups" }
    let open = standings.count(.notJudged)
    if open > 0 {
      return
        "No failover group fails, but \(PageNumber.grouped(open)) of \(groups) could not be judged"
    }
    if below > 0 {
      return "Nothing of severity \(report.settings.failOn.rawValue) or above is wrong; below it "
        + "\(counted(below, "outcome")) failed or \(below == 1 ? "is" : "are") open"
    }
    let waived = standings.count(.waived)
    if waived > 0 {
      return
        "No failover group is at risk beyond what was accepted for \(PageNumber.grouped(waived)) of "
        + groups
    }
    let known = standings.count(.baselined)
    if known > 0 {
      return "No failover group is at risk beyond what the baseline lists for "
        + "\(PageNumber.grouped(known)) of \(groups)"
    }
    let settings = report.settings
    let isPart = !settings.selected.isEmpty || !settings.skipped.isEmpty
    let asked = counted(report.ledger.rules.count, "rule that was run", "rules that were run")
    return "All \(groups) failover groups comply" + (isPart ? " with the \(asked)" : "")
  }

  /// How many outcomes failed or are open without counting for the verdict, if none counts.
  private var below: Int {
    report.ledger.rules.filter { !$0.info.judgesExport && $0.severity < report.settings.failOn }
      .reduce(0) { $0 + $1.counts[.fail] + $1.counts[.unknown] + $1.counts[.error] }
  }

  /// The reasons of the verdict, and what was given leave to.
  private var reasons: [String] {
    report.verdict.reasons
      + (report.settings.allowUnknown
        ? ["--allow-unknown was given: what is unknown and what the export leaves out do not count"]
        : [])
  }

  private var meaning: String {
    switch report.verdict.word {
    case .compliant where !standings.areJudged || standings.count(.notJudged) > 0 || below > 0:
      return
        "This does not prove that the groups comply: run more rules, or export what is missing."
    case .compliant:
      return
        "The inputs prove that every group meets what was checked, or that its risk was accepted or baselined. What lies outside of an export, such "
        + "as the failover software on the servers, was not examined."
    case .incomplete:
      return
        "The inputs do not hold all that is needed, so they do not prove that the groups comply. "
        + "Export again what is missing, and repeat the audit."
    case .violations:
      return
        "When a server or a zone fails, the address of a group at risk may not move to a standby, may "
        + "move to the wrong place, or the people in charge may not be able to use it. Its services can then be "
        + "down until somebody repairs it by hand."
    }
  }
}
