import AuditTestSupport
import FailoverInventory
import Testing

@testable import FailoverAudit

/// Only a whole and clean audit is compliant.
struct VerdictTests {
  private func ledger(_ outcomes: [Outcome], severity: Severity = .warning) -> Ledger {
    Ledger(rules: [
      RuleLedger(
        info: AuditorTests.info("rule", severity: severity), severity: severity,
        outcomes: outcomes, subject: { Subject(kind: .group, name: "group/\($0)") },
        judgement: { _ in .pass }, place: { _ in nil })
    ])
  }

  private func input(_ status: InputRecord.Status) -> InputRecord {
    InputRecord(name: "a", status: status, bytes: 1, sha256: nil, records: 1, problems: [])
  }

  private func verdict(
    _ outcomes: [Outcome], severity: Severity = .warning, inputs: [InputRecord] = [],
    groups: Int = 1, gaps: ExportGaps = ExportGaps(),
    _ change: (inout AuditSettings) -> Void = { _ in }
  ) -> Int32 {
    var settings = AuditSettings()
    change(&settings)
    return Verdict(
      ledger(outcomes, severity: severity), inputs.isEmpty ? [input(.read)] : inputs,
      groups: groups, gaps: gaps, settings
    ).exitCode
  }

  @Test("passes and questions that do not arise are compliant")
  func compliant() { #expect(verdict([.pass, .notApplicable, .waived]) == 0) }

  @Test("a failure at the threshold is a violation, one below is not")
  func threshold() {
    #expect(verdict([.pass, .fail]) == 1)
    #expect(verdict([.pass, .fail], severity: .note) == 0)
    #expect(verdict([.pass, .fail], severity: .note) { $0.failOn = .note } == 1)
    #expect(verdict([.pass, .fail]) { $0.failOn = .error } == 0)
  }

  @Test("unknown outcomes make the audit incomplete unless they are allowed")
  func unknown() {
    #expect(verdict([.pass, .unknown]) == 2)
    #expect(verdict([.pass, .unknown]) { $0.allowUnknown = true } == 0)
    #expect(verdict([.pass, .unknown], severity: .note) == 0)
  }

  @Test("errors of rules make the audit incomplete even where unknown is allowed")
  func errors() { #expect(verdict([.pass, .error]) { $0.allowUnknown = true } == 2) }

  @Test("a rule that broke makes the audit incomplete whatever its severity")
  func brokenNote() {
    #expect(verdict([.pass, .error], severity: .note) == 2)
    #expect(verdict([.pass, .error]) { $0.failOn = .error } == 2)
  }

  @Test(
    "a rule that broke and has no subjects makes the audit incomplete, and the reasons say how")
  func brokenWithoutSubjects() {
    let ledger = Ledger(rules: [
      RuleLedger(
        info: AuditorTests.info("rule"), severity: .note, outcomes: [],
        subject: { _ in Subject(kind: .group, name: "group") }, judgement: { _ in .pass },
        place: { _ in nil }, fault: "it hung")
    ])
    let verdict = Verdict(ledger, [input(.read)], groups: 1, gaps: ExportGaps(), AuditSettings())
    #expect(verdict.exitCode == 2)
    #expect(
      verdict.reasons == [
        "rule has no subjects here, and broke all the same: it hung",
        "nothing was examined: no rule that was run had a subject to judge",
      ])
  }

  @Test("an input that was not read whole makes the audit incomplete")
  func inputs() {
    #expect(verdict([.pass], inputs: [input(.read), input(.refused)]) == 2)
    #expect(verdict([.pass], inputs: [input(.partlyRead)]) { $0.allowUnknown = true } == 2)
  }

  @Test("what the export leaves out makes the audit incomplete, whichever rules were run")
  func exportGaps() {
    for gaps in [ExportGaps(datacenters: 1), ExportGaps(exports: 1), ExportGaps(lans: 1)] {
      #expect(verdict([.pass], gaps: gaps) == 2)
      #expect(verdict([.pass], gaps: gaps) { $0.failOn = .error } == 2)
      #expect(verdict([.pass], gaps: gaps) { $0.allowUnknown = true } == 0)
      #expect(verdict([.fail], gaps: gaps) == 1)
    }
  }

  @Test("a failure of a rule that judges the export is not a violation of the estate")
  func exportRule() {
    let info = RuleInfo(
      id: "cut-off", title: "it holds", severity: .warning, family: .dataQuality,
      subjects: [.exports], rationale: "", remediation: "", references: [], controls: [],
      judgesExport: true, examples: [])
    let ledger = Ledger(rules: [
      RuleLedger(
        info: info, severity: .warning, outcomes: [.fail],
        subject: { _ in Subject(kind: .export, name: "export/a") }, judgement: { _ in .pass },
        place: { _ in nil })
    ])
    let verdict = Verdict(
      ledger, [input(.read)], groups: 1, gaps: ExportGaps(exports: 1), AuditSettings())
    #expect(verdict.exitCode == 2)
  }

  @Test("an audit without a group has examined nothing")
  func nothing() {
    #expect(verdict([.pass], groups: 0) == 2)
    #expect(verdict([], groups: 0) { $0.allowUnknown = true } == 2)
  }

  @Test("an audit in which no rule had a subject has examined nothing, and says so")
  func noSubjects() {
    #expect(verdict([]) == 2)
    #expect(verdict([]) { $0.allowUnknown = true } == 2)
    #expect(verdict([.notApplicable]) == 0)
    let settings = AuditSettings()
    let verdict = Verdict(ledger([]), [input(.read)], groups: 1, gaps: ExportGaps(), settings)
    #expect(verdict.reasons.allSatisfy(Verdict.saysNothingExamined))
  }

  private static func datacenter(_ name: String?, id: String) -> Subject {
    Subject(kind: .datacenter, name: "datacenter/\(id)", record: .init(id: id, name: name))
  }

  @Test(
    "a gap names the first data centers, inputs and LANs, and says how many more there are",
    arguments: [
      (
        ExportGaps(datacenters: 1, named: [datacenter("standby", id: "d1")]),
        "the export of data center \"standby\" is incomplete (see rule incomplete-export)"
      ),
      (
        ExportGaps(
          datacenters: 2, named: [datacenter("standby", id: "d1"), datacenter(nil, id: "d2")]),
        "the export of data center \"standby\" and data center d2 is incomplete "
          + "(see rule incomplete-export)"
      ),
      (
        ExportGaps(
          datacenters: 7, named: (1...3).map { datacenter("dc \($0)", id: "\($0)") }),
        "the export of data center \"dc 1\", data center \"dc 2\", data center \"dc 3\" and 4 more "
          + "is incomplete (see rule incomplete-export)"
      ),
      (
        ExportGaps(
          exports: 1,
          named: [
            Subject(kind: .export, name: "export/a", record: .init(id: "a.json", name: nil))
          ]),
        "lists of the contract are cut off in input a.json (see rule incomplete-export)"
      ),
      (
        ExportGaps(
          lans: 1,
          named: [
            Subject(
              kind: .lan, name: "lan/d1/2", datacenter: .init(id: "d1", name: "prod"),
              lan: .init(id: "2", name: "front"))
          ]),
        "the failover list of LAN 2 \"front\" in data center \"prod\" is not known, so it may have groups "
          + "that were not examined"
      ),
      (
        ExportGaps(lans: 2),
        "the failover list of 2 LANs is not known, so it may have groups that were not examined"
      ),
    ])
  func names(_ gaps: ExportGaps, _ sentence: String) { #expect(gaps.sentences == [sentence]) }

  @Test("a violation outweighs what is open, and the reasons name both")
  func violationFirst() {
    let verdict = Verdict(
      ledger([.fail, .unknown]), [input(.refused)], groups: 1, gaps: ExportGaps(), AuditSettings())
    #expect(verdict.exitCode == 1)
    #expect(
      verdict.reasons == [
        "1 violation of 1 rule of severity warning or above",
        "1 outcome is unknown because the export lacks what is needed (rule)",
        "1 input was refused: a",
      ])
  }

  @Test("the first refused inputs are named with their problems, the others are counted")
  func refused() {
    let inputs = (1...4).map { number in
      InputRecord(
        name: "\(number).json", status: .refused, bytes: 1, sha256: nil, records: 0,
        problems: [Problem(input: "\(number).json", line: 2, column: 1, sentence: "malformed JSON")]
      )
    }
    let reasons = { (count: Int) in
      Verdict(
        ledger([.pass]), Array(inputs.prefix(count)), groups: 1, gaps: ExportGaps(),
        AuditSettings()
      ).reasons
    }
    #expect(reasons(1) == ["1 input was refused: 1.json:2:1: malformed JSON"])
    #expect(
      reasons(4) == [
        "4 inputs were refused: 1.json:2:1: malformed JSON; 2.json:2:1: malformed JSON; "
          + "3.json:2:1: malformed JSON and 1 more"
      ])
  }

  @Test("without a file, the verdict says so")
  func noFile() {
    let verdict = Verdict(
      ledger([]), [], groups: 0, gaps: ExportGaps(), AuditSettings())
    #expect(verdict.reasons == ["nothing was examined: there is no file to read"])
  }
}
