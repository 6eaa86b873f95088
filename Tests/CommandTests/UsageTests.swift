import Foundation
import TestSupport
import Testing

/// Wrong usage, help and version.
@Suite("Usage")
struct UsageTests {
  /// A command line and what it says.
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    /// What standard error must hold.
    let words: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., says words: String...) {
      self.arguments = arguments
      self.words = words
    }
  }

  static let wrong = [
    Case("scan", says: "<inputs>"),
    Case(
      "scan", "nowhere.json",
      says: "nowhere.json: No such file or directory; check the path, or export"),
    Case("scan", "estate.json", "nowhere/", says: "nowhere/: No such file or directory; check"),
    Case("scan", "estate.json/", says: "estate.json/: Not a directory\n"),
    Case("scan", "", says: ": No such file or directory; check"),
    Case("scan", "dangling", says: "dangling: No such file or directory; check"),
    Case(
      "scan", "https://api.example.com/v6",
      says: "https://api.example.com/v6: failover-audit reads saved files only; export first"),
    Case(
      "scan", "estate.json", "--waivers", "nope.yml", says: "--waivers nope.yml: no such file\n"),
    Case("scan", "estate.json", "--baseline", "no", says: "--baseline no: no such file\n"),
    Case("scan", "estate.json", "--config", "no", says: "--config no: no such file\n"),
    Case("scan", "estate.json", "--rules", "no", says: "--rules no: no such folder\n"),
    Case("explain", "SINGLE-ZONE-GROUP", says: "did you mean \"single-zone-group\"?\n"),
    Case("scna", "export", says: "Error: no command \"scna\"; did you mean \"scan\"?\n"),
    Case("frobnicate", says: "Error: no command \"frobnicate\"; see failover-audit --help\n"),
    Case("scan", "estate.json", "--jbos", "2", says: "--jbos", "--jobs"),
    Case("scan", "estate.json", "--select", "single-zone-grup", says: "\"single-zone-group\"?"),
    Case("scan", "estate.json", "--select", "redundency", says: "\"redundancy\"?"),
    Case("scan", "estate.json", "--skip", "nonsense", says: "called \"nonsense\"\n"),
    Case("scan", "estate.json", "--skip", "master,x", says: "called \"x\"\n"),
    Case(
      "scan", "estate.json", "--select", "redundancy", "--skip", "redundancy",
      says: "nothing would be examined"),
    Case("scan", "estate.json", "--jobs", "0", says: "--jobs takes 1 to 256"),
    Case("scan", "estate.json", "--jobs", "257", says: "--jobs takes 1 to 256"),
    Case("scan", "estate.json", "--jobs", "many", says: "'many'"),
    Case("scan", "estate.json", "--jobs", "-1", says: "--jobs"),
    Case("scan", "estate.json", "--fail-on", "fatal", says: "'fatal'", "warning"),
    Case(
      "scan", "estate.json", "--report", "pdf", says: "\"pdf\"",
      "text, html, junit, json, ledger"),
    Case("scan", "estate.json", "--report", "", says: "text, html, junit, json, ledger"),
    Case("scan", "estate.json", "--report", "text=", says: "FORMAT=PATH"),
    Case("scan", "estate.json", "--report", "=out", says: "FORMAT=PATH"),
    Case(
      "scan", "estate.json", "--report", "text", "--report", "junit",
      says: "only one report can go to standard output"),
    Case(
      "scan", "estate.json", "--report", "text", "--report", "junit=-",
      says: "only one report can go to standard output"),
    Case(
      "scan", "estate.json", "--report", "text=a", "--report", "junit=a",
      says: "two reports cannot go to one file"),
    Case(
      "scan", "estate.json", "--report", "text", "--junit-skipped", "text",
      says: "--junit-skipped and --junit-profile need --report junit"),
    Case(
      "scan", "estate.json", "--report", "junit", "--junit-profile", "poor", says: "strict", "rich"),
    Case(
      "scan", "estate.json", "--report", "text=no/such/file",
      says: "the folder no/such does not exist: create it first"),
    Case("scan", "estate.json", "--timings", "", says: "--timings takes a path"),
    Case("scan", "estate.json", "--timings", "estate.json", says: "would overwrite an input"),
    Case(
      "scan", "estate.json", "--timings", "a", "--report", "text=a", says: "cannot go to one file"),
    Case(
      "scan", "estate.json", "--timings", "-", "--report", "text",
      says: "only one report can go to standard output"),
    Case(
      "scan", "estate.json", "--quiet", "--timings", "no/such/file",
      says: "the folder no/such does not exist: create it first"),
    Case("scan", "estate.json", "--report", "text=folder", says: "folder cannot be written"),
    Case("scan", "estate.json", "--set", "x", says: "--set takes RULE.NAME=NUMBER"),
    Case("scan", "estate.json", "--set", "single-zone-group.minimum-zones=", says: "--set takes"),
    Case("scan", "estate.json", "--set", "a.b=1", says: "\"a.b\"", "minimum-zones"),
    Case("scan", "estate.json", "--set", "single-zone-group.minimum-zones=1", says: "2...10"),
    Case(
      "scan", "estate.json", "--own-ranges", "198.51.100.0/24,85.215.0.0",
      says: "--own-ranges takes IPv4 ranges", "not \"85.215.0.0\""),
    Case("scan", "estate.json", "--own-ranges", "198.51.100.1/24", says: "not \"198.51.100.1/24\""),
    Case("scan", "estate.json", "--own-ranges", "2001:db8::/32", says: "--own-ranges takes IPv4"),
    Case("scan", "estate.json", "--own-ranges", "", says: "not \"\""),
    Case("report", says: "<file>"),
    Case("report", "nowhere.json", says: "nowhere.json: cannot be opened: No such file"),
    Case("report", "estate.json", says: "is an export, not a report"),
    Case("report", "estate.json", "--report", "pdf", says: "\"pdf\"", "the formats are text"),
    Case(
      "report", "estate.json", "--report", "text", "--report", "junit",
      says: "only one report can go to standard output"),
    Case("report", "estate.json", "--report", "json=estate.json", says: "overwrite an input"),
    Case("report", "estate.json", "nowhere.json", says: "nowhere.json"),
    Case("explain", says: "<rule>"),
    Case("explain", "nonsense", says: "no rule is called \"nonsense\"\n"),
    Case("explain", "single-zone-grup", says: "did you mean \"single-zone-group\"?\n"),
    Case("audit", says: "audit"),
  ]

  @Test("wrong usage is exit code 64 and a sentence on standard error only", arguments: wrong)
  func wrongUsage(_ test: Case) async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    try folder.write("folder/a", "")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("dangling"), withDestinationPath: "gone")
    let before = try folder.names()
    let result = try await Command.run(test.arguments, in: folder.url)
    #expect(result.exitCode == 64, "\(result.errorText)")
    #expect(result.output.isEmpty)
    for word in test.words {
      #expect(result.errorText.contains(word), "\(result.errorText)")
    }
    #expect(try folder.names() == before, "nothing is left behind")
  }

  @Test("a report does not go over an input")
  func reportOverInput() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    let result = try await Command.run(
      "scan", "estate.json", "--report", "json=./estate.json", in: folder.url)
    let now = try folder.text("estate.json")
    #expect(result.exitCode == 64)
    #expect(now == SmallEstate.healthy.json)
  }

  @Test("two reports do not go to one file under two names")
  func oneFileTwice() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    let result = try await Command.run(
      "scan", "estate.json", "--report", "json=out", "--report", "text=./out", in: folder.url)
    #expect(result.exitCode == 64)
  }

  @Test("a wrong command or rule is not answered with the usage", arguments: ["scna", "explain x"])
  func noUsage(_ line: String) async throws {
    let result = try await Command.run(line.split(separator: " ").map(String.init))
    #expect(!result.errorText.contains("Usage:"), "\(result.errorText)")
  }

  @Test("the beginning of a rule's name is enough for a suggestion")
  func prefix() async throws {
    let result = try await Command.run("explain", "single-zone")
    #expect(result.exitCode == 64)
    #expect(result.errorText.contains("single-zone-group"))
  }

  @Test("--help lists the subcommands, and that of scan the exit codes")
  func help() async throws {
    let general = try await Command.run("--help")
    #expect(general.exitCode == 0)
    for word in ["scan", "report", "rules", "explain", "simulate", "--version"] {
      #expect(general.text.contains(word))
    }
    let scan = try await Command.run("scan", "--help")
    #expect(scan.exitCode == 0)
    #expect(scan.errors.isEmpty)
    for line in ["  0    compliant", "  1    violations", "  2    no violation", "  64   wrong"] {
      #expect(scan.text.contains("\n" + line))
    }
    for option in ["--report", "--select", "--skip", "--set", "--fail-on", "--allow-unknown"] {
      #expect(scan.text.contains(option))
    }
    for option in [
      "--jobs", "--reproducible", "--quiet", "--verbose", "--no-digest", "--timings",
      "--own-ranges",
    ] {
      #expect(scan.text.contains(option))
    }
  }

  @Test(
    "help does not break a line in the middle of a sentence",
    arguments: [[], ["scan"], ["report"], ["simulate"]])
  func helpLines(command: [String]) async throws {
    let result = try await Command.run(command + ["--help"])
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    let overview = lines.prefix { !$0.hasPrefix("USAGE") }
    // A word or two alone on a line are what a text broken for 100 columns becomes in 80.
    let torn = zip(overview, overview.dropFirst()).filter { line, next in
      line.count > 60 && (1...25).contains(next.count) && !next.hasSuffix(".")
    }
    #expect(torn.isEmpty, "\(torn)")
  }

  @Test("--version prints a version")
  func version() async throws {
    let result = try await Command.run("--version")
    #expect(result.exitCode == 0)
    #expect(result.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test("a completion script is printed for each shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) async throws {
    let result = try await Command.run("--generate-completion-script", shell)
    #expect(result.exitCode == 0)
    #expect(result.errors.isEmpty)
    for word in ["failover-audit", "scan", "explain", "--allow-unknown", "single-zone-group"] {
      let isThere = result.text.contains(word) || result.text.contains(word.dropFirst(2))
      #expect(isThere, "\(word)")
    }
  }

  @Test("the script for bash is one that bash can read")
  func bashCompletion() async throws {
    let folder = try TemporaryFolder()
    let result = try await Command.shell(
      "\"$FAILOVER_AUDIT\" --generate-completion-script bash > c && bash -n c", in: folder.url)
    #expect(result.exitCode == 0, "\(result.errorText)")
  }

  /// Skipped where a user may not have a namespace of mounts of his own, and where AddressSanitizer
  /// runs, which needs /proc itself.
  @Test(
    "without /proc, which holds its arguments, the command does not seem to succeed",
    .enabled(if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil))
  func argumentsMissing() async throws {
    let folder = try TemporaryFolder()
    let result = try await Command.shell(
      """
      unshare -rm true 2>/dev/null || exit 70
      unshare -rm sh -c 'mount -t tmpfs none /proc && exec "$FAILOVER_AUDIT" scan export'
      """, in: folder.url)
    #expect(result.exitCode == 70, "\(result.text)")
    #expect(result.text.isEmpty)
  }
}
