import FailoverAudit
import FailoverInventory

/// Two entries for one address that name different masters.
struct SeveralMasters: GroupRule {
  let info = RuleInfo(
    id: "several-masters",
    title: "a failover group names one master",
    severity: .error, family: .master, subjects: [.groups],
    rationale: """
      Each entry of a LAN's failover list names an address and its master NIC. Several entries for one \
      address are one group with several masters: it is not defined where the address goes.
      """,
    remediation: """
      Keep the entry of the NIC that is to be active, and remove the others for that address.
      """,
    references: [.failover, .api], controls: [.configurationISO, .settingsNIST],
    examples: [
      Example(
        "one master, named twice",
        ExampleEstate(
          .init(
            "dc",
            lans: [
              .init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.1", master: "a")])
            ],
            servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "two masters",
        ExampleEstate(
          .init(
            "dc",
            lans: [
              .init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.1", master: "b")])
            ],
            servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "no master",
        ExampleEstate(
          .init("dc", lans: [.init("1", [.init("85.215.1.1", master: nil)])], servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    let masters = group.masters
    if masters.isEmpty { return .notApplicable("no master is named; see rule master-missing") }
    if masters.count == 1 { return .pass }
    return .fail(
      "the group names \(masters.count) masters",
      evidence: masters.prefix(20).map { Evidence("master", $0.id, at: group.place) })
  }
}
