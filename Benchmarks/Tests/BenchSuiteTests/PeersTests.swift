import EstateMaking
import Foundation
import Testing

@testable import BenchSuite

/// The peers do the work that they are compared by; skipped where their modules are not installed.
@Suite("Peers", .serialized)
struct PeersTests {
  static let scripts = ReportCountsTests.root.appendingPathComponent("Benchmarks/peers").path

  private static func isInstalled(_ module: String) -> Bool {
    guard let folder = try? TemporaryFolder(), let python = Python(in: folder) else { return false }
    return (try? python.has(module)) ?? false
  }

  /// An estate in a file of a folder.
  private func estate(_ options: EstateOptions, in folder: TemporaryFolder) throws -> Estate {
    let path = folder.file("estate-\(options.layout.rawValue).json")
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    let summary = try EstateMaker.write(options, to: descriptor)
    return Estate(path: path, size: ByteCount(summary.bytes), summary: summary)
  }

  private func check(_ peer: Peer, _ options: EstateOptions) throws {
    let folder = try TemporaryFolder()
    let python = try #require(Python(in: folder))
    let estate = try estate(options, in: folder)
    let failures = Dictionary(uniqueKeysWithValues: estate.summary.failures.byRule.map { $0 })
    let result = try peer.run(python, scripts: PeersTests.scripts, on: estate, in: folder)
    guard case .done(let measurement, let counts) = result else {
      Issue.record("\(peer.name): \(result)")
      return
    }
    #expect(measurement.peakBytes > 0)
    try peer.check(counts, estate, failures: failures)
    // It would be noticed if it did not.
    var others = failures
    others["single-zone-group", default: 0] += 1
    #expect(throws: SuiteFailure.self) { try peer.check(counts, estate, failures: others) }
  }

  @Test(
    "msgspec finds what was made wrong", .enabled(if: isInstalled("msgspec")),
    arguments: EstateLayout.api)
  func msgspec(layout: EstateLayout) throws {
    try check(Peer.all[0], EstateOptions(limit: .nics(1500), layout: layout, shape: .allInGroups))
  }

  @Test(
    "DuckDB finds what was made wrong", .enabled(if: isInstalled("duckdb")),
    arguments: EstateLayout.api)
  func duckDB(layout: EstateLayout) throws {
    try check(Peer.all[1], EstateOptions(limit: .nics(1500), layout: layout, shape: .allInGroups))
  }

  @Test("a peer that breaks is told, not taken for a result")
  func broken() throws {
    let folder = try TemporaryFolder()
    guard let python = Python(in: folder) else { return }
    let estate = Estate(path: folder.file("gone"), size: ByteCount(1), summary: EstateSummary())
    let result = try Peer(name: "broken", module: "none", script: "none.py")
      .run(python, scripts: folder.path, on: estate, in: folder)
    guard case .failed(let sentence) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(sentence.contains("ended with exit code 2"))
  }
}
