import FailoverAudit
import Foundation
import TestSupport
import Testing

/// Where reports go, and which files remain.
@Suite("Report files")
struct ReportFileTests {
  private func estate(_ estate: SmallEstate = .healthy) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", estate.json)
    return folder
  }

  @Test("several reports are written in one run, each the same as on standard output")
  func several() async throws {
    let folder = try estate(.oneZone)
    let formats = ["text", "junit", "json", "ledger"]
    let options = ["scan", "estate.json", "--reproducible"]
    let run = try await Command.run(
      options + formats.flatMap { ["--report", "\($0)=out.\($0)"] }, in: folder.url)
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    let names = (formats.map { "out." + $0 } + ["estate.json"]).sorted()
    #expect(try folder.names() == names, "no temporary file is left")
    for format in formats {
      let alone = try await Command.run(options + ["--report", format], in: folder.url)
      #expect(alone.text == (try folder.text("out." + format)))
    }
  }

  @Test("a report file and standard output go together, FORMAT=- being standard output")
  func both() async throws {
    let folder = try estate()
    let run = try await Command.run(
      "scan", "estate.json", "--report", "text=-", "--report", "junit=out.xml", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.text.hasPrefix("COMPLIANT"))
    #expect(run.errors.isEmpty)
    #expect(try folder.text("out.xml").hasPrefix("<?xml"))
  }

  @Test("files left by a killed process of the same number are not in the way")
  func leftBehind() async throws {
    let folder = try estate()
    // In a container the command has the same number each time.
    let run = try await Command.shell(
      "touch .failover-audit.$$.tmp; mkdir .failover-audit.$$.evidence; exec \"$FAILOVER_AUDIT\" scan estate.json "
        + "-q --report csv=out.csv --evidence pack", in: folder.url)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(try folder.text("out.csv").isEmpty == false)
  }

  @Test("a report in a folder that does not exist is refused and leaves no file")
  func noFolder() async throws {
    let folder = try estate()
    let run = try await Command.run(
      "scan", "estate.json", "--report", "junit=none/out.xml", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.errorText.hasPrefix("Error: the folder none does not exist: create it first\n"))
    #expect(try folder.names() == ["estate.json"])
  }

  @Test("an older report is replaced, its permissions or not, and stays if the run is refused")
  func replaced() async throws {
    let folder = try estate()
    try folder.write("out.txt", "old")
    let refused = try await Command.run(
      "scan", "gone.json", "--report", "text=out.txt", in: folder.url)
    #expect(refused.exitCode == 64)
    #expect(try folder.text("out.txt") == "old")
    let run = try await Command.run(
      "scan", "estate.json", "--report", "text=out.txt", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(try folder.text("out.txt").hasPrefix("COMPLIANT"))
    #expect(try folder.names() == ["estate.json", "out.txt"])
  }

  @Test("a report for a named pipe goes into the pipe, which stays one")
  func namedPipe() async throws {
    let folder = try estate()
    let run = try await Command.shell(
      """
      mkfifo pipe
      cat pipe > got &
      "$FAILOVER_AUDIT" scan estate.json --report text=pipe
      if [ -p pipe ]; then wait; head -c 9 got; else kill $!; fi
      """, in: folder.url)
    #expect(run.text == "COMPLIANT")
  }

  @Test("a report for a link goes to where the link leads")
  func link() async throws {
    let folder = try estate()
    try folder.write("target.txt", "old")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out.txt"), withDestinationPath: "target.txt")
    let run = try await Command.run(
      "scan", "estate.json", "--report", "text=out.txt", in: folder.url)
    #expect(run.exitCode == 0)
    let target = try folder.text("target.txt")
    #expect(target.hasPrefix("COMPLIANT"))
  }

  @Test("--quiet writes nothing if no report is requested", arguments: ["--quiet", "-q"])
  func quiet(option: String) async throws {
    let folder = try estate(.oneZone)
    try folder.write("broken.json", "{")
    let run = try await Command.run("scan", "estate.json", "broken.json", option, in: folder.url)
    #expect(run.exitCode == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test("--quiet still writes the requested reports, and reports wrong usage")
  func quietReports() async throws {
    let folder = try estate()
    let run = try await Command.run(
      "scan", "estate.json", "-q", "--report", "ledger", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.text.contains("single-zone-group"))
    #expect(run.errors.isEmpty)
    let refused = try await Command.run("scan", "gone.json", "-q", in: folder.url)
    #expect(refused.exitCode == 64)
    #expect(refused.errorText.contains("gone.json"))
  }

  @Test("standard error has the verdict if no text report goes to standard output")
  func told() async throws {
    let folder = try estate(.oneZone)
    let run = try await Command.run("scan", "estate.json", "--report", "junit", in: folder.url)
    #expect(run.errorText.hasPrefix("violations (exit code 1): 1 violation of 1 rule of severity"))
    #expect(run.errorLines.count == 1)
  }

  @Test("no colours and no progress where nothing is a terminal, whatever TERM says")
  func plain() async throws {
    let run = try await Command.run(
      ["scan", "reports/estate"], environment: ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"])
    #expect(!run.text.contains("\u{1B}"))
    #expect(run.errors.isEmpty)
  }

  @Test("the reader of standard output may close it early", arguments: ["text", "json", "ledger"])
  func closedPipe(format: String) async throws {
    let run = try await Command.shell(
      """
      { sleep 0.3; "$FAILOVER_AUDIT" scan reports/estate --verbose --report \(format) --quiet
        echo "code $?" >&2; } | true
      """, in: Command.packageRoot)
    #expect(run.errorText == "code 1\n")
  }

  @Test("a full standard output is reported, with exit code 64")
  func full() async throws {
    let folder = try estate()
    let run = try await Command.shell(
      "\"$FAILOVER_AUDIT\" scan estate.json > /dev/full", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(run.errorText.contains("standard output cannot be written: No space left on device"))
  }

  @Test(
    "a full standard output is reported by the other commands",
    arguments: ["rules --json", "explain master-missing"])
  func fullForRules(words: String) async throws {
    let run = try await Command.shell(
      "\"$FAILOVER_AUDIT\" \(words) > /dev/full", in: Command.packageRoot)
    #expect(run.exitCode != 0)
  }

  @Test("standard output that is closed does no harm to report files")
  func closed() async throws {
    let folder = try estate()
    let run = try await Command.shell(
      "\"$FAILOVER_AUDIT\" scan estate.json --report text=a --report json=b >&- 2>&-",
      in: folder.url)
    #expect(run.exitCode == 0)
    #expect(try folder.text("a").hasPrefix("COMPLIANT"))
    #expect(try folder.text("b").hasSuffix("}\n"))
  }

  @Test("an interrupted run ends with exit code 130 and leaves no file")
  func interrupted() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.shell(
      """
      mkfifo pipe
      sleep 50 > pipe &
      timeout --preserve-status -s INT 1 "$FAILOVER_AUDIT" scan pipe --report text=out
      echo $?
      kill $!
      """, in: folder.url)
    #expect(run.text == "130\n")
    #expect(run.errors.isEmpty)
    #expect(try folder.names() == ["pipe"])
  }

  @Test(
    "a run that is ended by a signal ends the programs that it started",
    arguments: ["scan export --rules rules", "test-rules rules"])
  func interruptedProgram(command: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", SmallEstate.healthy.json)
    try folder.write(
      "rules/house-program.yaml",
      """
      id: house-program
      title: it holds
      severity: note
      family: surroundings
      subjects: groups
      rationale: Because.
      remediation: Do it.
      run: [sh, -c, "echo $$ > id; exec sleep 50"]
      examples: [{title: nothing, inventory: {datacenters: []}, outcomes: {a: pass}}]
      """)
    let run = try await Command.shell(
      """
      "$FAILOVER_AUDIT" \(command) --allow-programs &
      for i in $(seq 100); do test -s rules/id && break; sleep 0.1; done
      kill -0 $(cat rules/id) && kill $!
      wait $!
      echo $?
      sleep 0.3
      case $(cut -d ' ' -f 3 /proc/$(cat rules/id)/stat 2> /dev/null) in ''|Z|X) echo gone;; esac
      """, in: folder.url)
    #expect(run.text == "143\ngone\n")
  }
}
