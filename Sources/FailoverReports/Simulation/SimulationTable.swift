import FailoverAudit
import FailoverBase
import FailoverInventory
import FailoverSimulation

/// The tables of the text report of a simulation.
struct SimulationTable {
  let simulation: Simulation
  let layout: TextLayout
  let verbose: Bool

  private var limit: Int { verbose ? .max : SimulationText.limit }
  private var partLimit: Int { verbose ? .max : SimulationText.partLimit }
  private var order: SimulationOrder { SimulationOrder(simulation: simulation) }

  // MARK: Groups

  /// The groups that something happens to, by data center, the worst first; with zones, a column
  /// for each.
  func writeGroups(to sink: inout ByteSink) throws {
    let shown = order.groups(first: limit, all: verbose)
    for (number, groups) in order.bySection(shown) {
      let section = simulation.sections[number]
      try layout.putHeading(
        TerminalText.visible(SimulationNames.title(of: section.datacenter)), to: &sink)
      let zones = Array(section.cases.prefix(partLimit))
      if !zones.isEmpty { try putHead(zones, to: &sink) }
      for group in groups {
        let fates = fates(of: group, zones)
        try put(fates.map(\.fate), group, remark(fates, zones), zones, to: &sink)
      }
      if section.cases.count > zones.count {
        try sink.put("… and \(counted(section.cases.count - zones.count, "more zone"))\n")
      }
    }
    let counts = simulation.counts
    let worth = verbose ? counts.total : counts.total - counts[.unaffected]
    try putMore(worth - shown.count, "group", to: &sink)
  }

  private func fates(of group: Int, _ zones: [Int]) -> [FateSet] {
    if case .without = simulation.question { return [simulation.otherFates(ofGroup: group)] }
    if zones.isEmpty { return [.anything] }
    return zones.map { simulation.fates(ofGroup: group, inCase: $0) }
  }

  /// The text after a group: with which zones it loses its master, or what its only result may be.
  private func remark(_ fates: [FateSet], _ zones: [Int]) -> String {
    if fates.count > 1 {
      let moved = zip(zones, fates).filter { SimulationNames.move($1) != nil }
        .map { zoneName($0.0) }
      return moved.isEmpty
        ? "" : ": its master is lost with " + moved.joined(separator: " and ")
    }
    let words = SimulationNames.possible(fates[0]) ?? SimulationNames.move(fates[0])
    return words.map { ": \($0)" } ?? ""
  }

  private func putHead(_ zones: [Int], to sink: inout ByteSink) throws {
    let names = zones.map { TextLayout.padded(zoneName($0), columns(of: $0)) }
    try sink.put(names.joined() + "group\n")
  }

  /// Words in columns, then the group's name, wrapped.
  private func put(
    _ fates: [Fate], _ group: Int, _ behind: String, _ zones: [Int], to sink: inout ByteSink
  ) throws {
    let name = SimulationNames.title(of: simulation.groups[group]) + behind
    let widths = zones.isEmpty ? [SimulationTable.columns] : zones.map(columns)
    let margin = widths.reduce(0, +)
    let room = max(30, layout.width - margin - 2)
    let lines = Wrapping.lines(of: TerminalText.visible(name), width: room)
    for (fate, width) in zip(fates, widths) { try sink.put(word(fate, width)) }
    try sink.put(lines.joined(separator: "\n" + String(repeating: " ", count: margin + 2)) + "\n")
  }

  private static let columns = 13

  private func columns(of zone: Int) -> Int {
    max(SimulationTable.columns, zoneName(zone).utf8.count + 2)
  }

  private func zoneName(_ number: Int) -> String {
    if case .zone(let zone, _) = simulation.cases[number].loss { zone } else { "" }
  }

  private func word(_ fate: Fate, _ columns: Int) -> String {
    let blanks = String(repeating: " ", count: max(1, columns - fate.word.utf8.count))
    let ink: TextLayout.Ink? =
      switch fate {
      case .outage, .down: .red
      case .unprotected: .yellow
      case .unknown: .magenta
      case .failover, .unaffected: nil
      }
    return (ink.map { layout.paint(fate.word, $0) } ?? fate.word) + blanks
  }

  // MARK: Cases

  /// The cases, worst first, each with its counts; below a server the groups that something happens
  /// to.
  func writeCases(to sink: inout ByteSink) throws {
    try layout.putHeading("Without", to: &sink)
    let shown = order.cases(first: limit)
    let isByServer = simulation.isEach(.server)
    let names = isByServer ? order.groups(inCases: shown) : [:]
    for number in shown {
      let one = simulation.cases[number]
      try layout.putParagraph(one.loss.sentence, to: &sink)
      try layout.putParagraph(SimulationNames.counts(one.counts), first: "  ", to: &sink)
      let groups = names[number] ?? []
      for (group, fates) in groups.prefix(partLimit) {
        try sink.put("  ")
        try put([fates.fate], group, remark([fates], []), [], to: &sink)
      }
      if groups.count > partLimit {
        try sink.put("  … and \(counted(groups.count - partLimit, "more group"))\n")
      }
    }
    let noun = isByServer ? "server" : "case"
    try putMore(simulation.cases.count - shown.count, noun, to: &sink)
    try writeOtherServers(to: &sink)
  }

  /// Servers that no group has a member on: where that is not news, only how many they are.
  private func writeOtherServers(to sink: inout ByteSink) throws {
    let sections = simulation.sections.filter { $0.otherServers > 0 }
    let quiet = sections.filter { $0.others[.unaffected] == $0.others.total }
    let idle = quiet.reduce(0) { $0 + $1.otherServers }
    if idle > 0 {
      try sink.put("\(counted(idle, "other server")): no group has a member there\n")
    }
    let shown = sections.filter { $0.others[.unaffected] < $0.others.total }
    for section in shown.prefix(limit) {
      try layout.putParagraph(
        "any of \(counted(section.otherServers, "other server")) of data center "
          + SimulationNames.record(section.datacenter.id, section.datacenter.name), to: &sink)
      try layout.putParagraph(SimulationNames.counts(section.others), first: "  ", to: &sink)
    }
    try putMore(shown.count - limit, "data center", to: &sink)
  }

  // MARK: Unknown

  /// What is not known of the groups whose fate is unknown.
  func writeUnknown(to sink: inout ByteSink) throws {
    let count = simulation.met.count { $0.contains(FateSet(.unknown)) }
    if count == 0 { return }
    try layout.putHeading("Unknown, and why", to: &sink)
    let shown = order.unknownGroups(first: limit)
    for number in shown {
      let group = simulation.groups[number]
      try layout.putParagraph(
        "\(SimulationNames.title(of: group)), data center \(group.datacenter.id)", to: &sink)
      for doubt in simulation.unknowns(ofGroup: number) {
        try layout.putParagraph(doubt, first: "  - ", to: &sink)
      }
    }
    try putMore(count - shown.count, "group", to: &sink)
  }

  private func putMore(_ count: Int, _ noun: String, to sink: inout ByteSink) throws {
    if count > 0 { try sink.put("… and \(counted(count, "more \(noun)")); --verbose shows all\n") }
  }
}

extension Simulation {
  func isEach(_ kind: LossKind) -> Bool {
    if case .each(kind) = question { true } else { false }
  }
}
