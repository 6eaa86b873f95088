import Foundation
import TestSupport
import Testing

/// Failures that are known: `baseline` and `--baseline`.
@Suite("Baselines")
struct BaselineTests {
  private static let group = WaiversTests.group
  private static let known = """
    {"format":"failover-audit-baseline/1"}
    {"rule":"single-zone-group","subject":"\(group)"}

    """

  /// Audits an estate with a baseline.
  private static func scan(
    _ estate: SmallEstate, _ baseline: String = known, _ options: [String] = []
  ) async throws -> Command.Result {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", estate.json)
    try folder.write("b.ndjson", baseline)
    return try await Command.run(
      ["scan", "estate.json", "--baseline", "b.ndjson"] + options, in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
  }

  @Test("a baseline of a report makes the next audit of the same estate compliant")
  func ratchet() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan estate.json --report json=a.json --quiet; echo $?
      "$FAILOVER_AUDIT" baseline a.json --output b.ndjson; echo $?
      "$FAILOVER_AUDIT" scan estate.json --baseline b.ndjson --strict-baseline --report json=k.json --quiet; echo $?
      "$FAILOVER_AUDIT" baseline k.json | cmp - b.ndjson; echo $?
      LC_ALL=C sort -c b.ndjson; echo $?
      """, in: folder.url)
    #expect(run.text == "1\n0\n0\n0\n0\n", "\(run.text)\(run.errorText)")
    #expect(try folder.text("b.ndjson").contains(Self.known.split(separator: "\n")[1]))
  }

  @Test("a baselined failure stays visible, and does not count")
  func visible() async throws {
    let text = try await Self.scan(.oneZone)
    #expect(text.exitCode == 0, "\(text.text)\(text.errorText)")
    for words in [
      "Baselined: failures that are in the baseline",
      "Of 1 entry of the baseline b.ndjson 1 is still found", "1 baselined",
      "1 entry in the baseline b.ndjson, SHA-256",
    ] { #expect(text.text.contains(words), "\(words)\n\(text.text)") }
    let ledger = try await Self.scan(.oneZone, Self.known, ["--report", "ledger"])
    #expect(
      try WaiversTests.outcomes(ledger)["single-zone-group \(Self.group)"] == "baselined")
  }

  @Test("a failure outside of the baseline counts")
  func new() async throws {
    var estate = SmallEstate.oneZone
    estate.master = "nic-gone"
    let run = try await Self.scan(estate)
    #expect(run.exitCode == 1)
    #expect(run.text.contains("master-missing"))
  }

  @Test("an unknown outcome is never known, whatever the baseline says")
  func unknown() async throws {
    let run = try await Self.scan(.unknownZones)
    #expect(run.exitCode == 2, "\(run.text)")
    let words = run.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("1 could not be decided"))
  }

  @Test("an entry that no longer matches is reported, and fails on request")
  func stale() async throws {
    let lenient = try await Self.scan(.healthy)
    #expect(lenient.exitCode == 0)
    #expect(lenient.text.contains("1 no longer matches"))
    let strict = try await Self.scan(.healthy, Self.known, ["--strict-baseline"])
    #expect(strict.exitCode == 1)
    #expect(strict.text.contains("1 entry of the baseline no longer matches and must be removed"))
  }

  @Test("an entry of a subject that is not there is stale only if the export is whole")
  func gone() async throws {
    let other = Self.known.replacingOccurrences(of: "85.215.1.1", with: "85.215.1.9")
    let whole = try await Self.scan(.healthy, other, ["--strict-baseline"])
    #expect(whole.exitCode == 1)
    let part = try await Self.scan(.cutOff, other, ["--strict-baseline"])
    #expect(part.exitCode == 2, "\(part.text)")
  }

  @Test("an entry of a rule that does not run is not stale")
  func notAsked() async throws {
    let run = try await Self.scan(
      .healthy, Self.known, ["--strict-baseline", "--skip", "single-zone-group"])
    #expect(run.exitCode == 0, "\(run.text)")
  }

  @Test("--shrink removes entries and adds none")
  func shrink() async throws {
    let folder = try TemporaryFolder()
    var estate = SmallEstate.oneZone
    estate.master = "nic-gone"
    try folder.write("estate.json", estate.json)
    try folder.write(
      "b.ndjson", Self.known + "{\"rule\":\"single-zone-group\",\"subject\":\"group/old\"}\n")
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan estate.json --report json=a.json --quiet
      "$FAILOVER_AUDIT" baseline a.json --shrink b.ndjson --output b.ndjson
      """, in: folder.url)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(run.errorText.hasSuffix("1 entry of 2\n"))
    #expect(try folder.text("b.ndjson") == Self.known)
  }

  @Test(
    "a file that is not a baseline is refused with its line",
    arguments: [
      ("", "b.ndjson:1:1: is not a baseline"), ("{}\n", "b.ndjson:1:1: is not a baseline"),
      ("{\"format\":\"x\"}\n", "b.ndjson:1:1: is not a baseline"),
      (known + "{\"rule\":\"x\"}\n", "needs \"rule\" and \"subject\""),
      (known + "{\"rule\":\"x\",\"subject\":\"y\"}\n", "b.ndjson:3"),
      (known + "{\"rule\":\"single-zone-gruop\",\"subject\":\"y\"}\n", "did you mean"),
      (known + known.split(separator: "\n")[1] + "\n", "is there twice"),
      (known + "{\"rule\":\"master-missing\",\"subject\":\"y\"}\n", "out of order"),
      (known + "{\"rule\":\"incomplete-export\",\"subject\":\"y\"}\n", "no baseline can excuse"),
      (known + "{\"rule\":\"single-zone-group\",\"subject\":\"y\",\"why\":1}\n", "is not a key"),
      (known + "{\"rule\":\"single-zone-group\",\"subject\":7}\n", "must be a text"),
      (known + "[]\n", "b.ndjson:3"), (known + "{\"rule\":\n", "b.ndjson:"),
    ])
  func refused(baseline: String, words: String) async throws {
    let run = try await Self.scan(.healthy, baseline)
    #expect(run.exitCode == 64)
    #expect(run.errorText.contains(words), "\(run.errorText)")
    #expect(run.output.isEmpty)
  }

  @Test("the configuration can name a baseline, and the command line can ignore it")
  func configured() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("conf/b.ndjson", Self.known)
    try folder.write("conf/c.yml", "baseline: b.ndjson\n")
    let with = try await Command.run(
      "scan", "estate.json", "--config", "conf/c.yml", "--quiet", in: folder.url)
    #expect(with.exitCode == 0, "\(with.errorText)")
    let without = try await Command.run(
      "scan", "estate.json", "--config", "conf/c.yml", "--no-baseline", "--quiet", in: folder.url)
    #expect(without.exitCode == 1)
  }

  @Test("a report with a baseline is read again, and one that lies about it is refused")
  func saved() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("b.ndjson", Self.known)
    _ = try await Command.run(
      "scan", "estate.json", "--baseline", "b.ndjson", "--report", "json=k.json", "--quiet",
      in: folder.url)
    let text = try folder.text("k.json")
    try folder.write(
      "lie.json", text.replacingOccurrences(of: "\"matched\": 1", with: "\"matched\": 0"))
    let again = try await Command.run("report", "k.json", "--report", "json", in: folder.url)
    #expect(again.text == text)
    let lie = try await Command.run("report", "lie.json", in: folder.url)
    #expect(lie.exitCode == 64, "\(lie.errorText)")
  }
}
