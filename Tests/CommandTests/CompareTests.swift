import Foundation
import TestSupport
import Testing

/// What changed between two reports: `compare`.
@Suite("Comparisons")
struct CompareTests {
  /// Saves the reports of two estates and compares them.
  private static func compare(
    _ old: SmallEstate, _ new: SmallEstate, _ options: [String] = [], scanning: [String] = [],
    newScanning: [String] = []
  ) async throws -> (Command.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for (name, estate, more) in [("old", old, []), ("new", new, newScanning)] {
      try folder.write("estate.json", estate.json)
      _ = try await Command.run(
        ["scan", "estate.json", "--report", "json=\(name).json", "--quiet"] + scanning + more,
        in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
    }
    let run = try await Command.run(["compare", "old.json", "new.json"] + options, in: folder.url)
    return (run, folder)
  }

  /// What the JSON form says: the change of each finding, by rule.
  private static func changes(_ run: Command.Result) throws -> [String: String] {
    let object = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    let findings = try #require(object["findings"] as? [[String: Any]])
    return Dictionary(
      findings.map { ("\($0["rule"] ?? "")", "\($0["change"] ?? "")") }
    ) { first, _ in first }
  }

  @Test("a failure is new, then fixed, then unchanged")
  func failure() async throws {
    for (old, new, change, code) in [
      (SmallEstate.healthy, SmallEstate.oneZone, "new", 1),
      (.oneZone, .healthy, "fixed", 0), (.oneZone, .oneZone, "unchanged", 0),
      (.unknownZones, .oneZone, "new", 1), (.oneZone, .unknownZones, "newlyUnknown", 2),
      (.healthy, .unknownZones, "newlyUnknown", 2), (.unknownZones, .healthy, "fixed", 0),
      (.unknownZones, .unknownZones, "unchanged", 0),
    ] {
      let (run, _) = try await Self.compare(old, new, ["--report", "json", "--fail-on-new"])
      #expect(try Self.changes(run)["single-zone-group"] == change, "\(change) \(run.text)")
      #expect(run.exitCode == code, "\(change): \(run.errorText)")
    }
  }

  @Test("without --fail-on-new the exit code is 0, whatever changed")
  func quiet() async throws {
    let (run, _) = try await Self.compare(.healthy, .oneZone)
    #expect(run.exitCode == 0)
    #expect(run.text.hasPrefix("1 new"), "\(run.text)")
    for words in ["New (1)", "single-zone-group", "at estate.json:"] {
      #expect(run.text.contains(words), "\(words)\n\(run.text)")
    }
  }

  @Test("a failure below the threshold of the new report is new and does not fail the gate")
  func threshold() async throws {
    let (run, _) = try await Self.compare(
      .healthy, .oneZone, ["--fail-on-new"], scanning: ["--fail-on", "error"])
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(run.text.contains("(does not count for the verdict)"))
  }

  @Test("a changed severity is reported as such")
  func severity() async throws {
    let (run, _) = try await Self.compare(
      .oneZone, .oneZone, ["--report", "json"],
      newScanning: ["--severity", "single-zone-group=error"])
    #expect(try Self.changes(run)["single-zone-group"] == "severityChanged")
  }

  @Test("what was accepted since is newly waived, and new again when the waiver is gone")
  func waived() async throws {
    let waivers = try TemporaryFolder()
    try waivers.write("w.yml", WaiversTests.waiver())
    let options = ["--waivers", waivers.path("w.yml")]
    let (there, folder) = try await Self.compare(
      .oneZone, .oneZone, ["--report", "json"], newScanning: options)
    #expect(try Self.changes(there)["single-zone-group"] == "newlyWaived")
    let back = try await Command.run(
      "compare", "new.json", "old.json", "--report", "json", "--fail-on-new", in: folder.url)
    #expect(try Self.changes(back)["single-zone-group"] == "new")
    #expect(back.exitCode == 1)
  }

  @Test("a rule that did not run or a missing subject is no longer judged, rather than fixed")
  func notJudged() async throws {
    let (skipped, _) = try await Self.compare(
      .oneZone, .oneZone, ["--report", "json", "--fail-on-new"],
      newScanning: ["--skip", "single-zone-group"])
    #expect(try Self.changes(skipped)["single-zone-group"] == "notJudged")
    #expect(skipped.exitCode == 2, "\(skipped.errorText)")
  }

  @Test("a group that has another address is gone and new, not fixed")
  func gone() async throws {
    let folder = try TemporaryFolder()
    let estate = SmallEstate.oneZone.json
    try folder.write("old.estate.json", estate)
    try folder.write(
      "new.estate.json", estate.replacingOccurrences(of: "85.215.1.1\"", with: "85.215.1.9\""))
    let run = try await Command.shell(
      """
      for one in old new; do
        "$FAILOVER_AUDIT" scan $one.estate.json --select single-zone-group --report json=$one.json --quiet
      done
      "$FAILOVER_AUDIT" compare old.json new.json --fail-on-new --quiet --report text; echo $?
      """, in: folder.url)
    #expect(run.text.hasPrefix("1 new, "), "\(run.text)\(run.errorText)")
    let words = run.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("1 no longer judged, 0 fixed, 0 unchanged"), "\(run.text)")
    #expect(run.text.hasSuffix("\n1\n"))
  }

  @Test(
    "every form is written, and hostile names leak into none",
    arguments: ["text", "markdown", "json", "html"])
  func forms(format: String) async throws {
    var hostile = SmallEstate.oneZone
    hostile.ending = "<script>\\u001b[31m\\u202e|`@all"
    let (run, _) = try await Self.compare(.healthy, hostile, ["--report", format])
    #expect(run.exitCode == 0)
    #expect(!run.output.isEmpty)
    for bad in ["\u{1B}[", "\u{202E}"] { #expect(!run.text.contains(bad)) }
    if format == "html" || format == "markdown" { #expect(!run.text.contains("<script>")) }
  }

  @Test("a file that is not a saved report is refused by name")
  func refused() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.json", "{}")
    let sample = Command.packageRoot.appendingPathComponent("reports/estate.json").path
    let ledger = Command.packageRoot.appendingPathComponent("reports/estate.ndjson").path
    for (old, new) in [("a.json", sample), (sample, "a.json"), (sample, ledger), ("none", sample)] {
      let run = try await Command.run("compare", old, new, in: folder.url)
      #expect(run.exitCode == 64, "\(old) \(new)")
      #expect(run.output.isEmpty)
    }
  }
}
