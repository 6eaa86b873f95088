import FailoverAudit
import FailoverInventory

/// Addresses of a block work in the block's location only.
struct AddressInOtherLocation: GroupRule {
  let info = RuleInfo(
    id: "address-in-other-location",
    title: "the block of a group's address is in the location of the data center",
    severity: .error, family: .accessRights, subjects: [.groups],
    rationale: """
      The addresses of an IP block can be used in data centers of the block's location only. Locations \
      are compared exactly: `de/fra` and `de/fra/2` are two.
      """,
    remediation: """
      Reserve a block in the location of the data center and move the group to an address of it.
      """,
    loss: .address,
    references: [.reservedAddresses], controls: [.configurationISO, .settingsNIST],
    examples: [
      Example(
        "block and data center in one location", estate("de/fra", block: "de/fra"),
        outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "the block is from another location", estate("de/fra", block: "de/txl"),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "a location whose name begins alike", estate("de/fra/2", block: "de/fra"),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "the block's location was not exported", estate("de/fra", block: nil),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "the data center's location was not exported", estate(nil, block: "de/fra"),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "the address is in no block that is known",
        estate("de/fra", block: "de/txl", address: "85.215.1.2"),
        outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    guard let block = group.block else { return FailoverGroup.noBlock }
    let datacenter = group.datacenter
    guard let here = datacenter.location, let there = block.location else {
      let what = block.location == nil ? "block" : "data center"
      return .unknown("the location of the \(what) is not known", evidence: evidence(group, block))
    }
    if here == there { return .pass }
    return .fail(
      "the block is in \(there), the data center in \(here)", evidence: evidence(group, block))
  }

  private func evidence(_ group: FailoverGroup, _ block: IPBlock) -> [Evidence] {
    let datacenter = group.datacenter
    return [
      Evidence(
        block.subjectName + block.name.quoted, "location \(block.location ?? "not known")",
        at: block.place),
      Evidence(
        "datacenter/\(datacenter.id)\(datacenter.name.quoted)",
        "location \(datacenter.location ?? "not known")", at: datacenter.place),
    ]
  }

  private static func estate(
    _ location: String?, block: String?, address: String = "85.215.1.1"
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", location: location, lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: []), blocks: [.init("b", [address], location: block)])
  }
}
