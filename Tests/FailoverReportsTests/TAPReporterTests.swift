import FailoverAudit
import Testing

@testable import FailoverReports

@Suite struct TAPReporterTests {
  /// A test point as a harness reads it.
  struct Point: Equatable {
    var isOK: Bool
    var description: String
    var directive: String
    var block: [String]
  }

  /// The test points of a stream that keeps to TAP 14: one plan, numbers in order, closed blocks.
  static func points(_ sample: SampleReport) throws -> [Point] {
    let lines = try text(TAPReporter(), sample.report).split(separator: "\n").map(String.init)
    #expect(lines[0] == "TAP version 14")
    let plan = try #require(lines[1].wholeMatch(of: /1\.\.(\d+)/))
    var points: [Point] = []
    var isInBlock = false
    #expect(lines[2].hasPrefix("# failover-audit ") && lines[2].contains(", rule set "))
    for line in lines.dropFirst(3) {
      if isInBlock {
        isInBlock = line != "  ..."
        let member = /\ {2}([a-z]+:|( {2}-|[a-z]+:) "([^"\\]|\\["\\])*")/
          .matchingSemantics(.unicodeScalar)
        #expect(!isInBlock || line.wholeMatch(of: member) != nil, "\(line)")
        if isInBlock { points[points.count - 1].block.append(line) }
      } else if line == "  ---" {
        isInBlock = true
      } else {
        points.append(try point(line, number: points.count + 1))
      }
    }
    #expect(!isInBlock)
    #expect(Int(plan.1) == points.count)
    return points
  }

  private static func point(_ line: String, number: Int) throws -> Point {
    let shape = /(not )?ok (\d+) - (([^#\\]|\\[#\\])*?)( # (SKIP|TODO) (([^#\\]|\\[#\\])*))?/
      .matchingSemantics(.unicodeScalar)
    let match = try #require(line.wholeMatch(of: shape), "\(line)")
    #expect(Int(match.2) == number)
    return Point(
      isOK: match.1 == nil, description: String(match.3).replacing(/\\(.)/) { $0.1 },
      directive: match.6.map(String.init) ?? "", block: [])
  }

  @Test("What was not looked at comes first and is not ok; each outcome has its form")
  func outcomes() throws {
    let told = try Self.points(.everyOutcome).map {
      ($0.isOK ? "ok " : "not ok ") + $0.description + ($0.block.isEmpty ? "" : " …")
        + ($0.directive.isEmpty ? "" : " " + $0.directive)
    }
    #expect(
      told == [
        "not ok unread-input: b.json …", "not ok unread-input: c.json …",
        "not ok export-gap: audit …", "not ok conflicting-records: nic/n1 …",
        "ok conflicting-records: nic/n2", "not ok incomplete-export: export/b.json …",
        "not ok single-server-group: group/dc-1/2/192.0.2.1 …",
        "not ok single-server-group: group/dc-1/2/192.0.2.2 …",
        "ok single-server-group: group/dc-1/2/192.0.2.3 SKIP",
        "not ok single-server-group: group/dc-1/2/192.0.2.4 …",
        "not ok single-server-group: group/dc-1/2/192.0.2.5 TODO",
        "ok single-server-group: group/dc-1/2/192.0.2.6",
        "not ok single-server-group: group/dc-1/2/192.0.2.7 TODO",
      ])
    let nothing = try Self.points(.nothing)
    #expect(nothing.map(\.description) == ["nothing-examined: audit"])
    #expect(nothing.allSatisfy { !$0.isOK })
  }

  @Test("The block of a fail gives message, place, fingerprint and evidence")
  func block() throws {
    let print = Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "dhcp")
    let message =
      ##"NIC \"eth0\" (n1) in data center \"Frankfurt\": 1. dhcp differs; 2. name differs"##
    #expect(
      try Self.points(.everyOutcome)[3].block == [
        #"  outcome: "fail""#, #"  severity: "error""#,
        #"  message: "\#(message)""#, #"  at: "a.json:7""#,
        #"  fingerprint: "\#(print)""#, "  evidence:",
        #"    - "member nic/n1: server s1 (a.json:9)""#, #"    - "minimum-servers: 2""#,
      ])
  }

  @Test("No name is a directive, a test point or the end of a block")
  func hostile() throws {
    for sample in SampleReport.corpus {
      let points = try Self.points(sample)
      #expect(
        points.map(\.directive) == ["", "", "", "SKIP", "", "TODO", "TODO", "", ""], "\(sample)")
      #expect(points.count(where: \.isOK) == 2)
    }
    #expect(TAPText.description(##"a # SKIP \"##) == ##"a \# SKIP \\"##)
  }
}
