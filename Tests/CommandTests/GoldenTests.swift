import Foundation
import Testing

/// The sample reports and the catalogue, byte for byte; `UPDATE_GOLDENS=1` rewrites them.
@Suite("Golden files")
struct GoldenTests {
  @Test(
    "reports/ holds the reports of the sample estate",
    arguments: [
      ("text", "reports/estate.txt"), ("html", "reports/estate.html"),
      ("junit", "reports/estate.xml"), ("json", "reports/estate.json"),
      ("ledger", "reports/estate.ndjson"), ("sarif", "reports/estate.sarif"),
      ("sarif-github", "reports/estate.github.sarif"),
      ("gitlab", "reports/estate.gitlab.json"), ("github", "reports/estate.github.txt"),
      ("markdown", "reports/estate.md"), ("csv", "reports/estate.csv"),
      ("ocsf", "reports/estate.ocsf.ndjson"), ("oscal", "reports/estate.oscal.json"),
      ("prometheus", "reports/estate.prom"), ("tap", "reports/estate.tap"),
    ])
  func sampleReport(format: String, path: String) async throws {
    // All outcomes in OCSF are more than a megabyte: the sample has those of one family.
    let selection = format == "ocsf" ? ["--select", "redundancy"] : []
    let result = try await Command.run(
      ["scan", "reports/estate", "--reproducible", "--report", format] + selection)
    #expect(result.exitCode == 1)
    #expect(result.errorText.hasPrefix("violations") == (format != "text"))
    try Golden(path).compare(with: result.output)
  }

  @Test("an export gap is reported where the rule incomplete-export found it")
  func gapPlaces() throws {
    struct Entry: Decodable {
      struct Location: Decodable, Hashable {
        struct Lines: Decodable, Hashable { let begin: Int }
        let path: String
        let lines: Lines
      }
      /// As GitLab spells it.
      let checkName: String
      enum CodingKeys: String, CodingKey {
        case checkName = "check_name"
        case location
      }
      let location: Location
    }
    let text = try Snippet.text(of: "reports/estate.gitlab.json")
    let entries = try JSONDecoder().decode([Entry].self, from: Data(text.utf8))
    func places(_ name: String) -> Set<Entry.Location> {
      Set(entries.filter { $0.checkName == name }.map(\.location))
    }
    #expect(places("export-gap") == places("incomplete-export"))
    #expect(places("export-gap").count == 2)
  }

  @Test("no file in reports/ is larger than 1 MiB")
  func sizes() throws {
    let folder = Command.packageRoot.appendingPathComponent("reports")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let large = try files.filter {
      let file = folder.appendingPathComponent($0)
      return try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 > 1 << 20
    }
    #expect(large == [])
  }

  @Test("the help lists every format, and reports/ holds a report in each")
  func formats() async throws {
    let help = try await Command.run("scan", "--help").text
    let readme = try String(
      contentsOf: Command.packageRoot.appendingPathComponent("reports/README.md"), encoding: .utf8)
    let list = try #require(help.range(of: "Formats:"))
    let formats = help[list.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst().prefix { !$0.hasPrefix("  -") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(formats.count == 15)
    #expect(formats.filter { !readme.contains("| `\($0)` |") } == [])
  }

  @Test("rules/README.md is the catalogue of all rules")
  func catalogue() async throws {
    let result = try await Command.run("rules", "--markdown")
    #expect(result.exitCode == 0)
    try Golden("rules/README.md").compare(with: result.output)
  }

  @Test(
    "docs/ holds the schemas of the files that people write",
    arguments: [
      ("--schema", "docs/failover-audit.schema.json"),
      ("--waivers-schema", "docs/waivers.schema.json"),
    ])
  func schema(option: String, path: String) async throws {
    let result = try await Command.run("config", option)
    #expect(result.exitCode == 0)
    try Golden(path).compare(with: result.output)
  }

  @Test("the first line that differs is named, and an end that is missing")
  func difference() {
    #expect(Golden.difference(Data("a\nb\n".utf8), Data("a\nb\n".utf8)) == nil)
    let changed = Golden.difference(Data("a\nb\nc\n".utf8), Data("a\nx\nc\n".utf8))
    #expect(changed == "line 2\n  golden: b\n  now:    x")
    let shorter = Golden.difference(Data("a\nb\n".utf8), Data("a\nb".utf8))
    #expect(shorter == "line 3\n  golden: \n  now:    nothing")
  }
}

/// A file of the package that a run must reproduce.
struct Golden {
  let path: String

  init(_ path: String) { self.path = path }

  /// Compares, or writes the file if `UPDATE_GOLDENS` is 1.
  func compare(with now: Data) throws {
    let file = Command.packageRoot.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      return try now.write(to: file)
    }
    let remedy = "run \"make goldens\" and review the difference"
    guard let golden = try? Data(contentsOf: file) else {
      Issue.record("\(path) is missing: \(remedy)")
      return
    }
    if let difference = Golden.difference(golden, now) {
      Issue.record("\(path) differs from \(difference)\n\(remedy)")
    }
  }

  /// The first line in which two texts differ, with both; nil if they are the same.
  static func difference(_ golden: Data, _ now: Data) -> String? {
    if golden == now { return nil }
    let lines = [golden, now].map {
      $0.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    let first = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
    func line(_ side: [String]) -> String { first < side.count ? side[first] : "nothing" }
    return "line \(first + 1)\n  golden: \(line(lines[0]))\n  now:    \(line(lines[1]))"
  }
}
