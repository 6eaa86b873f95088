import FailoverBase
import FailoverAudit
import FailoverInventory

/// One address on NICs of two LANs.
struct DuplicateAddress: AddressRule {
  let info = RuleInfo(
    id: "duplicate-address",
    title: "a public address is held by NICs of one LAN only",
    severity: .error, family: .primaryIP, subjects: [.duplicateAddresses],
    rationale: """
      A public address can be routed to one LAN only. Where NICs of several LANs or data centers hold \
      it, all but one of them are unreachable by it.
      """,
    remediation: """
      Remove the address from the NICs of the LANs to which it is not meant to lead.
      """,
    sharedCause: .address,
    references: [.reservedAddresses], controls: [.configurationISO, .settingsNIST],
    examples: [
      Example(
        "one address on NICs of two LANs",
        ExampleEstate(
          .init(
            "dc", lans: [.init("1", []), .init("2", [])],
            servers: [
              .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1", "10.0.0.1"])]),
              .init("s2", nics: [.init("b", lan: 2, ["85.215.1.1", "10.0.0.1"])]),
            ])),
        outcomes: ["address/dc/1/85.215.1.1": .fail, "address/dc/2/85.215.1.1": .fail]),
      Example(
        "one address on NICs of one LAN is not a subject",
        ExampleEstate(
          .init(
            "dc", lans: [.init("1", [])],
            servers: [
              .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
              .init("s2", nics: [.init("b", lan: 1, ["85.215.1.1"])]),
            ])),
        outcomes: [:]),
    ])

  func views(in inventory: Inventory) -> Views<AddressHolding> { inventory.duplicateAddresses }

  func judge(_ address: AddressHolding) -> Judgement {
    let others = address.elsewhere(first: 5)
    let count = address.otherLANCount
    let places = others.map(\.subject.lanTitle).joined(separator: ", ")
    return .fail(
      "NICs of \(counted(count, "other LAN")) hold the same address: \(places)"
        + (count > others.count ? " and \(count - others.count) more" : ""),
      evidence: address.holderEvidence + others.flatMap(\.holderEvidence))
  }
}

extension AddressHolding {
  /// The NICs that hold the address, at most the first twenty.
  var holderEvidence: [Evidence] {
    nics.prefix(20).map {
      Evidence($0.subjectName + $0.name.quoted, "holds it on lan/\(lanPath)", at: $0.place)
    }
  }
}
