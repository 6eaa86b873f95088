import FailoverAudit
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct OCSFReporterTests {
  static func events(_ sample: SampleReport) throws -> [JSONValue] {
    try text(OCSFReporter(), sample.report).split(separator: "\n")
      .map { try JSONValue.read($0.utf8) }
  }

  @Test("Every event has what the class demands")
  func required() throws {
    for sample in [.everyOutcome, .nothing] + SampleReport.corpus {
      for event in try Self.events(sample) {
        #expect(event["class_uid"] == .number(2003))
        #expect(event["category_uid"] == .number(2))
        #expect(event["activity_id"] == .number(1))
        #expect(event["type_uid"] == .number(200_301))
        #expect(event["metadata"]?["version"] == .string("1.3.0"))
        #expect(event["metadata"]?["product"]?["version"] == .string("1.2.3"))
        #expect((1...4).contains(try #require(event["severity_id"]?.number)))
        #expect(event["finding_info"]?["uid"]?.string?.count == 32)
        #expect(event["finding_info"]?["title"]?.string != nil)
        #expect(event["compliance"]?["standards"] != nil)
        #expect([1, 2, 3, 99].contains(try #require(event["compliance"]?["status_id"]?.number)))
        #expect(event["resources"]?[0]?["uid"]?.string != nil)
        #expect(event["time"]?.number != nil)
      }
    }
  }

  @Test("Each outcome has its status; what was not read is a warning")
  func outcomes() throws {
    let told = try Self.events(.everyOutcome).map { event in
      [
        event["compliance"]?["status_code"]?.string ?? "",
        "\(event["compliance"]?["status_id"]?.number ?? 0)", "\(event["status_id"]?.number ?? 0)",
        event["severity"]?.string ?? "",
      ].joined(separator: " ")
    }
    #expect(
      told == [
        "unread-input 2 1 High", "unread-input 2 1 High", "export-gap 2 1 Medium", "fail 3 1 High",
        "pass 1 1 Informational", "fail 3 1 Medium", "fail 3 1 High", "unknown 2 1 High",
        "notApplicable 99 1 Informational", "error 2 1 High", "waived 3 3 High",
        "pass 1 1 Informational", "baselined 3 3 High",
      ])
    #expect(
      try Self.events(.nothing).map { $0["compliance"]?["status_code"]?.string } == [
        "nothing-examined"
      ])
  }

  @Test("The identifiers of events differ")
  func identifiers() throws {
    for sample in [.everyOutcome, .nothing] + SampleReport.corpus {
      let uids = try Self.events(sample).filter { $0["compliance"]?["status_id"] != .number(1) }
        .map { try #require($0["finding_info"]?["uid"]?.string) }
      #expect(Set(uids).count == uids.count)
    }
  }

  @Test("A subject that complies, or is not checked, has nothing to remedy; all others have")
  func remedies() throws {
    let events = try Self.events(.everyOutcome).filter { $0["compliance"]?["control"] != nil }
    let quiet = events.filter { $0["severity_id"] == .number(1) }
    #expect(quiet.count == 3)
    #expect(quiet.allSatisfy { $0["remediation"] == nil })
    #expect(events.count { $0["remediation"] != nil } == events.count - quiet.count)
  }

  @Test("A fail shows its finding, its resource and what to do")
  func fail() throws {
    let event = try Self.events(.everyOutcome)[3]
    let print = Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "dhcp")
    #expect(event["finding_info"]?["uid"] == .string(print))
    let subject = #"NIC "eth0" (n1) in data center "Frankfurt""#
    #expect(event["message"] == .string("\(subject): 1. dhcp differs; 2. name differs"))
    #expect(event["time"] == .number(1_795_399_200_000))
    #expect(
      event["resources"]?[0]
        == .object([
          "uid": .string("nic/n1"), "name": .string("eth0"), "type": .string("nic"),
          "group": .object(["uid": .string("group/dc-1/2/192.0.2.1")]),
        ]))
    #expect(event["remediation"]?["desc"] == .string("Put it right."))
    #expect(event["compliance"]?["control"] == .string("conflicting-records"))
    #expect(event["compliance"]?["standards"] == .array([.string("ISO 27001")]))
    #expect(event["compliance"]?["requirements"] == .array([.string("ISO 27001 A.8.14")]))
    #expect(event["unmapped"]?["evidence"]?.elements.count == 2)
    #expect(event["unmapped"]?["line"] == .number(7))
  }

  @Test("A waived failure says who accepted it, and a report without time has time 0")
  func waivedAndTime() throws {
    let waived = try #require(
      try Self.events(.everyOutcome).first { $0["status"] == .string("Suppressed") })
    #expect(
      waived["comment"]?.string?.hasPrefix("waived until 2027-01-31 (69 days left) by Ada") == true)
    #expect(try Self.events(.nothing)[0]["time"] == .number(0))
  }
}
