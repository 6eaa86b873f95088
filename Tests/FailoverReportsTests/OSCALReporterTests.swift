import FailoverAudit
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct OSCALReporterTests {
  static func document(_ sample: SampleReport) throws -> JSONValue {
    try #require(try JSONValue.read(bytes(OSCALReporter(), sample.report))["assessment-results"])
  }

  static func result(_ sample: SampleReport) throws -> JSONValue {
    try #require(try document(sample)["results"]?[0])
  }

  static func property(_ name: String, of object: JSONValue) -> String? {
    object["props"]?.elements.first { $0["name"] == .string(name) }?["value"]?.string
  }

  private static let samples = [SampleReport.everyOutcome, .nothing] + SampleReport.corpus

  /// Calls with every member of every object, at any depth.
  private static func walk(_ value: JSONValue, _ body: (String, JSONValue) throws -> Void) rethrows
  {
    for element in value.elements { try walk(element, body) }
    for (name, member) in value.members {
      try body(name, member)
      try walk(member, body)
    }
  }

  @Test("The document has what the model demands")
  func required() throws {
    for sample in Self.samples {
      let document = try Self.document(sample)
      for name in ["uuid", "metadata", "import-ap", "results", "back-matter"] {
        #expect(document[name] != nil)
      }
      for name in ["title", "last-modified", "version", "oscal-version"] {
        #expect(document["metadata"]?[name]?.string != nil)
      }
      let plan = try #require(document["import-ap"]?["href"]?.string)
      let resources = try #require(document["back-matter"]?["resources"]).elements
      #expect(resources.contains { $0["uuid"]?.string.map { "#" + $0 } == plan })
      let result = try #require(document["results"]?[0])
      for name in ["uuid", "title", "description", "start", "reviewed-controls"] {
        #expect(result[name] != nil)
      }
      for observation in result["observations"]?.elements ?? [] {
        for name in ["uuid", "description", "methods", "collected", "subjects"] {
          #expect(observation[name] != nil)
        }
      }
      for risk in result["risks"]?.elements ?? [] {
        for name in ["uuid", "title", "description", "statement", "status"] {
          #expect(risk[name]?.string != nil)
        }
      }
      for finding in result["findings"]?.elements ?? [] {
        for name in ["uuid", "title", "description", "target"] { #expect(finding[name] != nil) }
        #expect(finding["target"]?["status"]?["state"]?.string != nil)
      }
    }
  }

  @Test("No array is empty; strings, tokens, times and UUIDs are of their kinds")
  func dataTypes() throws {
    let uuid = /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    let token = /[\p{L}_][\p{L}\p{N}.\-_]*/.matchingSemantics(.unicodeScalar)
    let time = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/
    for sample in Self.samples {
      Self.walk(try Self.document(sample)) { name, value in
        if case .array(let elements) = value { #expect(!elements.isEmpty, "\(name)") }
        guard let text = value.string else { return }
        switch name {
        case "uuid", "subject-uuid", "observation-uuid", "risk-uuid":
          #expect(text.wholeMatch(of: uuid) != nil, "\(name)")
        case "control-id", "target-id", "name":
          #expect(text.wholeMatch(of: token) != nil, "\(name): \(text)")
        case "start", "end", "collected", "last-modified", "deadline":
          #expect(text.wholeMatch(of: time) != nil, "\(name)")
        case "value", "version", "title":
          let scalars = text.unicodeScalars
          #expect(scalars.first.map(\.properties.isWhitespace) == false, "\(name)")
          #expect(scalars.last.map(\.properties.isWhitespace) == false, "\(name)")
        default: break
        }
      }
    }
  }

  @Test("No two objects have the same UUID, and references lead to one")
  func references() throws {
    for sample in Self.samples {
      var defined: [String] = []
      var used: [String] = []
      try Self.walk(try Self.document(sample)) { name, value in
        if name == "uuid" { defined.append(try #require(value.string)) }
        if name == "observation-uuid" || name == "risk-uuid" {
          used.append(try #require(value.string))
        }
      }
      #expect(Set(defined).count == defined.count)
      #expect(Set(used).isSubset(of: defined))
    }
  }

  @Test("Every rule has a finding, which is satisfied only if nothing is wrong or open")
  func findings() throws {
    var sample = SampleReport.everyOutcome
    sample.rules.append(
      SampleReport.rule(
        "fine", rows: [SampleReport.row(SampleReport.group("192.0.2.9"), .pass)]))
    let findings = try #require(try Self.result(sample)["findings"]).elements
    let told = findings.map { finding in
      let status = finding["target"]?["status"]
      return (finding["target"]?["target-id"]?.string ?? "") + " "
        + (status?["state"]?.string ?? "") + " " + (status?["reason"]?.string ?? "")
    }
    #expect(
      told == [
        "conflicting-records not-satisfied fail", "incomplete-export not-satisfied fail",
        "single-server-group not-satisfied fail", "no-subjects not-satisfied other",
        "fine satisfied pass",
      ])
    #expect(findings[2]["related-observations"]?.elements.count == 5)
    #expect(findings[2]["related-risks"]?.elements.count == 2)
    #expect(findings[4]["related-observations"] == nil)
  }

  @Test("A waived failure is a risk with a deadline; a gap is an observation")
  func risksAndGaps() throws {
    let result = try Self.result(.everyOutcome)
    let risk = try #require(result["risks"]?[0])
    #expect(risk["status"] == .string("deviation-approved"))
    #expect(risk["deadline"] == .string("2027-01-31T23:59:59Z"))
    let outcomes = try #require(result["observations"]).elements
      .map { Self.property("outcome", of: $0) }
    #expect(
      outcomes == [
        "unread-input", "unread-input", "export-gap", "fail", "fail", "fail", "unknown", "error",
        "waived", "baselined",
      ])
    let nothing = try #require(try Self.result(.nothing)["observations"]).elements
    #expect(nothing.map { Self.property("outcome", of: $0) } == ["nothing-examined"])
  }

  @Test("Other reports have other identifiers, the same report the same")
  func reproducible() throws {
    var later = SampleReport.everyOutcome
    later.time = "2026-11-24T02:00:00Z"
    let (one, two) = (try Self.document(.everyOutcome), try Self.document(later))
    #expect(one["uuid"] != two["uuid"])
    #expect(
      one["results"]?[0]?["findings"]?[0]?["uuid"] != two["results"]?[0]?["findings"]?[0]?["uuid"])
    #expect(one["metadata"]?["last-modified"] == .string("2026-11-23T02:00:00Z"))
    #expect(
      try Self.document(.nothing)["metadata"]?["last-modified"] == .string("1970-01-01T00:00:00Z"))
  }

  @Test("Identifiers of controls become tokens")
  func tokens() {
    #expect(OSCALText.token("SI-13(5)") == "si-13.5")
    #expect(OSCALText.token("A.8.14") == "a.8.14")
    #expect(OSCALText.token("4.2 x") == "_4.2-x")
    #expect(OSCALText.token("") == "_")
    #expect(OSCALText.string(" a\n ") == #"a\u{a}"#)
    #expect(OSCALText.string("\u{3000}") == "-")
  }
}
