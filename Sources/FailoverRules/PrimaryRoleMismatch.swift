import FailoverBase
import FailoverAudit
import FailoverInventory

/// A declared role and the order of a NIC's addresses agree.
struct PrimaryRoleMismatch: NICRule {
  let info = RuleInfo(
    id: "primary-role-mismatch",
    title: "the declared role of a member is the one that its address list gives it",
    severity: .warning, family: .primaryIP, subjects: [.memberNICs],
    rationale: """
      An inventory may declare which member holds the group's address as its primary one. The platform \
      goes by the order of the NIC's addresses. Where the two differ, either the plan or the NIC is \
      wrong. Answers of the API declare no roles, so the question does not arise for them.
      """,
    remediation: """
      Put the addresses of the NIC in the declared order, or correct the declaration.
      """,
    references: [.failover], controls: [.configurationISO, .settingsNIST],
    examples: Self.examplesOfAPI + Self.examplesOfDeclarations)

  func judge(_ nic: NIC) -> Judgement {
    let declaring = nic.memberships.filter { !$0.declaredRoles.isEmpty }
    if declaring.isEmpty {
      return .notApplicable("no role is declared: answers of the API declare none")
    }
    let agreements = declaring.map {
      Self.agrees(declared: $0.declaredRoles, byOrder: nic.rolesByOrder(in: $0.group))
    }
    let wrong = zip(declaring, agreements).filter { $0.1 == false }.map(\.0)
    if !wrong.isEmpty {
      return .fail(
        "the declared role in \(counted(wrong.count, "group")) is not the one that its addresses give",
        evidence: evidence(nic, wrong))
    }
    let open = zip(declaring, agreements).filter { $0.1 == nil }.map(\.0)
    if open.contains(where: { $0.declaredRoles.contains(.unknown) }) {
      return .unknown("a declared role is not known", evidence: evidence(nic, open))
    }
    if !open.isEmpty {
      return .unknown(
        "the addresses of the NIC, or their order, are not known", evidence: evidence(nic, open))
    }
    return .pass
  }

  /// Whether every declared role is the one that the order of the addresses gives; nil if that is
  /// not known. A list without the group's address agrees with no role.
  ///
  /// - Parameter byOrder: the roles that the order may give; none if nothing is known of it.
  static func agrees(declared: [Role], byOrder: [Role]) -> Bool? {
    if byOrder.isEmpty { return nil }
    let known = declared.filter { $0 != .unknown }
    let agreements = Set(
      byOrder.map { role in role != .unknown && known.allSatisfy { $0 == role } })
    if agreements == [false] { return false }
    return agreements == [true] && known.count == declared.count ? true : nil
  }

  private func evidence(_ nic: NIC, _ memberships: [NIC.Membership]) -> [Evidence] {
    let addresses = nic.addresses.map { list in
      list.isEmpty ? "none" : list.prefix(20).map { $0 ?? "not known" }.joined(separator: ", ")
    }
    let declared = memberships.prefix(20).flatMap { membership in
      zip(membership.declaredRoles, membership.declarations).map { role, place in
        let text = role == .unknown ? "a declared role that is not known" : "declared \(role)"
        return Evidence(membership.group.subjectName, text, at: place)
      }
    }
    return declared + [Evidence("addresses", addresses ?? "not known", at: nic.place)]
  }

  private static let examplesOfAPI = [
    Example(
      "an answer of the API declares no role",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])])])),
      outcomes: ["nic/a": .notApplicable])
  ]

  /// Examples whose entries declare members (`ExampleEstate.Entry.members`): they run in forms that
  /// can state them.
  private static let examplesOfDeclarations = [
    Example(
      "declared primary, and the address comes first",
      declared(["primary"], ips: ["85.215.1.1", "85.215.1.2"]), outcomes: ["nic/a": .pass]),
    Example(
      "declared additional, and the address comes second",
      declared(["additional"], ips: ["85.215.1.2", "85.215.1.1"]), outcomes: ["nic/a": .pass]),
    Example(
      "declared primary, and the address comes second",
      declared(["primary"], ips: ["85.215.1.2", "85.215.1.1"]), outcomes: ["nic/a": .fail]),
    Example(
      "declared twice, and both cannot be true",
      declared(["primary", "additional"], ips: ["85.215.1.1"]), outcomes: ["nic/a": .fail]),
    Example(
      "declared additional, and the NIC does not hold the address",
      declared(["additional"], ips: ["85.215.1.2"]), outcomes: ["nic/a": .fail]),
    Example(
      "declared primary, and the addresses are not known", declared(["primary"], ips: nil),
      outcomes: ["nic/a": .unknown]),
    Example(
      "declared a member without a role", declared([nil], ips: ["85.215.1.1"]),
      outcomes: ["nic/a": .notApplicable]),
  ]

  private static func declared(_ roles: [String?], ips: [String]?) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc",
        lans: [
          .init(
            "1",
            [.init("85.215.1.1", master: "a", members: roles.map { .init("a", role: $0) })])
        ], servers: [.init("s1", nics: [.init("a", lan: 1, ips)])]))
  }
}
