import FailoverArchive
import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation

/// The whole simulation as one JSON document; `docs/simulate.md` describes every member.
///
/// Long arrays hold one object a line, so that two of them can be compared with `diff`.
package struct SimulationJSON {
  /// The version of the layout: it changes when a member changes its meaning or goes.
  static let layout = "failover-audit-simulation/1"
  private let shared = JSONReporter()

  package init() {}

  package func write(_ report: SimulationReport, to sink: inout ByteSink) throws {
    let simulation = report.simulation
    var members = JSONMembers(indent: 0)
    try members.put("format", SimulationJSON.layout, to: &sink)
    try members.begin("tool", to: &sink)
    var tool = JSONMembers()
    try tool.put("name", "failover-audit", to: &sink)
    try tool.put("version", report.toolVersion, to: &sink)
    try tool.close(to: &sink)
    try members.begin("verdict", to: &sink)
    try putVerdict(report, to: &sink)
    try members.begin("settings", to: &sink)
    var settings = JSONMembers()
    try settings.put("failOn", report.settings.failOn.word, to: &sink)
    try settings.put("allowUnknown", report.settings.allowUnknown, to: &sink)
    try settings.close(to: &sink)
    try putQuestion(simulation.question, &members, to: &sink)
    if !report.leftOut.isEmpty { try members.put("leftOut", report.leftOut, to: &sink) }
    try members.begin("gaps", to: &sink)
    try shared.put(report.gaps, to: &sink)
    try members.begin("inputs", to: &sink)
    try shared.putLines(report.inputs, margin: "    ", to: &sink) { input, sink in
      try shared.put(input, to: &sink)
    }
    try members.begin("counts", to: &sink)
    try put(simulation.counts, to: &sink)
    try members.begin("datacenters", to: &sink)
    try shared.putLines(simulation.sections, margin: "    ", to: &sink) { section, sink in
      try put(section, of: simulation, to: &sink)
    }
    try members.begin("cases", to: &sink)
    try shared.putLines(simulation.cases, margin: "    ", to: &sink) { one, sink in
      try put(one, of: simulation, to: &sink)
    }
    try members.begin("groups", to: &sink)
    try shared.putLines(simulation.groups.indices, margin: "    ", to: &sink) { group, sink in
      try putGroup(group, of: simulation, to: &sink)
    }
    try members.close(to: &sink)
    try sink.put("\n")
  }

  private func putVerdict(_ report: SimulationReport, to sink: inout ByteSink) throws {
    var members = JSONMembers(indent: 2)
    try members.put("word", report.word.rawValue, to: &sink)
    try members.put("exitCode", Int(report.exitCode), to: &sink)
    try members.put("reasons", report.reasons, to: &sink)
    try members.close(to: &sink)
  }

  private func putQuestion(
    _ question: Simulation.Question, _ members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    switch question {
    case .each(let kind): try members.put("each", kind.rawValue, to: &sink)
    case .without(let losses):
      try members.begin("without", to: &sink)
      try shared.putLines(losses, margin: "    ", to: &sink) { loss, sink in
        var members = JSONMembers()
        try put(loss, &members, to: &sink)
        try members.close(to: &sink)
      }
    }
  }

  private func put(
    _ loss: Loss, _ members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    switch loss {
    case .zone(let zone, let datacenter):
      try members.put("zone", zone, to: &sink)
      if let datacenter { try members.put("datacenter", datacenter.id, to: &sink) }
    case .server(let server):
      try members.put("server", server.id, to: &sink)
      if let name = server.name { try members.put("name", name, to: &sink) }
    case .datacenter(let datacenter):
      try members.put("datacenter", datacenter.id, to: &sink)
      if let name = datacenter.name { try members.put("name", name, to: &sink) }
    }
  }

  private func put(_ counts: FateCounts, to sink: inout ByteSink) throws {
    var members = JSONMembers()
    for fate in Fate.allCases { try members.put(fate.word, counts[fate], to: &sink) }
    try members.put("total", counts.total, to: &sink)
    try members.close(to: &sink)
  }

  private func put(
    _ section: Simulation.Section, of simulation: Simulation, to sink: inout ByteSink
  ) throws {
    var members = JSONMembers()
    try members.put("id", section.datacenter.id, to: &sink)
    try members.put("name", orNull: section.datacenter.name, to: &sink)
    try members.put("groups", section.groups.count, to: &sink)
    if simulation.isEach(.server) {
      try members.put("otherServers", section.otherServers, to: &sink)
      try members.begin("others", to: &sink)
      try put(section.others, to: &sink)
    }
    try members.close(to: &sink)
  }

  private func put(
    _ one: Simulation.Case, of simulation: Simulation, to sink: inout ByteSink
  ) throws {
    var members = JSONMembers()
    try put(one.loss, &members, to: &sink)
    if case .server = one.loss {
      try members.put("datacenter", simulation.sections[one.section].datacenter.id, to: &sink)
    }
    try members.begin("counts", to: &sink)
    try put(one.counts, to: &sink)
    try members.close(to: &sink)
  }

  // MARK: Groups

  private func putGroup(
    _ number: Int, of simulation: Simulation, to sink: inout ByteSink
  ) throws {
    let group = simulation.groups[number]
    var members = JSONMembers()
    try members.put("group", group.subjectName, to: &sink)
    if let name = group.lan.name { try members.put("lanName", name, to: &sink) }
    try members.put("fate", simulation.worst(ofGroup: number).word, to: &sink)
    let others = simulation.otherFates(ofGroup: number)
    if case .without = simulation.question {
      try members.put("losesMaster", orNull: others.losesMaster, to: &sink)
      try putPossible(others, &members, to: &sink)
    } else if !simulation.isEach(.datacenter) {
      try members.begin("cases", to: &sink)
      try putCells(number, of: simulation, to: &sink)
      try members.begin("otherCases", to: &sink)
      var other = JSONMembers()
      try other.put("fate", others.fate.word, to: &sink)
      try other.put("losesMaster", orNull: others.losesMaster, to: &sink)
      try putPossible(others, &other, to: &sink)
      try other.close(to: &sink)
    } else {
      try members.put("losesMaster", orNull: others.losesMaster, to: &sink)
      try putPossible(others, &members, to: &sink)
    }
    if simulation.met[number].contains(FateSet(.unknown)) {
      try members.put("notKnown", simulation.unknowns(ofGroup: number), to: &sink)
    }
    try members.close(to: &sink)
  }

  private func putCells(
    _ number: Int, of simulation: Simulation, to sink: inout ByteSink
  ) throws {
    var separator = "["
    for cell in simulation.cells(ofGroup: number) {
      try sink.put(separator)
      separator = ","
      var members = JSONMembers()
      switch simulation.cases[Int(cell.number)].loss {
      case .zone(let zone, _): try members.put("zone", zone, to: &sink)
      case .server(let server): try members.put("server", server.id, to: &sink)
      case .datacenter: break
      }
      try members.put("fate", cell.fates.fate.word, to: &sink)
      try members.put("losesMaster", orNull: cell.fates.losesMaster, to: &sink)
      try putPossible(cell.fates, &members, to: &sink)
      try members.close(to: &sink)
    }
    try sink.put(separator == "[" ? "[]" : "]")
  }

  /// What a fate that is not known may be.
  private func putPossible(
    _ fates: FateSet, _ members: inout JSONMembers, to sink: inout ByteSink
  ) throws {
    if fates.members.count > 1 {
      try members.put("possible", fates.members.map(\.word), to: &sink)
    }
  }
}
