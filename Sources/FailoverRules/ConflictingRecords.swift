import FailoverAudit
import FailoverInventory

/// Two copies of one record that disagree cannot both be true.
struct ConflictingRecords: Rule {
  let info = RuleInfo(
    id: "conflicting-records",
    title: "all copies of a record say the same",
    severity: .error, family: .dataQuality,
    subjects: [
      .describedDatacenters, .allBlocks, .lans, .allNICs, .allServers, .users, .userGroups,
    ],
    rationale: """
      A record can be met several times: below its server and below its LAN, or in two files. Where the \
      copies differ, the estate changed between two answers, or files of different times or estates were \
      put together. No other rule uses a value in which they differ. A value that only one copy has is \
      not a conflict.
      """,
    remediation: """
      Export again, in one go and while nothing is changed, into an empty folder. If the copies still \
      differ, the findings name the files that do not belong together.
      """,
    references: [.api], controls: [.inventoryISO, .inventoryNIST, .inventoryC5],
    examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    JoinedAnswers(estate(inventory), accounts(inventory))
  }

  /// Records of the contract: the order is that of the subject sets.
  private func accounts(_ inventory: Inventory) -> any Answers {
    let mayConflict = inventory.hasConflictingAccounts
    return JoinedAnswers(
      answers(inventory.users, mayConflict) { $0.conflicts },
      answers(inventory.userGroups, mayConflict) { $0.conflicts })
  }

  private func estate(_ inventory: Inventory) -> any Answers {
    let datacenters =
      answers(inventory.describedDatacenters, inventory.hasConflictingDatacenters) { $0.conflicts }
    let blocks =
      answers(inventory.allBlocks, inventory.hasConflictingAccounts) { $0.conflicts }
    let lans =
      answers(inventory.lans, inventory.hasConflictingLANs) { $0.conflicts }
    let nics =
      answers(inventory.allNICs, inventory.hasConflictingNICs) { $0.conflicts }
    let servers =
      answers(inventory.allServers, inventory.hasConflictingServers) { $0.conflicts }
    return JoinedAnswers(
      JoinedAnswers(datacenters, blocks), JoinedAnswers(lans, JoinedAnswers(nics, servers)))
  }

  /// The answers about records of a kind; nothing is looked at where none of them conflicts.
  private func answers<View: InventoryView>(
    _ views: Views<View>, _ mayConflict: Bool,
    _ conflicts: @escaping @Sendable (View) -> [ConflictingMember]
  ) -> any Answers {
    mayConflict ? JudgedAnswers(views) { judgement(conflicts($0)) } : PassingAnswers(views)
  }

  private func judgement(_ conflicts: [ConflictingMember]) -> Judgement {
    if conflicts.isEmpty { return .pass }
    return .fail(
      conflicts.map { conflict in
        let name = conflict.member.rawValue
        let count = conflict.values.count
        return Finding(
          facet: name,
          count == 1
            ? "the record contradicts itself in `\(name)`" : "\(count) copies differ in `\(name)`",
          evidence: conflict.values.map { Evidence(name, $0.value, at: $0.place) })
      })
  }

  private static func estate(
    _ first: ExampleEstate.NIC, _ second: ExampleEstate.NIC, zone: String? = "zone_1",
    isPublic: Bool? = true
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", [])], servers: [.init("s1", nics: .all([first]))]),
      .init(
        "dc", lans: [.init("1", [], isPublic: isPublic)],
        servers: [.init("s1", zone: zone, nics: .all([second]))]))
  }

  private static let examples = [
    Example(
      "met once",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [])],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])])])),
      outcomes: ["datacenter/dc": .pass, "lan/dc/1": .pass, "nic/a": .pass, "server/s1": .pass]),
    Example(
      "two copies that say the same in other words, and one more",
      estate(
        .init("a", lan: 1, ["85.215.1.1"], dhcp: nil),
        .init("a", lan: 1, [" 085.215.001.001/32"], firewallActive: nil)),
      outcomes: ["datacenter/dc": .pass, "lan/dc/1": .pass, "nic/a": .pass, "server/s1": .pass]),
    Example(
      "the addresses are in another order",
      estate(
        .init("a", lan: 1, ["85.215.1.1", "85.215.1.2"]),
        .init("a", lan: 1, ["85.215.1.2", "85.215.1.1"])),
      outcomes: ["datacenter/dc": .pass, "lan/dc/1": .pass, "nic/a": .fail, "server/s1": .pass]),
    Example(
      "the server's zone differs",
      estate(
        .init("a", lan: 1, ["85.215.1.1"]), .init("a", lan: 1, ["85.215.1.1"]), zone: "ZONE_2"),
      outcomes: ["datacenter/dc": .pass, "lan/dc/1": .pass, "nic/a": .pass, "server/s1": .fail]),
    Example(
      "the LAN is public in one copy and private in the other",
      estate(
        .init("a", lan: 1, ["85.215.1.1"]), .init("a", lan: 1, ["85.215.1.1"]), isPublic: false),
      outcomes: ["datacenter/dc": .pass, "lan/dc/1": .fail, "nic/a": .pass, "server/s1": .pass]),
    Example(
      "one NIC below two servers",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [])],
          servers: [
            .init("s1", nics: [.init("a", lan: 1, [])]),
            .init("s2", nics: [.init("a", lan: 1, [])]),
          ])),
      outcomes: [
        "datacenter/dc": .pass, "lan/dc/1": .pass, "nic/a": .fail, "server/s1": .pass,
        "server/s2": .pass,
      ]),
    Example(
      "the data center is in another location in the other copy",
      ExampleEstate(
        .init("dc", location: "de/fra", lans: [], servers: []),
        .init("dc", location: "de/txl", lans: [], servers: [])),
      outcomes: ["datacenter/dc": .fail]),
    Example(
      "a block with other addresses, and a user who is active in one copy only",
      ExampleEstate(
        blocks: [.init("b", ["85.215.1.1", "85.215.1.2"]), .init("b", ["85.215.1.2"])],
        users: [.init("u", isActive: true), .init("u", isActive: false)]),
      outcomes: ["ipblock/b": .fail, "user/u": .fail]),
    Example(
      "a user group with other users, and one with other shares",
      ExampleEstate(
        users: [.init("u"), .init("v")],
        groups: [
          .init("g", users: ["u", "v"], shares: nil), .init("g", users: ["u"], shares: nil),
          .init("h", users: [], shares: [.init("b")]), .init("h", users: [], shares: []),
        ]),
      outcomes: [
        "user/u": .pass, "user/v": .pass, "usergroup/g": .fail, "usergroup/h": .fail,
      ]),
  ]
}
