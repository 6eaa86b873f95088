import FailoverAudit
import FailoverInventory

/// What a simulation comes to, with what was read: a reporter is a pure function of it.
package struct SimulationReport: Sendable {
  package struct Settings: Sendable, Hashable {
    /// The least bad fate that makes exit code 1; a group that is down counts as an outage.
    package var failOn: Fate
    /// Whether unknown fates and incomplete exports are allowed.
    package var allowUnknown: Bool

    package init(failOn: Fate = .outage, allowUnknown: Bool = false) {
      self.failOn = failOn
      self.allowUnknown = allowUnknown
    }
  }

  package enum Word: String, Sendable {
    /// Every group withstands what is lost.
    case holds
    case breaks
    case incomplete
  }

  package let toolVersion: String
  /// In the order of their names.
  package let inputs: [InputRecord]
  /// What was left out of the inputs by name, in sentences.
  package let leftOut: [String]
  package let gaps: ExportGaps
  /// Whether servers are in several data centers by the inputs, as sentences without a full stop.
  package let misplaced: [String]
  package let settings: Settings
  package let simulation: Simulation
  package let word: Word
  /// Why, one sentence each without a full stop; empty only if everything holds.
  package let reasons: [String]

  package init(
    of simulation: Simulation, in inventory: Inventory, settings: Settings, toolVersion: String
  ) {
    self.toolVersion = toolVersion
    inputs = inventory.inputs
    leftOut = inventory.leftOut.sentences
    gaps = inventory.gaps
    misplaced = SimulationReport.misplaced(inventory.misplacedServers)
    self.settings = settings
    self.simulation = simulation
    let broken = SimulationReport.broken(simulation, settings)
    var reasons = SimulationReport.unknown(simulation, settings)
    reasons += Verdict.gaps(inventory.inputs)
    if !settings.allowUnknown { reasons += misplaced + inventory.gaps.sentences }
    reasons += SimulationReport.nothing(simulation)
    word = !broken.isEmpty ? .breaks : reasons.isEmpty ? .holds : .incomplete
    self.reasons = broken + reasons
  }

  /// 0 holds, 1 breaks, 2 incomplete.
  package var exitCode: Int32 {
    switch word {
    case .holds: 0
    case .breaks: 1
    case .incomplete: 2
    }
  }

  // MARK: Reasons

  private static func broken(_ simulation: Simulation, _ settings: Settings) -> [String] {
    let counting: FateSet
    switch settings.failOn {
    case .failover:
      counting = [.init(.outage), .init(.down), .init(.unprotected), .init(.failover)]
    case .unprotected: counting = [.init(.outage), .init(.down), .init(.unprotected)]
    default: counting = [.init(.outage), .init(.down)]
    }
    return counting.members.compactMap { fate in
      let count = simulation.met.count { $0.contains(FateSet(fate)) }
      return count == 0 ? nil : sentence(count, fate)
    }
  }

  private static func sentence(_ count: Int, _ fate: Fate) -> String {
    let groups = count == 1 ? "1 group" : "\(count) groups"
    switch fate {
    case .outage: return "\(groups) would lose the last running member"
    case .down: return "\(groups) \(count == 1 ? "is" : "are") down already: no member runs"
    case .unprotected: return "\(groups) would keep only one running member"
    default: return "\(groups) would lose the master"
    }
  }

  private static func unknown(_ simulation: Simulation, _ settings: Settings) -> [String] {
    if settings.allowUnknown { return [] }
    let unjudged = simulation.unjudged
    let count = simulation.met.count { $0.contains(FateSet(.unknown)) } - unjudged
    var sentences: [String] = []
    if count > 0 {
      sentences.append(
        "what would become of \(count == 1 ? "1 group" : "\(count) groups") is not known")
    }
    if unjudged > 0 {
      sentences.append(
        "\(unjudged == 1 ? "1 group was" : "\(unjudged) groups were") not examined: no zone of "
          + "\(unjudged == 1 ? "its data center" : "their data centers") is known")
    }
    return sentences
  }

  /// What is lost in one data center may then concern the groups of another.
  private static func misplaced(_ servers: Int) -> [String] {
    if servers == 0 { return [] }
    return [
      "\(servers == 1 ? "1 server is" : "\(servers) servers are") in several data centers in the inputs; "
        + "see rule conflicting-records"
    ]
  }

  private static func nothing(_ simulation: Simulation) -> [String] {
    if simulation.groups.isEmpty {
      return ["nothing was examined: the inputs hold no failover group"]
    }
    return simulation.unjudged == simulation.groups.count
      ? ["nothing was examined: there is nothing to lose"] : []
  }
}
