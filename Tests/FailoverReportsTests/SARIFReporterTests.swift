import FailoverAudit
import FailoverInventory
import FoundationEssentials
import TestSupport
import Testing

@testable import FailoverReports

/// The public schema of SARIF 2.1.0, which is not ours and therefore not in the package.
enum SARIFSchema {
  private static let file = JUnitSchema.folder.appendingPathComponent("sarif-schema-2.1.0.json")

  /// Whether the schema is there; says so where it is not.
  static var isThere: Bool {
    let isThere = FileManager.default.fileExists(atPath: file.path)
    if !isThere { print("skipped: no schema at \(file.path)") }
    return isThere
  }

  static func read() throws -> JSONSchema { try JSONSchema(.read(Data(contentsOf: file))) }
}

@Suite struct SARIFReporterTests {
  static func run(_ sample: SampleReport, _ reporter: any Reporter) throws -> JSONValue {
    try #require(try JSONValue.read(bytes(reporter, sample.report))["runs"]?[0])
  }

  static func results(_ sample: SampleReport) throws -> [JSONValue] {
    try #require(try run(sample, SARIFReporter())["results"]).elements
  }

  @Test("The schema accepts every report", .enabled(if: SARIFSchema.isThere))
  func isValid() throws {
    let schema = try SARIFSchema.read()
    var twice = SampleReport()
    let fact = Evidence("a", "b", at: Place(input: "a.json", line: 1, pointer: ""))
    let findings = ["x", "y"].map { Finding(facet: $0, "c", evidence: [fact, fact]) }
    twice.rules = [
      SampleReport.rule("z", rows: [SampleReport.row(SampleReport.group("1"), .fail(findings))])
    ]
    let samples = [.everyOutcome, .nothing, twice, .many(groups: 20)] + SampleReport.corpus
    for reporter in [SARIFReporter(), SARIFGitHubReporter()] as [any Reporter] {
      for sample in samples {
        let problems = schema.problems(try .read(bytes(reporter, sample.report)))
        #expect(problems == [], "\(sample)")
      }
    }
  }

  @Test("The schema refuses a wrong report", .enabled(if: SARIFSchema.isThere))
  func schemaRefuses() throws {
    let schema = try SARIFSchema.read()
    let whole = try text(SARIFReporter(), SampleReport.everyOutcome.report)
    for (right, wrong) in [
      ("\"kind\":\"open\"", "\"kind\":\"unknown\""), ("\"startLine\":7", "\"startLine\":0"),
      ("\"uri\":\"a.json\"", "\"uri\":\"a b.json\""),
      ("\"level\":\"none\"", "\"level\":\"nought\""),
      ("\"ruleIndex\":0", "\"ruleIndex\":\"0\""), ("\"exitCode\": 1", "\"exit\": 1"),
      ("\"executionSuccessful\"", "\"successful\""),
      ("2026-11-23T02:00:00Z", "23 November"), ("{\"text\":\"NIC", "{\"words\":\"NIC"),
    ] {
      #expect(whole.contains(right))
      let broken = whole.replacing(right, with: wrong)
      #expect(!schema.problems(try .read(broken.utf8)).isEmpty, "\(wrong)")
    }
  }

  @Test("Each outcome has its kind, and a level only if it failed")
  func kinds() throws {
    let told = try Self.results(.everyOutcome).map {
      [$0["kind"]?.string ?? "", $0["level"]?.string ?? "", $0["ruleId"]?.string ?? ""]
    }
    #expect(
      told == [
        ["fail", "error", "conflicting-records"], ["pass", "none", "conflicting-records"],
        ["fail", "warning", "incomplete-export"], ["fail", "error", "single-server-group"],
        ["open", "none", "single-server-group"], ["notApplicable", "none", "single-server-group"],
        ["review", "none", "single-server-group"], ["fail", "error", "single-server-group"],
        ["pass", "none", "single-server-group"], ["fail", "error", "single-server-group"],
      ])
  }

  @Test("A result names its rule by the place in the list of rules")
  func ruleIndex() throws {
    let run = try Self.run(.everyOutcome, SARIFReporter())
    let rules = try #require(run["tool"]?["driver"]?["rules"])
    #expect(rules.elements.count == 4)
    for result in try #require(run["results"]).elements {
      let index = try #require(result["ruleIndex"]?.number)
      #expect(rules[index]?["id"] == result["ruleId"])
    }
    let rule = try #require(rules[2])
    #expect(rule["defaultConfiguration"]?["level"] == .string("error"))
    #expect(rule["helpUri"] == .string("https://docs.example/a?b=1&c=2"))
    #expect(rule["properties"]?["tags"] == .array([.string("redundancy")]))
    let target = try #require(rule["relationships"]?[0]?["target"])
    let taxonomy = try #require(target["toolComponent"]?["index"]?.number)
    #expect(run["taxonomies"]?[taxonomy]?["name"] == .string("ISO 27001"))
    #expect(run["taxonomies"]?[taxonomy]?["taxa"]?[0]?["id"] == target["id"])
  }

  @Test("A fail shows its place, its evidence and its fingerprint")
  func fail() throws {
    let result = try #require(try Self.results(.everyOutcome).first)
    let message =
      #"NIC "eth0" (n1) in data center "Frankfurt": 1. dhcp differs; 2. name differs"#
    #expect(result["message"]?["text"] == .string(message))
    let location = try #require(result["locations"]?[0])
    #expect(location["physicalLocation"]?["artifactLocation"]?["uri"] == .string("a.json"))
    #expect(location["physicalLocation"]?["region"]?["startLine"] == .number(7))
    #expect(location["logicalLocations"]?[0]?["fullyQualifiedName"] == .string("nic/n1"))
    #expect(location["logicalLocations"]?[0]?["kind"] == .string("nic"))
    #expect(result["relatedLocations"]?.elements.count == 1)
    #expect(result["properties"]?["evidence"]?.elements.count == 2)
    let print = Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "dhcp")
    #expect(
      result["partialFingerprints"]
        == .object([
          "auditFingerprint/v1": .string(print), "primaryLocationLineHash": .string(print),
        ]))
  }

  @Test("A pass shows only the name of its subject")
  func pass() throws {
    let result = try Self.results(.everyOutcome)[1]
    #expect(
      Set(result.members.keys) == ["ruleId", "ruleIndex", "kind", "level", "message", "locations"])
    #expect(
      result["locations"]?[0]
        == .object([
          "logicalLocations": .array([.object(["fullyQualifiedName": .string("nic/n2")])])
        ]))
  }

  @Test("A waived failure is suppressed, with who accepted it")
  func waived() throws {
    let suppressed = try Self.results(.everyOutcome).filter { $0["suppressions"] != nil }
    #expect(suppressed.count == 2)
    let suppression = try #require(suppressed.first?["suppressions"]?[0])
    #expect(suppression["kind"] == .string("external"))
    #expect(suppression["status"] == .string("accepted"))
    #expect(
      suppression["justification"]?.string?.hasPrefix(
        "waived until 2027-01-31 (69 days left) by Ada") == true)
  }

  @Test("The invocation says what was not read and that the audit is not whole")
  func invocation() throws {
    let invocation = try #require(try Self.run(.everyOutcome, SARIFReporter())["invocations"]?[0])
    #expect(invocation["executionSuccessful"] == .bool(false))
    #expect(invocation["exitCode"] == .number(1))
    #expect(invocation["endTimeUtc"] == .string("2026-11-23T02:00:00Z"))
    let told = try #require(invocation["toolExecutionNotifications"]).elements
    #expect(
      told.map { $0["descriptor"]?["id"]?.string } == [
        "unread-input", "unread-input", "unread-input", "export-gap",
      ])
    #expect(told[0]["message"]?["text"] == .string("partly read: b.json:3:4: no id (in /a)"))
    let nothing = try #require(try Self.run(.nothing, SARIFReporter())["invocations"]?[0])
    #expect(nothing["executionSuccessful"] == .bool(false))
    #expect(nothing["endTimeUtc"] == nil)
    let whole = try #require(try Self.run(.many(groups: 2), SARIFReporter())["invocations"]?[0])
    #expect(whole["executionSuccessful"] == .bool(true))
  }

  @Test("Inputs are artifacts with their length and digest")
  func artifacts() throws {
    let artifacts = try #require(try Self.run(.everyOutcome, SARIFReporter())["artifacts"])
    #expect(artifacts[0]?["length"] == .number(1234))
    #expect(
      artifacts[0]?["hashes"]?["sha-256"] == .string(String(repeating: "0f", count: 32)))
    #expect(artifacts[2]?["hashes"] == nil)
  }

  @Test("No name of an input is a scheme, a host or a fragment")
  func uris() {
    #expect(InputURI.encoded("a/b c.json") == "a/b%20c.json")
    #expect(InputURI.encoded("javascript:alert(1)") == "javascript%3Aalert%281%29")
    #expect(InputURI.encoded("//evil.example/é#x?y") == "/%2Fevil.example/%C3%A9%23x%3Fy")
    #expect(InputURI.encoded("a///b") == "a/%2F%2Fb")
    #expect(InputURI.encoded("") == "export")
  }

  @Test("A stranger sets no link and no placeholder in a message")
  func links() throws {
    #expect(
      SARIFText.literal("[a](https://evil.example) [b]") == "[a] (https://evil.example) [b]")
    #expect(SARIFText.literal("{0} }") == "{{0}} }}")
    for sample in SampleReport.corpus {
      for result in try Self.results(sample) {
        let text = try #require(result["message"]?["text"]?.string)
        #expect(!text.contains("]("))
        #expect(
          !text.replacing("{{", with: "").replacing("}}", with: "").contains { "{}".contains($0) })
      }
    }
  }

  @Test("A rule of a stranger sets no link in what describes it")
  func linksOfRules() throws {
    let text = "[a](https://evil.example) {0}"
    var sample = SampleReport.everyOutcome
    sample.rules = [SampleReport.rule("house", title: text, remediation: text, rows: [])]
    let driver = try Self.run(sample, SARIFReporter())["tool"]?["driver"]
    let rule = try #require(driver?["rules"]?[0])
    #expect(rule["shortDescription"]?["text"]?.string == "[a] (https://evil.example) {0}")
    let help = try #require(rule["help"]?["text"]?.string)
    #expect(help.contains("[a] (https://evil.example) {0}") && !help.contains("]("))
  }
}
