import FailoverBase
import FailoverAudit
import FailoverInventory

/// The first screen: the verdict in words, key figures, outcomes by family, and what to do first.
struct PageOverview {
  let report: Report
  let index: FindingIndex
  let standings: GroupStandings
  let limits: HTMLReporter.Limits

  /// The data centers on the first screen.
  private static let datacenterLimit = 8

  private var verdict: PageVerdict { PageVerdict(report: report, standings: standings) }

  var title: String { "\(verdict.word): audit of IP failover groups" }

  /// - Parameter shown: the topics that are shown, in the order of the page.
  func html(shown: [Int]) -> HTML {
    let history = PageHistory(report: report)
    let filters = PageFilters(report: report, index: index, shown: shown)
    return """
      \(header)\(navigation(hasHistory: history != nil))<main>
      \(summary(shown))\(history?.html)\
      <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      \(filters.html)\(hasFindings ? nil : "<p>There are no findings.</p>")

      """
  }

  private var hasFindings: Bool {
    let counts = report.ledger.counts
    return counts[.fail] + counts[.unknown] + counts[.error] + counts[.waived] + counts[.baselined]
      > 0
  }

  private var header: HTML {
    let time = report.time.map { time -> HTML in
      "<time datetime=\"\(time)\">\(PageWords.time(time))</time> · "
    }
    return """
      <body>
      <a class="skip" href="#findings">Skip to the findings</a>
      <header class="top">
      <p class="brand">failover-audit</p>
      <h1>Audit of IP failover groups</h1>
      <p class="when">\(time)\(examined). \(report.dataTime.sentence).</p>
      </header>

      """
  }

  private func navigation(hasHistory: Bool) -> HTML {
    let trend: HTML? = hasHistory ? "<li><a href=\"#history\">Trend</a></li>" : nil
    let waivers: HTML? =
      report.ledger.counts[.waived] > 0
      ? "<li><a href=\"#waivers\">Accepted risks</a></li>" : nil
    return """
      <nav aria-label="Parts of this report"><ul>
      <li><a href="#summary">Summary</a></li>\(trend)<li><a href="#findings">Findings</a></li>\
      <li><a href="#rules">Rules</a></li>\(waivers)<li><a href="#inputs">Inputs</a></li>\
      <li><a href="#scope">Not examined</a></li><li><a href="#reading">How to read this</a></li>
      </ul></nav>

      """
  }

  private func summary(_ shown: [Int]) -> HTML {
    let names = Set(shown.map { FindingIndex.topicName(of: index.subject(of: $0)) })
    let figures = PageFigures(report: report, standings: standings)
    return """
      <section id="summary" aria-labelledby="verdict">
      \(verdict.html)\(figures.html)<div class="halves">
      <div class="half">
      \(PageFamilies(report: report).html)\(datacenters)
      </div>
      <div class="half">
      \(PageCauses(report: report, shown: names).html)</div>
      </div>
      </section>

      """
  }

  private var examined: String {
    let estate = report.estate
    return [
      counted(estate.groups, "failover group"), counted(estate.servers, "server"),
      counted(estate.datacenters, "data center"), counted(report.ledger.rules.count, "rule"),
    ].joined(separator: ", ") + " examined"
  }

  /// Nil where there are too many groups to look at each.
  private var datacenters: HTML? {
    guard report.groups.count <= limits.groups else { return nil }
    let all = DatacenterStanding.all(report, standings)
    guard !all.isEmpty else { return nil }
    let more = all.count - PageOverview.datacenterLimit
    let rest: HTML? = more > 0 ? "<p>and \(counted(more, "more data center"))</p>" : nil
    let table = PageTable(
      label: "datacenters", style: "data",
      columns: [
        .text("Data center"), .number("Groups"), .number("At risk"), .number("Not judged"),
        .number("Compliant"),
      ], rows: all.prefix(PageOverview.datacenterLimit).map(\.row))
    return """
      <h3 id="datacenters">Groups by data center</h3>
      \(table.html)\(rest)
      """
  }
}
