import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

/// Where there is little room, each cause has one entry, and the entries that come first lose more.
@Suite struct CausesTests {
  private static func failures(_ count: Int, lan: Int = 2) -> [SampleReport.Row] {
    (0..<count).map { SampleReport.row(SampleReport.group("192.0.2.\($0)"), .fail("it fails")) }
  }

  private static func ledger(_ rules: RuleLedger...) -> Ledger { Ledger(rules: rules) }

  /// Each entry as `rule count hidden`.
  private static func told(_ ledger: Ledger, limit: Int = 10) -> [String] {
    Causes(WorstFirst.units(of: ledger), of: ledger, limit: limit).entries.map {
      "\(ledger.rules[$0.rule].info.id) \($0.count) \($0.hidden)"
    }
  }

  @Test("rules of one severity are ranked by what is lost, not by their names")
  func rank() {
    let ledger = Self.ledger(
      SampleReport.rule("a-clarity", loss: .clarity, rows: Self.failures(1)),
      SampleReport.rule("b-address", loss: .address, rows: Self.failures(1)),
      SampleReport.rule("c-note", .note, loss: .service, rows: Self.failures(1)),
      SampleReport.rule("d-service", loss: .service, rows: Self.failures(1)))
    #expect(
      Self.told(ledger) == ["d-service 1 0", "b-address 1 0", "a-clarity 1 0", "c-note 1 0"])
    #expect(WorstFirst(ledger).map { ledger.rules[$0.rule].info.id }.first == "d-service")
  }

  @Test("failures that share a LAN are one cause")
  func shared() {
    let ledger = Self.ledger(
      SampleReport.rule("lan", sharedCause: .lan, rows: Self.failures(4)),
      SampleReport.rule("own", rows: Self.failures(2)))
    #expect(Self.told(ledger) == ["lan 4 0", "own 1 0", "own 1 0"])
  }

  @Test("what is unknown has one cause in each data center, what broke one in each rule")
  func open() {
    let groups = ["x", "x", "y"].enumerated().map {
      SampleReport.group("192.0.2.\($0)", datacenter: $1)
    }
    let ledger = Self.ledger(
      SampleReport.rule("broken", rows: groups.map { SampleReport.row($0, .error("it hung")) }),
      SampleReport.rule("open", rows: groups.map { SampleReport.row($0, .unknown("cut off")) }))
    #expect(Self.told(ledger) == ["broken 3 0", "open 2 0", "open 1 0"])
  }

  @Test("every rule gets an entry before any gets a second one, and the last says what is hidden")
  func room() throws {
    let ledger = Self.ledger(
      SampleReport.rule("a", loss: .service, rows: Self.failures(9)),
      SampleReport.rule("b", loss: .address, rows: Self.failures(9)))
    #expect(Self.told(ledger, limit: 3) == ["a 1 0", "a 1 7", "b 1 8"])
    #expect(Self.told(ledger, limit: 1) == ["a 1 8"])
    #expect(Self.told(ledger, limit: 0) == [])
    let causes = Causes(WorstFirst.units(of: ledger), of: ledger, limit: 4)
    #expect(causes.total == 18)
    #expect(
      causes.entries.last?.hiddenSubjects(of: ledger.rules[1])
        == "failover group 192.0.2.1 on LAN 2 \"front\" in data center \"Frankfurt\", failover group "
        + "192.0.2.2 on LAN 2 \"front\" in data center \"Frankfurt\" and 6 more")
  }
}
