import FailoverAudit
import FailoverInventory

/// The first screen: the verdict in words, key figures, outcomes by family, and what to do first.
struct PageOverview {
  let report: Report
  let index: FindingIndex
  let standings: GroupStandings

  /// The worst subjects told on the first screen.
  private static let worstLimit = 5
  private static let optionLimit = 500
  private static let datacenterLimit = 8
  private let datacenters: [DatacenterStanding]

  init(
    report: Report, index: FindingIndex, standings: GroupStandings, limits: HTMLReporter.Limits
  ) {
    self.report = report
    self.index = index
    self.standings = standings
    datacenters =
      report.groups.count <= limits.groups ? DatacenterStanding.all(report, standings) : []
  }

  private var moreDatacenters: String? {
    let more = datacenters.count - PageOverview.datacenterLimit
    return more > 0 ? "and \(counted(more, "more data center"))" : nil
  }

  var start: PageContext {
    let title = "\(wordShown): audit of IP failover groups"
    return ["version": .text(report.toolVersion), "title": .text(title)]
  }

  var end: PageContext {
    [
      "version": .text(report.toolVersion), "ruleSet": .text(report.ruleSetDigest),
      "files": .texts(RunData(report: report).sentences),
      "time": .text(report.time), "shownTime": .text(report.time.map(PageWords.time)),
      "failOn": .text(report.settings.failOn.rawValue),
      "exitCode": .number(Int(report.verdict.exitCode)),
    ]
  }

  /// - Parameters:
  ///   - ranked: the topics that are shown, worst first.
  ///   - shown: the same in the order of the page.
  func context(ranked: [Int], shown: [Int]) -> PageContext {
    let units = WorstFirst.units(of: report.ledger).filter { $0.outcome == .fail }
    let causes = Causes(units, of: report.ledger, limit: PageOverview.worstLimit)
    let names = Set(ranked.map { FindingIndex.topicName(of: index.subject(of: $0)) })
    let more = causes.total - causes.entries.count
    let context: PageContext = [
      "time": .text(report.time), "shownTime": .text(report.time.map(PageWords.time)),
      "dataTime": .text(report.dataTime.sentence),
      "examined": .text(examined), "word": .text(report.verdict.word.rawValue),
      "wordShown": .text(wordShown), "headline": .text(headline), "meaning": .text(meaning),
      "hasReasons": .flag(!reasons.isEmpty),
      "reasons": .texts(reasons), "tiles": .list(tiles),
      "families": .list(families), "hasDatacenters": .flag(!datacenters.isEmpty),
      "datacenters": .list(datacenters.prefix(PageOverview.datacenterLimit).map(\.context)),
      "moreDatacenters": .text(moreDatacenters),
      "hasWaivers": .flag(report.ledger.counts[.waived] > 0),
      "hasKnown": .flag(report.ledger.counts[.known] > 0),
      "worstTitle": .text("What to put right first"), "hasWorst": .flag(causes.total > 0),
      "worst": .list(causes.entries.map { worst($0, shown: names) }),
      "worstRest": more > 0
        ? .text("and \(counted(more, "more cause")) of failures") : .absent,
      "worstNone": .text("Nothing failed."),
    ]
    return context.with(filters(shown)).with(PageHistory(report: report).context)
  }

  private func filters(_ shown: [Int]) -> PageContext {
    let families = Set(report.ledger.rules.map(\.info.family)).sorted()
    var numbers: Set<Int32> = []
    var options: [PageContext] = []
    for topic in shown where options.count < PageOverview.optionLimit {
      let number = index.topics[topic].datacenter
      guard numbers.insert(number).inserted else { continue }
      let record = number < 0 ? nil : index.subject(of: topic).datacenter
      options.append([
        "value": .number(Int(number)), "name": .text(record.map(TextNames.title) ?? "none"),
      ])
    }
    let told = report.ledger.counts
    let open = told[.fail] + told[.unknown] + told[.error] + told[.waived] + told[.known]
    return [
      "familyOptions": .list(
        families.map {
          ["value": .text($0.rawValue), "name": .text(PageWords.family($0))]
        }),
      "datacenterOptions": .list(options),
      "noFindings": open == 0 ? .text("There are no findings.") : .absent,
    ]
  }

  private var examined: String {
    let estate = report.estate
    return [
      counted(estate.groups, "failover group"), counted(estate.servers, "server"),
      counted(estate.datacenters, "data center"), counted(report.ledger.rules.count, "rule"),
    ].joined(separator: ", ") + " examined"
  }

  // MARK: The verdict

  private var wordShown: String {
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

  /// What a compliant verdict comes to: it may rest on few rules, on accepted risks, or on leave to know
  /// less.
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
    let known = standings.count(.known)
    if known > 0 {
      return "No failover group is at risk beyond what the baseline tells of "
        + "\(PageNumber.grouped(known)) of \(groups)"
    }
    let settings = report.settings
    let isPart = !settings.selected.isEmpty || !settings.skipped.isEmpty
    let asked = counted(report.ledger.rules.count, "rule that was asked", "rules that were asked")
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
      return "This is no proof that the groups comply: ask more rules, or export what is missing."
    case .compliant:
      return
        "The inputs prove that every group meets what was asked, or that its risk was accepted or known. What lies outside of an export, such "
        + "as the failover software on the servers, was not examined."
    case .incomplete:
      return
        "The inputs do not hold all that is needed to tell, so this is no proof that the groups comply. "
        + "Export again what is missing, and repeat the audit."
    case .violations:
      return
        "When a server or a zone fails, the address of a group at risk may not move to a standby, may "
        + "move to the wrong place, or may be lost to those who should run it. Services behind it can then be "
        + "down until somebody repairs it by hand."
    }
  }

  // MARK: Key figures

  private var tiles: [PageContext] {
    let total = report.estate.groups
    var tiles = [
      tile("Failover groups", total, "in \(counted(report.estate.datacenters, "data center"))", ""),
      tile("At risk", standings.count(.atRisk), share(.atRisk, of: total), "error"),
      tile("Not judged", standings.count(.notJudged), share(.notJudged, of: total), "open"),
      tile(
        "Compliant", standings.count(.compliant),
        share(.compliant, of: total) + ", by rules from \(report.settings.failOn.rawValue) up",
        "passed"),
    ]
    if standings.count(.waived) > 0 {
      tiles.append(
        tile("Accepted", standings.count(.waived), share(.waived, of: total), "accepted"))
    }
    if standings.count(.known) > 0 {
      tiles.append(tile("Known", standings.count(.known), share(.known, of: total), "accepted"))
    }
    return tiles
  }

  private func tile(_ name: String, _ count: Int, _ note: String, _ mood: String) -> PageContext {
    [
      "tileName": .text(name), "tileCount": .count(count), "tileNote": .text(note),
      "tileMood": .text(count > 0 ? mood : ""),
    ]
  }

  private func share(_ standing: GroupStandings.Standing, of total: Int) -> String {
    let count = standings.count(standing)
    guard total > 0 else { return "of none" }
    if count == 0 { return "none" }
    if count == total { return "all of them" }
    let percent = min(99, (count * 200 + total) / (2 * total))
    return percent == 0 ? "less than 1 % of all" : "\(percent) % of all"
  }

  // MARK: Families

  private var families: [PageContext] {
    let present = Set(report.ledger.rules.map(\.info.family))
    return Family.allCases.filter(present.contains).map(row)
  }

  private func row(_ family: Family) -> PageContext {
    var counts = OutcomeCounts()
    var failures: [Severity: Int] = [:]
    for rule in report.ledger.rules where rule.info.family == family {
      counts += rule.counts
      failures[rule.severity, default: 0] += rule.counts[.fail]
    }
    let open = counts[.unknown] + counts[.error]
    let accepted = counts[.waived] + counts[.known]
    let parts = [
      ("error", failures[.error] ?? 0), ("warning", failures[.warning] ?? 0),
      ("note", failures[.note] ?? 0), ("open", open), ("accepted", accepted),
      ("passed", counts[.pass]),
    ]
    return [
      "familyName": .text(PageWords.family(family)), "segments": .list(segments(parts)),
      "failed": .count(counts[.fail]), "hasFailed": .flag(counts[.fail] > 0),
      "open": .count(open), "hasOpen": .flag(open > 0), "accepted": .count(accepted),
      "passed": .count(counts[.pass]),
    ]
  }

  /// The parts of a bar that is 1,000 wide; what is there is at least 15 wide, so that it is seen.
  private func segments(_ parts: [(mood: String, count: Int)]) -> [PageContext] {
    let present = parts.filter { $0.count > 0 }
    let total = present.reduce(0) { $0 + $1.count }
    guard total > 0 else { return [] }
    let room = 1000 - 15 * present.count
    var left = 0
    return present.map { part in
      let width = 15 + Int(Double(part.count) / Double(total) * Double(room))
      defer { left += width }
      return [
        "segmentMood": .text(part.mood), "segmentFill": .text(PageWords.fill(part.mood)),
        "segmentX": .number(left),
        "segmentWidth": .number(part.mood == present.last?.mood ? 1000 - left : width),
      ]
    }
  }

  // MARK: What to put right first

  /// - Parameter names: the topics that the page shows in full, to which it can lead.
  private func worst(_ cause: Causes.Entry, shown names: Set<String>) -> PageContext {
    let rule = report.ledger.rules[cause.rule]
    let answer = Answer(rule, at: cause.index)
    let name = FindingIndex.topicName(of: answer.subject)
    let more = cause.count > 1 ? " and \(counted(cause.count - 1, "more subject"))" : ""
    let hidden = cause.hiddenSubjects(of: rule).map { "The same rule also fails for \($0)." }
    return [
      "anchor": .text(names.contains(name) ? PageWords.anchor(of: name) : "findings"),
      "heading": .text(TextNames.heading(of: answer.subject, topic: name) + more),
      "datacenter": .text(answer.subject.datacenter.map { $0.name ?? $0.id }),
      "problemMood": .text(rule.severity.rawValue), "problemLabel": .text(rule.severity.rawValue),
      "problem": .text(answer.message), "hidden": .text(hidden),
      "todo": .prose(rule.info.remediation),
    ]
  }
}
