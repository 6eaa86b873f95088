import Foundation
import TestSupport
import Testing

/// The time of each stage is written to a file of its own, and nowhere else.
@Suite("Timings")
struct TimingsTests {
  private struct Timings: Decodable {
    struct Stage: Decodable {
      let wallSeconds: Double
      let cpuSeconds: Double
    }
    let format: String
    let jobs: Int
    let reading: Stage
    let deriving: Stage
    let judging: Stage
    let reporting: Stage
    let total: Stage

    var stages: [Stage] { [reading, deriving, judging, reporting] }
  }

  @Test("--timings gives wall and processor time of each stage, which make up the total")
  func stages() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.healthy.json)
    let run = try await Command.run(
      "scan", "estate.json", "--jobs", "2", "--quiet", "--timings", "out.json", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.output.isEmpty && run.errors.isEmpty)
    let text = try folder.text("out.json")
    let timings = try JSONDecoder().decode(Timings.self, from: Data(text.utf8))
    #expect(timings.format == "failover-audit-timings/1")
    #expect(timings.jobs == 2)
    #expect(timings.stages.allSatisfy { $0.wallSeconds > 0 && $0.cpuSeconds > 0 })
    // Each figure is cut to whole microseconds.
    let wall = timings.stages.reduce(0) { $0 + $1.wallSeconds }
    #expect(timings.total.wallSeconds >= wall - 0.000_01)
    let processor = timings.stages.reduce(0) { $0 + $1.cpuSeconds }
    #expect(timings.total.cpuSeconds >= processor - 0.000_01)
    #expect(try folder.names() == ["estate.json", "out.json"], "no temporary file is left")
  }

  @Test("--timings changes no report and no exit code")
  func noReport() async throws {
    let folder = try TemporaryFolder()
    try folder.write("estate.json", SmallEstate.oneZone.json)
    for format in ["text", "junit", "json", "ledger"] {
      let options = ["scan", "estate.json", "--reproducible", "--report", format]
      let without = try await Command.run(options, in: folder.url)
      let with = try await Command.run(options + ["--timings", "t"], in: folder.url)
      #expect(with.exitCode == 1)
      #expect(with.output == without.output)
    }
  }

  @Test("a run that is refused writes no timings")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.run("scan", "gone.json", "--timings", "t", in: folder.url)
    #expect(run.exitCode == 64)
    #expect(try folder.names() == [])
  }

  @Test("timings go to standard output as -")
  func standardOutput() async throws {
    let run = try await Command.run("scan", "reports/estate", "--quiet", "--timings", "-")
    #expect(run.exitCode == 1)
    #expect(try JSONDecoder().decode(Timings.self, from: run.output).jobs >= 1)
  }
}
