import FailoverAudit
import FailoverBase
import FailoverInventory

/// The hardware address of a member on another NIC of its LAN.
struct DuplicateMAC: Rule {
  let info = RuleInfo(
    id: "duplicate-mac",
    title: "the hardware address of a member is that of no other NIC on its LAN",
    severity: .note, family: .primaryIP, subjects: [.memberNICs],
    rationale: """
      When an address moves, the new master announces its hardware address to the LAN. If another NIC \
      of the LAN has the same one, switches send the traffic to the one that spoke last, and the \
      failover works or not by chance.
      """,
    remediation: """
      Delete one of the NICs and add it again, so that the platform gives it a hardware address of its \
      own.
      """,
    references: [.failover, .api], controls: [.networkISO, .inventoryNIST],
    examples: Example.inYAML(examples))

  func outcomes(in inventory: Inventory) -> any Answers {
    let uses = inventory.hardwareAddressUses
    return JudgedAnswers(inventory.memberNICs) { DuplicateMAC.judge($0, uses) }
  }

  private static func judge(_ nic: NIC, _ uses: HardwareAddressUse) -> Judgement {
    guard let address = nic.hardwareAddressText else {
      return .unknown("the export does not show the hardware address (MAC) of the NIC")
    }
    if nic.lanID == nil { return .unknown("the export does not show the LAN of the NIC") }
    guard let (count, first, last) = uses.sharing(nic) else { return .pass }
    return .fail(
      "\(count) NICs of the LAN have the hardware address \(address), "
        + "\(first.id) and \(last.id) among them",
      evidence: [first, last].map {
        Evidence(
          $0.subjectName + $0.name.quoted, "hardware address \($0.hardwareAddressText ?? "")",
          at: $0.place)
      })
  }

  private static let examples = """
    - title: each its own, and one is a member of two groups
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}, {ip: 85.215.1.2}]}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1, 85.215.1.2], mac: "02:01:00:00:00:01"}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:02"}]}
      outcomes: {nic/n1: pass, nic/n2: pass}
    - title: three NICs share one, and the first and the last are reported
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:0a"}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.9], mac: "02:01:00:00:00:0a"}]}
              - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:0a"}]}
      outcomes:
        nic/n1: {outcome: fail, message: "3 NICs of the LAN have the hardware address 02:01:00:00:00:0a, n1 and n3 among them"}
        nic/n3: {outcome: fail, message: "3 NICs of the LAN have the hardware address 02:01:00:00:00:0a, n1 and n3 among them"}
    - title: a member and another NIC of the LAN share one
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:0a"}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:02"}]}
              - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.9], mac: "02:01:00:00:00:0a"}]}
      outcomes:
        nic/n1:
          outcome: fail
          message: '2 NICs of the LAN have the hardware address 02:01:00:00:00:0a, n1 and n3 among them'
        nic/n2: pass
    - title: the same one on another LAN
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:01"}]}
              - {id: b, nics: [{id: n2, lan: 2, ips: [85.215.1.9], mac: "02:01:00:00:00:01"}]}
              - {id: c, nics: [{id: n3, lan: 2, ips: [85.215.1.8], mac: "02:01:00:00:00:01"}]}
      outcomes: {nic/n1: pass}
    - title: the same one on a LAN of that id elsewhere
      inventory:
        datacenters:
          - {id: dc, lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}], servers: [{id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1], mac: '02:01:00:00:00:01'}]}]}
          - {id: dd, lans: [{id: 1, failoverGroups: []}], servers: [{id: b, nics: [{id: n2, lan: 1, ips: [], mac: '02:01:00:00:00:01'}]}]}
      outcomes: {nic/n1: pass}
    - title: one of them is not known
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}, {id: 2, failoverGroups: []}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1], mac: "02:01:00:00:00:02"}]}
      outcomes: {nic/n1: unknown, nic/n2: pass}
    - title: a declared member, whose LAN is not known
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1, members: [{nic: n1}]}]}]
            servers:
              - {id: a, nics: [{id: n1, ips: [85.215.1.1], mac: '02:01:00:00:00:01'}]}
      outcomes: {nic/n1: unknown}
    """
}
