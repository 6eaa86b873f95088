import FailoverBase
import FailoverAudit
import FailoverInventory

/// A group moves its address between servers; with one server there is nowhere to move it.
struct SingleServerGroup: GroupRule {
  var minimumServers = 2

  let info = RuleInfo(
    id: "single-server-group",
    title: "the members of a failover group sit on two or more servers",
    severity: .error, family: .redundancy, subjects: [.groups],
    rationale: """
      A failover group moves its address from a server that fails to another one. If all members sit \
      on one server, or if there is only one member, the address goes down with that server. Two \
      network interfaces of one server do not make redundancy.
      """,
    remediation: """
      Add the group's address to a network interface of a second server on the same LAN, and set up \
      the failover software there. If the group is no longer needed, remove it from the LAN.
      """,
    references: [.failover],
    controls: [.redundancyISO, .failoverNIST, .redundancyNIS2, .redundancyDORA],
    parameters: [
      Parameter(
        "minimum-servers", "the least number of servers that counts as redundant", in: 2...100,
        default: 2)
    ],
    examples: Self.examples)

  func with(_ parameters: [String: Int]) -> SingleServerGroup {
    SingleServerGroup(minimumServers: parameters["minimum-servers"] ?? minimumServers)
  }

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let servers = group.servers.count
    if servers >= minimumServers { return .pass }
    if group.isMembershipComplete { return .fail(shown(servers), evidence: evidence(group)) }
    return .unknown(
      shown(servers) + ", but the export may lack members",
      evidence: evidence(group) + group.gapEvidence)
  }

  private func shown(_ servers: Int) -> String {
    "members are on \(counted(servers, "server")); at least \(minimumServers) are required"
  }

  private func evidence(_ group: FailoverGroup) -> [Evidence] {
    group.memberEvidence + [Evidence("minimum-servers", "\(minimumServers)")]
  }

  private static let examples = [
    Example(
      "two servers",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [
            .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
            .init("s2", nics: [.init("b", lan: 1, ["85.215.1.1"])]),
          ])),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "two interfaces of one server",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [
            .init(
              "s1",
              nics: [.init("a", lan: 1, ["85.215.1.1"]), .init("b", lan: 1, ["85.215.1.1"])]),
            .init("s2", nics: [.init("c", lan: 1, ["85.215.1.9"])]),
          ])),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "three servers are required and there are two",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [
            .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
            .init("s2", nics: [.init("b", lan: 1, ["85.215.1.1"])]),
          ])),
      parameters: ["minimum-servers": 3], outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a server whose interfaces were not exported may hold the second member",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [
            .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
            .init("s2", nics: .cutOff),
          ])),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "an interface whose addresses are not known may be the second member",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
          servers: [
            .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1"])]),
            .init("s2", nics: [.init("b", lan: 1, nil)]),
          ])),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the text in place of the address is not one",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("web", master: "a")])], servers: [])),
      outcomes: ["group/dc/1/web": .notApplicable]),
  ]
}
