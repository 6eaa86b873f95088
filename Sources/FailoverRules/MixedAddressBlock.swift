import FailoverAudit
import FailoverBase
import FailoverInventory

/// A block whose addresses serve failover groups and something else.
struct MixedAddressBlock: Rule {
  let info = RuleInfo(
    id: "mixed-address-block",
    title: "an IP block with addresses of failover groups serves failover groups only",
    severity: .note, family: .accessRights, subjects: [.blocks],
    rationale: """
      Rights on an IP block are rights on all its addresses. Where a block also serves single servers, \
      a person who may change those may also take a failover group's address, and a block cannot be \
      given back or moved without touching the group.
      """,
    remediation: """
      Reserve a block of its own for addresses of failover groups, move the groups there at the next \
      change, and give rights on it only to the people who run the groups.
      """,
    unknownRemedy: """
      Export the IP blocks again with their consumers, as `scripts/export.sh` does, and repeat the \
      audit.
      """,
    loss: .clarity,
    references: [.reservedAddresses, .api], controls: [.accessRightsISO, .leastPrivilegeNIST],
    examples: Example.inYAML(examples))

  func outcomes(in inventory: Inventory) -> any Answers {
    let uses = inventory.otherBlockUses
    return JudgedAnswers(inventory.blocks) { MixedAddressBlock.judge($0, uses) }
  }

  private static func judge(_ block: IPBlock, _ uses: OtherBlockUse) -> Judgement {
    let name = block.name.map { "\"\($0)\"" } ?? block.id
    if let (count, first) = uses.of(block) {
      return .fail(
        "block \(name) also serves \(count) \(count == 1 ? "address" : "addresses") outside of "
          + "failover groups, such as \(first)",
        evidence: [Evidence("other addresses", String(count)), Evidence("one address", first)])
    }
    if block.knowsConsumers { return .pass }
    return .unknown("the export does not show who uses the other addresses of block \(name)")
  }

  private static let examples = """
    - title: all addresses in use are those of groups
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
        ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2], consumers: [{ip: 85.215.1.1, nic: n1}, {ip: 85.215.1.1, nic: n2}]}]
      outcomes: {ipblock/block: pass}
    - title: a NIC holds another address of a block of two groups
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}, {ip: 85.215.1.4}]}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1, 85.215.1.4]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1, 85.215.1.4]}]}
              - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.2, 85.215.7.7]}]}
        ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3, 85.215.1.4]}]
      outcomes:
        ipblock/block:
          outcome: fail
          message: 'block "front" also serves 1 address outside of failover groups, such as 85.215.1.2'
    - title: the platform names users of two other addresses, and a NIC holds one of them
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
              - {id: c, nics: [{id: n3, lan: 1, ips: [85.215.1.3]}]}
        ipBlocks: [{id: block, creator: u1, ips: [85.215.1.1, 85.215.1.2, 85.215.1.3], consumers: [{ip: 85.215.1.1, nic: n1}, {ip: 85.215.1.2}, {ip: 85.215.1.3, nic: n3}]}]
      outcomes:
        ipblock/block:
          outcome: fail
          message: 'block block also serves 2 addresses outside of failover groups, such as 85.215.1.2'
    - title: the users of the addresses were not exported
      inventory:
        datacenters:
          - id: dc
            lans: [{id: 1, failoverGroups: [{ip: 85.215.1.1}]}]
            servers:
              - {id: a, nics: [{id: n1, lan: 1, ips: [85.215.1.1]}]}
              - {id: b, nics: [{id: n2, lan: 1, ips: [85.215.1.1]}]}
        ipBlocks: [{id: block, name: front, ips: [85.215.1.1, 85.215.1.2]}]
      outcomes: {ipblock/block: unknown}
    """
}
