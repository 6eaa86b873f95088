import Foundation
import TestSupport
import Testing

/// Ranges of addresses that the customer brought in: `--own-ranges`.
@Suite("Own ranges")
struct OwnRangesTests {
  private struct Settings: Decodable {
    struct Ranges: Decodable { let ownRanges: [String] }
    let settings: Ranges
  }

  private func outcome(_ options: String...) async throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.datacenter)
    let run = try await Command.run(
      ["scan", "estate.json", "--report", "ledger", "--select", "address-not-reserved"] + options,
      in: folder.url)
    return try LedgerLine.lines(of: run.text).first?.outcome
  }

  @Test("an address of an own range needs no reserved block")
  func reserved() async throws {
    #expect(try await outcome() == "unknown")
    #expect(try await outcome("--own-ranges", "85.215.2.0/24") == "unknown")
    #expect(try await outcome("--own-ranges", "85.215.2.0/24,85.215.0.0/16") == "pass")
    #expect(
      try await outcome("--own-ranges", "10.0.0.0/8", "--own-ranges", "85.215.1.1/32") == "pass")
  }

  @Test("reports show the ranges in one notation")
  func reports() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    let arguments = ["scan", "estate.json", "--own-ranges", "198.051.100.0/24,10.0.0.0/8"]
    let json = try await Command.run(arguments + ["--report", "json"], in: folder.url)
    #expect(json.exitCode == 0)
    let told = try JSONDecoder().decode(Settings.self, from: json.output).settings.ownRanges
    #expect(told == ["198.51.100.0/24", "10.0.0.0/8"])
    let text = try await Command.run(arguments, in: folder.url)
    #expect(
      text.text.contains("own-ranges: 198.51.100.0/24, 10.0.0.0/8 count as public and reserved"))
  }
}
