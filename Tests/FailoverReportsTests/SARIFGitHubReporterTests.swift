import FailoverAudit
import FailoverInventory
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct SARIFGitHubReporterTests {
  static func run(
    _ sample: SampleReport, _ reporter: SARIFGitHubReporter = SARIFGitHubReporter()
  ) throws -> JSONValue { try SARIFReporterTests.run(sample, reporter) }

  static func results(_ run: JSONValue) throws -> [JSONValue] {
    try #require(run["results"]).elements
  }

  @Test("The report always says that the tool ran: it drops a whole upload that says it did not")
  func executionSuccessful() throws {
    for sample in [SampleReport.everyOutcome, .nothing] {
      let invocation = try Self.run(sample)["invocations"]?[0]
      #expect(invocation?["executionSuccessful"] == .bool(true))
      #expect(invocation?["toolExecutionNotifications"]?[0] != nil)
    }
  }

  @Test("What was not looked at comes first, then the worst; what passed or was waived is left out")
  func order() throws {
    let results = try Self.results(Self.run(.everyOutcome))
    #expect(
      results.map { ($0["ruleId"]?.string ?? "") + " " + ($0["kind"]?.string ?? "") } == [
        "unread-input fail", "unread-input fail", "export-gap fail", "conflicting-records fail",
        "single-server-group fail", "incomplete-export fail", "single-server-group open",
        "single-server-group review",
      ])
    #expect(results.allSatisfy { $0["suppressions"] == nil })
  }

  @Test("Every result has a place")
  func locations() throws {
    for sample in [.everyOutcome, .nothing] + SampleReport.corpus {
      for result in try Self.results(Self.run(sample)) {
        let place = try #require(result["locations"]?[0]?["physicalLocation"])
        #expect(place["artifactLocation"]?["uri"]?.string?.isEmpty == false)
        #expect(try #require(place["region"]?["startLine"]?.number) > 0)
      }
    }
  }

  @Test("Beyond the limit the first result and a notification say how many are hidden")
  func limit() throws {
    #expect(SARIFGitHubReporter().resultLimit == 5000)
    let reporter = SARIFGitHubReporter(resultLimit: 50, byteLimit: 1_000_000)
    let run = try Self.run(.many(groups: 60), reporter)
    let results = try Self.results(run)
    #expect(results.count == 50)
    let sentence = "11 more outcomes not shown here, the least of all: the other reports list them"
    #expect(results[0]["ruleId"] == .string("hidden-results"))
    #expect(results[0]["message"]?["text"] == .string(sentence))
    let notification = run["invocations"]?[0]?["toolExecutionNotifications"]?[0]
    #expect(notification?["message"]?["text"] == .string(sentence))
    #expect(run["properties"]?["hidden"]?["fail"] == .number(11))
    let full = try Self.run(.many(groups: 50), reporter)
    #expect(try Self.results(full).count == 50)
    #expect(full["properties"]?["hidden"]?["total"] == .number(0))
  }

  @Test(
    "However many inputs there are, the log stays below what GitHub takes, and gives their number")
  func boundedInputs() throws {
    var sample = SampleReport.everyOutcome
    sample.inputs = (0..<4000).map { number in
      let name = String(repeating: "long-", count: 40) + "\(number).json"
      return SampleReport.input(
        name, .refused, problems: [Problem(input: name, sentence: "not JSON")])
    }
    let log = try FailoverReportsTests.bytes(SARIFGitHubReporter(), sample.report)
    #expect(log.count < 10_000_000)
    let run = try Self.run(sample)
    let told = try #require(run["artifacts"]).elements.count
    #expect(told > 100 && told < 4000)
    #expect(run["properties"]?["inputs"] == .number(4000))
    let notifications = run["invocations"]?[0]?["toolExecutionNotifications"]?.elements.count
    #expect(try #require(notifications) < 4000)
    let full = try SARIFReporterTests.run(sample, SARIFReporter())
    #expect(full["artifacts"]?.elements.count == 4000)
  }

  @Test("Results never take more bytes than there is room for")
  func bytes() throws {
    let reporter = SARIFGitHubReporter(resultLimit: 5000, byteLimit: 20_000)
    let run = try Self.run(.many(groups: 100), reporter)
    let results = try Self.results(run)
    let hidden = try #require(run["properties"]?["hidden"]?["fail"]?.number)
    #expect((2..<100).contains(results.count))
    #expect(results.count - 1 + hidden == 100)
  }

  @Test("Inputs that were not read have room before everything else")
  func manyInputs() throws {
    var sample = SampleReport.many(groups: 5)
    sample.inputs = (0..<10).map { SampleReport.input("\($0).json", .refused) }
    let reporter = SARIFGitHubReporter(resultLimit: 8, byteLimit: 1_000_000)
    let results = try Self.results(Self.run(sample, reporter))
    #expect(
      results.map { $0["ruleId"]?.string }
        == ["hidden-results"] + Array(repeating: "unread-input", count: 7))
    #expect(
      results[0]["message"]?["text"]?.string?.hasPrefix(
        "5 more outcomes and 3 notices of what was not read") == true)
  }

  @Test("A report about nothing is an alert")
  func nothing() throws {
    let results = try Self.results(Self.run(.nothing))
    #expect(results.map { $0["ruleId"]?.string } == ["nothing-examined"])
  }

  @Test("No rule is a security alert")
  func noSecurity() throws {
    let whole = try text(SARIFGitHubReporter(), SampleReport.everyOutcome.report)
    #expect(!whole.contains("security-severity"))
    #expect(whole.contains("\"problem.severity\":\"error\""))
  }
}
