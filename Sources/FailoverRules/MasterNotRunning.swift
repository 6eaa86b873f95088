import FailoverAudit
import FailoverInventory

/// The address is delivered to a server that is switched off.
struct MasterNotRunning: GroupRule {
  let info = RuleInfo(
    id: "master-not-running",
    title: "the server of a failover group's master is running",
    severity: .warning, family: .master, subjects: [.groups],
    rationale: """
      The named master is where the platform expects the address. Which server holds it later is up to \
      the failover software, and need not be the master; but a master that is switched off should \
      have been replaced.
      """,
    remediation: """
      Start the master's server, or name a NIC of a running server as the master.
      """,
    references: [.failover], controls: [.continuityISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let masters = group.masters
    if masters.count > 1 {
      return .notApplicable("the group names several masters; see rule several-masters")
    }
    guard let nic = masters.first?.nic else {
      return .notApplicable("no named master is in the export")
    }
    guard let server = nic.server else {
      return .unknown(
        "the server of \(nic.title(as: "master")) is not known",
        evidence: [Evidence("master", nic.subjectName, at: nic.place)])
    }
    switch server.isUp {
    case true: return .pass
    case false:
      return .fail("the master's server is not running", evidence: evidence(nic, on: server))
    default:
      return .unknown(
        "the state of the master's server is not known", evidence: evidence(nic, on: server))
    }
  }

  private func evidence(_ nic: NIC, on server: Server) -> [Evidence] {
    [
      Evidence("master", nic.subjectName, at: nic.place),
      Evidence(
        server.subjectName + server.name.quoted, "state \(server.stateText ?? "not known")",
        at: server.place),
    ]
  }

  private static func estate(_ state: String?) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: [.init("s1", state: state, nics: [.init("a", lan: 1, ["85.215.1.1"])])]))
  }

  private static let examples = [
    Example(
      "the server runs", estate("RUNNING"), outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the server is shut off", estate("SHUTOFF"), outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the server's state was not exported", estate(nil),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "no master is named",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("85.215.1.1", master: "gone")])], servers: [])),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
