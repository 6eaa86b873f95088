import AuditTestSupport
import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

/// Builds small reports whose every outcome is written down in the test.
struct SampleReport: CustomTestStringConvertible {
  /// What test logs call it: the report itself holds hostile text.
  var testDescription = "a plain report"

  /// One outcome as a test writes it.
  struct Row {
    var subject: Subject
    var outcome: Outcome
    var judgement: Judgement
    var place: Place?
  }

  var rules: [RuleLedger] = []
  var inputs = [SampleReport.input("a.json")]
  var settings = AuditSettings()
  var verdict = Verdict(word: .compliant, reasons: [])
  var assumptions: [String] = []
  var time: String? = "2026-11-23T02:00:00Z"
  var toolVersion = "1.2.3"
  var groups: [GroupPicture] = []
  var gaps = ExportGaps()
  var dataTime = DataTime.unknown
  var configuration: FileDigest?
  var waivers: WaiverProvenance?
  var baseline: BaselineUse?
  var history: FindingHistory?

  var report: Report {
    var estate = EstateCounts()
    estate.datacenters = 2
    estate.groups = 7
    return Report(
      toolVersion: toolVersion, ruleSetDigest: String(repeating: "ab", count: 32), time: time,
      configuration: configuration, waivers: waivers, baseline: baseline, history: history,
      inputs: inputs, settings: settings,
      estate: estate, ledger: Ledger(rules: rules),
      verdict: verdict, assumptions: assumptions, gaps: gaps, dataTime: dataTime,
      groups: GroupPictures(of: groups))
  }

  static func input(
    _ name: String, _ status: InputRecord.Status = .read, problems: [Problem] = []
  ) -> InputRecord {
    InputRecord(
      name: name, status: status, bytes: 1234,
      sha256: status == .refused ? nil : String(repeating: "0f", count: 32), records: 5,
      problems: problems)
  }

  static func rule(
    _ id: String, _ severity: Severity = .error, title: String = "What complies",
    remediation: String = "Put it right.", loss: FailureCost = .service,
    sharedCause: SharedCause = .subject, parameters: [Parameter] = [], rows: [Row]
  ) -> RuleLedger {
    let info = RuleInfo(
      id: id, title: title, severity: .warning, family: .redundancy, subjects: [.groups],
      rationale: "Because it breaks.", remediation: remediation,
      unknownRemedy: "Export it again.", loss: loss, sharedCause: sharedCause,
      references: [Reference("Manual", "https://docs.example/a?b=1&c=2")],
      controls: [Control("ISO 27001", "A.8.14", "Redundancy")], parameters: parameters,
      examples: [])
    return RuleLedger(
      info: info, severity: severity, outcomes: rows.map(\.outcome),
      subject: { rows[$0].subject }, judgement: { rows[$0].judgement },
      place: { rows[$0].place })
  }

  static func row(
    _ subject: Subject, _ judgement: Judgement,
    at place: Place? = Place(input: "a.json", line: 7, pointer: "/items/0")
  ) -> Row {
    Row(subject: subject, outcome: judgement.outcome, judgement: judgement, place: place)
  }

  static let waiver = Waiver(
    reason: "The second server comes in January", owner: "Network operations",
    approver: "Ada Example", expires: "2027-01-31")

  /// Two servers in two zones; the first is the master.
  static func picture(_ group: Subject) -> GroupPicture {
    GroupPicture(
      subject: group,
      members: [
        GroupPicture.Member(
          nic: .init(id: "n1", name: "eth0"), server: .init(id: "s1", name: "web-1"),
          zone: "ZONE_1", isRunning: true, isPrimary: true, isMaster: true),
        GroupPicture.Member(
          nic: .init(id: "n2", name: nil), server: .init(id: "s2", name: nil), zone: nil,
          isRunning: false, isPrimary: nil, isMaster: false),
      ], memberCount: 2, showsAllMembers: false, strangers: [.init(id: "n9", name: nil)])
  }

  static func group(
    _ ip: String, datacenter: String = "dc-1", name: String? = "Frankfurt", lan: String? = "front"
  ) -> Subject {
    let stable = "group/\(datacenter)/2/\(ip)"
    return Subject(
      kind: .group, name: stable, datacenter: .init(id: datacenter, name: name),
      lan: .init(id: "2", name: lan), groups: [stable])
  }

  static func nic(_ id: String, of groups: [String], name: String? = nil) -> Subject {
    Subject(
      kind: .nic, name: "nic/\(id)", datacenter: .init(id: "dc-1", name: "Frankfurt"),
      lan: .init(id: "2", name: "front"), record: .init(id: id, name: name), groups: groups)
  }
}

extension SampleReport {
  /// Two runs; the first saw the findings of some questions.
  static func history(
    of questions: [(rule: String, subject: String)], facet: String = "",
    in file: String = "audits.db"
  ) -> FindingHistory {
    let first = 1_794_794_400
    var counts = OutcomeCounts()
    counts[.fail] = 2
    counts[.unknown] = 1
    func run(_ number: Int, _ time: Int, new: Int, fixed: Int) -> RunTotals {
      RunTotals(
        number: number, time: time, verdict: .violations, groups: 7, counts: counts, violations: 2,
        new: new, fixed: fixed, notJudged: 0)
    }
    let age = FindingAge(state: .unchanged, firstSeen: first, openSince: first, stretches: 1)
    var ages: [UInt128: FindingAge] = [:]
    for (rule, subject) in questions {
      let print = Fingerprint.of(rule: rule, subject: subject, facet: facet)
      if let bits = Fingerprint.bits(of: print) { ages[bits] = age }
    }
    return FindingHistory(
      file: file,
      runs: [run(1, first, new: 3, fixed: 0), run(2, 1_795_399_200, new: 1, fixed: 2)], ages: ages)
  }

  /// A report with every outcome, several facets, and inputs that were not read.
  static var everyOutcome: SampleReport {
    var sample = withoutBaseline
    sample.dataTime = DataTime(
      oldest: "2026-11-21T02:00:00Z", newest: "2026-11-22T02:00:00Z", isPartial: true)
    sample.testDescription = "a report with every outcome"
    sample.rules[2] = judged([
      row(group("192.0.2.7"), .baselined([Finding("one server only, as ever")]))
    ])
    sample.baseline = BaselineUse(
      file: FileDigest(file: "known.ndjson", sha256: String(repeating: "3c", count: 32)),
      entries: 4, matched: 1,
      stale: [
        BaselineEntry(rule: "single-server-group", subject: "group/dc-1/2/192.0.2.6", facet: ""),
        BaselineEntry(rule: "conflicting-records", subject: "nic/n2", facet: "name"),
      ], isStrict: false)
    sample.history = history(
      of: [("single-server-group", "group/dc-1/2/192.0.2.1"), ("conflicting-records", "nic/n1")])
    return sample
  }

  private static let evidence = [
    Evidence("member nic/n1", "server s1", at: Place(input: "a.json", line: 9, pointer: "/x")),
    Evidence("minimum-servers", "2"),
  ]

  /// A rule with every outcome that needs no baseline, and more.
  private static func judged(_ more: [Row]) -> RuleLedger {
    rule(
      "single-server-group", .error,
      parameters: [Parameter("minimum-servers", "How many", in: 2...9, default: 2)],
      rows: [
        row(group("192.0.2.1"), .fail("all members are on one server", evidence: evidence)),
        row(group("192.0.2.2"), .unknown("the NIC list is cut off"), at: nil),
        row(group("192.0.2.3"), .notApplicable("its IP is not an address")),
        row(group("192.0.2.4"), .error("the rule ran out of time")),
        row(group("192.0.2.5"), .waived([Finding("one server only")], waiver)),
        row(group("192.0.2.6"), .pass),
      ] + more)
  }

  /// Every outcome except `known`, with neither baseline nor history.
  static var withoutBaseline: SampleReport {
    var sample = SampleReport(testDescription: "a report without a baseline")
    sample.configuration = FileDigest(
      file: "failover-audit.yml", sha256: String(repeating: "c0", count: 32))
    sample.waivers = WaiverProvenance(
      files: [
        FileDigest(file: "network.yml", sha256: String(repeating: "1a", count: 32)),
        FileDigest(file: "servers.yml", sha256: String(repeating: "2b", count: 32)),
      ], count: 3, judgedOn: "2026-11-23")
    sample.settings.severities = ["master-missing": .warning]
    sample.rules = [
      rule(
        "conflicting-records", .error,
        rows: [
          row(
            nic("n1", of: ["group/dc-1/2/192.0.2.1"], name: "eth0"),
            .fail([
              Finding(facet: "dhcp", "dhcp differs", evidence: evidence),
              Finding(facet: "name", "name differs"),
            ])),
          row(nic("n2", of: ["group/dc-1/2/192.0.2.2"]), .pass),
        ]),
      rule(
        "incomplete-export", .warning,
        rows: [
          row(
            Subject(kind: .export, name: "export/b.json"),
            .fail([Finding(facet: "users", "the list users is cut off")]),
            at: Place(input: "b.json", line: 1, pointer: ""))
        ]),
      judged([]),
      rule("no-subjects", .note, rows: []),
    ]
    sample.inputs = [
      input("a.json"),
      input(
        "b.json", .partlyRead,
        problems: [
          Problem(input: "b.json", line: 3, column: 4, pointer: "/a", sentence: "no id"),
          Problem(input: "b.json", line: 5, sentence: "no parent"),
        ]),
      input("c.json", .refused, problems: [Problem(input: "c.json", sentence: "not JSON")]),
    ]
    sample.settings.parameters = ["single-server-group.minimum-servers": 3]
    sample.settings.skipped = ["master"]
    sample.settings.ownRanges = ["198.51.100.0/24"]
    sample.verdict = Verdict(word: .violations, reasons: ["3 outcomes failed at or above warning"])
    sample.assumptions = ["One inventory is one contract"]
    sample.groups = (1...6).map { picture(group("192.0.2.\($0)")) }
    let standby = Subject.Record(id: "dc-2", name: "standby")
    sample.gaps = ExportGaps(
      datacenters: 1,
      named: [
        Subject(
          kind: .datacenter, name: "datacenter/dc-2", datacenter: standby, record: standby)
      ])
    return sample
  }

  /// A report for which nothing was there to audit.
  static var nothing: SampleReport {
    var sample = SampleReport(testDescription: "a report about nothing")
    sample.inputs = []
    sample.time = nil
    sample.verdict = Verdict(
      word: .incomplete, reasons: ["nothing was examined: no rule had a subject"])
    return sample
  }
}

/// What a reporter writes, whole.
func bytes(_ reporter: any Reporter, _ report: Report) throws -> [UInt8] {
  var blocks: [[UInt8]] = []
  var sink = ByteSink { blocks.append($0) }
  try reporter.write(report, to: &sink)
  try sink.flush()
  return Array(blocks.joined())
}

func text(_ reporter: any Reporter, _ report: Report) throws -> String {
  String(decoding: try bytes(reporter, report), as: UTF8.self)
}
