import FailoverAudit
import FailoverInventory

/// Several NICs hold an address, and nothing moves it.
struct SharedAddressWithoutGroup: AddressRule {
  let info = RuleInfo(
    id: "shared-address-without-group",
    title: "a public address that several NICs of a LAN hold has a failover group",
    severity: .error, family: .primaryIP, subjects: [.sharedAddresses],
    rationale: """
      Only a failover group lets several NICs hold one address. Without it the address stays with one \
      NIC whatever the failover software announces. Groups vanish in practice: anyone who writes a LAN's \
      failover list replaces the whole list.
      """,
    remediation: """
      Create the failover group on the LAN, with the NIC that is active now as its master; or take the \
      address from all NICs but one.
      """,
    references: [.failover], controls: [.redundancyISO, .configurationISO, .failoverNIST],
    examples: Self.examples)

  func views(in inventory: Inventory) -> Views<AddressHolding> { inventory.sharedAddresses }

  func judge(_ address: AddressHolding) -> Judgement {
    if address.group != nil { return .pass }
    let holders = "\(address.nics.count) NICs hold the address"
    guard let lan = address.lan, lan.showsFailoverList else {
      return .unknown(
        holders + ", and the LAN's failover list is not in the export",
        evidence: address.holderEvidence)
    }
    if lan.mayHaveMoreGroups {
      return .unknown(
        holders
          + ", and an entry of the failover list of LAN \(lan.id)\(lan.name.quoted) cannot be read",
        evidence: address.holderEvidence)
    }
    return .fail(
      holders + ", and LAN \(lan.id) has no failover group for it",
      evidence: address.holderEvidence)
  }

  private static func estate(_ failover: [ExampleEstate.Entry]?) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", failover)],
        servers: [
          .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
          .init("s2", nics: [.init("b", lan: 1, ["85.215.1.1"])]),
        ]))
  }

  private static let examples = [
    Example(
      "the LAN has a group for it", estate([.init("85.215.1.1", master: "a")]),
      outcomes: ["address/dc/1/85.215.1.1": .pass]),
    Example(
      "the LAN has no group", estate([]), outcomes: ["address/dc/1/85.215.1.1": .fail]),
    Example(
      "the LAN's failover list was not exported", estate(nil),
      outcomes: ["address/dc/1/85.215.1.1": .unknown]),
  ]
}
