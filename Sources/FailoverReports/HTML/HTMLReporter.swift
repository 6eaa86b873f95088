import FailoverAudit
import FailoverBase
import FailoverInventory

/// One page for managers and auditors: self-contained, readable without a script, made for screen,
/// phone and paper.
///
/// Every part of it is `HTML`, which escapes all text. What a large estate would make too long is
/// listed in short form, and beyond that counted; the page says so where it does.
public struct HTMLReporter: Reporter {
  public static let format = "html"
  public static let summary = "one self-contained page for managers and auditors"

  /// What the page shows in full, in short, and not at all.
  struct Limits {
    /// Groups and other subjects shown with a drawing and all facts, worst first.
    var topics = 400
    /// Outcomes shown below one of them.
    var outcomes = 40
    /// Facts shown for one finding.
    var facts = 24
    /// Groups without findings that are drawn.
    var drawnGroups = 200
    /// Groups up to which those without findings are listed by data center.
    var groups = 20_000
    /// Bytes of findings in short form.
    var restBytes = 24_000_000
    /// Bytes of topics, after which no further one begins.
    var topicBytes = 10_000_000
    /// Rows of the tables of waivers and inputs.
    var rows = 1_000
    /// The most problems of one input.
    var problems = 20
  }

  let limits: Limits

  public init() { limits = Limits() }
  init(limits: Limits) { self.limits = limits }

  public func write(_ report: Report, to sink: inout ByteSink) throws {
    let (index, standings) = GroupStandings.indexed(report, waived: true)
    let ranked = index.worst(limits.topics, inputs: false)
    let inputs = index.worst(limits.topics - ranked.count, inputs: true)
    let shown = index.byDatacenter(ranked) + inputs
    let overview = PageOverview(
      report: report, index: index, standings: standings, limits: limits)
    let findings = PageFindings(
      report: report, index: index, standings: standings, limits: limits)
    let start = PageStart(
      version: report.toolVersion, title: overview.title, style: .style, script: .script)

    try sink.put(html: start.html)
    try sink.put(html: overview.html(shown: shown))
    try findings.write(shown, to: &sink)
    try sink.put(html: PageRules(report: report).html)
    try sink.put(html: PageScope(report: report, limits: limits).html)
    try sink.put(html: PageEnd(report: report).html)
  }
}
