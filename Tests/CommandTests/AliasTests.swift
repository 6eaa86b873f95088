import Foundation
import TestSupport
import Testing

/// Rules that were called otherwise before: `aliases`.
@Suite("Renamed rules")
struct AliasTests {
  /// A rule that finds every group, and what it was called before.
  private static func rule(_ id: String, aliases: String = "") -> String {
    """
    /*
    id: \(id)
    title: No group is there
    severity: warning
    family: redundancy
    subjects: groups
    rationale: It is a test.
    remediation: Do nothing.
    parameters:
      least:
        summary: How many
        minimum: 1
        maximum: 9
        standard: 1
    message: it is there
    \(aliases)
    examples:
      - title: a group
        inventory:
          datacenters:
            - id: dc
              lans:
                - {id: 1, failoverGroups: [{ip: 85.215.1.1}]}
        outcomes: {group/dc/1/85.215.1.1: fail}
    */
    SELECT subject FROM groups WHERE 1 = 1 OR :least = 0

    """
  }

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    try folder.write("old/former-name.sql", rule("former-name"))
    try folder.write("new/later-name.sql", rule("later-name", aliases: "aliases: [former-name]"))
    return folder
  }

  @Test("compare and history know a rule under both names")
  func findings() async throws {
    let folder = try Self.folder()
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan estate.json --rules old --report json=a.json --history h.db --quiet
      "$FAILOVER_AUDIT" scan estate.json --rules new --report json=b.json --history h.db --quiet
      "$FAILOVER_AUDIT" compare a.json b.json --fail-on-new; echo $?
      "$FAILOVER_AUDIT" history h.db
      """, in: folder.url)
    #expect(run.text.contains("0 new"), "\(run.text)\(run.errorText)")
    #expect(run.text.contains("1 unchanged"))
    #expect(run.text.contains("\n0\n"))
    #expect(run.text.contains("Open (1)"))
    #expect(run.text.contains("later-name"))
  }

  @Test("a baseline is drawn and made shorter under the id that a rule has now")
  func baseline() async throws {
    let folder = try Self.folder()
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan estate.json --rules old --report json=a.json --quiet
      "$FAILOVER_AUDIT" baseline a.json --rules new --output b.ndjson
      "$FAILOVER_AUDIT" baseline a.json --rules new --shrink b.ndjson | tee c.ndjson
      cmp b.ndjson c.ndjson; echo $?
      """, in: folder.url)
    #expect(run.text.contains("\"rule\":\"later-name\""), "\(run.text)\(run.errorText)")
    #expect(run.text.hasSuffix("\n0\n"))
  }

  @Test("everything that names a rule may use the name that it had")
  func naming() async throws {
    let folder = try Self.folder()
    try folder.write("w.yml", WaiversTests.waiver("former-name"))
    try folder.write(
      "b.ndjson",
      "{\"format\":\"failover-audit-baseline/1\"}\n{\"rule\":\"former-name\",\"subject\":\"\(WaiversTests.group)\"}\n"
    )
    try folder.write(
      "c.yml",
      "select: [former-name]\nseverities: {former-name: error}\nparameters: {former-name: {least: 2}}\n"
    )
    for options in [
      ["--waivers", "w.yml"], ["--baseline", "b.ndjson"], ["--skip", "former-name"],
      ["--severity", "former-name=note"],
    ] {
      let run = try await Command.run(
        ["scan", "estate.json", "--rules", "new", "--quiet", "--no-config"] + options,
        in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
      #expect(run.exitCode == 0, "\(options) \(run.errorText)")
    }
    let set = try await Command.run(
      "scan", "estate.json", "--rules", "new", "--config", "c.yml", "--set", "former-name.least=3",
      "--report", "json", in: folder.url)
    #expect(set.exitCode == 1, "\(set.errorText)")
    #expect(
      set.text.contains("\"later-name.least\": 3") || set.text.contains("\"later-name.least\":3"))
    #expect(
      set.text.contains("\"aliases\": [\"former-name\"]")
        || set.text.contains("\"aliases\":[\"former-name\"]"))
    let explained = try await Command.run(
      "explain", "former-name", "--rules", "new", in: folder.url)
    #expect(explained.text.hasPrefix("later-name"), "\(explained.errorText)")
  }

  @Test("a name that two rules claim is refused")
  func ambiguous() async throws {
    let folder = try Self.folder()
    let run = try await Command.run(
      "scan", "estate.json", "--rules", "old", "--rules", "new", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.errorText.contains("former-name"), "\(run.errorText)")
  }
}
