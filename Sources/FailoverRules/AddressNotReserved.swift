import FailoverAudit
import FailoverInventory

/// Only a reserved address stays yours.
struct AddressNotReserved: GroupRule {
  let info = RuleInfo(
    id: "address-not-reserved",
    title: "the address of a failover group is in a reserved block",
    severity: .error, family: .accessRights, subjects: [.groups],
    rationale: """
      An address that is in no IP block of the contract was assigned for the time being, belongs to \
      somebody else, or is a mistake: it can be lost with the NIC that holds it, and nobody can be given \
      rights on it. Addresses in ranges that you brought in yourself (`scan --own-ranges`) need no \
      block. Blocks of another contract are not in the export.
      """,
    remediation: """
      Reserve an IP block in the location of the data center and move the group to an address of it. If \
      the address is from a range of your own, name the range with `scan --own-ranges`.
      """,
    loss: .address,
    references: [.failover, .reservedAddresses], controls: [.inventoryISO, .inventoryNIST],
    examples: [
      Example(
        "in a reserved block", estate(blocks: [.init("b", ["85.215.1.1", "85.215.1.2"])]),
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "in a block of a list that is cut off",
        estate(blocks: .firstPage([.init("b", ["85.215.1.1"])])),
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "in a range of your own", estate(blocks: []), ownRanges: ["85.215.0.0/16"],
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "in none of the blocks", estate(blocks: [.init("b", ["85.215.1.2"])]),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "further blocks were not exported",
        estate(blocks: .firstPage([.init("b", ["85.215.1.2"])])),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "the addresses of a block were not exported", estate(blocks: [.init("b", nil)]),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "no block was exported", estate(blocks: nil),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "the text in place of the address is not one",
        ExampleEstate(
          .init("dc", lans: [.init("1", [.init("web", master: "a")])], servers: []), blocks: []),
        outcomes: ["group/dc/1/web": .notApplicable]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    if group.block != nil || group.isInOwnRange { return .pass }
    let address = group.address ?? "?"
    if group.inventory.showsAllBlocks {
      return .fail(
        "\(address) is in no block of the contract",
        evidence: [Evidence("address", address, at: group.place)])
    }
    return .unknown(
      "\(address) is in no block that is shown, and the export does not show all blocks",
      evidence: [Evidence("address", address, at: group.place)])
  }

  private static func estate(
    blocks: ExampleEstate.List<ExampleEstate.IPBlock>?
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
      blocks: blocks)
  }
}
