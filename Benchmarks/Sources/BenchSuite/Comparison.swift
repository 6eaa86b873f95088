import EstateMaking

/// Runs two builds of the program in turn and shows how they differ.
///
/// Machines are noisy, and differ: figures of different days say little. The ratio of two runs that
/// followed each other says more, and the spread of such ratios says how much.
public struct Comparison {
  /// Pairs that are run at least.
  private static let pairs = 5

  private let options: SuiteOptions
  private let base: Program
  private let baseName: String
  private let program: Program
  private let folder: TemporaryFolder

  /// - Parameters:
  ///   - base: the older program.
  ///   - name: what to call it, such as its commit.
  public init(_ options: SuiteOptions, base: String, named name: String) throws(SuiteFailure) {
    self.options = options
    folder = try TemporaryFolder()
    self.base = try Program(path: base, in: folder)
    baseName = name
    program = try Program(path: options.program, in: folder)
  }

  /// Compares with one worker and with one for each core, and prints a table and a sentence for
  /// each.
  public func run() throws(SuiteFailure) {
    let machine = Machine.current()
    let cache = EstateCache(folder: options.cache, maker: options.maker)
    let estate = try cache.estate(EstateOptions(limit: .bytes(options.size.bytes)))
    try Files.warm(estate.path)
    var results: [Pairs] = []
    for workers in machine.cores > 1 ? [1, machine.cores] : [1] {
      results.append(try alternate(estate, workers: workers))
    }
    Console.print(machine.sentence + "\n\n" + table(results, estate).text + "\n")
    for result in results {
      let workers = result.workers == 1 ? "1 worker" : "\(result.workers) workers"
      let cpu = Ratios(result.ratios(Metric.cpu.value)).sentence("CPU")
      let time = Ratios(result.ratios(Metric.wall.value)).sentence("time")
      Console.print("\(workers): \(cpu); \(time)")
    }
    if let json = options.json {
      try Files.encode(Results(machine: machine, base: baseName, comparisons: results), to: json)
    }
  }

  private func alternate(_ estate: Estate, workers: Int) throws(SuiteFailure) -> Pairs {
    var result = Pairs(bytes: estate.summary.bytes, nics: estate.summary.nics, workers: workers)
    for number in 1...max(Comparison.pairs, options.repeats ?? 0) {
      result.base.append(try base.audit(estate, workers: workers, in: folder))
      result.this.append(try program.audit(estate, workers: workers, in: folder))
      let ratio = result.ratios(Metric.cpu.value).last.map { $0.fixed(3) } ?? ""
      Console.note("--jobs \(workers), pair \(number): \(ratio) of the CPU")
    }
    return result
  }

  private func table(_ results: [Pairs], _ estate: Estate) -> Table {
    var table = Table(columns: [
      .init(title: "compact \(estate.size)", isNumber: false), .init(title: "workers"),
      .init(title: baseName), .init(title: "this"), .init(title: "ratio"), .init(title: "spread"),
    ])
    for result in results {
      for metric in Metric.all {
        let ratios = Ratios(result.ratios(metric.value))
        table.rows.append([
          metric.title, "\(result.workers)",
          result.base.map(metric.value).median.fixed(metric.decimals),
          result.this.map(metric.value).median.fixed(metric.decimals),
          ratios.median.fixed(3), "\(ratios.least.fixed(3)) … \(ratios.most.fixed(3))",
        ])
      }
    }
    return table
  }

  private struct Results: Encodable {
    let machine: Machine
    let base: String
    let comparisons: [Pairs]
  }
}

/// Runs of two programs in turn, on one estate.
struct Pairs: Codable, Sendable {
  var bytes: Int
  var nics: Int
  var workers: Int
  var base: [Measurement] = []
  var this: [Measurement] = []

  /// Those of the new program to the old one, one for each pair.
  func ratios(_ value: (Measurement) -> Double) -> [Double] {
    zip(this, base).map { value($0) / value($1) }
  }
}

/// What two programs are compared by.
struct Metric: Sendable {
  let title: String
  let decimals: Int
  let value: @Sendable (Measurement) -> Double

  static let cpu = Metric(title: "CPU s", decimals: 4) { $0.cpuSeconds }
  static let wall = Metric(title: "wall s", decimals: 4) { $0.wallSeconds }
  static let peak = Metric(title: "peak MB", decimals: 1) { Double($0.peakBytes) / 1e6 }
  static let all = [cpu, wall, peak]
}

/// Ratios of new to old, one for each pair.
struct Ratios {
  let median: Double
  let least: Double
  let most: Double

  init(_ ratios: [Double]) {
    median = ratios.median
    least = ratios.min() ?? 0
    most = ratios.max() ?? 0
  }

  /// How much less or more the new one takes, such as `3.1 % less CPU (2.2 … 4.0)`.
  ///
  /// - Parameter what: what it takes.
  func sentence(_ what: String) -> String {
    let saved = { (ratio: Double) in (1 - ratio) * 100 }
    if least <= 1 && most >= 1 {
      return "no clear difference in \(what): \(Ratios.change(saved(median)))"
        + " (\(Ratios.change(saved(most))) … \(Ratios.change(saved(least))))"
    }
    let isLess = most < 1
    let ends = isLess ? [saved(most), saved(least)] : [-saved(least), -saved(most)]
    return "\(abs(saved(median)).fixed(1)) % \(isLess ? "less" : "more") \(what)"
      + " (\(ends[0].fixed(1)) … \(ends[1].fixed(1)))"
  }

  private static func change(_ saved: Double) -> String {
    "\(abs(saved).fixed(1)) % \(saved < 0 ? "more" : "less")"
  }
}
