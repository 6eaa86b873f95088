import EstateMaking
import Testing

@testable import BenchSuite

/// Medians, ratios, and how they are written down.
@Suite("Figures")
struct FiguresTests {
  @Test(
    "numbers have as many decimals as asked for",
    arguments: [
      (0.0, 0, "0"), (2.5, 0, "3"), (0.0449, 3, "0.045"), (12, 2, "12.00"), (-0.26, 1, "−0.3"),
      (-0.01, 1, "0.0"), (1.999, 2, "2.00"), (.infinity, 2, "–"),
    ])
  func decimals(number: Double, decimals: Int, text: String) {
    #expect(number.fixed(decimals) == text)
  }

  @Test("the median is the middle, or between the two in the middle")
  func median() {
    #expect([3.0, 1, 2].median == 2)
    #expect([4.0, 1, 2, 3].median == 2.5)
    #expect([Double]().median == 0)
  }

  @Test("the median run is one of the runs")
  func medianRun() {
    let runs = [0.3, 0.1, 0.2, 0.4].map { Measurement(ChildRun(seconds: $0)) }
    #expect(runs.median?.wallSeconds == 0.2)
    #expect([Measurement]().median == nil)
  }

  @Test(
    "ratios are told in words",
    arguments: [
      ([0.96, 0.969, 0.978], "3.1 % less CPU (2.2 … 4.0)"),
      ([1.04, 1.031, 1.022], "3.1 % more CPU (2.2 … 4.0)"),
      ([0.98, 1.01, 1.02], "no clear difference in CPU: 1.0 % more (2.0 % more … 2.0 % less)"),
      ([0.99, 0.995, 1.0], "no clear difference in CPU: 0.5 % less (0.0 % less … 1.0 % less)"),
      ([0.5], "50.0 % less CPU (50.0 … 50.0)"),
    ] as [([Double], String)])
  func ratios(ratios: [Double], sentence: String) {
    #expect(Ratios(ratios).sentence("CPU") == sentence)
  }

  @Test("each pair gives the ratio of new to old")
  func pairs() {
    var pairs = Pairs(bytes: 1, nics: 1, workers: 1)
    pairs.base = [2, 4].map { Measurement(ChildRun(seconds: $0)) }
    pairs.this = [1, 3].map { Measurement(ChildRun(seconds: $0)) }
    #expect(pairs.ratios(Metric.wall.value) == [0.5, 0.75])
  }

  @Test("a table is aligned, and Markdown")
  func table() {
    var table = Table(columns: [.init(title: "what", isNumber: false), .init(title: "s")])
    table.rows = [["compact", "1.25"], ["tiny…", "10"]]
    #expect(
      table.text == """
        | what    |    s |
        | ------- | ---: |
        | compact | 1.25 |
        | tiny…   |   10 |
        """)
  }

  @Test("a line tells speed, memory and whether the budget was kept")
  func row() {
    var row = Row(
      what: "compact", size: "1G", bytes: 1_000_000_000, nics: 600_000, workers: 2, hasBudget: true)
    row.runs = [Measurement(ChildRun(seconds: 0.5, peak: 120_000_000))]
    let cells = row.cells(ownPeak: 10_000_000)
    #expect(cells.count == Row.columns.count)
    #expect(
      cells.prefix(9) == [
        "compact", "1G", "600000", "2", "0.500", "0.500", "2.00", "120", "138 kept",
      ])
    row.runs.append(Measurement(ChildRun(seconds: 0.6, peak: 138_000_001)))
    #expect(row.cells(ownPeak: 0)[8] == "138 OVER")
    #expect(row.cells(ownPeak: 120_000_000)[7] == "≤ 120")
  }

  @Test("sizes grow tenfold up to the one asked for")
  func sizes() {
    func compact(_ size: Int) -> [EstateOptions.Limit] {
      Case.all(upTo: size, cores: 1).filter { $0.what == "compact" }.map(\.options.limit)
    }
    #expect(compact(2_000_000) == [.bytes(2_000_000)])
    #expect(compact(10_000_000) == [.bytes(10_000_000)])
    #expect(
      compact(5_000_000_000)
        == [10_000_000, 100_000_000, 1_000_000_000, 5_000_000_000].map { .bytes($0) })
  }

  @Test("every layout and every shape is measured", arguments: [1, 2, 64])
  func cases(cores: Int) {
    let cases = Case.all(upTo: 1_000_000_000, cores: cores)
    #expect(Set(cases.map(\.options.shape)) == Set(EstateShape.allCases))
    #expect(Set(cases.map(\.options.layout)) == Set(EstateLayout.allCases))
    #expect(Set(cases.map(\.workers)) == Set([1, cores]))
    #expect(cases.count(where: \.digest) == 1)
  }
}

extension ChildRun {
  /// A run that took as much wall time as processor time.
  init(seconds: Double, peak: Int = 1) {
    self.init(
      wallSeconds: seconds, cpuSeconds: seconds, peakBytes: peak, exitCode: 0, signal: nil)
  }
}
