import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct GroupStandingsTests {
  static func standings(
    _ rules: [RuleLedger], failOn: Severity = .warning, groups: Int = 6
  ) -> GroupStandings {
    var settings = AuditSettings()
    settings.failOn = failOn
    var estate = EstateCounts()
    estate.groups = groups
    return GroupStandings.of(
      Report(
        toolVersion: "1", ruleSetDigest: "", time: nil, inputs: [], settings: settings,
        estate: estate, ledger: Ledger(rules: rules),
        verdict: Verdict(word: .compliant, reasons: []), assumptions: []))
  }

  @Test("Each group counts as its worst outcome, and the groups add up")
  func worst() {
    let rule = SampleReport.everyOutcome.rules[2]
    let standings = Self.standings([rule])
    let counts = GroupStandings.Standing.allCases.map(standings.count)
    #expect(counts == [1, 1, 1, 2, 1])
    #expect(counts.reduce(0, +) == 6)
    #expect(standings.standing(of: "group/dc-1/2/192.0.2.1") == .atRisk)
    #expect(standings.standing(of: "group/dc-1/2/192.0.2.5") == .waived)
    #expect(standings.standing(of: "group/dc-1/2/192.0.2.6") == .compliant)
  }

  @Test("A failure of a NIC puts all its groups at risk")
  func nic() {
    let rule = SampleReport.rule(
      "x",
      rows: [
        SampleReport.row(
          SampleReport.nic("n1", of: ["group/a/1/192.0.2.1", "group/a/1/192.0.2.2"]), .fail("no"))
      ])
    #expect(Self.standings([rule]).count(.atRisk) == 2)
  }

  @Test("Failures below the threshold, and of what judges the export, put no group at risk")
  func threshold() {
    let rows = [SampleReport.row(SampleReport.group("192.0.2.1"), .fail("no"))]
    #expect(Self.standings([SampleReport.rule("x", .note, rows: rows)]).count(.atRisk) == 0)
    let noted = [SampleReport.rule("x", .note, rows: rows)]
    #expect(Self.standings(noted, failOn: .note).count(.atRisk) == 1)
  }

  @Test("No group is compliant if no rule that counts was put to groups")
  func notAsked() {
    let lan = Subject(kind: .lan, name: "lan/a/1")
    let passing = SampleReport.rule("x", rows: [SampleReport.row(lan, .pass)])
    let noted = SampleReport.rule(
      "y", .note, rows: [SampleReport.row(SampleReport.group("192.0.2.1"), .pass)])
    for rules in [[], [passing], [passing, noted]] {
      let standings = Self.standings(rules)
      #expect(standings.count(.compliant) == 0 && standings.count(.notJudged) == 6)
      #expect(standings.standing(of: "group/dc-1/2/192.0.2.1") == .notJudged)
    }
    #expect(Self.standings([noted], failOn: .note).count(.compliant) == 6)
  }
}
