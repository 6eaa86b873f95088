import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation

/// A simulation as one self-contained page: a heat map in tables, where each cell names its colour.
package struct SimulationHTML {
  /// What the page shows; beyond that it says how much it leaves out.
  struct Limits {
    var groups = 1_000
    var cases = 500
    /// Zones of one data center, and groups of one server.
    var columns = 24
    /// Inputs that were not read.
    var sentences = 200
  }

  let limits: Limits

  package init() { limits = Limits() }
  init(limits: Limits) { self.limits = limits }

  package func write(_ report: SimulationReport, to sink: inout ByteSink) throws {
    let word = report.word.rawValue
    let start = PageStart(
      version: report.toolVersion,
      title: "\(word.prefix(1).uppercased() + word.dropFirst()): what if",
      style: .simulationStyle)
    try sink.put(html: start.html)
    try sink.put(html: SimulationVerdict(report: report, limits: limits).html)
    try SimulationGroups(report: report, limits: limits).write(to: &sink)
    try sink.put(html: SimulationEnd(report: report, limits: limits).html)
  }
}
