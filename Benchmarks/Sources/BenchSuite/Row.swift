import EstateMaking

/// A line of the table: what was run, and what each run cost.
struct Row: Codable, Sendable {
  /// Bytes that the program may take for each NIC, and for everything else together.
  static let budget = (perNIC: 130, fixed: 60_000_000)

  var what: String
  /// As requested; empty if the size is not chosen.
  var size = ""
  var bytes: Int?
  var nics: Int?
  var workers: Int?
  /// In the order in which they ran.
  var runs: [Measurement] = []
  /// Whether the memory budget is meant for it: it is for estates read by the program.
  var hasBudget = false

  static let columns = [
    Table.Column(title: "what", isNumber: false), .init(title: "size"), .init(title: "NICs"),
    .init(title: "workers"), .init(title: "wall s"), .init(title: "CPU s"), .init(title: "GB/s"),
    .init(title: "peak MB"), .init(title: "budget MB"), .init(title: "reading ms"),
    .init(title: "deriving ms"), .init(title: "judging ms"), .init(title: "reporting ms"),
  ]

  /// The cells of the median run.
  ///
  /// - Parameter ownPeak: the most memory that the suite itself took; a child's figure is never
  ///   lower.
  func cells(ownPeak: Int) -> [String] {
    let none = "–"
    let run = runs.median
    let stages = run?.stages.map { [$0.reading, $0.deriving, $0.judging, $0.reporting] }
    let decimals = (run?.wallSeconds ?? 0) < 0.1 ? 4 : 3
    return [
      what, size.isEmpty ? none : size, nics.map(String.init) ?? none,
      workers.map(String.init) ?? none, run?.wallSeconds.fixed(decimals) ?? none,
      run?.cpuSeconds.fixed(decimals) ?? none, speed?.fixed(2) ?? none,
      run.map { ($0.peakBytes <= ownPeak ? "≤ " : "") + megabytes($0.peakBytes) } ?? none,
      budget ?? none,
    ] + (stages?.map { ($0.wallSeconds * 1000).fixed(1) } ?? Array(repeating: none, count: 4))
  }

  /// 10⁹ bytes of input a second of the median run.
  private var speed: Double? {
    guard let bytes, let seconds = runs.median?.wallSeconds else { return nil }
    return Double(bytes) / seconds / 1e9
  }

  /// What the memory may come to, and whether it did not come to more in any run.
  private var budget: String? {
    guard hasBudget, let nics, let peak = runs.map(\.peakBytes).max() else { return nil }
    let budget = Row.budget.fixed + nics * Row.budget.perNIC
    return megabytes(budget) + (peak <= budget ? " kept" : " OVER")
  }

  private func megabytes(_ bytes: Int) -> String { (Double(bytes) / 1e6).fixed(0) }
}
