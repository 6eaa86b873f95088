import FailoverInventory
import Testing

@testable import FailoverAudit

/// Nothing but a whole and clean audit is compliant.
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
    "a rule that broke and has no subjects makes the audit incomplete, and the reasons tell how")
  func brokenWithoutSubjects() {
    let ledger = Ledger(rules: [
      RuleLedger(
        info: AuditorTests.info("rule"), severity: .note, outcomes: [],
        subject: { _ in Subject(kind: .group, name: "group") }, judgement: { _ in .pass },
        place: { _ in nil }, fault: "it hung")
    ])
    let verdict = Verdict(ledger, [input(.read)], groups: 1, gaps: ExportGaps(), AuditSettings())
    #expect(verdict.exitCode == 2)
    #expect(verdict.reasons == ["rule has no subjects here, and broke all the same: it hung"])
  }

  @Test("an input that was not read whole makes the audit incomplete")
  func inputs() {
    #expect(verdict([.pass], inputs: [input(.read), input(.refused)]) == 2)
    #expect(verdict([.pass], inputs: [input(.partlyRead)]) { $0.allowUnknown = true } == 2)
  }

  @Test("what the export leaves out makes the audit incomplete, whichever rules were asked")
  func exportGaps() {
    for gaps in [ExportGaps(datacenters: 1), ExportGaps(exports: 1), ExportGaps(lans: 1)] {
      #expect(verdict([.pass], gaps: gaps) == 2)
      #expect(verdict([.pass], gaps: gaps) { $0.failOn = .error } == 2)
      #expect(verdict([.pass], gaps: gaps) { $0.allowUnknown = true } == 0)
      #expect(verdict([.fail], gaps: gaps) == 1)
    }
  }

  @Test("a failure of a rule that judges the export is no violation of the estate")
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

  @Test("a violation outweighs what is open, and the reasons tell both")
  func violationFirst() {
    let verdict = Verdict(
      ledger([.fail, .unknown]), [input(.refused)], groups: 1, gaps: ExportGaps(), AuditSettings())
    #expect(verdict.exitCode == 1)
    #expect(
      verdict.reasons == [
        "1 violation of 1 rule of severity warning or above",
        "1 outcome is unknown: the export lacks what is needed", "1 input was refused",
      ])
  }
}
