import FailoverBase
import FailoverAudit
import FailoverInventory

/// The platform's own limit: one primary address for each NIC across the groups of a LAN.
struct PrimaryIPReused: NICRule {
  let info = RuleInfo(
    id: "primary-ip-reused",
    title: "a NIC holds the primary address of one group of its LAN at most",
    severity: .error, family: .primaryIP, subjects: [.memberNICs],
    rationale: """
      Where a LAN has more than one group, a NIC can be primary for only one of them. Inventories that \
      declare roles can contradict that. Answers of the API cannot: there the first address of a NIC \
      is its primary one, and a NIC has one first address. On such data a pass says no more than that.
      """,
    remediation: """
      Keep the address of one group as the NIC's first, and make the others additional.
      """,
    references: [.failover], controls: [.configurationISO, .settingsNIST],
    examples: Self.examplesOfAPI + Self.examplesOfDeclarations)

  /// A NIC whose LAN is not known may be declared a member on several: the worst of them counts.
  func judge(_ nic: NIC) -> Judgement {
    let byLAN = Dictionary(grouping: nic.memberships, by: \.group.lan)
      .filter { $0.key.groups.count >= 2 }.values
    if byLAN.isEmpty { return .notApplicable("its LAN has fewer than two groups") }
    let primary = byLAN.map { $0.count { $0.role == .primary } }
    let open = byLAN.map { $0.count { $0.role == .unknown } }
    if let most = primary.max(), most >= 2 {
      return .fail("the NIC is primary for \(most) groups", evidence: evidence(nic))
    }
    let isOpen = zip(primary, open).contains { $1 >= 2 || ($0 == 1 && $1 > 0) }
    if isOpen {
      return .unknown(
        "the role of the NIC in \(counted(open.reduce(0, +), "group")) is not known",
        evidence: evidence(nic))
    }
    return .pass
  }

  private func evidence(_ nic: NIC) -> [Evidence] {
    nic.memberships.prefix(20).map {
      Evidence($0.group.subjectName, "\($0.role)", at: $0.group.place)
    }
  }

  private static let examplesOfAPI = [
    Example(
      "primary for one group, additional for the other",
      ExampleEstate(
        .init(
          "dc",
          lans: [
            .init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.2", master: "a")])
          ],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.1", "85.215.1.2"])])])),
      outcomes: ["nic/a": .pass]),
    Example(
      "one group on the LAN",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])])])),
      outcomes: ["nic/a": .notApplicable]),
  ]

  /// Examples whose entries declare members (`ExampleEstate.Entry.members`): they run in forms that
  /// can state them.
  private static let examplesOfDeclarations = [
    Example(
      "declared primary for both groups",
      declared("primary", "primary", ips: ["85.215.1.1", "85.215.1.2"]),
      outcomes: ["nic/a": .fail]),
    Example(
      "declared primary for one group, additional for the other, whatever the order",
      declared("primary", "additional", ips: ["85.215.1.2", "85.215.1.1"]),
      outcomes: ["nic/a": .pass]),
    Example(
      "primary for one group; a member of the other without a role, and the addresses are not known",
      declared("primary", nil, ips: nil), outcomes: ["nic/a": .unknown]),
    Example(
      "no role is declared, and the addresses are not known", declared(nil, nil, ips: nil),
      outcomes: ["nic/a": .unknown]),
  ]

  /// A NIC that is declared a member of both groups of its LAN.
  private static func declared(_ first: String?, _ second: String?, ips: [String]?) -> ExampleEstate
  {
    ExampleEstate(
      .init(
        "dc",
        lans: [
          .init(
            "1",
            [
              .init("85.215.1.1", master: "a", members: [.init("a", role: first)]),
              .init("85.215.1.2", master: "a", members: [.init("a", role: second)]),
            ])
        ], servers: [.init("s1", nics: [.init("a", lan: 1, ips)])]))
  }
}
