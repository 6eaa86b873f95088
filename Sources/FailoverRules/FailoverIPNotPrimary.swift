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
    var behind: [Evidence] = []
    var open: [Evidence] = []
    for member in members where member.role != .primary {
      let name = "member \(member.nic.subjectName)"
      guard member.role == .additional, let first = member.nic.firstAddress else {
        open.append(Evidence(name, "its first address is not known", at: member.nic.place))
        continue
      }
      if member.nic.groupOfFirstAddress(on: group.lan) != nil { continue }
      let what = first.map { "its first address is \($0)" } ?? "the first of its list is no text"
      behind.append(Evidence(name, what, at: member.nic.place))
    }
    if !behind.isEmpty {
      let who = behind.count == 1 ? "1 member holds" : "\(behind.count) members hold"
      return .fail(
        "\(who) the address behind another one", evidence: Array(behind.prefix(20)))
    }
    if !open.isEmpty {
      return .unknown(
        "the first address of \(counted(open.count, "member")) is not known",
        evidence: Array(open.prefix(20)))
    }
    return .pass
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
      "behind a server's own address", estate(["85.215.1.1"], ["85.215.1.7", "85.215.1.1"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "behind the address of another group of the LAN",
      ExampleEstate(
        .init(
          "dc",
          lans: [
            .init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.2", master: "a")])
          ],
          servers: [.init("s1", nics: [.init("a", lan: 1, ["85.215.1.2", "85.215.1.1"])])])),
      outcomes: ["group/dc/1/85.215.1.1": .pass, "group/dc/1/85.215.1.2": .pass]),
    Example(
      "behind an empty text, which keeps its place", estate(["", "85.215.1.1"], ["85.215.1.1"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "nobody holds the address", estate(["85.215.1.7"], []),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
