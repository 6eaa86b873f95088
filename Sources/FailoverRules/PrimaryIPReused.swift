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

  func judge(_ nic: NIC) -> Judgement {
    let memberships = nic.memberships
    guard let lan = memberships.first?.group.lan, lan.groups.count >= 2 else {
      return .notApplicable("its LAN has fewer than two groups")
    }
    let primary = memberships.count { $0.role == .primary }
    let open = memberships.count { $0.role == .unknown }
    if primary >= 2 {
      return .fail("the NIC is primary for \(primary) groups", evidence: evidence(nic))
    }
    if open >= 2 || (primary == 1 && open > 0) {
      return .unknown(
        "the role of the NIC in \(counted(open, "group")) is not known",
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

  /// Examples whose entries declare members (`ExampleEstate.Entry.members`): they run in forms that can
  /// state them.
  private static let examplesOfDeclarations: [Example] = []
}
