import FailoverAudit
import FailoverInventory

/// Several saved reports of different parts of an estate as one report.
///
/// Outcomes stay in the files: of each it is kept which file it is in. So no file may change until every
/// report is written: ask `check` then.
public struct MergedReport: Sendable {
  public let report: Report
  private let saved: [SavedReport]

  /// The most reports that are merged at a time; what was merged can be merged again.
  public static let mostReports = 1000

  /// Reads all files and joins them, in any order.
  ///
  /// - Parameters:
  ///   - paths: files, of which one may be `-` for standard input.
  ///   - waivers: the waiver files that the reports tell of: names and bytes.
  ///   - rules: the rules of this program.
  ///   - toolVersion: the version of this program.
  /// - Throws: `UnusableReport`, `MergeRefusal`, or `FileFault` for a waiver file.
  public init(
    _ paths: [String], waivers: [(name: String, bytes: [UInt8])] = [], rules: [any Rule],
    toolVersion: String
  ) throws {
    if paths.count > MergedReport.mostReports {
      throw MergeRefusal(
        "refused: more than \(MergedReport.mostReports) reports; merge some of them first")
    }
    var saved: [SavedReport] = []
    for path in paths {
      let report = try SavedReport(
        path, rules: rules, toolVersion: toolVersion,
        sharesReader: paths.count > 4)
      if report.isLedger {
        throw MergeRefusal(
          "\(path) is a ledger, which does not tell what was read; merge reports saved as JSON")
      }
      saved.append(report)
    }
    self.saved = saved
    let parts = zip(paths, saved).map { MergePart(name: $0, report: $1.report) }
    if parts.count == 1 && waivers.isEmpty {
      report = parts[0].report
    } else {
      report = try MergedReport.merge(
        parts, waivers, rules: rules, toolVersion: toolVersion)
    }
  }

  /// Tells whether a file changed since it was opened.
  public func check() throws(UnusableReport) { for report in saved { try report.check() } }

  private static func merge(
    _ parts: [MergePart], _ files: [(name: String, bytes: [UInt8])], rules: [any Rule],
    toolVersion: String
  ) throws -> Report {
    try MergeAgreement.check(parts)
    let first = parts[0].report
    let known = rules.map(\.info)
    let waivers = try MergedWaivers(
      parts, files,
      rules: known
        + first.ledger.rules.map(\.info).filter { info in !known.contains { $0.id == info.id } })
    if waivers.provenance != nil && first.toolVersion != toolVersion {
      throw MergeRefusal(
        "\(parts[0].name) was made by failover-audit \(first.toolVersion); waivers can be applied anew only "
          + "by the same version")
    }
    let inputs = try MergedInputs(parts)
    var subjects = SubjectMerging(parts, inputs)
    let groups = try pictures(parts, &subjects)
    var ledger = try MergedReport.ledger(parts, &subjects)
    let gaps = parts.reduce(into: ExportGaps()) { $0.add($1.report.gaps) }
    let isWhole = gaps == ExportGaps() && inputs.records.allSatisfy { $0.status == .read }
    ledger = try waivers.apply(
      to: ledger, isExportWhole: isWhole, rules: rules, parameters: first.settings.parameters)
    let estate = parts.reduce(into: EstateCounts()) { $0.add($1.report.estate) }
    let times = MergedTimes(parts)
    let contracts = EstateContracts(merging: parts.compactMap(\.report.contracts))
    let verdict = Verdict(
      ledger, inputs.records, groups: estate.groups, gaps: gaps, first.settings)
    return Report(
      toolVersion: first.toolVersion, ruleSetDigest: first.ruleSetDigest, time: times.latest,
      configuration: first.configuration, waivers: waivers.provenance, inputs: inputs.records,
      settings: first.settings, estate: estate, contracts: contracts, ledger: ledger,
      verdict: verdict.keeping(parts.map(\.report).flatMap(\.doubts)),
      assumptions: MergedReport.assumptions(parts, contracts, times), gaps: gaps, groups: groups)
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
      // Waivers are judged anew: what became of them in each report alone says nothing here.
      let isAsked = info.family != .waivers
      let rows = try subjects.merge(
        "the rule \(info.id)", counts: own.map { isAsked ? $0.outcomes.count : 0 }
      ) { own[$0].name(at: $1) }
      rules.append(
        RuleLedger(
          merging: own, rows,
          fault: parts.compactMap { $0.report.verdict.fault(of: info.id) }.min()))
    }
    return Ledger(rules: rules)
  }

  // MARK: Sentences

  private static func assumptions(
    _ parts: [MergePart], _ contracts: EstateContracts, _ times: MergedTimes
  ) -> [String] {
    let known = contracts.assumptions
    let explained = Set(parts.flatMap { $0.report.contracts?.assumptions ?? [] })
    let others = Set(parts.flatMap(\.report.assumptions)).subtracting(explained)
      .filter { !MergedTimes.tells($0) }
    return known + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      + (times.assumption.map { [$0] } ?? [])
  }
}

extension RuleLedger {
  /// The answers of one rule in several reports.
  fileprivate init(merging parts: [RuleLedger], _ rows: MergedRows, fault: String?) {
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(rows.count)
    rows.each { part, row in outcomes.append(parts[part].outcomes[row]) }
    func find<Found>(
      _ look: @escaping @Sendable (RuleLedger, Int) -> Found
    ) -> @Sendable (Int) -> Found {
      { index in
        let (part, row) = rows[index]
        return look(parts[part], row)
      }
    }
    self.init(
      info: parts[0].info, severity: parts[0].severity, outcomes: outcomes,
      name: find { $0.name(at: $1) }, subject: find { $0.subject(at: $1) },
      judgement: find { $0.judgement(at: $1) }, place: find { $0.place(at: $1) }, fault: fault)
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
  fileprivate mutating func add(_ other: ExportGaps) {
    datacenters += other.datacenters
    exports += other.exports
    lans += other.lans
  }
}
