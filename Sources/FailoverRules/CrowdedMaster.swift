import FailoverAudit
import FailoverBase
import FailoverInventory

/// One server as the master of many groups.
struct CrowdedMaster: Rule {
  let info = RuleInfo(
    id: "crowded-master",
    title: "a server is the master of few failover groups at a time",
    severity: .note, family: .master, subjects: [.allServers],
    rationale: """
      When a server fails, every group whose master it is moves at once, and each move is a chance to \
      fail. Where one server is the master of many groups, its failure is an outage of them all if the \
      standby is slow.
      """,
    remediation: """
      Let other members be the masters of some of the groups, so that a single failure moves few of \
      them.
      """,
    references: [.failover, .api], controls: [.redundancyISO, .failoverNIST],
    parameters: [limit], examples: Example.inYAML(examples, parameters: [limit]))

  private static let limit = Parameter(
    "groups", "groups whose master one server may be", in: 1...100_000, default: 10)
  private var most = limit.defaultValue

  func with(_ parameters: [String: Int]) -> CrowdedMaster {
    var other = self
    other.most = parameters["groups"] ?? most
    return other
  }

  func outcomes(in inventory: Inventory) -> any Answers {
    let load = inventory.masterLoad
    // Nearly always so; then the servers need not be put in order.
    if load.isBelow(most) { return PassingAnswers(inventory.allServers) }
    return JudgedAnswers(inventory.allServers) { [most] in CrowdedMaster.judge($0, load, most) }
  }

  private static func judge(_ server: Server, _ load: ServerMasterLoad, _ most: Int) -> Judgement {
    let count = load.count(of: server)
    if count > most {
      return .fail(
        "the server is the master of \(count) failover groups",
        evidence: [Evidence("groups", String(count)), Evidence("limit", String(most))])
    }
    if !load.mayExceed(most, server) { return .pass }
    return .unknown(
      "the server is the master of \(count) failover groups in the export, and may be of more than "
        + "\(most): not all masters in its data center are known",
      evidence: [Evidence("groups", String(count)), Evidence("limit", String(most))])
  }

  private static let examples = """
    - title: two groups, where two are allowed
      parameters: {groups: 2}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {server/a: pass}
    - title: three groups, where two are allowed
      parameters: {groups: 2}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes:
        server/a: {outcome: fail, message: the server is the master of 3 failover groups}
    - title: three groups, where ten are
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {server/a: pass}
    - title: masters that are not in the export could make it too many for one server, not for the other
      parameters: {groups: 2}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [gone]}, {ip: 85.215.1.4, masters: [lost]}, {ip: 85.215.1.2, masters: [n1]}, {ip: 85.215.1.3, masters: [n1]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, name: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
          - id: dd
            lans: [{id: 1, failoverGroups: [{ip: 85.215.2.2, masters: [n3]}, {ip: 85.215.2.3, masters: [n3]}]}]
            servers:
              - {id: c, name: c, nics: [{id: n3, lan: 1, ips: [85.215.2.1]}]}
      outcomes:
        server/a: {outcome: unknown, message: "the server is the master of 2 failover groups in the export, and may be of more than 2: not all masters in its data center are known"}
        server/b: pass
        server/c: pass
    - title: a master whose server is not known
      parameters: {groups: 1}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n2]}], nics: [{id: n2}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {server/a: unknown}
    - title: a LAN without its failover list counts for servers on it, and for those whose NICs are not all shown
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, name: one}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1}]}
              - {id: b, name: b, nics: [{id: n2, lan: 2}]}
              - {id: c, name: c}
              - {id: d, name: d, nics: [{id: n4, name: four}]}
          - id: dd
            lans: [{id: 1, failoverGroups: []}]
            servers:
              - {id: e, name: e}
              - {id: f, name: f, nics: [{id: n6, name: six}]}
      outcomes:
        server/a: {outcome: unknown, message: "the server is the master of 0 failover groups in the export, and may be of more than 10: not all masters in its data center are known"}
        server/b: pass
        server/c: unknown
        server/d: unknown
        server/e: pass
        server/f: pass
    - title: a data center without its list of LANs
      inventory:
        datacenters:
          - {id: dc, servers: [{id: a, name: a, nics: [{id: n1, lan: 1}]}, {id: b, name: b, nics: []}]}
      outcomes: {server/a: unknown, server/b: pass}
    - title: a master on another LAN than its group is a mistake of its own
      parameters: {groups: 1}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}]}, {id: 2, failoverGroups: [{ip: 85.215.1.2, masters: [n1]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {server/a: pass}
    - title: masters whose LANs are not known count
      parameters: {groups: 1}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n2]}]}]
            servers:
              - {id: a, name: a, nics: [{id: n1, name: one}, {id: n2, name: two}]}
      outcomes: {server/a: fail}
    - title: more than enough, whatever else there is
      parameters: {groups: 1}
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, masters: [n1]}, {ip: 85.215.1.2, masters: [n1]}]}, {id: 2, name: two}]
            servers:
              - {id: a, name: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, partial: true}
      outcomes: {server/a: fail}
    """
}
