import FailoverBase
import FailoverAudit
import FailoverInventory

/// A standby that is switched off takes nothing over.
struct StandbyNotRunning: GroupRule {
  let info = RuleInfo(
    id: "standby-not-running",
    title: "two or more servers of a failover group are running",
    severity: .warning, family: .redundancy, subjects: [.groups],
    rationale: """
      Only a running server can take the address over. If at most one server of the group runs, the \
      next failure is an outage, although the group looks redundant on paper.
      """,
    remediation: """
      Start the servers that are meant as standbys, and find out why they were stopped. Remove servers \
      that are to stay off from the group, and add others.
      """,
    references: [.failover],
    controls: [.redundancyISO, .continuityISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let servers = group.servers
    if servers.count < 2 {
      return .notApplicable("the export shows fewer than two servers of the group")
    }
    let up = servers.count { $0.isUp == true }
    if up >= 2 { return .pass }
    let open = servers.count { $0.isUp == nil }
    if up + open < 2 && group.isMembershipComplete {
      return .fail(
        "\(up) of \(servers.count) servers \(up == 1 ? "is" : "are") running",
        evidence: group.serverEvidence)
    }
    if open > 0 {
      return .unknown(
        "the state of \(counted(open, "server")) is not known", evidence: group.serverEvidence)
    }
    return .unknown(
      "\(up) of the \(servers.count) servers shown \(up == 1 ? "is" : "are") running, but the export "
        + "may lack members", evidence: group.serverEvidence + group.gapEvidence)
  }

  private static func estate(
    _ states: [String?], others: ExampleEstate.List<ExampleEstate.NIC> = []
  ) -> ExampleEstate {
    let servers = states.enumerated().map { index, state in
      ExampleEstate.Server(
        "s\(index)", state: state, nics: [.init("n\(index)", lan: 1, ["85.215.1.1"])])
    }
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "n0")])],
        servers: .all(servers + [.init("other", nics: others)])))
  }

  private static let examples = [
    Example(
      "both servers run", estate(["RUNNING", "running"]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "two run, whatever the third does", estate(["RUNNING", "RUNNING", nil]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the standby is shut off", estate(["RUNNING", "SHUTOFF"]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "one is down, so one unknown cannot make two", estate(["SHUTOFF", nil]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the standby's state is not known", estate(["RUNNING", nil]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "a further member may run", estate(["RUNNING", "SHUTOFF"], others: .cutOff),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "with one server there is no standby", estate(["RUNNING"]),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
