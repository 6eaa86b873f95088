import FailoverAudit
import FailoverInventory

extension Simulation {
  /// What is not known of a group and would be needed for its fate where that is unknown: a
  /// sentence each without a full stop.
  ///
  /// Names and ids in them come from the input.
  package func unknowns(ofGroup number: Int) -> [String] {
    let group = groups[number]
    guard group.hasAddress else { return ["its address is not an IP address"] }
    let servers = group.servers
    var unknowns: [String] = []
    if losesZone(of: group.datacenter) {
      let open = servers.filter { $0.zone == nil && $0.isUp != false }
      if open.count == servers.count, case .each = question,
        sections[section(ofGroup: number)].caseCount(question) == 0
      {
        unknowns.append("no zone of its data center is known")
      } else if !open.isEmpty {
        unknowns.append(Simulation.sentence("zone", open))
      }
    }
    let masters = group.masters
    let nonMembers = masters.compactMap(\.nic?.server).filter { !servers.contains($0) }
    let stateless = (servers + nonMembers).filter { $0.isUp == nil }
    if !stateless.isEmpty { unknowns.append(Simulation.sentence("state", stateless)) }
    if !group.membershipGaps.isEmpty { unknowns.append("there may be members that are not known") }
    if masters.isEmpty {
      unknowns.append("no master is named")
    } else if masters.contains(where: { $0.nic?.server == nil }) {
      unknowns.append("the server of its master is not known")
    } else if masters.allSatisfy({ $0.nic?.server?.isUp == false }) {
      unknowns.append("its master does not run, so any of its servers may hold the address")
    } else if masters.count > 1 {
      unknowns.append("it names \(masters.count) masters")
    }
    if group.mayNameMoreMasters {
      unknowns.append(
        "an entry of its LAN's failover list cannot be read, and may name another master")
    }
    return unknowns
  }

  private func losesZone(of datacenter: Datacenter) -> Bool {
    switch question {
    case .without: together?.losesZone(of: datacenter) ?? false
    case .each(let kind): kind == .zone
    }
  }

  /// Such as `the zone of server "front" (id) is not known`; of several the first.
  private static func sentence(_ fact: String, _ servers: [Server]) -> String {
    let more = servers.count - 1
    let others = more == 0 ? "" : " and \(more == 1 ? "1 other" : "\(more) others")"
    return
      "the \(fact) of server \(Loss.title(servers[0].id, servers[0].name))\(others) is not known"
  }
}
