import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation

/// The fates of groups on the page of a simulation, by data center.
struct SimulationGroups {
  let report: SimulationReport
  let limits: SimulationHTML.Limits

  private var simulation: Simulation { report.simulation }

  func write(to sink: inout ByteSink) throws {
    let order = SimulationOrder(simulation: simulation)
    let shown = order.groups(first: limits.groups, all: true)
    let none: HTML? =
      simulation.groups.isEmpty ? "<p>The inputs hold no failover group.</p>" : nil
    try sink.put(
      html: """
        <section id="fates" aria-labelledby="fates-title">
        <h2 id="fates-title">Groups</h2>
        \(none)

        """)
    for (number, groups) in order.bySection(shown) {
      try sink.put(html: section(number, groups))
    }
    try sink.put(html: "\n\(rest(after: shown.count))\n</section>\n")
  }

  private func rest(after shown: Int) -> HTML? {
    let more = simulation.groups.count - shown
    guard more > 0 else { return nil }
    return """
      <p class="strong">The worst \(shown) groups are shown, \(more) are not; JSON has all.</p>
      """
  }

  private func section(_ number: Int, _ groups: [Int]) -> HTML {
    let section = simulation.sections[number]
    let zones = simulation.isEach(.zone) ? Array(section.cases.prefix(limits.columns)) : []
    let hidden = simulation.isEach(.zone) ? section.cases.count - zones.count : 0
    let isOpen = groups.contains { simulation.met[$0].contains(FateSet(.unknown)) }
    let anchor = "dc-\(number)"
    let table = PageTable(
      label: anchor, style: "data",
      columns: [.text("Group")] + titles(of: zones).map { .text($0) }
        + (isOpen ? [.text("What is not known")] : []),
      rows: groups.map { row($0, zones, hasReasons: isOpen) })
    let rest: HTML? =
      hidden > 0
      ? "<p class=\"strong\">and \(counted(hidden, "more zone")); JSON has all.</p>" : nil
    return """
      <h3 id="\(anchor)">\(SimulationNames.title(of: section.datacenter))</h3>
      \(table.html)
      \(rest)
      """
  }

  private func titles(of zones: [Int]) -> [String] {
    if zones.isEmpty { return [simulation.isTogether ? "Fate" : "At worst"] }
    return zones.map { number in
      if case .zone(let zone, _) = simulation.cases[number].loss { zone } else { "" }
    }
  }

  private func row(_ group: Int, _ zones: [Int], hasReasons: Bool) -> HTML {
    let isOpen = simulation.met[group].contains(FateSet(.unknown))
    let unknowns = isOpen ? simulation.unknowns(ofGroup: group) : []
    let reasons: HTML? = hasReasons ? "<td>\(unknowns.map { "<p>\($0)</p>" })</td>" : nil
    return """
      <tr><th scope="row">\(SimulationNames.title(of: simulation.groups[group]))</th>\
      \(fates(of: group, zones).map(SimulationGroups.cell))\(reasons)</tr>

      """
  }

  private func fates(of group: Int, _ zones: [Int]) -> [FateSet] {
    if simulation.isTogether { return [simulation.otherFates(ofGroup: group)] }
    if zones.isEmpty { return [FateSet(simulation.worst(ofGroup: group))] }
    return zones.map { simulation.fates(ofGroup: group, inCase: $0) }
  }

  private static func cell(_ fates: FateSet) -> HTML {
    let remark = SimulationNames.possible(fates) ?? SimulationNames.move(fates)
    let word = fates.fate.word
    return "<td class=\"fate \(word)\">\(word)\(remark.map { ": \($0)" })</td>"
  }
}
