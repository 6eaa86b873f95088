import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct WorstFirstTests {
  /// Every outcome twice below a rule of each severity.
  private static var ledger: Ledger {
    let judgements: [Judgement] = [
      .waived([Finding("w")], SampleReport.waiver), .unknown("u"), .error("e"), .fail("f"), .pass,
      .notApplicable("n"), .fail("g"),
    ]
    let rules = [Severity.note, .error, .warning].enumerated().map { number, severity in
      SampleReport.rule(
        "rule-\(number)", severity,
        rows: judgements.map { SampleReport.row(SampleReport.group("192.0.2.1"), $0) })
    }
    return Ledger(rules: rules)
  }

  private static func told(_ order: WorstFirst) -> [String] {
    order.map { "\($0.rule)\($0.index)" }
  }

  @Test("Failures come before what is open, of warnings too; then notes; then waived failures")
  func order() {
    #expect(
      Self.told(WorstFirst(Self.ledger, waived: true)) == [
        "13", "16", "23", "26", "11", "12", "21", "22", "03", "06", "01", "02", "10", "20", "00",
      ])
  }

  @Test("Waived failures can be left out, and the total says how many there are")
  func total() {
    let order = WorstFirst(Self.ledger)
    #expect(order.total == 12)
    #expect(Self.told(order).count == 12)
    #expect(WorstFirst(Self.ledger, waived: true).total == 15)
  }

  @Test("The first ones are counted by outcome")
  func counts() {
    let counts = WorstFirst(Self.ledger).counts(first: 5)
    #expect([counts[.fail], counts[.unknown], counts[.error]] == [4, 1, 0])
  }
}
