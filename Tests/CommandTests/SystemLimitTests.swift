import Foundation
import TestSupport
import Testing

/// What the system does not grant: a place to write, threads, a stack.
@Suite("Limits of the system")
struct SystemLimitTests {
  private static let estate = SmallEstate.healthy.json

  @Test(
    "a standard output that is full or closed gives exit code 64 and a sentence, whatever is asked",
    arguments: [
      "scan estate.json", "report r.json", "compare r.json r.json", "merge r.json",
      "baseline r.json", "simulate --each zone estate.json", "convert --to xml estate.json",
      "query 'SELECT 1' estate.json", "schema", "rules", "explain master-missing",
      "config --effective", "--help", "--version", "scan --help",
    ])
  func output(_ arguments: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", Self.estate)
    _ = try await Command.run(
      ["scan", "estate.json", "-q", "--report", "json=r.json"], in: folder.url)
    for stream in [">/dev/full", ">&-"] {
      let run = try await Command.shell(
        "\"$FAILOVER_AUDIT\" \(arguments) \(stream)", in: folder.url)
      #expect(run.exitCode == 64, "\(stream) \(run.errorText)")
      #expect(run.errorText.contains("standard output cannot be written"), "\(run.errorText)")
    }
  }

  @Test(
    "where the system grants too little the program ends with a sentence",
    arguments: ["ulimit -s 64", "ulimit -v 100000"])
  func limits(_ limit: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.shell(
      "\(limit); \"$FAILOVER_AUDIT\" --version", in: folder.url)
    // What is too little depends on the build and the machine.
    let worked = run.exitCode == 0 && !run.text.isEmpty
    #expect(worked != (!run.errorText.isEmpty), "\(run.text)\(run.errorText)")
    #expect(run.exitCode < 128, "\(run.errorText)")
  }

  @Test("a report that replaces a file keeps its mode, and copies in evidence are never wider")
  func modes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", Self.estate)
    try folder.write("failover-audit.yml", "fail-on: warning\n")
    let run = try await Command.shell(
      """
      umask 022; chmod 600 estate.json failover-audit.yml; : >r.txt; chmod 640 r.txt
      "$FAILOVER_AUDIT" scan estate.json -q --report text=r.txt --evidence pack --with-inputs
      stat -c '%a %n' r.txt pack/inputs/* pack/configuration.yml
      """, in: folder.url)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "640 r.txt", "\(run.text)\(run.errorText)")
    #expect(lines.count == 3 && lines.dropFirst().allSatisfy { $0.hasPrefix("600 ") }, "\(lines)")
  }

  @Test("failover-audit.yaml is read without a .yml, and named if it is not read")
  func yaml() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("failover-audit.yaml", "fail-on: error\n")
    let one = try await Command.run(["scan", "estate.json"], in: folder.url)
    #expect(one.exitCode == 0, "\(one.text)\(one.errorText)")
    try folder.write("failover-audit.yml", "fail-on: warning\n")
    let both = try await Command.run(["scan", "estate.json"], in: folder.url)
    #expect(both.exitCode == 1)
    #expect(both.errorText.contains("failover-audit.yaml is not read"), "\(both.errorText)")
  }

  @Test("test-rules refuses a rule with the id of one of the program, as scan does")
  func shippedID() async throws {
    let folder = try TemporaryFolder()
    let rule = Command.packageRoot.appendingPathComponent("rules/unnamed-group-lan.sql")
    try folder.write("own/unnamed-group-lan.sql", try String(contentsOf: rule, encoding: .utf8))
    let run = try await Command.run(["test-rules", "own"], in: folder.url)
    #expect(run.exitCode == 64, "\(run.text)")
    #expect(run.errorText.contains("has the id unnamed-group-lan"), "\(run.errorText)")
  }

  @Test("a history takes no run of another estate or of an older time, unless it is forced to")
  func history() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", SmallEstate.oneZone.json)
    try folder.write("b.json", SmallEstate.oneZone.json.replacing("dc-1", with: "dc-9"))
    func scan(_ file: String, _ epoch: String, _ options: [String] = []) async throws
      -> Command.Result
    {
      try await Command.run(
        ["scan", file, "-q", "--report", "text=/dev/null", "--history", "h.db"] + options,
        in: folder.url, environment: ["SOURCE_DATE_EPOCH": epoch])
    }
    #expect(try await scan("a.json", "1795392000").exitCode == 1)
    let older = try await scan("a.json", "1795300000")
    #expect(older.exitCode == 64 && older.errorText.contains("older"), "\(older.errorText)")
    let other = try await scan("b.json", "1795478400")
    #expect(other.exitCode == 64 && other.errorText.contains("other data centers"))
    #expect(try await scan("b.json", "1795478400", ["--force"]).exitCode == 1)
    let shown = try await Command.run(["history", "h.db"], in: folder.url)
    #expect(shown.text.contains("no longer judged"), "\(shown.text)")
  }
}
