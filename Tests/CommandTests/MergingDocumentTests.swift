import Foundation
import TestSupport
import Testing

/// Three contracts as they are exported, each into a folder of its own.
enum ThreeContracts {
  /// The bundles by the names of their folders.
  static let exports: [(name: String, json: String)] = [
    (1, SmallEstate.healthy), (2, .oneZone), (3, .unknownZones),
  ].map { number, estate in
    var json = estate.json
    for (old, new) in [
      ("\"dc-1", "\"dc-\(number)"), ("\"nic-", "\"nic-\(number)"), ("\"srv-", "\"srv-\(number)"),
      ("\"user-", "\"user-\(number)"), ("block-1", "block-\(number)"),
      ("85.215.1.", "85.215.\(number)."),
    ] { json = json.replacing(old, with: new) }
    return ("contract-\(number)", json)
  }

  static func write(to folder: TemporaryFolder, below path: String) throws {
    for (name, json) in exports { try folder.write("\(path)/exports/\(name)/all.json", json) }
  }
}

/// `docs/merging.md` shows what happens; `UPDATE_GOLDENS=1` rewrites the outputs.
@Suite("Golden document of merging")
struct MergingDocumentTests {
  @Test("docs/merging.md leads to one report, with the outputs that it shows")
  func goldenWalkthrough() async throws {
    let path = "docs/merging.md"
    var walkthrough = try Walkthrough()
    for (name, json) in ThreeContracts.exports {
      try walkthrough.write("exports/\(name)/all.json", json)
    }
    let now = try await walkthrough.follow(try Snippet.text(of: path))
    #expect(walkthrough.commands >= 10)
    try Golden(path).compare(with: Data(now.utf8))
  }

  private static func snippet(_ word: String) throws -> String {
    try #require(
      try Snippet.all("sh").first { $0.document == "docs/merging.md" && $0.text.contains(word) }
    ).text
  }

  private static func run(
    _ script: String, in folder: TemporaryFolder, patience: Int = Command.patience
  ) async throws -> Command.Result {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try await Command.shell(
      script, in: folder.url.appendingPathComponent("work"),
      environment: [
        "PATH": folder.path("bin") + ":" + path, "SOURCE_DATE_EPOCH": WaiversTests.epoch,
      ], patience: patience)
  }

  /// A folder in which the documents' commands run; its command fails once for the third contract.
  private static func machine() throws -> SnippetMachine {
    let machine = try SnippetMachine()
    try ThreeContracts.write(to: machine.folder, below: "work")
    try machine.folder.write(
      "work/contracts", ThreeContracts.exports.map { $0.name + "\n" }.joined())
    try machine.folder.write("work/reports/.keep", "")
    return machine
  }

  @Test(
    "GNU parallel scans every contract, and a scan without a result is reported",
    .enabled(if: Tool.isThere("parallel"), "GNU parallel is missing"))
  func parallel() async throws {
    let machine = try Self.machine()
    let script = "set -e\nPARALLEL_HOME=\"$PWD\"; export PARALLEL_HOME\n"
    let lines = try Self.snippet("--joblog")
      .replacing("contracts\nawk", with: "contracts || :\nawk")
    let run = try await Self.run(script + lines, in: machine.folder)
    #expect(run.exitCode == 1 && run.text.hasPrefix("VIOLATIONS"), "\(run.text)\(run.errorText)")
    try machine.folder.write("work/contracts", "contract-1\nnowhere\n")
    let failed = try await Self.run(script + lines, in: machine.folder)
    #expect(failed.exitCode == 1 && failed.text.hasPrefix("no report: "), "\(failed.text)")
    #expect(failed.text.split(separator: "\n").count == 1)
  }

  // MARK: Spark

  private static func hasSpark() async throws -> Bool {
    guard Tool.isThere("java"), Tool.isThere("spark-submit") else { return false }
    return try await Command.shell("python3 -c 'import pyspark'", in: Command.packageRoot)
      .exitCode == 0
  }

  @Test(
    "a cluster of Spark scans every contract, one of them a second time, and the merged bytes are those of one scan",
    .enabled("PySpark or Java is missing") { try await hasSpark() })
  func spark() async throws {
    let machine = try Self.machine()
    try machine.program(
      "failover-audit",
      """
      case $* in *scan*contract-3*)
        [ -e '\(machine.folder.path("tried"))' ] || { : >'\(machine.folder.path("tried"))'; exit 70; }
      esac
      exec '\(Command.executable)' "$@"
      """)
    try FileManager.default.createDirectory(
      at: machine.folder.url.appendingPathComponent("work/scripts"),
      withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Command.packageRoot.appendingPathComponent("scripts/spark-scan.py"),
      to: machine.folder.url.appendingPathComponent("work/scripts/spark-scan.py"))
    try machine.folder.write("work/reports/contract-1.report.json", "of last week")
    let run = try await Self.run(
      try Self.snippet("spark-scan.py"), in: machine.folder, patience: 300)
    #expect(run.exitCode == 1, "\(run.errorText.suffix(2000))")
    #expect(
      run.text.split(separator: "\n").map { $0.prefix(40) } == [
        #"{"contract": "contract-1", "exitCode": 0"#, #"{"contract": "contract-2", "exitCode": 1"#,
        #"{"contract": "contract-3", "exitCode": 2"#,
      ])
    #expect(FileManager.default.fileExists(atPath: machine.folder.path("tried")))
    let whole = try await Self.run(
      "failover-audit scan exports --no-config -q --report json", in: machine.folder)
    // Of the sentences only those of the contracts' own lists may differ: there are none here.
    #expect(machine.written("fleet.json") == whole.text)
  }

  @Test(
    "a worker of Spark reports every contract, also of one that cannot be scanned",
    .enabled(if: Tool.isThere("python3"), "python3 is missing"))
  func worker() async throws {
    let machine = try Self.machine()
    let script = Command.packageRoot.appendingPathComponent("scripts/spark-scan.py").path
    let run = try await Self.run(
      """
      printf '%s\\n' contract-1 nowhere |
        python3 -B '\(script)' --work exports reports failover-audit --no-config
      echo contract-1 | python3 -B '\(script)' --work exports reports no-such-command
      """, in: machine.folder)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 3, "\(run.errorText)")
    #expect(lines[0].hasPrefix(#"{"contract": "contract-1", "exitCode": 0"#))
    #expect(lines[1].hasPrefix(#"{"contract": "nowhere", "exitCode": 64"#))
    #expect(lines[2].hasPrefix(#"{"contract": "contract-1", "exitCode": 127"#))
    #expect(!machine.written("reports/contract-1.report.json").isEmpty)
  }

  @Test(
    "the driver refuses names that a shell or a path could take for something else",
    .enabled(if: Tool.isThere("python3"), "python3 is missing"))
  func names() async throws {
    let machine = try Self.machine()
    try machine.folder.write("work/exports/a b/all.json", "{}")
    let script = Command.packageRoot.appendingPathComponent("scripts/spark-scan.py").path
    let run = try await Self.run("python3 -B '\(script)' exports reports", in: machine.folder)
    #expect(run.exitCode == 64 && run.errorText.contains("odd characters: ['a b']"))
    let within = try await Self.run(
      "rm -r 'exports/a b'; python3 -B '\(script)' exports exports/reports", in: machine.folder)
    #expect(within.exitCode == 64 && within.errorText.contains("must not be among the exports"))
    let usage = try await Self.run("python3 -B '\(script)' nowhere reports", in: machine.folder)
    #expect(usage.exitCode == 64 && usage.errorText.contains("EXPORTS REPORTS"))
  }
}
