import FailoverArchive
import FailoverAudit
import FoundationEssentials
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct ReportDocumentationTests {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/report-json.md")

  private static func page() throws -> String { try String(contentsOf: file, encoding: .utf8) }

  /// The names of all members of objects, at any depth; those of `parameters` and `severities` in
  /// the settings are names of parameters and rules.
  private static func names(in value: JSONValue) -> Set<String> {
    var names: Set<String> = []
    for element in value.elements { names.formUnion(Self.names(in: element)) }
    for (name, member) in value.members where !name.contains(".") && !name.contains("-") {
      names.insert(name)
      names.formUnion(Self.names(in: member))
    }
    return names
  }

  @Test("The page documents every member of the JSON report")
  func everyMember() throws {
    let page = try Self.page()
    let names = Self.names(in: try JSONReporterTests.document(.everyOutcome))
    #expect(names.count > 50)
    #expect(names.filter { !page.contains("`\($0)`") } == [])
  }

  @Test("The golden sample on the page is what the reporter writes")
  func goldenSample() throws {
    var report = SampleReport.everyOutcome
    report.rules = [report.rules[2]]
    report.verdict = Verdict(
      word: .violations,
      reasons: ["1 outcome failed at or above warning", "2 inputs were not read whole"])
    let written = try text(JSONReporter(), report.report)
    let page = try Self.page()
    let start = try #require(page.firstRange(of: "```json\n")).upperBound
    let end = try #require(page[start...].firstRange(of: "```")).lowerBound
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data((page[..<start] + written + page[end...]).utf8).write(to: Self.file)
    } else {
      #expect(page[start..<end] == written, "run \"make goldens\" and review the difference")
    }
  }
}
