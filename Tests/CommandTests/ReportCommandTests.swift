import Foundation
import TestSupport
import Testing

/// Reports made later from a saved one.
@Suite("Reports made later")
struct ReportCommandTests {
  /// The formats, as the command itself lists them.
  private static func formats() async throws -> [String] {
    let run = try await Command.run("report", "x", "--report", "?")
    let list = try #require(run.errorText.firstMatch(of: /the formats are ([^\n]+), as FORMAT/))
    return list.1.split(separator: ", ").map(String.init)
  }

  /// Audits a folder with every format at once, makes all of them again from the JSON report, and
  /// compares.
  private func compare(_ folder: TemporaryFolder, _ estate: String) async throws {
    let formats = try await Self.formats()
    try #require(formats.count >= 4)
    let first = try await Command.run(
      ["scan", estate] + formats.flatMap { ["--report", "\($0)=first.\($0)"] }, in: folder.url)
    let again = try await Command.run(
      ["report", "first.json"] + formats.flatMap { ["--report", "\($0)=again.\($0)"] },
      in: folder.url)
    #expect(again.exitCode == first.exitCode)
    #expect(again.output.isEmpty)
    #expect(again.errorText == first.errorText)
    for format in formats {
      let one = try Data(contentsOf: folder.url.appendingPathComponent("first.\(format)"))
      let other = try Data(contentsOf: folder.url.appendingPathComponent("again.\(format)"))
      #expect(Golden.difference(one, other) == nil, "\(format)")
    }
  }

  @Test("every report of the sample estate can be made from the JSON report, byte for byte")
  func sampleEstate() async throws {
    let folder = try TemporaryFolder()
    let estate = Command.packageRoot.appendingPathComponent("reports/estate").path
    try await compare(folder, estate)
  }

  @Test("every report of any small estate can be made from the JSON report", arguments: 0..<12)
  func anyEstate(seed: Int) async throws {
    var random = SplitMix64(seed: seed)
    var estate = SmallEstate()
    let zones = ["ZONE_1", "ZONE_2", "AUTO"]
    estate.zones = [zones[random.next(3)], zones[random.next(3)]]
    estate.states = [["RUNNING", "SHUTOFF"][random.next(2)], "RUNNING"]
    estate.master = ["nic-a", "nic-b", "nic-gone"][random.next(3)]
    estate.showsAllNICs = random.next(3) > 0
    estate.ending = ["", "\\u202e\\n\\\"<&", " 東京 \\ud83d\\udca5", "\\u0000'`|*_"][random.next(4)]
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", estate.json)
    if random.next(2) == 0 { try folder.write("export/broken.json", "{\"items\": [") }
    try await compare(folder, "export")
  }

  @Test("a report that went through jq is read as well", .enabled(if: Command.isThere("jq")))
  func jq() async throws {
    let run = try await Command.shell(
      """
      jq . reports/estate.json | "$FAILOVER_AUDIT" report - --report ledger --quiet |
        cmp - reports/estate.ndjson
      """, in: Command.packageRoot)
    #expect(run.exitCode == 0, "\(run.errorText)")
  }

  @Test("standard input and pipes are read, and the text report is the standard one")
  func pipes() async throws {
    let folder = try TemporaryFolder()
    for source in ["- < reports/estate.json", "/dev/stdin < reports/estate.json"] {
      let run = try await Command.shell(
        """
        "$FAILOVER_AUDIT" report \(source) > "$OUT"; echo $?; cmp "$OUT" reports/estate.txt
        """, in: Command.packageRoot, environment: ["OUT": folder.path("out")])
      #expect(run.text == "1\n", "\(run.text) \(run.errorText)")
    }
    let run = try await Command.shell(
      "cat reports/estate.json | \"$FAILOVER_AUDIT\" report /dev/stdin | cmp - reports/estate.txt",
      in: Command.packageRoot)
    #expect(run.exitCode == 0, "\(run.text)")
  }

  @Test("a ledger gives itself again, and is incomplete at best")
  func ledger() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    let scan = try await Command.run(
      "scan", "estate.json", "--report", "ledger=a.ndjson", in: folder.url)
    #expect(scan.exitCode == 0)
    let run = try await Command.run(
      "report", "a.ndjson", "--report", "ledger=b.ndjson", "--report", "junit=b.xml",
      in: folder.url)
    #expect(run.exitCode == 2)
    #expect(run.errorText.contains("made from a ledger, which does not say what was read"))
    #expect(try folder.text("a.ndjson") == folder.text("b.ndjson"))
    #expect(try folder.text("b.xml").contains("a ledger does not say what was read"))
  }

  @Test(
    "what cannot be used is exit code 64, a sentence and no report",
    arguments: [
      ("gone.json", "gone.json: cannot be opened: No such file or directory\n"),
      ("folder", "folder: is a folder, not a file\n"),
      ("empty", "empty: is empty\n"),
      ("estate.json", "estate.json:1:17: is an export, not a report"),
      ("cut.json", "malformed JSON: the input ends in the middle of the document\n"),
    ])
  func unusable(file: String, sentence: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("folder/a", "")
    try folder.write("empty", "")
    try folder.write("estate.json", SmallEstate.healthy.json)
    let sample = Command.packageRoot.appendingPathComponent("reports/estate.json")
    try folder.write("cut.json", try Data(contentsOf: sample).prefix(50_000))
    let before = try folder.names()
    let run = try await Command.run(
      "report", file, "--report", "text=out", "--report", "json", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.output.isEmpty)
    #expect(run.errorText.hasPrefix("failover-audit: "))
    #expect(run.errorText.contains(sentence), "\(run.errorText)")
    #expect(run.errorLines.count == 1)
    #expect(try folder.names() == before)
  }

  @Test("a report does not go over the report that it is made from")
  func overItself() async throws {
    let folder = try TemporaryFolder()
    let sample = Command.packageRoot.appendingPathComponent("reports/estate.json")
    try folder.write("a.json", try Data(contentsOf: sample))
    let run = try await Command.run("report", "a.json", "--report", "text=./a.json", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.errorText.contains("would overwrite an input"))
  }

  @Test("a file that changes while it is read leaves no report")
  func changes() async throws {
    let folder = try TemporaryFolder()
    let sample = Command.packageRoot.appendingPathComponent("reports/estate.json")
    try folder.write("a.json", try Data(contentsOf: sample))
    // The report goes to a pipe that nobody reads until the file was written to.
    let run = try await Command.shell(
      """
      mkfifo pipe
      "$FAILOVER_AUDIT" report a.json --quiet --report ledger=pipe --report text=out 2>err &
      exec 3<pipe
      echo >> a.json
      cat <&3 >/dev/null
      wait $!
      echo $?
      """, in: folder.url)
    #expect(run.text == "64\n")
    #expect(try folder.text("err").contains("a.json: changed while it was read"))
    #expect(try folder.names() == ["a.json", "err", "pipe"])
  }
}

/// Small numbers that are the same in each run.
private struct SplitMix64 {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

extension Command {
  /// Whether a program is found by its name.
  static func isThere(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }
}
