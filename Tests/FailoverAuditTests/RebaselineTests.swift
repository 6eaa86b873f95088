import AuditTestSupport
import FailoverInventory
import Testing

@testable import FailoverArchive
@testable import FailoverAudit

/// A baseline that is taken off a ledger and put on again.
@Suite struct RebaselineTests {
  private static let failure = Judgement.fail([
    Finding(facet: "x", "it is wrong"), Finding(facet: "y", "it is wrong, too"),
  ])
  private static let names = (0..<4).map { "group/dc/\($0 % 3)/\($0)" }

  private static func baseline(_ lines: [String]) throws -> Baseline {
    let text = ([#"{"format":"failover-audit-baseline/1"}"#] + lines).joined(separator: "\n") + "\n"
    return try Baseline(
      Array(text.utf8), file: "b", rules: ["a", "b"].map { AuditorTests.info($0) })
  }

  private static func told(_ ledger: Ledger) -> [[Judgement]] {
    ledger.rules.map { rule in rule.outcomes.indices.map { rule.judgement(at: $0) } }
  }

  @Test(
    "What was applied can be undone and applied again, with nothing left of it and nothing twice")
  func roundTrip() throws {
    let ledger = Ledger(rules: [
      WaiverOverlayTests.ledger("a", [Self.failure, Self.failure, .pass, Self.failure]),
      WaiverOverlayTests.ledger("b", [Self.failure]),
    ])
    let known = try Self.baseline([
      #"{"rule":"a","subject":"\#(Self.names[0])","facet":"x"}"#,
      #"{"rule":"a","subject":"\#(Self.names[0])","facet":"y"}"#,
      #"{"rule":"a","subject":"\#(Self.names[1])","facet":"y"}"#,
    ])
    let (once, use) = known.apply(to: ledger, isExportWhole: true, isStrict: false)
    #expect(once.counts[.baselined] == 1 && use.matched == 3)
    #expect(Self.told(known.undone(in: once)) == Self.told(ledger))
    let (twice, again) = known.apply(
      to: known.undone(in: once), isExportWhole: true, isStrict: false)
    #expect(Self.told(twice) == Self.told(once) && again == use)
  }

  @Test("What a saved report calls known without an entry fails again")
  func unfounded() throws {
    let finding = Finding("it is wrong")
    let ledger = Ledger(rules: [WaiverOverlayTests.ledger("b", [.baselined([finding])])])
    let undone = try Self.baseline([]).undone(in: ledger)
    #expect(undone.counts[.fail] == 1 && undone.counts[.baselined] == 0)
    #expect(Self.told(undone) == [[.fail([finding])]])
  }

  @Test("A rule that broke without subjects here proves no entry stale, and takes none away")
  func fault() throws {
    let whole = WaiverOverlayTests.ledger("a", [.fail([Finding("it is wrong")])])
    let broken = RuleLedger(
      info: whole.info, severity: whole.severity, outcomes: whole.outcomes, subject: whole.subject,
      judgement: whole.judgement, place: whole.place, fault: "it slept")
    let known = try Self.baseline(
      [
        #"{"rule":"a","subject":"group/dc/9/9"}"#,
        #"{"rule":"a","subject":"\#(Self.names[0])"}"#,
      ].sorted())
    let (ledger, use) = known.apply(
      to: Ledger(rules: [broken]), isExportWhole: true, isStrict: true)
    #expect(ledger.counts[.baselined] == 1 && use.matched == 1 && use.stale.isEmpty)
  }
}
