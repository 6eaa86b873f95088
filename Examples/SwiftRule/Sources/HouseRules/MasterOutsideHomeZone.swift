import FailoverAudit
import FailoverBase
import FailoverInventory

/// Masters are in one zone, so that everybody knows which half of the estate works and which half
/// waits.
public struct MasterOutsideHomeZone: GroupRule {
  public var homeZone = 1

  public init() {}

  public let info = RuleInfo(
    id: "master-outside-home-zone",
    title: "the masters of a failover group are in the home zone",
    severity: .warning, family: .master, subjects: [.groups],
    rationale: """
      People who are woken at night must know without looking which zone carries the traffic. A master in the other zone is \
      restarted by somebody who believes that only a standby runs there.
      """,
    remediation:
      "Make a member in the home zone the master, or change the group's home in the plan.",
    references: [], controls: [],
    parameters: [
      Parameter(
        "home-zone", "the number of the zone in which masters are", in: 1...9, default: 1)
    ],
    examples: Self.examples)

  public func with(_ parameters: [String: Int]) -> MasterOutsideHomeZone {
    var rule = self
    rule.homeZone = parameters["home-zone"] ?? homeZone
    return rule
  }

  public func judge(_ group: FailoverGroup) -> Judgement {
    if group.masters.isEmpty { return .notApplicable("the group names no master") }
    var elsewhere: [Finding] = []
    var unknown: [String] = []
    for master in group.masters {
      // A zone that nobody chose, such as AUTO, does not count.
      guard let zone = master.nic?.server?.zone else {
        unknown.append(master.id)
        continue
      }
      if zone != "ZONE_\(homeZone)" { elsewhere.append(finding(master, zone)) }
    }
    if !elsewhere.isEmpty { return .fail(elsewhere) }
    if let id = unknown.first { return .unknown("the zone of the master \(id) is not known") }
    return .pass
  }

  /// A group may have several masters: the facet distinguishes their findings.
  private func finding(_ master: FailoverGroup.Master, _ zone: String) -> Finding {
    let (home, server) = ("ZONE_\(homeZone)", master.nic?.server)
    return Finding(
      facet: master.id,
      "the master on \(server?.name ?? server?.id ?? "a server") is in \(zone), not in \(home)",
      evidence: [Evidence("zone of nic/\(master.id)", zone, at: master.nic?.place)])
  }

  private static let address = "85.215.1.1"
  private static let subject = "group/dc/1/85.215.1.1"

  /// A group of two members in two zones, with a master.
  private static func estate(master: String?, zones: [String?] = ["ZONE_1", "ZONE_2"])
    -> ExampleEstate
  {
    let servers = zip(["a", "b"], zones).map { id, zone in
      ExampleEstate.Server("server-\(id)", zone: zone, nics: [.init(id, lan: 1, [address])])
    }
    return ExampleEstate(
      .init("dc", lans: [.init("1", [.init(address, master: master)])], servers: .all(servers)))
  }

  /// In the neutral format: the estates of `ExampleEstate` have no names.
  private static let named: OrderedJSON = [
    "datacenters": [
      [
        "id": "dc",
        "lans": [["id": 1, "failoverGroups": [["ip": "85.215.1.1", "masters": ["b"]]]]],
        "servers": [
          [
            "id": "server-b", "name": "shop-02", "zone": "ZONE_2",
            "nics": [["id": "b", "lan": 1, "ips": ["85.215.1.1"]]],
          ]
        ],
      ]
    ]
  ]

  private static let examples = [
    Example(
      "the message names the server", inventory: named, outcomes: [subject: .fail],
      messages: [subject: ["the master on shop-02 is in ZONE_2, not in ZONE_1"]]),
    Example("a master in the home zone", estate(master: "a"), outcomes: [subject: .pass]),
    Example("a master in the other zone", estate(master: "b"), outcomes: [subject: .fail]),
    Example(
      "the second zone is the home", estate(master: "b"), parameters: ["home-zone": 2],
      outcomes: [subject: .pass]),
    Example(
      "the export leaves the zone out", estate(master: "a", zones: [nil, "ZONE_2"]),
      outcomes: [subject: .unknown]),
    Example(
      "a master that is not in the export", estate(master: "c"), outcomes: [subject: .unknown]),
    Example("no master", estate(master: nil), outcomes: [subject: .notApplicable]),
  ]
}
