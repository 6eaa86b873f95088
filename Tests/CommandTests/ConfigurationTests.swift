import FailoverAudit
import Foundation
import TestSupport
import Testing

/// What applies to an audit, and where it comes from: `failover-audit.yml` and `failover-audit
/// config`.
@Suite("Configuration")
struct ConfigurationTests {
  /// A folder with an estate in one zone, which `single-zone-group` (a warning) finds.
  static func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    for (name, text) in files { try folder.write(name, text) }
    return folder
  }

  static func scan(_ folder: TemporaryFolder, _ options: String...) async throws -> Command.Result {
    try await Command.run(
      ["scan", "estate.json"] + options, in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
  }

  @Test("the file in the working directory applies, and is named; --no-config ignores it")
  func found() async throws {
    let folder = try Self.folder(["failover-audit.yml": "fail-on: error\n"])
    let run = try await Self.scan(folder)
    #expect(run.exitCode == 0 && run.errorText == "configuration: failover-audit.yml\n")
    #expect(run.text.contains("configuration failover-audit.yml, SHA-256"))
    #expect(run.text.contains("- fail-on: error"))
    #expect(try await Self.scan(folder, "--quiet").errorText == "")
    let without = try await Self.scan(folder, "--no-config")
    #expect(without.exitCode == 1 && without.errorText == "")
    #expect(!without.text.contains("configuration failover-audit.yml"))
  }

  @Test("a pipe by the name of the configuration is refused, not waited for")
  func pipe() async throws {
    let folder = try Self.folder([:])
    let run = try await Command.shell(
      "mkfifo failover-audit.yml; \"$FAILOVER_AUDIT\" scan estate.json", in: folder.url)
    #expect(run.exitCode == 64 && run.errorText == "failover-audit.yml: it is not a file\n")
  }

  @Test("the command line beats the file: values, lists, and each parameter")
  func precedence() async throws {
    let folder = try Self.folder([
      "failover-audit.yml": """
      fail-on: error
      select: [single-zone-group, single-server-group]
      skip: [single-server-group]
      allow-unknown: true
      severities: {single-zone-group: error, single-server-group: note}
      parameters: {single-zone-group: {minimum-zones: 4}, single-server-group: {minimum-servers: 5}}
      own-ranges: [198.51.100.0/24]
      """
    ])
    #expect(try await Self.scan(folder).exitCode == 1)
    #expect(try await Self.scan(folder, "--severity", "single-zone-group=note").exitCode == 0)
    let skipping = try await Self.scan(
      folder, "--skip", "single-zone-group", "--fail-on", "note", "--report", "ledger")
    #expect(skipping.exitCode == 1)
    #expect(try LedgerLine.lines(of: skipping.text).map(\.rule) == ["single-server-group"])
    let table = try await Command.run(
      "config", "--effective", "--skip", "master", "--no-allow-unknown", "--set",
      "single-zone-group.minimum-zones=3", "--own-ranges", "10.0.0.0/8", in: folder.url)
    let lines = table.text.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    for line in [
      "select single-zone-group, single-server-group failover-audit.yml:2",
      "skip master command line", "fail-on error failover-audit.yml:1",
      "allow-unknown false command line", "own-ranges 10.0.0.0/8 command line",
      "waivers none default", "rules none default",
      "severity single-zone-group error failover-audit.yml:5",
      "severity master-missing error default",
      "parameter single-zone-group.minimum-zones 3 command line",
      "parameter single-server-group.minimum-servers 5 failover-audit.yml:6",
      "parameter expiring-waiver.days 30 default",
    ] { #expect(lines.contains(line), "\(line)\n\(table.text)") }
  }

  @Test("a changed severity applies to verdict, ledger and rule set digest, and reports show it")
  func severities() async throws {
    let folder = try Self.folder(["failover-audit.yml": "severities: {single-zone-group: note}\n"])
    let ledger = try await Self.scan(folder, "--report", "ledger")
    #expect(ledger.exitCode == 0)
    let line = try LedgerLine.lines(of: ledger.text).first { $0.rule == "single-zone-group" }
    #expect(line?.severity == "note" && line?.outcome == "fail")
    var digests: Set<String> = []
    for options in [["--no-config"], []] {
      let run = try await Command.run(
        ["scan", "estate.json", "--report", "json"] + options, in: folder.url)
      let digest = try #require(run.text.firstMatch(of: #/"ruleSetDigest": "([0-9a-f]{64})"/#))
      digests.insert(String(digest.output.1))
      #expect(run.text.contains(#""single-zone-group":"note""#) == options.isEmpty)
    }
    #expect(digests.count == 2)
    for format in ["text", "junit", "sarif", "markdown", "html", "oscal"] {
      let run = try await Self.scan(folder, "--report", format)
      #expect(run.text.contains("single-zone-group"), "\(format)")
      let isTold =
        run.text.contains("severity of single-zone-group: note")
        || run.text.contains(#"name="severity single-zone-group" value="note""#)
        || run.text.contains(#""severities":{"single-zone-group":"note"}"#)
      #expect(isTold, "\(format)")
    }
  }

  @Test("paths are relative to the file, wherever the audit runs")
  func paths() async throws {
    let folder = try Self.folder([
      "conf/audit.yml": "waivers: [own/w.yml]\nrules: [house]\nselect: [redundancy, house-rule]\n",
      "conf/house/house-rule.sql": try Snippet.text(of: "rules/unnamed-group-lan.sql")
        .replacing("id: unnamed-group-lan", with: "id: house-rule"),
      "conf/own/w.yml": WaiversTests.waiver(),
    ])
    let run = try await Self.scan(folder, "--config", "conf/audit.yml", "--report", "json")
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(run.text.contains(#"{"file":"conf/own/w.yml","sha256":"#))
    #expect(run.text.contains(#""id": "house-rule""#) || run.text.contains(#""id":"house-rule""#))
    #expect(run.text.contains(#""configuration": {"file":"conf/audit.yml","sha256":"#))
    let checked = try await Command.run("config", "--config", "conf/audit.yml", in: folder.url)
    #expect(checked.exitCode == 0)
    #expect(checked.text == "conf/audit.yml is fine\nconf/own/w.yml is fine\n")
    let none = try await Self.scan(folder, "--config", "conf/audit.yml", "--no-waivers")
    #expect(none.exitCode == 1)
  }

  @Test(
    "what is wrong is refused with its place, before anything is audited",
    arguments: [
      ("selct: []", "1:1: a configuration has no key \"selct\"; did you mean \"select\"?"),
      (
        "select: [redundency]", "1:10: no rule or family is called \"redundency\"; did you mean \"r"
      ),
      ("select: redundancy", "1:9: select takes a list"),
      ("a: 1\na: 2", "2:1: the key \"a\" is there twice"),
      ("severities:\n  single-zone-grup: note", "2:3: no rule is called \"single-zone-grup\"; did"),
      ("severities: {single-zone-group: off}", "1:33: the severity of single-zone-group cannot be"),
      (
        "parameters:\n  single-zone-group:\n    minimum-zone: 3",
        "3:5: single-zone-group has no parameter \"minimum-zone\"; did you mean \"minimum-zones\"?"
      ),
      (
        "parameters: {single-zone-group: {minimum-zones: 99}}",
        "1:49: single-zone-group.minimum-zones is 99, but must lie in 2...10"
      ),
      ("fail-on: fatal", "1:10: fail-on takes note, warning, error, not \"fatal\""),
      ("allow-unknown: yes", "1:16: allow-unknown takes true or false"),
      ("own-ranges: [85.215.0.0]", "1:14: own-ranges takes IPv4 ranges"),
      ("rules: [gone]", "1:9: no such folder: \"gone\""),
      ("rules: [estate.json]", "1:9: \"estate.json\" is not a folder"),
      ("allow-programs: true", "1:1: a configuration has no key \"allow-programs\""),
      ("report: [html=x]", "1:1: a configuration has no key \"report\""),
      ("select: [\"\\e[31m\"]", "1:10: no rule or family"),
    ])
  func refused(_ text: String, _ told: String) async throws {
    let folder = try Self.folder(["failover-audit.yml": text + "\n"])
    for arguments in [["scan", "estate.json"], ["config"]] {
      let run = try await Command.run(arguments, in: folder.url)
      #expect(run.exitCode == 64 && run.text.isEmpty)
      #expect(run.errorText.hasPrefix("failover-audit.yml:\(told)"), "\(run.errorText)")
      #expect(!run.errorText.contains("\u{1B}"))
    }
  }

  @Test("all faults are shown at once, in the order of their places")
  func several() async throws {
    let folder = try Self.folder([
      "failover-audit.yml": """
      selct: [redundancy, redundency]
      severities: {single-zone-grup: note, single-zone-group: off}
      parameters:
        single-zone-group: {minimum-zones: 99, minimum-zone: 3}
      own-ranges: [85.215.0.0, {}]
      fail-on: fatal
      allow-unknown: yes
      baseline: []

      """
    ])
    let told = [
      "1:1: a configuration has no key \"selct\"", "1:21: no rule or family is called \"redundency",
      "2:14: no rule is called", "2:57: the severity of single-zone-group cannot be off",
      "4:38: single-zone-group.minimum-zones is 99", "4:42: single-zone-group has no parameter",
      "5:14: own-ranges takes IPv4 ranges", "5:26: an item of own-ranges takes a text",
      "6:10: fail-on takes note, warning, error", "7:16: allow-unknown takes true or false",
      "8:11: baseline takes a text",
    ]
    for arguments in [["scan", "estate.json"], ["config"], ["config", "--effective"]] {
      let run = try await Command.run(arguments, in: folder.url)
      #expect(run.exitCode == 64 && run.text.isEmpty)
      #expect(run.errorLines.count == told.count, "\(run.errorText)")
      for (line, told) in zip(run.errorLines, told) {
        #expect(line.hasPrefix("failover-audit.yml:" + told), "\(line)")
      }
    }
  }

  @Test("of a file 20 faults are listed, and the others are counted in a line")
  func bound() async throws {
    let items = (1...400).map { "  - no-\($0)\n" }.joined()
    let folder = try Self.folder(["failover-audit.yml": "select:\n\(items)"])
    let run = try await Command.run("config", in: folder.url)
    #expect(run.exitCode == 64 && run.errorLines.count == 21)
    #expect(run.errorLines[19].hasPrefix("failover-audit.yml:21:5: no rule or family is called"))
    #expect(run.errorLines[20] == "failover-audit.yml: 380 more faults")
  }

  @Test("waivers and the baseline that a configuration names are checked all, each with its faults")
  func named() async throws {
    let folder = try Self.folder([
      "failover-audit.yml": "waivers: [gone.yml, w.yml, x.yml]\nbaseline: b.ndjson\n",
      "w.yml": "waivers: [\n", "x.yml": "waivers: 3\nwaiver: 3\n",
      "b.ndjson": "{\"format\":\"failover-audit-baseline/1\"}\nx\ny\n",
    ])
    for arguments in [["scan", "estate.json", "--quiet"], ["config"]] {
      let run = try await Command.run(arguments, in: folder.url)
      #expect(run.exitCode == 64 && run.text.isEmpty)
      #expect(
        run.errorLines.map { String($0.prefix { $0 != " " }) } == [
          "gone.yml:", "w.yml:2:1:", "x.yml:1:10:", "x.yml:2:1:", "b.ndjson:2:1:",
          "b.ndjson:3:1:",
        ], "\(run.errorText)")
    }
  }

  @Test("faults of rule files and of the configuration are shown together, names of rules are open")
  func rules() async throws {
    let folder = try Self.folder([
      "failover-audit.yml": "rules: [house, gone]\nselect: [house-rule]\nfail-on: fatal\n",
      "house/house-rule.sql": "SELECT 1\n", "house/b.yaml": "id: c\nrun: []\n",
    ])
    let run = try await Command.run("config", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(
      run.errorText.hasPrefix("failover-audit.yml:1:16: no such folder: \"gone\"\n"),
      "\(run.errorText)")
    #expect(run.errorText.contains("failover-audit.yml:3:10: fail-on takes"))
    #expect(!run.errorText.contains("house-rule\""), "\(run.errorText)")
    for arguments in [
      ["scan", "estate.json", "--rules", "house", "--no-config"], ["rules", "--rules", "house"],
      ["test-rules", "house"],
    ] {
      let run = try await Command.run(arguments, in: folder.url)
      #expect(run.exitCode == 64)
      let places = run.errorLines.map { String($0.prefix { $0 != " " }) }
      #expect(
        Set(places) == [
          "house/b.yaml:1:1:", "house/b.yaml:2:1:", "house/house-rule.sql:1:1:",
        ], "\(run.errorText)")
      #expect(places == places.sorted())
    }
  }

  @Test("every rule of a folder with the id of another rule is named")
  func twice() async throws {
    let ids = ["mixed-server-types", "unnamed-group-lan"]
    var files: [String: String] = [:]
    for id in ids { files["house/\(id).sql"] = try Snippet.text(of: "rules/\(id).sql") }
    let run = try await Self.scan(try Self.folder(files), "--rules", "house")
    #expect(run.exitCode == 64)
    #expect(
      run.errorLines
        == ids.map {
          "house/\($0).sql:1:1: two rules are called \"\($0)\"; rename the one that is yours"
        })
  }

  @Test("a waiver file that the configuration names is checked with it")
  func waivers() async throws {
    let folder = try Self.folder(["failover-audit.yml": "waivers: [gone.yml]\n"])
    let run = try await Command.run("config", in: folder.url)
    #expect(
      run.exitCode == 64 && run.errorText == "gone.yml: no such file\n")
  }

  @Test("without a configuration nothing is checked, which is not fine")
  func none() async throws {
    let folder = try Self.folder([:])
    #expect(try await Command.run("config", in: folder.url).exitCode == 64)
    #expect(try await Command.run("config", "--effective", in: folder.url).exitCode == 0)
    let both = try await Command.run("config", "--config", "a", "--no-config", in: folder.url)
    #expect(both.exitCode == 64 && both.errorText.contains("exclude each other"))
    let link = try await Command.shell(
      "ln -s gone failover-audit.yml; \"$FAILOVER_AUDIT\" scan estate.json", in: folder.url)
    #expect(link.exitCode == 64, "a configuration that cannot be read is not none")
  }

  @Test("options of severities are checked as the file is")
  func options() async throws {
    let folder = try Self.folder([:])
    for (option, told) in [
      ("single-zone-group", "--severity takes RULE=note"), ("a=b", "--severity takes RULE=note"),
      ("single-zone-grup=note", "did you mean \"single-zone-group\"?"),
    ] {
      let run = try await Self.scan(folder, "--severity", option)
      #expect(run.exitCode == 64 && run.errorText.contains(told), "\(run.errorText)")
    }
  }

  @Test("a report does not overwrite the configuration")
  func overwriting() async throws {
    let folder = try Self.folder(["failover-audit.yml": "fail-on: error\n"])
    let run = try await Self.scan(folder, "--report", "json=failover-audit.yml")
    #expect(run.exitCode == 64)
    #expect(try folder.text("failover-audit.yml") == "fail-on: error\n")
  }
}
