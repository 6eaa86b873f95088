import FailoverAudit
import FailoverInventory

/// An address leads to one place; a group elsewhere with the same address is a mistake.
struct AddressInTwoGroups: GroupRule {
  let info = RuleInfo(
    id: "address-in-two-groups",
    title: "the address of a failover group is that of no group of another LAN",
    severity: .error, family: .primaryIP, subjects: [.groups],
    rationale: """
      A public address can be routed to one LAN only. When two LANs or data centers have a group for \
      it, one of the groups gets no traffic, and a failover may move the wrong one.
      """,
    remediation: """
      Find out which LAN the address belongs to, and remove the group and the address from the other.
      """,
    sharedCause: .address,
    references: [.failover, .reservedAddresses],
    controls: [.configurationISO, .settingsNIST],
    examples: [
      Example(
        "groups of their own addresses",
        ExampleEstate(
          .init(
            "dc",
            lans: [
              .init("1", [.init("85.215.1.1", master: "a")]),
              .init("2", [.init("85.215.1.2", master: "a")]),
            ], servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .pass, "group/dc/2/85.215.1.2": .pass]),
      Example(
        "the same address, written in two ways, in two data centers",
        ExampleEstate(
          .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: []),
          .init("dd", lans: [.init("1", [.init("085.215.001.1/32", master: "b")])], servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .fail, "group/dd/1/85.215.1.1": .fail]),
      Example(
        "the same text, which is not an address",
        ExampleEstate(
          .init(
            "dc",
            lans: [
              .init("1", [.init("web", master: "a")]), .init("2", [.init("web", master: "a")]),
            ],
            servers: [])),
        outcomes: ["group/dc/1/web": .notApplicable, "group/dc/2/web": .notApplicable]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let count = group.sameAddressCount
    if count == 0 { return .pass }
    return .fail(
      count == 1
        ? "a group of another LAN has the same address"
        : "\(count) groups of other LANs have the same address",
      evidence: group.groupsWithSameAddress(first: 20).map {
        Evidence("group", $0.subjectName, at: $0.place)
      })
  }
}
