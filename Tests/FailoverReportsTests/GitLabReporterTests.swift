import FailoverAudit
import FailoverInventory
import FoundationEssentials
import TestSupport
import Testing

@testable import FailoverReports

@Suite struct GitLabReporterTests {
  static func entries(_ sample: SampleReport) throws -> [JSONValue] {
    try JSONValue.read(bytes(GitLabReporter(), sample.report)).elements
  }

  private static let schema = JUnitSchema.folder.appendingPathComponent("gitlab-codeclimate.json")

  @Test(
    "The schema of GitLab accepts every entry",
    .enabled(if: FileManager.default.fileExists(atPath: schema.path)))
  func isValid() throws {
    let schema = try JSONSchema(.read(Data(contentsOf: Self.schema)))
    for sample in [.everyOutcome, .nothing] + SampleReport.corpus {
      for entry in try AnyJSON.read(bytes(GitLabReporter(), sample.report)).items {
        #expect(schema.problems(entry) == [])
      }
    }
  }

  @Test("No two entries have the same fingerprint")
  func fingerprints() throws {
    var twice = SampleReport.everyOutcome
    twice.inputs += twice.inputs
    twice.inputs.sort { $0.name < $1.name }
    for sample in [.everyOutcome, .nothing, twice] + SampleReport.corpus {
      let prints = try Self.entries(sample).map { try #require($0["fingerprint"]?.string) }
      #expect(Set(prints).count == prints.count)
    }
  }

  @Test("Every entry has a path and a line from 1 on")
  func places() throws {
    for sample in [.everyOutcome, .nothing] + SampleReport.corpus {
      for entry in try Self.entries(sample) {
        #expect(entry["location"]?["path"]?.string?.isEmpty == false)
        #expect(try #require(entry["location"]?["lines"]?["begin"]?.number) > 0)
      }
    }
  }

  @Test("Each outcome has its severity; what was not read blocks")
  func severities() throws {
    let told = try Self.entries(.everyOutcome).map {
      ($0["severity"]?.string ?? "") + " " + ($0["check_name"]?.string ?? "")
    }
    #expect(
      told == [
        "blocker unread-input", "blocker unread-input", "major export-gap",
        "critical conflicting-records", "major incomplete-export", "critical single-server-group",
        "minor single-server-group", "minor single-server-group", "info single-server-group",
        "info single-server-group",
      ])
    #expect(
      try Self.entries(.nothing).map { $0["check_name"]?.string } == ["nothing-examined"])
  }

  @Test("The fingerprint is that of the finding, and what was waived says so first")
  func entry() throws {
    let entries = try Self.entries(.everyOutcome)
    let print = Fingerprint.of(rule: "conflicting-records", subject: "nic/n1", facet: "dhcp")
    #expect(entries[3]["fingerprint"] == .string(print))
    let subject = #"NIC "eth0" (n1) in data center "Frankfurt""#
    #expect(
      entries[3]["description"] == .string("\(subject): 1. dhcp differs; 2. name differs"))
    #expect(entries[3]["location"]?["path"] == .string("a.json"))
    #expect(entries[3]["location"]?["lines"]?["begin"] == .number(7))
    let excuses = entries.suffix(2).map { $0["description"]?.string ?? "" }
    #expect(excuses[0].hasPrefix("waived until 2027-01-31"))
    #expect(excuses[1].hasPrefix("baselined: it is in the baseline"))
  }
}
