import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct GitHubReporterTests {
  static func lines(_ sample: SampleReport) throws -> [String] {
    try text(GitHubReporter(), sample.report).split(separator: "\n").map(String.init)
  }

  @Test("What was not read comes first, then the worst, each with its place")
  func order() throws {
    let lines = try Self.lines(.everyOutcome)
    let group = #"on LAN 2 "front" in data center "Frankfurt""#
    let expected = """
      ::error file=b.json,line=3,title=unread-input::b.json: partly read: no id (and 1 more). \
      Export the input again, or correct what its problems say.
      ::error file=c.json,line=1,title=unread-input::c.json: refused: not JSON. \
      Export the input again, or correct what its problems say.
      ::warning title=export-gap::audit: the export of data center "standby" is incomplete \
      (see rule incomplete-export). Export again what the message names, at full depth, as \
      `scripts/export.sh` does.
      ::error file=a.json,line=7,title=conflicting-records (fail)::NIC "eth0" (n1) in data center \
      "Frankfurt": 1. dhcp differs; 2. name differs. Put it right.
      ::error file=a.json,line=7,title=single-server-group (fail)::failover group 192.0.2.1 \(group): \
      all members are on one server. Put it right.
      """
    #expect(lines.prefix(5).joined(separator: "\n") == expected)
    let unknown =
      "::warning title=single-server-group (unknown)::failover group 192.0.2.2 \(group): "
    #expect(lines[7] == unknown + "the NIC list is cut off. Export it again.")
    #expect(lines.count == 9)
  }

  @Test("The last line gives verdict, counts and what was left out for lack of room")
  func summary() throws {
    let words = [
      "failover-audit: violations (exit code 1); outcomes: 2 pass, 3 fail, 1 unknown, ",
      "1 notApplicable, 1 error, 1 waived, 1 baselined; inputs: 1 read, 1 partly read, 1 refused; ",
      "not shown above: 0 fail, 0 unknown, 0 error, 0 notices of what was not looked at; ",
      "the other report formats list all of them; made by ",
      RunData(report: SampleReport.everyOutcome.report).digests,
    ]
    #expect(try Self.lines(.everyOutcome).last == words.joined())
    let nothing = try Self.lines(.nothing)
    #expect(nothing.count == 2)
    #expect(nothing[0].hasPrefix("::error title=nothing-examined::"))
  }

  @Test("At most ten of each level are written, the rest is counted")
  func limit() throws {
    var sample = SampleReport.many(groups: 30)
    sample.inputs = (0..<3).map { SampleReport.input("\($0).json", .refused) }
    let rows = (0..<15).map {
      SampleReport.row(
        SampleReport.group("192.0.2.\($0)", datacenter: "dc-\($0)"), .unknown("a"), at: nil)
    }
    sample.rules.append(SampleReport.rule("x", .warning, rows: rows))
    let lines = try Self.lines(sample)
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 10)
    #expect(lines.count == 21)
    #expect(lines.last?.contains("not shown above: 23 fail, 5 unknown, 0 error, 0 notices") == true)
    sample.inputs = (0..<30).map { SampleReport.input("\($0).json", .refused) }
    #expect(
      try Self.lines(sample).last?.contains("30 fail, 5 unknown, 0 error, 20 notices") == true)
  }

  @Test("No name begins a command, ends a property or sets one")
  func hostile() throws {
    for sample in SampleReport.corpus {
      let lines = try Self.lines(sample)
      for line in lines.dropLast() {
        let shape = /::(error|warning|notice) (file=[^,:]+,line=\d+,)?title=[^,:]+::[^\n\r]+/
          .matchingSemantics(.unicodeScalar)
        #expect(line.wholeMatch(of: shape) != nil, "\(sample)")
      }
      #expect(lines.last?.hasPrefix("failover-audit: ") == true)
      #expect(!lines.contains { $0.contains("##") })
      let percent = lines.flatMap {
        $0.matches(of: /%(..)/.matchingSemantics(.unicodeScalar)).map { $0.1 }
      }
      #expect(percent.allSatisfy { ["25", "3A", "2C"].contains($0) })
    }
  }

  @Test("A name comes back when a runner takes the escapes away")
  func escapes() {
    #expect(WorkflowText.message("100%\n::a") == #"100%25\u{a}::a"#)
    #expect(WorkflowText.property("a,line=1::b") == "a%2Cline=1%3A%3Ab")
    #expect(WorkflowText.message("###[error]") == #"#\u{23}\u{23}[error]"#)
  }
}
