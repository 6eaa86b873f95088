import FailoverAudit
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct LedgerReporterTests {
  static func lines(_ sample: SampleReport) throws -> [String] {
    let whole = try text(LedgerReporter(), sample.report)
    #expect(whole.isEmpty || whole.hasSuffix("\n"))
    return whole.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  static func objects(_ sample: SampleReport) throws -> [JSONValue] {
    try lines(sample).map { try JSONValue.read($0.utf8) }
  }

  @Test(
    "There is one line for every rule and subject",
    arguments: [SampleReport.everyOutcome, .hostileReport, .nothing])
  func oneLineEach(_ sample: SampleReport) throws {
    let told = try Self.objects(sample).map {
      [$0["rule"], $0["subject"], $0["outcome"]].map { $0?.string ?? "" }
    }
    let expected = sample.rules.flatMap { rule in
      rule.outcomes.indices.map {
        [rule.info.id, rule.subject(at: $0).name, rule.outcomes[$0].word]
      }
    }
    #expect(told == expected)
  }

  @Test("A pass shows only its rule, subject, outcome and severity")
  func pass() throws {
    let line = try Self.lines(.everyOutcome)[1]
    #expect(
      line
        == #"{"rule":"conflicting-records","subject":"nic/n2","outcome":"pass","severity":"error"}"#
    )
  }

  @Test("A fail shows message, evidence, place and fingerprint, in this order")
  func fail() throws {
    let line = try #require(
      try Self.lines(.everyOutcome).first { $0.contains("all members are on") })
    let name = "group/dc-1/2/192.0.2.1"
    let print = Fingerprint.of(rule: "single-server-group", subject: name, facet: "")
    #expect(
      line
        == #"{"rule":"single-server-group","subject":"\#(name)","outcome":"fail","#
        + #""severity":"error","message":"all members are on one server","evidence":["#
        + #"{"about":"member nic/n1","value":"server s1","input":"a.json","line":9,"#
        + #""pointer":"/x"},{"about":"minimum-servers","value":"2"}],"#
        + #""input":"a.json","line":7,"pointer":"/items/0","fingerprint":"\#(print)"}"#)
  }

  @Test("Several findings join their messages and are listed with their own fingerprints")
  func facets() throws {
    let object = try Self.objects(.everyOutcome)[0]
    #expect(object["message"]?.string == "dhcp differs; name differs")
    #expect(object["evidence"]?.elements.count == 2)
    let prints = ["dhcp", "name"].map {
      Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: $0)
    }
    #expect(object["fingerprint"]?.string == prints[0])
    let findings = try #require(object["findings"]).elements
    #expect(findings.map { $0["facet"]?.string } == ["dhcp", "name"])
    #expect(findings.map { $0["fingerprint"]?.string } == prints)
  }

  @Test("A single finding is listed only if it has a facet")
  func singleFacet() throws {
    let objects = try Self.objects(.everyOutcome)
    let listed = objects.filter { $0["findings"] != nil }.map { $0["rule"]?.string }
    #expect(listed == ["conflicting-records", "incomplete-export"])
  }

  @Test("What does not apply, broke or was waived says why, without evidence of its own")
  func reasons() throws {
    let objects = try Self.objects(.everyOutcome).filter {
      ["notApplicable", "error", "waived"].contains($0["outcome"]?.string ?? "")
    }
    #expect(
      objects.map { $0["message"]?.string } == [
        "its IP is not an address", "the rule ran out of time", "one server only",
      ])
    #expect(objects.allSatisfy { $0["evidence"] == .array([]) })
  }

  @Test("An outcome without a place has null for it")
  func nowhere() throws {
    let object = try #require(
      try Self.objects(.everyOutcome).first { $0["outcome"]?.string == "unknown" })
    for name in ["input", "line", "pointer"] { #expect(object[name] == .null) }
  }
}
