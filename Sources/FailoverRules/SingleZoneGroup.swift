import FailoverBase
import FailoverAudit
import FailoverInventory

/// A zone has power, cooling and network of its own; a group in one zone falls with it.
struct SingleZoneGroup: GroupRule {
  var minimumZones = 2

  let info = RuleInfo(
    id: "single-zone-group",
    title: "the servers of a failover group are in two or more availability zones",
    severity: .warning, family: .redundancy, subjects: [.groups],
    rationale: """
      Each region has two compute zones in separate rooms, with their own power, cooling and network. \
      Servers of one zone can fail together. AUTO lets the platform choose a zone and does not say \
      which it chose: it is never proof of spread, and counts as not known.
      """,
    remediation: """
      Place at least one server of the group in another availability zone (ZONE_1 or ZONE_2). The zone \
      of a server is chosen when it is created: rebuild the standby in the other zone. Servers \
      with AUTO have to be rebuilt as well before anybody can rely on their spread.
      """,
    unknownRemedy: """
      Export the data center again with its servers and their NICs, as `scripts/export.sh` does. No export shows \
      the zone of a server with AUTO: rebuild such servers in a zone of your choice.
      """,
    references: [.failover],
    controls: [.redundancyISO, .separationNIST, .redundancyNIS2, .redundancyDORA],
    parameters: [
      Parameter("minimum-zones", "the least number of different zones", in: 2...10, default: 2)
    ],
    examples: Self.examples)

  func with(_ parameters: [String: Int]) -> SingleZoneGroup {
    SingleZoneGroup(minimumZones: parameters["minimum-zones"] ?? minimumZones)
  }

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let servers = group.servers
    if servers.count < 2 {
      return .notApplicable("the export shows fewer than two servers of the group")
    }
    let zones = servers.zones
    if zones.count >= minimumZones { return .pass }
    let open = servers.count { $0.zone == nil }
    if open == 0 && group.isMembershipComplete {
      return .fail(
        "\(servers.count == 2 ? "both" : "all \(servers.count)") servers are in \(zones.joined(separator: ", "))",
        evidence: evidence(group))
    }
    if open > 0 {
      return .unknown(
        "the zone of \(counted(open, "server")) is not known, so zone spread cannot be confirmed",
        evidence: evidence(group))
    }
    return .unknown(
      "the servers shown are in \(counted(zones.count, "zone")), but the export may lack members",
      evidence: evidence(group) + group.gapEvidence)
  }

  private func evidence(_ group: FailoverGroup) -> [Evidence] {
    group.serverEvidence + [Evidence("minimum-zones", "\(minimumZones)")]
  }

  private static func estate(
    _ zones: [String?], others: ExampleEstate.List<ExampleEstate.NIC> = []
  ) -> ExampleEstate {
    let servers = zones.enumerated().map { index, zone in
      ExampleEstate.Server(
        "s\(index)", zone: zone, nics: [.init("n\(index)", lan: 1, ["85.215.1.1"])])
    }
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "n0")])],
        servers: .all(servers + [.init("other", zone: "ZONE_2", nics: others)])))
  }

  private static let examples = [
    Example(
      "one server in each zone", estate(["ZONE_1", "zone_2"]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "two zones are enough, whatever the third server's is", estate(["ZONE_1", "ZONE_2", "AUTO"]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "both servers in one zone", estate(["ZONE_1", "ZONE_1"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "AUTO proves nothing", estate(["ZONE_1", "AUTO"]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "zones that were not exported prove nothing", estate([nil, nil]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the server whose interfaces are missing may be a member",
      estate(["ZONE_1", "ZONE_1"], others: .cutOff),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "with one server there is no spread to judge", estate(["ZONE_1"]),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
