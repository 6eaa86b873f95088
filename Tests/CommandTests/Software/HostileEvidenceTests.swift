import Foundation
import TestSupport
import Testing

/// Evidence that is made to do harm gets one sentence, in little time.
@Suite("Hostile evidence")
struct HostileEvidenceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let file: String
    let text: @Sendable () -> String
    /// A part of the sentence that is reported.
    let sentence: String
  }

  private static func chain(_ count: Int) -> String {
    (0..<count).map { "$A\($0)=$A\($0 + 1) $A\($0 + 1)\n" }.joined() + "$A\(count)=x\nx ${A0}\n"
  }

  private static let rows: [Row] = [
    Row(
      testDescription: "an include out of the folder", file: "keepalived.conf",
      text: { "include ../../web-b/keepalived.conf\n" }, sentence: "an include leaves the folder"),
    Row(
      testDescription: "an include of itself", file: "keepalived.conf",
      text: { "include keepalived.conf\n" }, sentence: "an include that includes itself"),
    Row(
      testDescription: "definitions that double", file: "keepalived.conf", text: { chain(60) },
      sentence: "a line cannot be resolved"),
    Row(
      testDescription: "a definition that names itself", file: "keepalived.conf",
      text: { "$A=${A}\nx ${A}\n" }, sentence: "name one another without an end"),
    Row(
      testDescription: "more lines than may be", file: "keepalived.conf",
      text: { String(repeating: "a\n", count: 100_001) }, sentence: "more than 100000 lines"),
    Row(
      testDescription: "a file that is too large", file: "keepalived.conf",
      text: { String(repeating: "#", count: 5 << 20) }, sentence: "it is larger than 4194304 bytes"),
    Row(
      testDescription: "more instances than may be", file: "keepalived.conf",
      text: { (0..<10_001).map { "vrrp_instance \($0) {\n}\n" }.joined() },
      sentence: "more than 10000 instances"),
    Row(
      testDescription: "blocks in one another", file: "keepalived.conf",
      text: { String(repeating: "a {\n", count: 40_000) }, sentence: "nested more than 64 levels"),
    Row(
      testDescription: "a NUL byte", file: "keepalived.conf", text: { "a\u{0}b\n" },
      sentence: "a NUL byte"),
    Row(
      testDescription: "lists in one another", file: "x.json",
      text: { String(repeating: "[", count: 100_000) }, sentence: "nested more than"),
    Row(
      testDescription: "a million values", file: "x.json",
      text: { "[" + String(repeating: "0,", count: 1_000_001) + "0]" },
      sentence: "more than 1000000 values"),
    Row(
      testDescription: "instances in a dump", file: "x.json",
      text: {
        "[" + (0...10_000).map { #"{"data":{"iname":"\#($0)"}}"# }.joined(separator: ",") + "]"
      }, sentence: "more than 10000 instances"),
    Row(
      testDescription: "half of a document", file: "x.json", text: { #"{"vrrp": ["# },
      sentence: "malformed JSON"),
    Row(
      testDescription: "an unknown version", file: "x.json",
      text: { #"{"format": "failover-ha/2", "nodes": []}"# }, sentence: "is not one that is known"),
    Row(
      testDescription: "a DOCTYPE", file: "x.xml",
      text: { "<!DOCTYPE cib [<!ENTITY a 'a'>]><cib>&a;</cib>" }, sentence: "DOCTYPE"),
    Row(
      testDescription: "elements in one another", file: "x.xml",
      text: { String(repeating: "<a>\n", count: 1000) }, sentence: "levels of nesting"),
    Row(
      testDescription: "an element that is not closed", file: "x.xml", text: { "<cib><a></cib>" },
      sentence: "malformed XML"),
    Row(
      testDescription: "another document", file: "x.xml", text: { "<html></html>" },
      sentence: "not a form of evidence"),
    Row(
      testDescription: "YAML with an alias", file: "kube-vip.yaml",
      text: { "a: &x [1]\nb: *x\n" }, sentence: "refused"),
  ]

  @Test("one sentence that names the file", arguments: rows)
  func table(_ row: Row) async throws {
    let fixture = try SoftwareFixture()
    try fixture.folder.write("ha/web-a/\(row.file)", row.text())
    let run = try await fixture.scan(["--quiet", "--report", "json=audit.json"])
    #expect(run.exitCode == 1 || run.exitCode == 2, "\(run.errorText)")
    let json = try fixture.folder.text("audit.json")
    let problems = json.split(separator: "\n").filter { $0.contains("ha/web-a/\(row.file)") }
    #expect(problems.contains { $0.contains(row.sentence) }, "\(problems.map { $0.prefix(600) })")
  }

  @Test("links are not followed, and hidden files are left out")
  func links() async throws {
    let fixture = try SoftwareFixture()
    try fixture.folder.write("secret.json", "[]")
    for (name, target) in [("web-a/link.json", "../../secret.json"), ("loop", ".")] {
      try FileManager.default.createSymbolicLink(
        atPath: fixture.folder.path("ha/" + name), withDestinationPath: target)
    }
    try fixture.folder.write("ha/.hidden/x.txt", "x")
    let run = try await fixture.scan("--select", "ha-software")
    #expect(run.exitCode == 2)
    #expect(run.text.contains("ha/web-a/link.json") && run.text.contains("links are not followed"))
    #expect(run.text.contains("ha/loop") && !run.text.contains("hidden"))
  }

  @Test("bytes that are not UTF-8, and names that would write on a terminal")
  func bytes() async throws {
    let fixture = try SoftwareFixture()
    try fixture.folder.write("ha/web-a/x.json", Data([0x5B, 0xFF, 0x5D]))
    try fixture.folder.write(
      "ha/ev\u{1B}[31mil/n.json",
      #"{"format":"failover-ha/1","nodes":[{"hostname":"a\u001b[2J","instances":[{"name":"\u0007"}]}]}"#
    )
    let run = try await fixture.scan("--select", "ha-software,unplaced-ha-evidence")
    #expect(run.exitCode == 1 || run.exitCode == 2)
    #expect(run.text.contains("not UTF-8") && !run.text.contains("\u{1B}"))
  }
}
