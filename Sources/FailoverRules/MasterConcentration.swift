import FailoverBase
import FailoverAudit
import FailoverInventory

/// All masters of a LAN on one server, although others could carry some.
struct MasterConcentration: LANRule {
  let info = RuleInfo(
    id: "master-concentration",
    title: "the masters of a LAN's failover groups are spread over two or more servers",
    severity: .note, family: .master, subjects: [.lans],
    rationale: """
      If one server is the master of every group of a LAN, its failure moves all addresses at once, \
      and it carries all traffic until then. Groups with members on other servers could share it.
      """,
    remediation: """
      Name a member on another server as the master of some of the groups, in the LAN and in the \
      failover software.
      """,
    references: [.failover], controls: [.redundancyISO, .configurationISO],
    examples: Self.examples)

  func judge(_ lan: LAN) -> Judgement {
    let groups = lan.groups.filter { !$0.masters.isEmpty }
    if groups.count < 2 {
      return .notApplicable("fewer than two groups of the LAN name a master")
    }
    let owners = groups.flatMap(\.masters).map { $0.nic?.server }
    let servers = Set(owners.compactMap(\.self))
    let open = owners.count { $0 == nil }
    if servers.count >= 2 { return .pass }
    guard open == 0, let only = servers.first else {
      return .unknown("the server of \(counted(open, "named master")) is not known")
    }
    guard lan.groups.contains(where: { $0.servers.contains { $0 != only } }) else {
      return .notApplicable("no group of the LAN has a member on another server")
    }
    if lan.mayNameMoreMasters {
      return .unknown(
        "an entry of the LAN's failover list that cannot be read may name a master on another server",
        evidence: [Evidence("server", only.subjectName + only.name.quoted, at: only.place)])
    }
    return .fail(
      "the masters of all \(groups.count) groups are on one server",
      evidence: [Evidence("server", only.subjectName + only.name.quoted, at: only.place)]
        + groups.prefix(20).map { Evidence("group", $0.subjectName, at: $0.place) })
  }

  private static func estate(
    masters: (String, String), second: ExampleEstate.List<ExampleEstate.NIC>
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc",
        lans: [
          .init(
            "1",
            [.init("85.215.1.1", master: masters.0), .init("85.215.1.2", master: masters.1)])
        ],
        servers: [
          .init("s1", nics: [.init("a", lan: 1, ["85.215.1.1", "85.215.1.2"])]),
          .init("s2", nics: second),
        ]))
  }

  private static let examples = [
    Example(
      "a master on each server",
      estate(masters: ("a", "b"), second: [.init("b", lan: 1, ["85.215.1.1", "85.215.1.2"])]),
      outcomes: ["lan/dc/1": .pass]),
    Example(
      "both masters on one server",
      estate(masters: ("a", "a"), second: [.init("b", lan: 1, ["85.215.1.1", "85.215.1.2"])]),
      outcomes: ["lan/dc/1": .fail]),
    Example(
      "one master is not in the export", estate(masters: ("a", "gone"), second: []),
      outcomes: ["lan/dc/1": .unknown]),
    Example(
      "no other server could be the master", estate(masters: ("a", "a"), second: []),
      outcomes: ["lan/dc/1": .notApplicable]),
  ]
}
