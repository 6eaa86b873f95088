import Foundation
import TestSupport
import Testing

/// No output shows where the inputs and the files of options lie on the machine.
@Suite("Shown paths")
struct ShownPathTests {
  /// A folder with an estate, a configuration, waivers, a baseline and a rule, all without an
  /// absolute path.
  private func secret() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("in/export/estate.json", SmallEstate.oneZone.json)
    try folder.write("in/export/bad.json", "{")
    try folder.write("settings/waivers.yml", WaiversTests.waiver("single-zone-group"))
    try folder.write("settings/c.yml", "fail-on: error\nwaivers: [waivers.yml]\nrules: [rules]\n")
    let rule = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("rules/unnamed-group-lan.sql"),
      encoding: .utf8)
    try folder.write(
      "settings/rules/house-mac.sql", rule.replacing("unnamed-group-lan", with: "house-mac"))
    _ = try await Command.run(
      "scan", "in/export", "--quiet", "--report", "json=saved.json", in: folder.url)
    let baseline = try await Command.run("baseline", "saved.json", in: folder.url)
    #expect(baseline.exitCode == 0, "\(baseline.errorText)")
    try folder.write("settings/known.ndjson", baseline.output)
    return folder
  }

  private static let formats = [
    "text", "html", "junit", "json", "ledger", "sarif", "sarif-github", "gitlab", "github",
    "markdown", "csv", "ocsf", "oscal", "prometheus", "tap",
  ]

  /// What a run in another folder writes: every report, an evidence folder and a history.
  private func scan(_ secret: TemporaryFolder, _ work: TemporaryFolder) async throws {
    let reports = Self.formats.flatMap { ["--report", "\($0)=\($0).out"] }
    let run = try await Command.run(
      [
        "scan", secret.path("in/export"), "--config", secret.path("settings/c.yml"), "--baseline",
        secret.path("settings/known.ndjson"), "--history", "runs.sqlite", "--evidence", "pack",
        "--with-inputs", "--quiet",
      ] + reports, in: work.url)
    #expect(run.exitCode == 2, "\(run.errorText)")
  }

  @Test("no report, evidence folder, history or comparison holds the folder of inputs and settings")
  func everything() async throws {
    let secret = try await secret()
    let work = try TemporaryFolder()
    try await scan(secret, work)
    let paths = [work.path("json.out"), secret.path("saved.json")]
    for format in ["text", "json", "markdown", "html"] {
      let comparison = try await Command.run(
        ["compare", paths[1], paths[0], "--report", "\(format)=compare.\(format)"], in: work.url)
      #expect(comparison.exitCode == 0, "\(comparison.errorText)")
    }
    let history = try await Command.run("history", "runs.sqlite", in: work.url)
    try work.write("history.txt", history.text)
    let names = try work.names()
    #expect(names.count > Self.formats.count + 10)
    for name in names {
      guard let bytes = try? Data(contentsOf: work.url.appendingPathComponent(name)) else {
        continue
      }
      let place = bytes.range(of: Data(secret.url.lastPathComponent.utf8))
      #expect(place == nil, "\(name)")
    }
    let check = try await Command.run("verify", "pack", in: work.url)
    #expect(check.exitCode == 0, "\(check.text)\(check.errorText)")
  }

  @Test(
    "what is below the working directory is named by the path from there, as a relative path is")
  func below() async throws {
    let secret = try await secret()
    let options = ["--quiet", "--reproducible", "--report", "json"]
    let relative = try await Command.run(
      ["scan", "in/export", "--config", "settings/c.yml"] + options, in: secret.url)
    let absolute = try await Command.run(
      ["scan", secret.path("in/export"), "--config", secret.path("settings/c.yml")] + options,
      in: secret.url)
    #expect(relative.text.contains("settings/waivers.yml"))
    #expect(absolute.text == relative.text)
  }

  @Test(
    "waivers of one name in two folders differ, and a fault is shown with the whole path")
  func sameNames() async throws {
    let secret = try await secret()
    for (folder, address) in [("a", "85.215.1.1"), ("b", "85.215.1.2")] {
      try secret.write(
        "\(folder)/w.yml", WaiversTests.waiver(subject: "group/dc-1/1/\(address)"))
    }
    let work = try TemporaryFolder()
    let words = ["scan", secret.path("in/export")]
    let options = ["--waivers", secret.path("a/w.yml"), "--waivers", secret.path("b/w.yml")]
    let run = try await Command.run(words + options, in: work.url)
    #expect(run.text.contains("a/w.yml, b/w.yml"), "\(run.text)")
    let twice = try await Command.run(words + options + options.suffix(2), in: work.url)
    #expect(twice.exitCode == 64 && twice.errorText.contains(secret.path("b/w.yml") + ":1:1"))
  }
}
