import FailoverAudit
import Foundation
import TestSupport
import Testing

/// What proves an audit: `scan --evidence` and `verify`.
@Suite("Evidence")
struct EvidenceTests {
  /// A folder with an estate, waivers, a baseline, a configuration and rules of one's own, and its
  /// evidence.
  private static func pack(_ options: [String] = ["--with-inputs"]) async throws -> TemporaryFolder
  {
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", SmallEstate.noMaster.json)
    try folder.write("export/broken.json", "{\"items\": [")
    try folder.write("w.yml", WaiversTests.waiver("standby-not-running"))
    try folder.write(
      "b.ndjson",
      "{\"format\":\"failover-audit-baseline/1\"}\n{\"rule\":\"single-zone-group\",\"subject\":\"\(WaiversTests.group)\"}\n"
    )
    try folder.write(
      "failover-audit.yml",
      "waivers: [w.yml]\nbaseline: b.ndjson\nrules: [house]\nfail-on: error\nseverities: {single-zone-group: note}\n"
    )
    try FileManager.default.copyItem(
      at: Command.packageRoot.appendingPathComponent("Examples/rules"),
      to: folder.url.appendingPathComponent("house"))
    let run = try await Command.run(
      ["scan", "export", "--evidence", "pack", "--allow-programs", "--quiet"] + options,
      in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
    #expect(run.exitCode == 1, "\(run.errorText)")
    #expect(run.errorText.contains("evidence: SHA-256 of its manifest "))
    return folder
  }

  private static func verify(
    _ folder: TemporaryFolder, _ options: [String] = ["--allow-programs"]
  ) async throws -> Command.Result {
    try await Command.run(["verify", "pack"] + options, in: folder.url)
  }

  @Test("evidence with inputs proves the audit, wherever it lies and whatever the time is")
  func proven() async throws {
    let folder = try await Self.pack()
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("export"))
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("house"))
    let run = try await Self.verify(folder)
    #expect(run.exitCode == 0, "\(run.text)\(run.errorText)")
    #expect(run.text.hasSuffix("PROVEN\n"))
    let sums = try await Command.shell(
      "cd pack && sha256sum --check --quiet SHA256SUMS", in: folder.url)
    #expect(sums.exitCode == 0, "\(sums.text)")
  }

  @Test("the same audit at the same time has the same evidence, byte for byte")
  func same() async throws {
    let folder = try await Self.pack()
    try FileManager.default.moveItem(
      at: folder.url.appendingPathComponent("pack"), to: folder.url.appendingPathComponent("first"))
    let again = try await Command.shell(
      """
      "$FAILOVER_AUDIT" scan export --evidence pack --allow-programs --quiet --with-inputs --jobs 1
      diff -r first pack
      """, in: folder.url, environment: ["SOURCE_DATE_EPOCH": WaiversTests.epoch])
    #expect(again.exitCode == 0, "\(again.text)")
  }

  @Test("without inputs nothing is proven until they are named")
  func missing() async throws {
    let folder = try await Self.pack([])
    let without = try await Self.verify(folder)
    #expect(without.exitCode == 2, "\(without.text)")
    #expect(without.text.contains("missing: the input estate.json"))
    try FileManager.default.moveItem(
      at: folder.url.appendingPathComponent("export"), to: folder.url.appendingPathComponent("kept")
    )
    let with = try await Self.verify(folder, ["--allow-programs", "--inputs", "kept"])
    #expect(with.exitCode == 0, "\(with.text)\(with.errorText)")
  }

  @Test("every change is reported by name")
  func changed() async throws {
    let folder = try await Self.pack()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("pack")).filter {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder.path("pack/" + $0), isDirectory: &isFolder)
      return !isFolder.boolValue && $0 != "manifest.json" && $0 != "SHA256SUMS"
    }
    #expect(names.count >= 10)
    for name in names {
      let original = try Data(contentsOf: folder.url.appendingPathComponent("pack/" + name))
      var other = original
      other[other.count / 2] ^= 1
      try other.write(to: folder.url.appendingPathComponent("pack/" + name))
      let run = try await Self.verify(folder)
      #expect(run.exitCode == 1, "\(name) \(run.text)")
      #expect(run.text.contains("differs: \(name) was changed"), "\(run.text)")
      try original.write(to: folder.url.appendingPathComponent("pack/" + name))
    }
    try folder.write("pack/more.txt", "x")
    let more = try await Self.verify(folder)
    #expect(more.exitCode == 1 && more.text.contains("more.txt is not in the manifest"))
  }

  @Test("a report that was made up does not come out again")
  func madeUp() async throws {
    let folder = try await Self.pack()
    let run = try await Command.shell(
      """
      cd pack
      sed -i 's/"fail"/"pass"/' ledger.ndjson
      size=$(stat -c %s ledger.ndjson); sum=$(sha256sum ledger.ndjson | cut -c1-64)
      python3 - "$size" "$sum" <<'END'
      import json, sys
      text = json.load(open('manifest.json'))
      for file in text['files']:
          if file['path'] == 'ledger.ndjson':
              file['bytes'], file['sha256'] = int(sys.argv[1]), sys.argv[2]
      json.dump(text, open('manifest.json', 'w'))
      END
      sha256sum $(cut -c67- SHA256SUMS) >sums && mv sums SHA256SUMS
      """, in: folder.url)
    #expect(run.exitCode == 0, "\(run.errorText)")
    let verified = try await Self.verify(folder)
    #expect(verified.exitCode == 1, "\(verified.text)")
    #expect(verified.text.contains("ledger.ndjson comes out differently from line "))
  }

  @Test("who kept the digest of the manifest sees another one")
  func digest() async throws {
    let folder = try await Self.pack()
    let right = try await Command.shell("sha256sum pack/manifest.json | cut -c1-64", in: folder.url)
    let sum = right.text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await Self.verify(folder, ["--allow-programs", "--sha256", sum]).exitCode == 0)
    let other = String(repeating: "0", count: 64)
    let run = try await Self.verify(folder, ["--sha256", other])
    #expect(run.exitCode == 1 && run.text.contains("another SHA-256"))
    let short = try await Self.verify(folder, ["--sha256", String(sum.prefix(12))])
    #expect(short.exitCode == 64)
    #expect(short.errorText.contains("--sha256 takes 64 hexadecimal digits"))
  }

  @Test("programs of the evidence run only if they are allowed to")
  func programs() async throws {
    let run = try await Self.verify(try await Self.pack(), [])
    #expect(run.exitCode == 1, "\(run.text)")
    #expect(run.text.contains("--allow-programs lets them"))
  }

  @Test("standard input can be kept as well")
  func standardInput() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.run(
      ["scan", "-", "--evidence", "pack", "--with-inputs", "--quiet"],
      input: Data(SmallEstate.healthy.json.utf8), in: folder.url)
    #expect(run.exitCode == 0, "\(run.errorText)")
    #expect(try await Self.verify(folder, []).exitCode == 0)
  }

  @Test(
    "evidence goes to a new folder, outside of the inputs, and nothing is left of one that failed")
  func refused() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/estate.json", SmallEstate.healthy.json)
    try folder.write("full/x", "x")
    for options in [
      ["--evidence", "full"], ["--evidence", "export/pack"], ["--evidence", "full/x"],
      ["--evidence", "pack", "--no-digest"], ["--with-inputs"], ["--evidence", "none/there"],
      ["--evidence", "pack", "--report", "text=/nonexistent/folder/x"],
    ] {
      let run = try await Command.run(["scan", "export", "--quiet"] + options, in: folder.url)
      #expect(run.exitCode == 64, "\(options) \(run.exitCode) \(run.errorText)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.filter { $0.hasPrefix(".failover-audit") }.isEmpty, "\(names)")
  }

  @Test(
    "a manifest of strangers is refused, or leads nowhere",
    arguments: [
      "", "[]", "{}", "{\"format\": \"failover-audit-evidence/1\"}", "\u{1B}[31m",
      "{\"format\": 7}",
    ])
  func strangers(manifest: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("pack/manifest.json", manifest)
    let run = try await Self.verify(folder)
    #expect(run.exitCode == 64)
    #expect(!run.errorText.contains("\u{1B}"))
  }

  @Test("a path of a manifest leads to no place outside of the folder")
  func escape() async throws {
    let folder = try await Self.pack()
    let text = try folder.text("pack/manifest.json")
    for path in ["../w.yml", "/etc/passwd", "waivers/../../w.yml", ""] {
      let bad = text.replacingOccurrences(of: "\"waivers/0001-w.yml\"", with: "\"\(path)\"")
      #expect(bad != text)
      try folder.write("pack/manifest.json", bad)
      let run = try await Self.verify(folder)
      #expect(run.exitCode == 64, "\(path) \(run.text)")
      #expect(run.errorText.contains("is not a path in the pack"))
    }
  }
}
