import Foundation
import TestSupport
import Testing

/// One estate gives one report, however it is read.
@Suite("The same bytes")
struct SameBytesTests {
  static let formats = ["text", "junit", "json", "ledger"]

  private func report(_ format: String, _ arguments: [String], in folder: URL? = nil) async throws
    -> Data
  {
    let result = try await Command.run(
      ["scan", "--reproducible", "--report", format] + arguments,
      in: folder ?? Command.packageRoot)
    #expect(result.exitCode == 1)
    #expect(!result.output.isEmpty)
    return result.output
  }

  @Test("the number of workers changes no report", arguments: formats)
  func workers(format: String) async throws {
    let one = try await report(format, ["reports/estate", "--jobs", "1"])
    for jobs in ["2", "7"] {
      let several = try await report(format, ["reports/estate", "--jobs", jobs])
      #expect(Golden.difference(one, several) == nil, "--jobs \(jobs)")
    }
  }

  @Test("the order of the inputs changes no report", arguments: formats)
  func order(format: String) async throws {
    let root = Command.packageRoot.appendingPathComponent("reports/estate").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".json") }.sorted().map { "reports/estate/" + $0 }
    try #require(files.count > 5)
    let forwards = try await report(format, files)
    let turned = Array(files.reversed())
    let mixed = Array(turned.dropFirst(3) + turned.prefix(3))
    for order in [turned, mixed] {
      let other = try await report(format, order)
      #expect(Golden.difference(forwards, other) == nil)
    }
  }

  @Test("the folder in which the command runs changes no report", arguments: formats)
  func workingDirectory(format: String) async throws {
    let elsewhere = try TemporaryFolder()
    let path = Command.packageRoot.appendingPathComponent("reports/estate").path
    let here = try await report(format, ["reports/estate"])
    let there = try await report(format, [path], in: elsewhere.url)
    #expect(Golden.difference(here, there) == nil)
    let within = try await report(
      format, ["./estate/../estate/"], in: Command.packageRoot.appendingPathComponent("reports"))
    #expect(Golden.difference(here, within) == nil)
  }

  @Test("the number of workers changes no report of an export of several blocks")
  func severalBlocks() async throws {
    let folder = try TemporaryFolder()
    // Blocks are of 4 MB; the items come at other distances than any power of two.
    let datacenters = (0..<4500).map { number in
      SmallEstate.oneZone.datacenter.replacing("dc-1", with: "dc-\(number)")
        .replacing("srv-", with: "srv-\(number)-").replacing("nic-", with: "nic-\(number)-")
        .replacing("85.215.1.", with: "85.\(number / 250).\(number % 250).")
    }
    let list = datacenters.joined(separator: ",\n")
    let file = try folder.write("large.json", "{\"items\": [\n\(list)]}\n")
    try #require(Data(contentsOf: file).count > 4 << 20)
    var reports: [Data] = []
    for jobs in ["1", "2", "7"] {
      let run = try await Command.run(
        "scan", "large.json", "--jobs", jobs, "--report", "ledger",
        "--select", "single-zone-group,single-server-group,zone-loss-outage",
        in: folder.url)
      #expect(run.exitCode == 1)
      reports.append(run.output)
    }
    #expect(Golden.difference(reports[0], reports[1]) == nil)
    #expect(Golden.difference(reports[0], reports[2]) == nil)
    let failed = String(decoding: reports[0], as: UTF8.self).split(separator: "\n")
      .count { $0.contains("\"rule\":\"single-zone-group\"") && $0.contains("\"fail\"") }
    #expect(failed == 4500)
  }

  @Test("an input given twice, and within its folder, is read once")
  func twice() async throws {
    let folder = try TemporaryFolder()
    try folder.write("export/a.json", SmallEstate.healthy.json)
    let once = try await Command.run("scan", "--reproducible", "export", in: folder.url)
    let twice = try await Command.run(
      "scan", "--reproducible", "export", "export", "export/a.json", in: folder.url)
    #expect(once.exitCode == 0)
    #expect(once.text == twice.text)
  }

  @Test("the time of a reproducible report is that of SOURCE_DATE_EPOCH, or none")
  func time() async throws {
    let arguments = ["scan", "reports/estate", "--reproducible"]
    let without = try await Command.run(arguments)
    #expect(!without.text.contains("\ntime "))
    let with = try await Command.run(arguments, environment: ["SOURCE_DATE_EPOCH": "86400"])
    #expect(with.text.contains("\ntime 1970-01-02T00:00:00Z\n"))
  }
}
