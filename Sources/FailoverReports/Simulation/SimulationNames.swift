import FailoverBase
import FailoverAudit
import FailoverInventory
import FailoverSimulation

/// How reports of a simulation call things; all of it still needs to be made visible or escaped.
enum SimulationNames {
  /// Such as `203.0.113.1 on LAN 1 "front"`; its data center is elsewhere.
  static func title(of group: FailoverGroup) -> String {
    let lan = group.lan
    let name = lan.name.map { " \"\($0)\"" } ?? ""
    return "\(group.address ?? "no address") on LAN \(lan.id)\(name)"
  }

  static func title(of datacenter: Datacenter) -> String {
    "Data center " + record(datacenter.id, datacenter.name)
  }

  static func record(_ id: String, _ name: String?) -> String {
    TextNames.title(Subject.Record(id: id, name: name))
  }

  /// What was simulated, as a sentence without a full stop.
  static func question(_ question: Simulation.Question) -> String {
    switch question {
    case .without(let losses): "Without " + losses.map(\.sentence).joined(separator: " and ")
    case .each(.zone): "Without each zone of each data center, one by one"
    case .each(.server): "Without each server, one by one"
    case .each(.datacenter): "Without each data center, one by one"
    }
  }

  /// Such as `14 failover groups: 2 outage, 12 unaffected`.
  static func counts(_ counts: FateCounts) -> String {
    let parts = Fate.allCases.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.word)" }
    let groups = counted(counts.total, "failover group")
    return parts.isEmpty ? groups : groups + ": " + parts.joined(separator: ", ")
  }

  /// What a fate that is not known may be: `outage or unprotected`; nil if it is known, or may be
  /// anything.
  static func possible(_ fates: FateSet) -> String? {
    let members = fates.members
    guard members.count > 1, members.count < FateSet.anything.members.count else { return nil }
    return members.dropLast().map(\.word).joined(separator: ", ") + " or "
      + (members.last?.word ?? "")
  }

  /// Of how many groups the address has to move, as a sentence without a full stop; nil if of none.
  static func mastersLost(_ simulation: Simulation) -> String? {
    let count = simulation.mastersLost
    if count == 0 { return nil }
    let groups = counted(count, "group loses its master", "groups lose their master")
    if case .without = simulation.question { return groups }
    return groups + " in some case"
  }

  /// What is said of a group that keeps some members and not its master.
  static func move(_ fates: FateSet) -> String? {
    fates.fate == .unprotected && fates.losesMaster == true ? "its master is lost" : nil
  }

  /// What the inputs leave out and what was allowed, sentences without a full stop.
  static func notExamined(_ report: SimulationReport) -> [String] {
    var sentences =
      report.inputs.lazy.filter { $0.status != .read }.map { input in
        "\(input.name) (\(input.status.rawValue))\(input.problemSentence)"
      } + report.leftOut + report.misplaced + report.gaps.sentences
    if report.simulation.unjudged > 0 {
      sentences.append(
        "\(counted(report.simulation.unjudged, "group")) in data centers without a known zone")
    }
    if report.settings.allowUnknown {
      sentences.append("allow-unknown: unknown fates and incomplete exports do not count")
    }
    return sentences
  }
}

/// What of a simulation comes first.
struct SimulationOrder {
  let simulation: Simulation

  /// Groups worth reporting, the worst first, in the order of their names among equals.
  ///
  /// - Parameter all: whether groups that nothing happens to are listed too.
  func groups(first limit: Int, all: Bool = false) -> [Int] {
    var found: [Int] = []
    for fate in Fate.allCases where all || fate != .unaffected {
      for group in simulation.groups.indices where simulation.worst(ofGroup: group) == fate {
        if found.count == limit { return found }
        found.append(group)
      }
    }
    return found
  }

  /// The same groups by data center, in its order: where it is in `sections`, and its groups.
  func bySection(_ groups: [Int]) -> [(section: Int, groups: [Int])] {
    var places: [Int: [Int]] = [:]
    for group in groups { places[simulation.section(ofGroup: group), default: []].append(group) }
    return Array(places.keys).ordered(by: <).map { ($0, places[$0] ?? []) }
  }

  /// Groups with something unknown, in the order of their names.
  func unknownGroups(first limit: Int) -> [Int] {
    Array(
      simulation.groups.indices.lazy
        .filter { simulation.met[$0].contains(FateSet(.unknown)) }.prefix(limit))
  }

  /// Cases, the worst first.
  func cases(first limit: Int) -> [Int] {
    let cases = simulation.cases
    let order = Array(cases.indices).ordered { a, b in
      cases[a].counts == cases[b].counts ? a < b : cases[a].counts.isWorse(than: cases[b].counts)
    }
    return Array(order.prefix(limit))
  }

  /// The groups that something happens to in some cases because of a server they have there, worst
  /// first.
  func groups(inCases cases: [Int]) -> [Int: [(group: Int, fates: FateSet)]] {
    var found: [Int: [(group: Int, fates: FateSet)]] = [:]
    let wanted = Set(cases)
    for group in simulation.groups.indices {
      for cell in simulation.cells(ofGroup: group) where wanted.contains(Int(cell.number)) {
        if cell.fates.fate == .unaffected { continue }
        found[Int(cell.number), default: []].append((group, cell.fates))
      }
    }
    return found.mapValues { groups in
      let order = Array(groups.indices).ordered { a, b in
        let (one, other) = (groups[a].fates.fate, groups[b].fates.fate)
        return one == other ? a < b : one.rawValue < other.rawValue
      }
      return order.map { groups[$0] }
    }
  }
}
