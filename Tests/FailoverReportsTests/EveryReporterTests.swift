import FailoverAudit
import FailoverInventory
import Testing

@testable import FailoverReports

/// What holds for the reports of every format.
@Suite struct EveryReporterTests {
  /// Formats that hold outcomes only: they go with a report that shows the rest.
  static let outcomesOnly: Set<String> = ["ledger"]

  private static func written(_ format: String, _ sample: SampleReport) throws -> String {
    try text(try #require(Reporters.reporter(named: format)), sample.report)
  }

  @Test(
    "An input that was not read is reported, by its name where names are shown",
    arguments: HostileTextTests.formats.filter { !outcomesOnly.contains($0) })
  func unread(_ format: String) throws {
    var read = SampleReport.many(groups: 3, failing: false)
    read.inputs = ["a.json", "unusual.json"].map { SampleReport.input($0) }
    var unread = read
    unread.inputs[1] = SampleReport.input("unusual.json", .refused)
    let told = try Self.written(format, unread)
    #expect(told != (try Self.written(format, read)))
    #expect(told.contains("refused"))
    let isNamed = told.contains("unusual.json")
    #expect(isNamed != HostileTextTests.nameless.contains(format))
  }

  @Test(
    "A report about nothing differs from one without findings",
    arguments: HostileTextTests.formats.filter { !outcomesOnly.contains($0) })
  func nothing(_ format: String) throws {
    /// Some formats explain the words in every report.
    func mentions(_ sample: SampleReport) throws -> Int {
      let told = try Self.written(format, sample)
      return ["nothing was examined", "nothing-examined", "outcomes_all 0", "\"total\":0"]
        .reduce(0) { $0 + told.ranges(of: $1).count }
    }
    #expect(try mentions(.nothing) > mentions(.many(groups: 3, failing: false)))
  }

  @Test("For a pass, only the name of its subject is shown", arguments: HostileTextTests.formats)
  func pass(_ format: String) throws {
    func sample(_ subject: Subject, at place: Place?) -> SampleReport {
      var sample = SampleReport()
      sample.rules = [SampleReport.rule("x", rows: [SampleReport.row(subject, .pass, at: place)])]
      return sample
    }
    let whole = SampleReport.nic("n1", of: ["group/dc-1/2/192.0.2.1"], name: "eth0")
    let saved = Subject(kind: .group, name: whole.name)
    let told = try Self.written(
      format, sample(whole, at: Place(input: "a.json", line: 7, pointer: "/x")))
    #expect(try Self.written(format, sample(saved, at: nil)) == told)
  }
}
