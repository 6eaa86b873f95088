import FailoverBase
import FailoverAudit
import FailoverInventory

/// Advice of the platform: the group's address is the first of each member's.
struct FailoverIPNotPrimary: GroupRule {
  let info = RuleInfo(
    id: "failover-ip-not-primary",
    title: "the group's address is the first address of its members",
    severity: .note, family: .primaryIP, subjects: [.groups],
    rationale: """
      The gateway of a NIC follows from its first address, so IONOS recommends that the group's address \
      be the first one. It works as a further address as well; then routes must be set on the server. \
      A NIC that is primary for another group of the LAN cannot do better.
      """,
    remediation: """
      Put the group's address first in the member's list of addresses, if the servers do not rely on \
      their present first address. That replaces the primary address: plan a short interruption.
      """,
    references: [.failover], controls: [.configurationISO],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let members = group.members
    if members.isEmpty { return .notApplicable("the export shows no member of the group") }
    let others = members.filter { $0.role != .primary }
    // One that is primary for another group of the LAN cannot do better, whatever its role here. A
    // member that is declared as additional may have the group's own address first all the same.
    let improvable = others.filter { member in
      let first = member.nic.groupOfFirstAddress(on: group.lan)
      return first == nil || first == group
    }
    let open = improvable.filter { isOpen($0, in: group) }.map(\.nic)
    let later = improvable.map(\.nic).filter { !open.contains($0) }
    if !later.isEmpty {
      return .fail(
        "\(later.count == 1 ? "1 member holds" : "\(later.count) members hold") the address "
          + "after another one", evidence: evidence(later))
    }
    if !open.isEmpty {
      return .unknown(
        "the first address of \(counted(open.count, "member")) is not known",
        evidence: evidence(open))
    }
    return .pass
  }

  /// Whether it is not known that a member holds the address after one that is not a group's of the
  /// LAN.
  private func isOpen(_ member: FailoverGroup.Member, in group: FailoverGroup) -> Bool {
    // A declaration that is not known may make it primary.
    if member.role != .additional || group.mayDeclareMore { return true }
    switch member.nic.firstAddress {
    case .some(.some): return group.lan.mayHaveMoreGroups
    case .some(.none): return true
    case .none: return !member.nic.showsAllAddresses
    }
  }

  /// The first addresses of NICs; at most the first twenty.
  private func evidence(_ nics: [NIC]) -> [Evidence] {
    nics.prefix(20).map { nic in
      let what =
        switch nic.firstAddress {
        case .some(.some(let first)): "its first address is \(first)"
        case .some(.none): "its first address is not known"
        case .none: nic.showsAllAddresses ? "it has no address" : "its first address is not known"
        }
      return Evidence("member \(nic.subjectName)", what, at: nic.place)
    }
  }

  private static func estate(_ first: [String], _ second: [String]) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: [
          .init("s1", nics: [.init("a", lan: 1, first)]),
          .init("s2", nics: [.init("b", lan: 1, second)]),
        ]))
  }

  private static let examples = [
    Example(
      "first on both members", estate(["85.215.1.1"], ["85.215.1.1", "85.215.1.7"]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "after a server's own address", estate(["85.215.1.1"], ["85.215.1.7", "85.215.1.1"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "after the address of another group of the LAN",
      ExampleEstate(
        .init(
          "dc",
          lans: [
            .init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.2", master: "a")])
          ],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.2", "85.215.1.1"])])])),
      outcomes: ["group/dc/1/85.215.1.1": .pass, "group/dc/1/85.215.1.2": .pass]),
    Example(
      "after an address that is not known: it may be another group's",
      estate(["", "85.215.1.1"], ["85.215.1.1"]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "nobody holds the address", estate(["85.215.1.7"], []),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
