import FailoverAudit
import FailoverInventory

/// Spread over zones helps only if a server runs on either side.
struct ZoneLossOutage: GroupRule {
  /// Decides whether the group is spread at all.
  var spread = SingleZoneGroup()

  let info = RuleInfo(
    id: "zone-loss-outage",
    title: "a failover group survives the loss of each of its zones",
    severity: .warning, family: .redundancy, subjects: [.groups],
    rationale: """
      A group can be spread over two zones and still go down with one of them: when the servers in the \
      other zone are stopped. For each zone of the group a server must be running in another zone.
      """,
    remediation: """
      Start a server of the group in the zone that has none running, or add a running one there.
      """,
    unknownRemedy: """
      Export the data center again with its servers and their NICs, as `scripts/export.sh` does. No export shows \
      the zone of a server with AUTO: rebuild such servers in a zone of your choice.
      """,
    references: [.failover],
    controls: [.redundancyISO, .separationNIST, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let servers = group.servers
    guard servers.count >= 2, spread.judge(group).outcome == .pass else {
      return .notApplicable("the group is not proved to be spread over zones")
    }
    let zones = servers.zones
    let covered = zones.filter { zone in
      servers.contains { $0.isUp == true && $0.zone.map { $0 != zone } ?? false }
    }
    if covered.count == zones.count { return .pass }
    let lost = zones.filter { zone in
      servers.allSatisfy { $0.zone == zone || $0.isUp == false }
    }
    if let zone = lost.first, group.isMembershipComplete {
      return .fail(
        "no server outside \(zone) is running: the group goes down with that zone",
        evidence: group.serverEvidence)
    }
    return .unknown(
      "for \(zones.filter { !covered.contains($0) }.joined(separator: ", ")) it is not known whether "
        + "a server runs in another zone", evidence: group.serverEvidence + group.gapEvidence)
  }

  private static func estate(
    _ servers: [(zone: String?, state: String?)],
    others: ExampleEstate.List<ExampleEstate.NIC> = []
  ) -> ExampleEstate {
    let servers = servers.enumerated().map { index, server in
      ExampleEstate.Server(
        "s\(index)", zone: server.zone, state: server.state,
        nics: [.init("n\(index)", lan: 1, ["85.215.1.1"])])
    }
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "n0")])],
        servers: .all(servers + [.init("other", nics: others)])))
  }

  private static let examples = [
    Example(
      "a server runs in each zone", estate([("ZONE_1", "RUNNING"), ("ZONE_2", "RUNNING")]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "all that run are in one zone",
      estate([("ZONE_1", "RUNNING"), ("ZONE_1", "RUNNING"), ("ZONE_2", "SHUTOFF")]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "nothing runs", estate([("ZONE_1", "SHUTOFF"), ("ZONE_2", "PAUSED")]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the other zone's server may run", estate([("ZONE_1", "RUNNING"), ("ZONE_2", nil)]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "a running server of unknown zone may be in the other zone",
      estate([("ZONE_1", "RUNNING"), ("ZONE_2", "SHUTOFF"), ("AUTO", "RUNNING")]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "a further member may run in the other zone",
      estate([("ZONE_1", "RUNNING"), ("ZONE_2", "SHUTOFF")], others: .cutOff),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the group is in one zone anyway", estate([("ZONE_1", "RUNNING"), ("ZONE_1", "RUNNING")]),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
