import Foundation
import TestSupport
import Testing

/// Failures that somebody accepted: `--waivers`.
@Suite("Waivers")
struct WaiversTests {
  static let group = "group/dc-1/1/85.215.1.1"

  static func waiver(
    _ rule: String = "single-zone-group", subject: String = group, expires: String = "2027-01-31",
    reason: String = "the second zone opens in spring", approver: String = "Bob"
  ) -> String {
    """
    waivers:
      - rule: \(rule)
        subject: "\(subject)"
        reason: "\(reason)"
        owner: Ada
        approver: "\(approver)"
        expires: \(expires)

    """
  }

  /// The first second of 2026-11-23.
  static let epoch = "1795392000"

  /// Runs an audit of an estate in one zone, which `single-zone-group` finds.
  static func scan(
    _ waivers: String, _ options: [String] = [], epoch: String = epoch,
    estate: SmallEstate = .oneZone
  ) async throws -> (Command.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", estate.json)
    try folder.write("w.yml", waivers)
    let run = try await Command.run(
      ["scan", "estate.json", "--waivers", "w.yml"] + options, in: folder.url,
      environment: ["SOURCE_DATE_EPOCH": epoch])
    return (run, folder)
  }

  static func outcomes(_ run: Command.Result) throws -> [String: String] {
    Dictionary(
      try LedgerLine.lines(of: run.text).map { ("\($0.rule) \($0.subject)", $0.outcome) }
    ) { first, _ in first }
  }

  @Test("a failure that was accepted is waived, and the audit is compliant")
  func waived() async throws {
    let (run, _) = try await Self.scan(Self.waiver())
    #expect(run.exitCode == 0, "\(run.errorText)\(run.text)")
    for words in [
      "the second zone opens in spring", "accepted by Bob", "owned by Ada",
      "until 2027-01-31 (69 days left)", "1 waiver in w.yml, judged on 2026-11-23, SHA-256",
    ] { #expect(run.text.contains(words), "\(words)\n\(run.text)") }
    let (ledger, _) = try await Self.scan(Self.waiver(), ["--report", "ledger"])
    let outcomes = try Self.outcomes(ledger)
    #expect(outcomes["single-zone-group \(Self.group)"] == "waived")
    #expect(outcomes["unused-waiver waiver/1"] == "pass")
    #expect(outcomes.filter { $0.key.hasSuffix("waiver/1") }.count == 6)
  }

  @Test("a waiver holds to the last second of its last day, and not a second longer")
  func midnight() async throws {
    let (last, _) = try await Self.scan(
      Self.waiver(expires: "2026-11-22"), ["--report", "ledger"], epoch: "1795391999")
    #expect(last.exitCode == 0)
    #expect(try Self.outcomes(last)["single-zone-group \(Self.group)"] == "waived")
    let (behind, _) = try await Self.scan(
      Self.waiver(expires: "2026-11-22"), ["--report", "ledger"], epoch: "1795392000")
    #expect(behind.exitCode == 1)
    let outcomes = try Self.outcomes(behind)
    #expect(outcomes["single-zone-group \(Self.group)"] == "fail")
    #expect(outcomes["expired-waiver waiver/1"] == "fail")
  }

  @Test("with --no-waivers the failure fails, and every kind of report says so")
  func ignored() async throws {
    for format in ["text", "json", "junit", "sarif", "markdown", "html", "oscal"] {
      let (run, _) = try await Self.scan(Self.waiver(), ["--no-waivers", "--report", format])
      #expect(run.exitCode == 1)
      let isTold = run.text.contains("no-waivers") || run.text.contains("\"ignoresWaivers\"")
      #expect(isTold, "\(format)")
    }
  }

  @Test("an unknown outcome is not waived")
  func unknown() async throws {
    let (run, _) = try await Self.scan(
      Self.waiver(), ["--report", "ledger"], estate: .unknownZones)
    #expect(run.exitCode == 2)
    let outcomes = try Self.outcomes(run)
    #expect(outcomes["single-zone-group \(Self.group)"] == "unknown")
    #expect(outcomes["unused-waiver waiver/1"] == "unknown")
  }

  @Test(
    "a file that is wrong is refused with its place, before anything is audited",
    arguments: [
      (waiver("single-zone-grup"), "w.yml:2:11: no rule is called"),
      (waiver(expires: "soon"), "w.yml:7:14: expires takes a day"),
      (waiver("unused-waiver", subject: "waiver/1"), "w.yml:2:11: unused-waiver is about waivers"),
      ("waivers: [", "w.yml:2:1: invalid YAML"), ("a: \u{1B}[31m\n", "w.yml:1:"),
    ])
  func refused(_ text: String, _ told: String) async throws {
    let (run, _) = try await Self.scan(text)
    #expect(run.exitCode == 64 && run.text.isEmpty)
    #expect(run.errorText.hasPrefix(told), "\(run.errorText)")
    #expect(!run.errorText.contains("\u{1B}"))
  }

  @Test("a file that is missing, a folder, or too large is refused")
  func unreadable() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("large.yml", String(repeating: "# large\n", count: 200_000))
    try folder.write("folder/file", "")
    for name in ["gone.yml", "large.yml", "folder"] {
      let run = try await Command.run("scan", "estate.json", "--waivers", name, in: folder.url)
      #expect(run.exitCode == 64 && run.errorText.contains("\(name): "), "\(run.errorText)")
    }
  }

  @Test("a report does not overwrite a waiver file")
  func overwriting() async throws {
    let (run, folder) = try await Self.scan(Self.waiver(), ["--report", "json=w.yml"])
    #expect(run.exitCode == 64)
    #expect(try folder.text("w.yml") == Self.waiver())
  }

  @Test(
    "each report says why a failure was accepted and by whom, and a saved one says the same",
    arguments: [
      "text", "json", "ledger", "junit", "html", "sarif", "markdown", "csv", "gitlab", "ocsf",
      "oscal", "tap", "github", "sarif-github", "prometheus",
    ])
  func reports(_ format: String) async throws {
    let (direct, folder) = try await Self.scan(
      Self.waiver(), ["--report", format, "--report", "json=saved.json"])
    let saved = try await Command.run(
      "report", "saved.json", "--report", format, in: folder.url)
    #expect(saved.output == direct.output && saved.exitCode == direct.exitCode)
    let counts = ["github", "sarif-github", "prometheus"]
    if counts.contains(format) { return }
    for words in ["the second zone opens in spring", "Bob", "Ada", "2027-01-31"] {
      #expect(direct.text.contains(words), "\(words)\n\(direct.text)")
    }
    if ["json", "ledger", "csv"].contains(format) { return }
    let left = format == "markdown" ? "| 69 |" : "69 days left"
    #expect(direct.text.contains(left), "\(direct.text)")
  }

  @Test("hostile texts of a waiver do nothing to a terminal or a document")
  func hostile() async throws {
    let reason = "\\e[31m</script><b>]]>&'|`\\u202E\\0 ::error::"
    for format in ["text", "json", "junit", "html", "sarif", "markdown", "github", "tap"] {
      let (run, _) = try await Self.scan(
        Self.waiver(expires: "2020-01-01", reason: reason, approver: "\\e]8;;x\\a"),
        ["--report", format])
      #expect(run.exitCode == 1)
      for text in ["\u{1B}", "\u{202E}", "\u{0}", "\u{7}"] {
        #expect(!run.text.contains(text), "\(format)")
      }
      if ["html", "junit", "markdown"].contains(format) {
        #expect(!run.text.contains("</script><b>"), "\(format)")
      }
      if format == "github" { #expect(!run.text.contains("\n::error::")) }
    }
  }

  @Test("any order of the files and any number of workers give the same bytes")
  func sameBytes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("a.yml", Self.waiver())
    try folder.write("b.yml", Self.waiver("master-missing", subject: "*85*"))
    var outputs: Set<Data> = []
    for files in [["a.yml", "b.yml"], ["b.yml", "a.yml"]] {
      for jobs in ["1", "4"] {
        let run = try await Command.run(
          ["scan", "estate.json", "--jobs", jobs, "--report", "json"]
            + files.flatMap { ["--waivers", $0] },
          in: folder.url, environment: ["SOURCE_DATE_EPOCH": Self.epoch])
        outputs.insert(run.output)
      }
    }
    #expect(outputs.count == 1)
  }

  @Test("a reproducible report gives the day on which the waivers were judged")
  func reproducible() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    try folder.write("w.yml", Self.waiver(expires: "9999-12-31"))
    let run = try await Command.run(
      "scan", "estate.json", "--waivers", "w.yml", "--reproducible", "--report", "json",
      in: folder.url)
    let judged = try #require(run.text.firstMatch(of: #/"judgedOn": "(\d{4}-\d\d-\d\d)"/#))
    #expect(judged.output.1 >= "2026-01-01" && run.text.contains("\"time\": null"))
  }
}
