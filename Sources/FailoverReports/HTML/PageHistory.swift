import FailoverAudit

/// The trend of the page: what each run of the history came to, as bars and as a table.
struct PageHistory {
  let report: Report

  private static let width = 1000
  private static let height = 160
  /// The runs of the table, the last ones.
  private static let rows = 12

  var context: PageContext {
    guard let history = report.history, let sentences = HistorySentences(report) else {
      return ["hasHistory": .flag(false)]
    }
    let most = max(
      1, history.runs.map { PageHistory.parts($0).reduce(0) { $0 + $1.count } }.max() ?? 1)
    let first = history.runs.first?.time ?? history.time
    return [
      "hasHistory": .flag(true), "historySentences": .texts(sentences.all),
      "trendTitle": .text(
        "\(counted(history.runs.count, "run")) from \(FindingAges.day(first)) to "
          + "\(FindingAges.day(history.time)); the highest bar stands for "
          + counted(most, "outcome")),
      "bars": .list(bars(history.runs, most)), "firstDay": .text(FindingAges.day(first)),
      "lastDay": .text(FindingAges.day(history.time)),
      "runRows": .list(history.runs.suffix(PageHistory.rows).reversed().map(row)),
    ]
  }

  /// What counts, what could not be judged, and what was accepted or known, in this order from the ground.
  private static func parts(_ run: RunTotals) -> [(mood: String, count: Int)] {
    [
      ("error", run.violations), ("open", run.counts[.unknown] + run.counts[.error]),
      ("accepted", run.counts[.waived] + run.counts[.known]),
    ]
  }

  private func bars(_ runs: [RunTotals], _ most: Int) -> [PageContext] {
    let step = PageHistory.width / max(runs.count, 8)
    let thickness = max(1, step - max(1, step / 6))
    return runs.enumerated().flatMap { number, run in
      var top = PageHistory.height
      return PageHistory.parts(run).filter { $0.count > 0 }.map { part -> PageContext in
        // What is there is seen, however little it is.
        let height = min(top, max(2, part.count * PageHistory.height / most))
        top -= height
        return [
          "barMood": .text(part.mood), "barFill": .text(PageWords.fill(part.mood)),
          "barX": .number(number * step), "barY": .number(top), "barWidth": .number(thickness),
          "barHeight": .number(height),
        ]
      }
    }
  }

  private func row(_ run: RunTotals) -> PageContext {
    [
      "runTime": .text(PageWords.time(UTCTime.text(of: run.time))),
      "runVerdict": .text(run.verdict.rawValue), "runGroups": .count(run.groups),
      "runViolations": .count(run.violations),
      "runOpen": .count(run.counts[.unknown] + run.counts[.error]), "runNew": .count(run.new),
      "runFixed": .count(run.fixed),
    ]
  }
}
