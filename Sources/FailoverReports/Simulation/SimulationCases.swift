import FailoverBase
import FailoverAudit
import FailoverInventory
import FailoverSimulation

/// The table of losses on the page of a simulation, the worst first.
struct SimulationCases {
  let report: SimulationReport
  let limits: SimulationHTML.Limits

  private var simulation: Simulation { report.simulation }
  /// Whether the table names the groups.
  private var isByServer: Bool { simulation.isEach(.server) }

  /// Nil for a question about one loss.
  var html: HTML? {
    let order = SimulationOrder(simulation: simulation)
    let shown = order.cases(first: limits.cases)
    let others = simulation.sections.filter { $0.otherServers > 0 }
    guard !shown.isEmpty || !others.isEmpty else { return nil }
    let names = isByServer ? order.groups(inCases: shown) : [:]
    let more = simulation.cases.count - shown.count + max(0, others.count - limits.cases)
    let rest: HTML? =
      more > 0
      ? """
      <p class="strong">The worst \(shown.count) are shown, \(more) are not; JSON has all.</p>
      """ : nil
    let table = PageTable(
      label: "cases", style: "data",
      columns: [.text("What is lost")] + Fate.allCases.map { .number($0.word) }
        + (isByServer ? [.text("Groups")] : []),
      rows: shown.map { row($0, names[$0] ?? []) } + others.prefix(limits.cases).map(row))
    return """
      <h3 id="cases">Without</h3>
      \(table.html)
      \(rest)
      """
  }

  private func row(_ number: Int, _ groups: [(group: Int, fates: FateSet)]) -> HTML {
    let one = simulation.cases[number]
    let names = groups.prefix(limits.columns).map { group, fates -> HTML in
      let remark = SimulationNames.possible(fates) ?? SimulationNames.move(fates)
      let name = SimulationNames.title(of: simulation.groups[group])
      return "<p><b>\(fates.fate.word)</b> \(name)\(remark.map { ": \($0)" })</p>"
    }
    let more = groups.count - names.count
    let rest: HTML? = more > 0 ? "<p>and \(more) more</p>" : nil
    return row(one.loss.sentence, one.counts, "\(names)\(rest)")
  }

  private func row(_ section: Simulation.Section) -> HTML {
    let name = SimulationNames.record(section.datacenter.id, section.datacenter.name)
    let servers = counted(section.otherServers, "other server")
    return row("any of \(servers) of data center \(name)", section.others, "")
  }

  private func row(_ loss: String, _ counts: FateCounts, _ names: HTML) -> HTML {
    let cells = Fate.allCases.map { fate -> HTML in
      let isBad = fate == .outage || fate == .down
      let severityColour =
        counts[fate] == 0 ? "zero" : isBad ? "bad" : fate == .unknown ? "open" : ""
      return HTML.number(counts[fate], severityColour)
    }
    let groups: HTML? = isByServer ? "<td>\(names)</td>" : nil
    return "<tr><th scope=\"row\">\(loss)</th>\(cells)\(groups)</tr>\n"
  }
}
