import FailoverAudit
import FailoverBase

/// The trend of the page: what each run of the history came to, as bars and as a table.
struct PageHistory {
  private let history: FindingHistory
  private let sentences: HistorySentences

  private static let width = 1000
  private static let height = 160
  /// The runs of the table, the last ones.
  private static let rows = 12

  /// Nil for a report without a history.
  init?(report: Report) {
    guard let history = report.history, let sentences = HistorySentences(report) else { return nil }
    self.history = history
    self.sentences = sentences
  }

  var html: HTML {
    """
    <section id="history" aria-labelledby="history-title">
    <h2 id="history-title">Trend</h2>
    <ul>\(HTML.items(sentences.all))</ul>
    <svg class="bar trend" viewBox="0 0 1000 160" preserveAspectRatio="none" width="100%" \
    height="160" role="img" aria-label="\(title)">\(bars)</svg>
    <p class="small">\(title).</p>
    <p class="legend"><span><i class="key error"></i>violations</span> \
    <span><i class="key open"></i>not judged</span> \
    <span><i class="key accepted"></i>accepted or baselined</span></p>
    \(table.html)
    </section>

    """
  }

  /// The outcomes of the highest bar.
  private var most: Int {
    max(1, history.runs.map { PageHistory.parts($0).reduce(0) { $0 + $1.count } }.max() ?? 1)
  }

  private var title: String {
    let first = history.runs.first?.time ?? history.time
    return "\(counted(history.runs.count, "run")) from \(FindingAges.day(first)) to "
      + "\(FindingAges.day(history.time)); the highest bar is \(counted(most, "outcome"))"
  }

  /// What counts, what could not be judged, and what was accepted or baselined, in this order from
  /// the ground.
  private static func parts(_ run: RunTotals) -> [(severityColour: String, count: Int)] {
    [
      ("error", run.violations), ("open", run.counts[.unknown] + run.counts[.error]),
      ("accepted", run.counts[.waived] + run.counts[.baselined]),
    ]
  }

  private var bars: [HTML] {
    let most = most
    let step = PageHistory.width / max(history.runs.count, 8)
    let thickness = max(1, step - max(1, step / 6))
    return history.runs.enumerated().flatMap { number, run in
      var top = PageHistory.height
      return PageHistory.parts(run).filter { $0.count > 0 }.map { part -> HTML in
        // What is there is seen, however little it is.
        let height = min(top, max(2, part.count * PageHistory.height / most))
        top -= height
        return """
          <rect fill="\(PageWords.fill(part.severityColour))" class="\(part.severityColour)" x="\(number * step)" \
          y="\(top)" width="\(thickness)" height="\(height)"/>
          """
      }
    }
  }

  private var table: PageTable {
    PageTable(
      label: "history-title",
      columns: [
        .text("Run"), .text("Verdict"), .number("Groups"), .number("Violations"),
        .number("Not judged"), .number("New"), .number("Fixed"),
      ], rows: history.runs.suffix(PageHistory.rows).reversed().map(row))
  }

  private func row(_ run: RunTotals) -> HTML {
    """
    <tr><th scope="row">\(PageWords.time(UTCTime.text(of: run.time)))</th>\
    <td>\(run.verdict.rawValue)</td>\(HTML.number(run.groups))\(HTML.number(run.violations))\
    \(HTML.number(run.counts[.unknown] + run.counts[.error]))\
    \(HTML.number(run.new))\(HTML.number(run.fixed))</tr>
    """
  }
}
