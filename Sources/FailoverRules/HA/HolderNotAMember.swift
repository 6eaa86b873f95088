import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// The platform sends the traffic of a group to its members only.
struct HolderNotAMember: GroupSoftwareRule {
  let asksState = true

  let info = RuleInfo(
    id: "holder-not-a-member",
    title: "the address of a failover group is on a NIC that is a member of the group",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      The platform forwards the address of a failover group to NICs that are members of the group. A server \
      that has the address on another interface, or is not in the group at all, gets no traffic for it, \
      while the software believes that all is well.
      """,
    remediation: """
      Add the address to the NIC of the server on the group's LAN, or move it to the interface that is \
      that NIC. If the server is not meant to have the address, take it from there.
      """,
    loss: .service,
    references: [.failover], controls: [.failoverNIST, .configurationISO], examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let holders = software.holders
    if holders.isEmpty { return .notApplicable("no server has the address on an interface") }
    var findings: [Finding] = []
    var isOpen = false
    for server in holders {
      switch finding(server, software) {
      case .right: break
      case .open: isOpen = true
      case .wrong(let finding): findings.append(finding)
      }
    }
    if !findings.isEmpty { return .fail(findings) }
    if !isOpen { return .pass }
    return .unknown(
      "it is not known which NIC has the address on \(holders.titles)",
      evidence: holders.prefix(10).flatMap { software.activity(of: $0) })
  }

  private enum Result {
    case right, open
    case wrong(Finding)
  }

  private func finding(_ server: HAServer, _ software: GroupSoftware) -> Result {
    let evidence = software.activity(of: server)
    if software.isMember(server) == false {
      return .wrong(
        Finding(
          facet: server.server.id,
          "\(server.title) has the address, but no NIC of it is a member of the group",
          evidence: evidence))
    }
    let places = server.holders(of: software.address).map { holder in
      holder.nic.flatMap { software.group.contains($0) }
    }
    if places.contains(true) { return .right }
    if places.isEmpty || places.contains(nil) { return .open }
    return .wrong(
      Finding(
        facet: "interface/" + server.server.id,
        "\(server.title) has the address on an interface whose NIC is not a member of the group",
        evidence: evidence))
  }

  private static let stranger = ExampleEstate.Server(
    "s3", nics: [SoftwareExamples.nic("c", ["85.215.1.9"], mac: 3)])
  private static let second = ExampleEstate.Server(
    "s4",
    nics: [
      SoftwareExamples.nic("d", ["85.215.1.1"], mac: 4),
      SoftwareExamples.nic("e", ["10.0.0.5"], lan: 2, mac: 5),
    ])

  private static func example(
    _ title: String, _ node: OrderedJSON, _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, SoftwareExamples.estate(others: [stranger, second]),
      evidence: [SoftwareExamples.file([SoftwareExamples.holder("s2", false), node])],
      outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static let examples = [
    example(
      "a member has the address", SoftwareExamples.holder("s1", true, mac: 1), .pass),
    example(
      "a server that is not in the group has it", SoftwareExamples.holder("s3", true, mac: 3), .fail
    ),
    example(
      "a server of the group has it on another LAN's interface",
      SoftwareExamples.holder("s4", true, mac: 5), .fail),
    example(
      "the hardware address of the interface is not shown", SoftwareExamples.holder("s1", true),
      .unknown),
    example("no server has it", SoftwareExamples.holder("s1", false), .notApplicable),
  ]
}
