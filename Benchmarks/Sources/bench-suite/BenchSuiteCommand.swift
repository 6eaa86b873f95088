import ArgumentParser
import BenchSuite
import EstateMaking
import Glibc

/// Measures the program.
@main
struct BenchSuiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-suite",
    abstract: "Measures failover-audit on estates that it makes, and checks its work.",
    discussion: "`make bench` runs it. What the columns mean: Benchmarks/README.md.")

  @Option(help: ArgumentHelp("The program to measure.", valueName: "path"))
  var program: String

  @Option(
    help: ArgumentHelp(
      "An older build, to be run in turn with the program instead of the table.",
      valueName: "path"))
  var base: String?

  @Option(help: "What to call the older build.")
  var baseName = "base"

  @Option(help: ArgumentHelp("Bytes of the largest estate, with K, M or G.", valueName: "bytes"))
  var size = ByteCount(1_000_000_000)

  @Option(
    name: .customLong("repeat"),
    help: "How often to run each line; unless given up to 5 times, less often where it takes long.")
  var repeats: Int?

  @Option(help: ArgumentHelp("The folder in which estates are kept.", valueName: "folder"))
  var cache = ".build-bench"

  @Option(help: ArgumentHelp("The folder of the peers' scripts.", valueName: "folder"))
  var peers = "Benchmarks/peers"

  @Option(help: ArgumentHelp("The sample estate, for the time to a verdict.", valueName: "folder"))
  var sample = "reports/estate"

  @Option(help: ArgumentHelp("Write every run to a file, as JSON.", valueName: "path"))
  var json: String?

  func validate() throws {
    if let repeats, repeats < 1 { throw ValidationError("--repeat takes a number above 0") }
  }

  func run() throws {
    guard let itself = realpath("/proc/self/exe", nil) else { throw ExitCode.failure }
    defer { free(itself) }
    let folder = String(cString: itself).split(separator: "/").dropLast().joined(separator: "/")
    var options = SuiteOptions(
      program: program, cache: cache, maker: "/\(folder)/make-estate", peers: peers, sample: sample)
    options.size = size
    options.repeats = repeats
    options.json = json
    do {
      if let base {
        try Comparison(options, base: base, named: baseName).run()
      } else {
        var suite = try Suite(options)
        try suite.run()
      }
    } catch {
      let bytes = Array("bench-suite: \(error)\n".utf8)
      _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
      throw ExitCode.failure
    }
  }
}

extension ByteCount: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public var defaultValueDescription: String { description }
}
