import AuditTestSupport
import FailoverAudit
import FailoverBase
import FailoverInventory
import Testing

@testable import FailoverReports

@Suite struct ReportersTests {
  @Test("Every format is found by its name")
  func names() {
    #expect(Set(HostileTextTests.formats).count == Reporters.all.count)
    for reporter in Reporters.all {
      let found = Reporters.reporter(named: type(of: reporter).format)
      #expect(found.map { type(of: $0) == type(of: reporter) } == true)
    }
    #expect(Reporters.reporter(named: "Text") == nil)
  }

  @Test("The same report gives the same bytes", arguments: HostileTextTests.formats)
  func stable(_ format: String) throws {
    let reporter = try #require(Reporters.reporter(named: format))
    let first = try bytes(reporter, SampleReport.everyOutcome.report)
    for _ in 0..<5 { #expect(try bytes(reporter, SampleReport.everyOutcome.report) == first) }
  }

  struct Full: Error {}

  @Test("What the sink throws ends the report", arguments: HostileTextTests.formats)
  func throwing(_ format: String) throws {
    let reporter = try #require(Reporters.reporter(named: format))
    #expect(throws: Full.self) {
      var sink = ByteSink { _ in throw Full() }
      try reporter.write(SampleReport.many(groups: 5000).report, to: &sink)
      try sink.flush()
    }
  }
}

extension SampleReport {
  /// As many failing groups, the later the better, without holding a text of any.
  static func many(groups: Int, failing: Bool = true) -> SampleReport {
    let info = rule("single-server-group", rows: []).info
    var sample = SampleReport()
    sample.rules = [
      RuleLedger(
        info: info, severity: .error,
        outcomes: Array(repeating: failing ? .fail : .pass, count: groups),
        subject: { group("10.0.\($0 / 256).\($0 % 256)") },
        judgement: { _ in failing ? .fail("one server", evidence: [Evidence("n", "1")]) : .pass },
        place: { Place(input: "a.json", line: $0 + 1, pointer: "") })
    ]
    sample.verdict = Verdict(word: failing ? .violations : .compliant, reasons: [])
    return sample
  }
}
