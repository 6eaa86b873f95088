import FailoverArchive
import FailoverAudit
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct JSONReporterTests {
  static func document(_ sample: SampleReport) throws -> JSONValue {
    try .read(bytes(JSONReporter(), sample.report))
  }

  static func outcomes(_ document: JSONValue) throws -> [JSONValue] {
    try #require(document["rules"]).elements.flatMap { $0["outcomes"]?.elements ?? [] }
  }

  @Test(
    "The counts are those of the outcomes listed, and of the ledger",
    arguments: [SampleReport.everyOutcome, .hostileReport, .nothing])
  func counts(_ sample: SampleReport) throws {
    let document = try Self.document(sample)
    let listed = try Self.outcomes(document)
    let ledger = try LedgerReporterTests.objects(sample)
    for outcome in Outcome.allCases {
      let count = try #require(document["counts"]?[outcome.word]?.number)
      #expect(count == ledger.count { $0["outcome"]?.string == outcome.word })
      #expect(count == listed.count { $0["outcome"]?.string == outcome.word })
      let rules = try #require(document["rules"]).elements
      #expect(count == rules.reduce(0) { $0 + ($1["counts"]?[outcome.word]?.number ?? -1) })
    }
    #expect(document["counts"]?["total"]?.number == ledger.count)
  }

  @Test(
    "Every outcome holds what the line of the ledger holds",
    arguments: [SampleReport.everyOutcome, .hostileReport])
  func holdsTheLedger(_ sample: SampleReport) throws {
    let listed = try Self.outcomes(Self.document(sample))
    let ledger = try LedgerReporterTests.objects(sample)
    #expect(listed.count == ledger.count)
    for (line, object) in zip(ledger, listed) {
      for (name, value) in line.members { #expect(object[name] == value) }
    }
  }

  @Test("A fail shows where its subject belongs, and its findings also when it has one")
  func belonging() throws {
    let rule = try #require(try Self.document(.everyOutcome)["rules"]?[2])
    let fail = try #require(rule["outcomes"]?[0])
    #expect(fail["kind"] == .string("group"))
    #expect(
      fail["datacenter"] == .object(["id": .string("dc-1"), "name": .string("Frankfurt")]))
    #expect(fail["lan"] == .object(["id": .string("2"), "name": .string("front")]))
    #expect(fail["groups"] == .array([.string("group/dc-1/2/192.0.2.1")]))
    #expect(fail["findings"]?.elements.count == 1)
  }

  @Test("A rule shows the severity and parameters that applied next to the defaults")
  func rule() throws {
    let rule = try #require(try Self.document(.everyOutcome)["rules"]?[2])
    #expect(rule["severity"] == .string("error"))
    #expect(rule["standardSeverity"] == .string("warning"))
    #expect(rule["parameters"]?[0]?["default"] == .number(2))
    #expect(rule["parameters"]?[0]?["value"] == .number(3))
    #expect(rule["supportsEvidenceFor"]?[0]?["id"] == .string("A.8.14"))
  }

  @Test("Verdict, settings and inputs are whole")
  func frame() throws {
    let document = try Self.document(.everyOutcome)
    #expect(document["format"] == .string("failover-audit-report/2"))
    #expect(document["tool"]?["version"] == .string("1.2.3"))
    #expect(document["verdict"]?["exitCode"] == .number(1))
    #expect(document["settings"]?["skipped"] == .array([.string("master")]))
    #expect(document["settings"]?["allowUnknown"] == .bool(false))
    #expect(document["settings"]?["ownRanges"] == .array([.string("198.51.100.0/24")]))
    #expect(document["estate"]?["groups"] == .number(7))
    let inputs = try #require(document["inputs"])
    #expect(inputs.elements.map { $0["status"]?.string } == ["read", "partly read", "refused"])
    #expect(inputs[2]?["sha256"] == .null)
    #expect(inputs[1]?["problems"]?[0]?["column"] == .number(4))
    #expect(inputs[1]?["problems"]?[1]?["column"] == nil)
    #expect(try Self.document(.nothing)["time"] == .null)
  }

  @Test("Foreign text comes back as it was")
  func roundTrip() throws {
    let document = try Self.document(.hostileReport)
    #expect(document["assumptions"] == .array([.string(SampleReport.hostile)]))
    #expect(document["settings"]?["parameters"] == .object([SampleReport.hostile: .number(3)]))
  }

  @Test("Each outcome is on a line of its own")
  func lines() throws {
    let whole = try text(JSONReporter(), SampleReport.everyOutcome.report)
    let outcomes = whole.split(separator: "\n").filter {
      $0.contains("{\"rule\":") && $0.contains("\"outcome\":")
    }
    #expect(outcomes.count == SampleReport.everyOutcome.report.ledger.counts.total)
  }
}
