import FailoverAudit
import FailoverInventory

/// Several saved reports of different parts of an estate as one report.
///
/// Outcomes stay in the files: of each it is kept which file it is in. So no file may change until
/// every report is written: call `check` then.
package struct MergedReport: Sendable {
  package let report: Report
  private let files: [SavedReport.Watch]

  /// The most reports that are merged at a time; what was merged can be merged again.
  package static let mostReports = 1000

  /// A file that the reports were made with: its name, and its bytes.
  package typealias GivenFile = (name: String, bytes: [UInt8])

  /// Reads all files and joins them, in any order.
  ///
  /// - Parameters:
  ///   - paths: files; one may be `-` for standard input.
  ///   - waivers: the waiver files that the reports name.
  ///   - baseline: the baseline that the reports name.
  ///   - rules: the rules of this program.
  ///   - toolVersion: the version of this program.
  /// - Throws: `UnusableReport`, `MergeRefusal`, or `FileFaults` for a waiver file or the baseline.
  package init(
    _ paths: [String], waivers: [GivenFile] = [], baseline: GivenFile? = nil, rules: [any Rule],
    toolVersion: String
  ) throws {
    if paths.count > MergedReport.mostReports {
      throw MergeRefusal(
        "refused: more than \(MergedReport.mostReports) reports; merge some of them first")
    }
    let isOne = paths.count == 1 && waivers.isEmpty && baseline == nil
    var parts: [MergePart] = []
    var files: [SavedReport.Watch] = []
    var only: Report?
    for path in paths {
      let saved = try SavedReport(
        path, rules: rules, toolVersion: toolVersion, sharesReader: paths.count > 4)
      if saved.isLedger {
        throw MergeRefusal(
          "\(path) is a ledger, which does not say what was read; merge reports saved as JSON")
      }
      files.append(saved.watch)
      if isOne { only = saved.report } else { parts.append(MergePart(name: path, saved.report)) }
    }
    self.files = files
    report =
      try only
      ?? MergedReport.merge(parts, waivers, baseline, rules: rules, toolVersion: toolVersion)
  }

  /// Shows whether a file changed since it was opened.
  package func check() throws(UnusableReport) { for file in files { try file.check() } }

  private static func merge(
    _ parts: [MergePart], _ waivers: [GivenFile], _ baseline: GivenFile?, rules: [any Rule],
    toolVersion: String
  ) throws -> Report {
    try MergeAgreement.check(parts)
    let overlays = try MergedOverlays(
      parts, waivers, baseline, rules: rules, toolVersion: toolVersion)
    let inputs = try MergedInputs(parts)
    var subjects = SubjectMerging(parts, inputs)
    let groups = try pictures(parts, &subjects)
    let gaps = ExportGaps(merging: parts.map(\.report.gaps), inputs)
    let first = parts[0].report
    var settings = first.settings
    settings.leftOut = MergedReport.leftOut(parts)
    let applied = try overlays.apply(
      to: try MergedReport.ledger(parts, &subjects),
      isExportWhole: gaps == ExportGaps() && inputs.records.allSatisfy { $0.status == .read },
      parameters: first.settings.parameters)
    let estate = try MergedReport.estate(parts)
    let times = MergedTimes(parts)
    let configurations = MergedConfigurations(parts)
    let contracts = EstateContracts(merging: parts.compactMap(\.report.contracts))
    let verdict = Verdict(
      applied.ledger, inputs.records, groups: estate.groups, gaps: gaps, first.settings,
      baseline: applied.use)
    return Report(
      toolVersion: first.toolVersion, ruleSetDigest: first.ruleSetDigest, time: times.latest,
      configuration: configurations.shown, waivers: overlays.waivers.provenance,
      baseline: applied.use, inputs: inputs.records, settings: settings, estate: estate,
      contracts: contracts, ledger: applied.ledger,
      verdict: verdict.keeping(parts.flatMap(\.unexplainedReasons)),
      assumptions: MergedReport.assumptions(parts, configurations, contracts, times), gaps: gaps,
      dataTime: DataTime(merging: parts.map(\.report.dataTime)), groups: groups)
  }

  /// What was left out of the inputs of any of the reports, each sentence once.
  private static func leftOut(_ parts: [MergePart]) -> [String] {
    var seen: Set<String> = []
    return parts.flatMap(\.report.settings.leftOut).filter { seen.insert($0).inserted }
  }

  /// Counts that are written must be counts that can be read again.
  private static func estate(_ parts: [MergePart]) throws(MergeRefusal) -> EstateCounts {
    let estate = parts.reduce(into: EstateCounts()) { $0.add($1.report.estate) }
    let counts = [estate.datacenters, estate.servers, estate.lans, estate.nics, estate.groups]
    if counts.contains(where: { $0 >= SavedReader.countLimit }) {
      throw MergeRefusal("refused: the reports have more than can be counted")
    }
    return estate
  }

  // MARK: Rows

  private static func pictures(
    _ parts: [MergePart], _ subjects: inout SubjectMerging
  ) throws(MergeRefusal) -> GroupPictures {
    let groups = parts.map(\.report.groups)
    let rows = try subjects.merge("the list of groups", counts: groups.map(\.count)) {
      groups[$0][$1].subject.name
    }
    return GroupPictures(count: rows.count) { index in
      let (part, row) = rows[index]
      return groups[part][row]
    }
  }

  private static func ledger(
    _ parts: [MergePart], _ subjects: inout SubjectMerging
  ) throws(MergeRefusal) -> Ledger {
    var rules: [RuleLedger] = []
    for index in parts[0].report.ledger.rules.indices {
      let own = parts.map(\.report.ledger.rules[index])
      let info = own[0].info
      // Waivers are judged again: what became of them in each report alone says nothing here.
      let isAsked = info.family != .waivers
      let rows = try subjects.merge(
        "the rule \(info.id)", counts: own.map { isAsked ? $0.outcomes.count : 0 }
      ) { own[$0].name(at: $1) }
      rules.append(
        RuleLedger(
          info: info, severity: own[0].severity, answers: MergedAnswers(own.map(\.answers), rows),
          fault: own.compactMap(\.fault).min()))
    }
    return Ledger(rules: rules)
  }

  // MARK: Sentences

  private static func assumptions(
    _ parts: [MergePart], _ configurations: MergedConfigurations, _ contracts: EstateContracts,
    _ times: MergedTimes
  ) -> [String] {
    // A report of several contracts says itself that they were audited as one.
    let known = contracts.assumptions(areSeparate: true)
    let explained = Set(
      parts.flatMap { part in
        (part.report.contracts?.assumptions ?? []).filter { sentence in
          part.report.contracts?.numbers.count ?? 0 < 2
            || contracts.assumptions.contains(sentence)
        }
      })
    let others = Set(parts.flatMap(\.report.assumptions)).subtracting(explained)
      .union(configurations.assumptions)
      .filter { !MergedTimes.tells($0) }
    // Where every report had evidence of the failover software, none says that it had not.
    let own = known.filter { sentence in
      sentence != EstateContracts.softwareNotExamined
        || parts.contains { $0.report.assumptions.contains(sentence) }
    }
    return own + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      + (times.assumption.map { [$0] } ?? [])
  }
}

/// The answers of one rule in several reports.
private struct MergedAnswers: Answers {
  let outcomes: [Outcome]
  private let parts: [any Answers]
  private let rows: MergedRows

  init(_ parts: [any Answers], _ rows: MergedRows) {
    self.parts = parts
    self.rows = rows
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(rows.count)
    let all = parts.map(\.outcomes)
    rows.each { part, row in outcomes.append(all[part][row]) }
    self.outcomes = outcomes
  }

  private func find(_ index: Int) -> (any Answers, Int) {
    let (part, row) = rows[index]
    return (parts[part], row)
  }

  func name(at index: Int) -> String {
    let (part, row) = find(index)
    return part.name(at: row)
  }
  func subject(at index: Int) -> Subject {
    let (part, row) = find(index)
    return part.subject(at: row)
  }
  func place(at index: Int) -> Place? {
    let (part, row) = find(index)
    return part.place(at: row)
  }
  func judgement(at index: Int) -> Judgement {
    let (part, row) = find(index)
    return part.judgement(at: row)
  }
}

extension EstateContracts {
  fileprivate init(merging all: [EstateContracts]) {
    self.init(
      numbers: Set(all.flatMap(\.numbers)).sorted(), namesOwner: all.contains(where: \.namesOwner),
      listsUsers: all.contains(where: \.listsUsers))
  }
}

extension EstateCounts {
  fileprivate mutating func add(_ other: EstateCounts) {
    datacenters += other.datacenters
    servers += other.servers
    lans += other.lans
    nics += other.nics
    groups += other.groups
  }
}

extension ExportGaps {
  fileprivate init(merging all: [ExportGaps], _ inputs: MergedInputs) {
    self.init()
    for gaps in all {
      datacenters += gaps.datacenters
      exports += gaps.exports
      lans += gaps.lans
      otherDatacenters = otherDatacenters || gaps.otherDatacenters
      missingDatacenters += gaps.missingDatacenters
    }
    missingDatacenters = Set(missingDatacenters).sorted()
    // One audit would have named the first of all.
    for kind in [SubjectKind.datacenter, .export, .lan] {
      let candidates = all.flatMap { $0.named(kind) }.sorted {
        let ranks = (inputs.ranks[$0.name] ?? 0, inputs.ranks[$1.name] ?? 0)
        return ranks.0 == ranks.1
          ? $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) : ranks.0 < ranks.1
      }
      named += candidates.prefix(ExportGaps.mostNamed)
    }
  }
}
