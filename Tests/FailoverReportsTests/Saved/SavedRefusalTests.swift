import FailoverAudit
import FoundationEssentials
import Testing

@testable import FailoverArchive
@testable import FailoverReports

@Suite struct SavedRefusalTests {
  /// One change of a good report, and what is said of it.
  struct Change: CustomTestStringConvertible {
    let from: String
    let to: String
    let says: String
    var testDescription: String { says }

    init(_ from: String, _ to: String, says: String) {
      self.from = from
      self.to = to
      self.says = says
    }
  }

  static let changes = [
    Change("report/2\"", "report/3\"", says: "the format \"failover-audit-report/3\" is not known"),
    Change("failover-audit-report/2", "failover-inventory/1", says: "is an inventory"),
    Change("\"format\":", "\"fromat\":", says: "it has no member \"format\""),
    Change("\"gaps\":", "\"gabs\":", says: "the report has no member \"gaps\": an older version"),
    Change("\"groups\": [\n", "\"x\": [\n", says: "the report has no member \"groups\""),
    Change("\"judgesExport\"", "\"x\"", says: "a rule ends without the member \"judgesExport\""),
    Change("\"ownRanges\"", "\"x\"", says: "settings ends without the member \"ownRanges\""),
    Change("\"waiver\":", "\"x\":", says: "that is waived has no member \"waiver\""),
    Change("\"findings\":", "\"x\":", says: "that is fail has no member \"findings\""),
    Change(
      "\"kind\":\"nic\"", "\"x\":\"nic\"", says: "that is fail has no member \"kind\""),
    Change("\"kind\":", "\"x\":", says: "a named gap ends without the member \"kind\""),
    Change("\"loss\": \"service\"", "\"loss\": \"all\"", says: "\"loss\" must be"),
    Change("\"findings\":[", "\"findings\":[],\"x\":[", says: "that is fail has 0 findings"),
    Change("\"format\":", "\"format\":\"x\",\"format\":", says: "the format \"x\" is not known"),
    Change(
      "\"tool\":", "\"time\":null,\"tool\":", says: "\"time\" of the report is there twice"),
    Change(",\"subject\":", ",\"subject\":\"a\",\"subject\":", says: "\"subject\" of an outcome"),
    Change("\"outcome\":\"fail\"", "\"outcome\":\"failed\"", says: "must be one of pass, fail"),
    Change("\"outcome\":\"fail\"", "\"outcome\":null", says: "must be one of pass, fail"),
    Change("\"outcome\":\"fail\"", "\"outcome\":\"pass\"", says: "as pass, but lists"),
    Change(
      "\"counts\": {\"pass\":2", "\"counts\": {\"pass\":3", says: "the report counts 3 outcomes"),
    Change(
      "\"total\":9", "\"total\":10", says: "the report counts 10 outcomes in all, but lists 9"),
    Change("\"exitCode\": 1", "\"exitCode\": 0", says: "is violations, but its exit code is 0"),
    Change(
      "\"violations\",\n    \"exitCode\": 1", "\"compliant\",\n    \"exitCode\": 0",
      says: "the verdict is compliant, but what the report holds comes to violations: 3 viol"),
    Change(
      "\"violations\",\n    \"exitCode\": 1", "\"incomplete\",\n    \"exitCode\": 2",
      says: "the verdict is incomplete, but what the report holds comes to violations"),
    Change("\"violations\",", "\"fine\",", says: "must be one of compliant, violations"),
    Change("\"bytes\":1234", "\"bytes\":-1", says: "\"bytes\" must be a whole number from 0 on"),
    Change("\"bytes\":1234", "\"bytes\":1.5", says: "\"bytes\" must be a whole number from 0 on"),
    Change("\"bytes\":1234", "\"bytes\":99999999999999999999", says: "must be a whole number"),
    Change("\"bytes\":1234", "\"bytes\":\"1234\"", says: "must be a whole number"),
    Change("\"minimum\":2", "\"minimum\":10", says: "minimum is above its maximum"),
    Change("\"value\":3", "\"value\":4", says: "is 4, which is not what the settings say"),
    Change("{\"single-server-group.minimum-servers\":3}", "[]", says: "must be an object"),
    Change(
      "minimum-servers\":3}", "minimum-servers\":3,\"single-server-group.minimum-servers\":3}",
      says: "one of the parameters is there twice"),
    Change("\"selected\": []", "\"selected\": [1]", says: "\"selected\" must be a string"),
    Change("\"skipped\": [\"master\"]", "\"skipped\": {}", says: "\"skipped\" must be an array"),
    Change("\"time\": \"2026", "\"time\": \"26", says: "must be null or a time such as"),
    Change("\"allowUnknown\": false", "\"allowUnknown\": 0", says: "must be true or false"),
    Change("{\"rule\":\"c", "{\"rule\":\"d", says: "of another rule"),
    Change("\"id\": \"c", "\"id\": \"d", says: "are of another rule: conflicting-records"),
    Change("\"id\": \"no-subjects\"", "\"id\": \"incomplete-export\"", says: "is there twice"),
    Change("\"fail\",\"severity\":\"error\"", "\"fail\",\"severity\":\"note\"", says: "severity"),
    Change(
      "\"input\":\"a.json\",\"line\":7", "\"input\":\"a.json\",\"line\":null", says: "some are null"
    ),
    Change("\"memberCount\":2", "\"memberCount\":1", says: "fewer members than are shown"),
    Change("\"isMaster\":true", "\"isMaster\":null", says: "must be true or false"),
    Change("eth0", "eth\u{0}", says: "a control character in a string"),
    Change("eth0", "\\ud800", says: "half of a surrogate pair"),
    Change("\"rules\": [", "\"rules\": [,", says: "a rule must be an object"),
    Change("\n}\n", "\n}\n{}", says: "text after the end of the report"),
    Change("\n}\n", "\n,}\n", says: "a key in quotes was expected here"),
    Change(
      "\"tool\":", "\"x\":\(String(repeating: "[", count: 80)),\"tool\":",
      says: "more than 64 levels of nesting"),
  ]

  @Test("What is not as it must be is refused with one sentence and its line", arguments: changes)
  func changed(_ change: Change) throws {
    let good = try text(JSONReporter(), SampleReport.withoutBaseline.report)
    let place = try #require(good.firstRange(of: change.from))
    let bad = good[..<place.lowerBound] + change.to + good[place.upperBound...]
    let refusal = try #require(try TemporaryReport(String(bad)).refusal())
    #expect(refusal.sentence.contains(change.says), "\(refusal.sentence)")
    let line = try #require(refusal.line)
    let lines = bad.utf8.count { $0 == 0x0A } + 1
    #expect((1...lines).contains(line))
    #expect(!refusal.sentence.contains("\n"))
  }

  @Test("A report that is cut off anywhere is refused")
  func cutOff() throws {
    let good = try bytes(JSONReporter(), SampleReport.withoutBaseline.report)
    for count in stride(from: 0, to: good.count - 2, by: 31) {
      let refusal = try TemporaryReport(Array(good[..<count])).refusal()
      #expect(refusal != nil, "\(count)")
    }
  }

  @Test(
    "A file that is not a report at all is named for what it is",
    arguments: [
      ("", "is empty"), (" \n", "is empty"), ("<?xml version=\"1.0\"?>", "is XML"),
      ("[]", "an array is in place"), ("hello", "not JSON"), ("\u{0}", "not JSON"),
      ("{}", "it has no member \"format\""), ("{\"a\":1}", "it has no member \"format\""),
      ("{\"id\":\"x\",\"type\":\"collection\"}", "is an export, not a report"),
      ("{\"datacenters\":{\"items\":[]}}", "is an export, not a report"),
      ("{\"format\":\"failover-inventory/1\"}", "is an inventory, not a report"),
      ("{\"groups\":{\"items\":[]}}", "is an export, not a report"),
      ("{\"format\":7}", "\"format\" must be a string"),
      ("{\"rule\":7}", "\"rule\" must be a string"), ("{\"subject\":\"a\"}", "without the member"),
    ])
  func notAReport(_ contents: String, _ sentence: String) throws {
    let refusal = try #require(try TemporaryReport(contents).refusal())
    #expect(refusal.sentence.contains(sentence), "\(refusal.sentence)")
  }

  @Test("Bytes that are not UTF-8 are refused")
  func notUTF8() throws {
    var bad = try bytes(JSONReporter(), SampleReport.withoutBaseline.report)
    let place = try #require(bad.indices.first { bad[$0...].starts(with: Array("eth0".utf8)) })
    bad[place] = 0xFF
    let refusal = try TemporaryReport(bad).refusal()
    #expect(refusal?.sentence == "malformed text: these bytes are not UTF-8")
  }

  @Test("More rules than anybody has are refused before they take memory")
  func manyRules() throws {
    var sample = SampleReport()
    sample.rules = (0..<1001).map { SampleReport.rule("rule-\($0)", rows: []) }
    let refusal = try TemporaryReport(bytes(JSONReporter(), sample.report)).refusal()
    #expect(refusal?.sentence == "refused: more than 1000 rules")
    sample.rules.removeLast()
    #expect(try TemporaryReport(bytes(JSONReporter(), sample.report)).refusal() == nil)
  }

  @Test("A file that does not exist, and a folder, are reported")
  func noFile() {
    for (path, sentence) in [
      ("/nowhere/at/all", "cannot be opened: No such file or directory"),
      ("/", "is a folder, not a file"),
    ] {
      let error = #expect(throws: UnusableReport.self) {
        try SavedReport(path, rules: [], toolVersion: "1")
      }
      #expect(error?.problem.sentence == sentence)
    }
  }
}
