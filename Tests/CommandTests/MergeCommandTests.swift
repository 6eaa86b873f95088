import Foundation
import TestSupport
import Testing

/// The command `merge` as a user runs it; what it merges is tested where the reports are made.
@Suite("Merging reports")
struct MergeCommandTests {
  /// A folder with the exports of three contracts, and a report of each.
  private static func reports() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, json) in ThreeContracts.exports {
      try folder.write("exports/\(name)/all.json", json)
      let run = try await Command.run(
        [
          "scan", "exports/\(name)", "--names-below", "exports", "-q", "--report",
          "json=\(name).json",
        ], in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
      #expect(run.exitCode <= 2, "\(run.errorText)")
    }
    return folder
  }

  private static let names = ["contract-1.json", "contract-2.json", "contract-3.json"]

  @Test("every format has the bytes of one scan, and the exit code is that of the whole")
  func formats() async throws {
    let folder = try await Self.reports()
    for format in ["text", "html", "junit", "sarif", "csv", "markdown", "oscal"] {
      let whole = try await Command.run(
        ["scan", "exports", "-q", "--report", format], in: folder.url,
        environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
      let merged = try await Command.run(
        ["merge"] + Self.names + ["-q", "--report", format], in: folder.url)
      #expect(merged.exitCode == 1 && whole.exitCode == 1)
      #expect(merged.output == whole.output, "\(format)")
      #expect(merged.errors.isEmpty)
    }
    let green = try await Command.run(["merge", "contract-1.json"], in: folder.url)
    #expect(green.exitCode == 0 && green.text.hasPrefix("COMPLIANT"))
    let open = try await Command.run(
      ["merge", "contract-1.json", "contract-3.json", "--report", "text=t.txt"], in: folder.url)
    #expect(open.exitCode == 2 && open.errorText.hasPrefix("incomplete (exit code 2)"))
  }

  @Test("a waiver file of all contracts is judged again for all of them")
  func waivers() async throws {
    let folder = try TemporaryFolder()
    try folder.write("w.yml", WaiversTests.waiver(subject: "group/dc-2/1/85.215.2.1"))
    let environment = ["SOURCE_DATE_EPOCH": WaiversTests.epoch]
    for (name, json) in ThreeContracts.exports.prefix(2) {
      try folder.write("exports/\(name).json", json)
      let alone = try await Command.run(
        [
          "scan", "exports/\(name).json", "-q", "--waivers", "w.yml", "--report",
          "json=\(name).json",
        ],
        in: folder.url, environment: environment)
      #expect(alone.exitCode == (name == "contract-1" ? 1 : 0), "unused in the first one")
    }
    let whole = try await Command.run(
      ["scan", "exports", "-q", "--waivers", "w.yml", "--report", "json"], in: folder.url,
      environment: environment)
    let merged = try await Command.run(
      [
        "merge", "contract-1.json", "contract-2.json", "-q", "--waivers", "./w.yml", "--report",
        "json",
      ], in: folder.url)
    #expect(whole.exitCode == 0 && merged.exitCode == 0, "\(merged.errorText)")
    #expect(merged.output == whole.output)
  }

  @Test("a baseline of the whole counts as in one scan, strict or not")
  func baseline() async throws {
    let folder = try await Self.reports()
    let environment = ["SOURCE_DATE_EPOCH": WaiversTests.epoch]
    let drawn = try await Command.shell(
      """
      "$FAILOVER_AUDIT" merge contract-1.json contract-2.json contract-3.json -q --report json=all.json; echo $?
      "$FAILOVER_AUDIT" baseline all.json --output b.ndjson
      for n in 1 2 3; do
        "$FAILOVER_AUDIT" scan exports/contract-$n --names-below exports -q --baseline b.ndjson \
          --strict-baseline --report json=known-$n.json; echo $?
      done
      """, in: folder.url, environment: environment)
    #expect(drawn.text == "1\n1\n0\n1\n", "\(drawn.text)\(drawn.errorText)")
    let reports = ["known-1.json", "known-2.json", "known-3.json"]
    for format in ["json", "text", "sarif"] {
      let whole = try await Command.run(
        [
          "scan", "exports", "-q", "--baseline", "b.ndjson", "--strict-baseline", "--report",
          format,
        ], in: folder.url, environment: environment)
      let merged = try await Command.run(
        ["merge"] + reports + ["-q", "--baseline", "./b.ndjson", "--report", format],
        in: folder.url)
      #expect(merged.exitCode == 2 && whole.exitCode == 2, "\(merged.errorText)")
      #expect(merged.output == whole.output, "\(format)")
    }
    let without = try await Command.run(["merge"] + reports, in: folder.url)
    #expect(without.exitCode == 64 && without.errorText.contains("give that file with --baseline"))
  }

  @Test("a history is kept of the whole, and none is made of what cannot be merged")
  func history() async throws {
    let folder = try await Self.reports()
    let first = try await Command.run(
      ["merge"] + Self.names + ["-q", "--history", "h.sqlite", "--report", "json=1.json"],
      in: folder.url)
    #expect(first.exitCode == 1, "\(first.errorText)")
    #expect(try folder.text("1.json").contains(#""state":"new""#))
    let second = try await Command.run(
      ["merge"] + Self.names + ["-q", "--history", "h.sqlite", "--report", "json"], in: folder.url)
    #expect(second.text.contains(#""state":"unchanged""#) && second.text.contains(#""number":2"#))
    let part = try await Command.run("merge", "contract-1.json", "1.json", in: folder.url)
    #expect(part.exitCode == 64 && part.errorText.contains("scan without --history"))
    let refused = try await Command.run(
      "merge", "contract-1.json", "contract-1.json", "--history", "no.sqlite", in: folder.url)
    #expect(refused.exitCode == 64)
    #expect(try !folder.names().contains("no.sqlite"))
    let over = try await Command.run(
      "merge", "contract-1.json", "--history", "contract-1.json", in: folder.url)
    #expect(over.exitCode == 64 && over.errorText.contains("would overwrite an input"))
  }

  @Test(
    "reports that cannot be merged are wrong usage, in one line, and no report is written",
    arguments: [
      (["contract-1.json", "gone.json"], "gone.json: cannot be opened: No such file or directory"),
      (["contract-1.json", "contract-1.json"], "the input contract-1/all.json is in "),
      (["contract-1.json", "exports/contract-2/all.json"], "is an export, not a report"),
      (["contract-1.json", "l.ndjson"], "l.ndjson is a ledger"),
      (["contract-1.json", "h\u{1B}[2J.json"], "h\\u{1b}[2J.json: is empty"),
      (["contract-1.json", "--waivers", "w.yml"], "no report was made with the waivers of w.yml"),
      (
        ["contract-1.json", "contract-2.json", "--waivers", "no.yml"],
        "--waivers no.yml: no such file"
      ),
    ])
  func refused(arguments: [String], sentence: String) async throws {
    let folder = try await Self.reports()
    try folder.write("h\u{1B}[2J.json", "")
    try folder.write("w.yml", WaiversTests.waiver())
    _ = try await Command.run(
      "report", "contract-2.json", "--report", "ledger=l.ndjson", in: folder.url)
    let run = try await Command.run(
      ["merge"] + arguments + ["--report", "json=never.json"], in: folder.url)
    #expect(run.exitCode == 64 && run.text.isEmpty)
    #expect(
      run.errorLines.count == 1 && run.errorText.contains(sentence)
        && (run.errorText.hasPrefix("failover-audit: ")
          || run.errorText.hasPrefix("--waivers no.yml:")),
      "\(run.errorText)")
    #expect(!run.errorText.contains("\u{1B}"))
    #expect(try !folder.names().contains("never.json"))
  }

  @Test("nothing to merge, and a report that overwrites a merged one, are wrong usage")
  func usage() async throws {
    let folder = try await Self.reports()
    let nothing = try await Command.run("merge", in: folder.url)
    #expect(nothing.exitCode == 64 && nothing.errorText.contains("<files> ..."))
    let over = try await Command.run(
      "merge", "contract-1.json", "contract-2.json", "--report", "json=contract-2.json",
      in: folder.url)
    #expect(over.exitCode == 64 && over.errorText.contains("would overwrite an input"))
  }

  @Test("one of the reports may come from standard input")
  func standardInput() async throws {
    let folder = try await Self.reports()
    let piped = try await Command.shell(
      "\"$FAILOVER_AUDIT\" merge contract-2.json - -q --report csv <contract-1.json", in: folder.url
    )
    let named = try await Command.run(
      "merge", "contract-1.json", "contract-2.json", "-q", "--report", "csv", in: folder.url)
    #expect(piped.output == named.output && !piped.output.isEmpty)
  }

  @Test("more reports than a process may have open by default are opened")
  func openFiles() async throws {
    let folder = try await Self.reports()
    let run = try await Command.shell(
      "ulimit -Sn 9; exec \"$FAILOVER_AUDIT\" merge \(Self.names.joined(separator: " ")) -q",
      in: folder.url)
    #expect(run.exitCode == 1 && run.errors.isEmpty, "\(run.errorText)")
  }

  @Test("inputs are named by their paths below a folder, and must be there")
  func namesBelow() async throws {
    let folder = try await Self.reports()
    let named = try await Command.run(
      "scan", "exports/contract-1/all.json", "exports/contract-2", "--names-below", "./exports/",
      "--report", "csv", in: folder.url)
    #expect(named.text.contains("contract-2/all.json") && named.exitCode == 1)
    let outside = try await Command.run(
      "scan", "exports", "--names-below", "exports/contract-1", in: folder.url)
    #expect(outside.exitCode == 64)
    #expect(
      outside.errorText.hasSuffix("/contract-2/all.json: is not below exports/contract-1\n"))
  }
}
