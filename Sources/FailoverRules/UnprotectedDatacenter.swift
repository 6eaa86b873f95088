import FailoverAudit
import FailoverBase
import FailoverInventory

/// A data center that depends on one server, and has no failover group at all.
struct UnprotectedDatacenter: Rule {
  let info = RuleInfo(
    id: "unprotected-datacenter",
    title: "a data center that one server alone shows to the internet has a failover group",
    severity: .note, family: .redundancy, subjects: [.datacenters],
    rationale: """
      Where all that the internet reaches in a data center is one server, its failure takes all of that \
      down. Nothing reports that, for there is no failover group that could be at fault.
      """,
    remediation: """
      Put a second server in another zone beside it, on the same public LAN, and let a failover group \
      move the address between them. Where an outage is acceptable, write that down in a waiver.
      """,
    references: [.failover, .api], controls: [.redundancyISO, .redundancyDORA],
    examples: Example.inYAML(examples))

  func outcomes(in inventory: Inventory) -> any Answers {
    let servers = inventory.publicServers
    return JudgedAnswers(inventory.datacenters) { UnprotectedDatacenter.judge($0, servers) }
  }

  private static func judge(
    _ datacenter: Datacenter, _ servers: PublicServersByDatacenter
  ) -> Judgement {
    switch servers.of(datacenter) {
    case .several: return .pass
    case .none: return .notApplicable("no server of the data center holds a public address")
    case .open:
      return .unknown(
        "the export does not show all LANs, failover groups, servers and NICs of the data center")
    case .one(let server):
      let name = server.map { server in server.name.map { "\"\($0)\"" } ?? server.id }
      return .fail(
        "the server \(name ?? "of one NIC") alone holds public addresses in the data center, which "
          + "has no failover group",
        evidence: server.map {
          [Evidence("server", $0.subjectName + $0.name.quoted, at: $0.place)]
        } ?? [])
    }
  }

  private static let examples = """
    - title: one server alone
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}, {id: 3, failoverGroups: []}]
            servers:
              - {id: a, name: web, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}, {id: n2, lan: 1, ips: [85.215.1.2]}]}
              - {id: b, nics: [{id: n3, lan: 2, ips: [10.0.0.1]}]}
      outcomes:
        datacenter/dc:
          outcome: fail
          message: 'the server "web" alone holds public addresses in the data center, which has no failover group'
    - title: two servers
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.2]}]}
      outcomes: {datacenter/dc: pass}
    - title: a failover group, in a data center that the export shows in part
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, partial: true, failoverGroups: [{ip: 85.215.1.1}]}]
            servers:
              - {id: a, partial: true}
      outcomes: {datacenter/dc: pass}
    - title: nothing public
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 2, ips: [10.0.0.1]}, {id: n2, lan: 1, ips: [10.0.0.2]}, {id: n3, lan: 2, ips: [85.215.1.1]}]}
      outcomes: {datacenter/dc: notApplicable}
    - title: a server shows no NICs
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, name: b}
      outcomes: {datacenter/dc: unknown}
    - title: the addresses of a NIC were not exported
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1}]}
      outcomes: {datacenter/dc: unknown}
    - title: it is not known on which LAN a NIC is
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, ips: [85.215.1.2]}]}
      outcomes: {datacenter/dc: unknown}
    - title: it is not known whether a LAN is public
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {datacenter/dc: unknown}
    - title: the failover list of a LAN was not exported
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, public: true, failoverGroups: []}, {id: 2, public: false}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
      outcomes: {datacenter/dc: unknown}
    - title: the lists of LANs and of servers were not exported
      inventory: {datacenters: [{id: dc, name: dc, lans: []}, {id: dd, name: dd, servers: []}]}
      outcomes: {datacenter/dc: unknown, datacenter/dd: unknown}
    """
}
