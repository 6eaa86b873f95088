import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// An address that no server has is down.
struct NoActiveHolder: GroupSoftwareRule {
  var maximumSkew = Observations.usualSkew
  let asksState = true

  let info = RuleInfo(
    id: "no-active-holder",
    title: "a server of the failover group is active for its address",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      The platform sends the traffic for a failover address to the members of the group, and the one that \
      has the address answers. If none has it, nobody answers, although the platform shows nothing wrong.
      """,
    remediation: """
      Start the failover software on the servers of the group, and look at its log for why no server took \
      the address: a failed health check, a lost quorum, or a state of fault.
      """,
    loss: .service,
    references: [.failover], controls: [.failoverNIST, .restoreNIST, .redundancyNIS2],
    parameters: [Observations.skewParameter], examples: Self.examples)

  func with(_ parameters: [String: Int]) -> NoActiveHolder {
    NoActiveHolder(maximumSkew: parameters[Observations.skewName] ?? maximumSkew)
  }

  func judge(_ software: GroupSoftware) -> Judgement {
    if ActiveWithoutAddress().judge(software).outcome == .fail {
      return .notApplicable("see rule active-without-address")
    }
    let answers = software.servers.map { software.isActive($0) }
    if answers.contains(true) { return .pass }
    let evidence = software.examined.prefix(10).flatMap { software.activity(of: $0) }
    let times = Observations(
      software.examined.map { $0.observed(software.address) }, maximumSkew)
    if answers.contains(nil) {
      return .unknown(
        "no server is certainly active for the address, and some may be",
        evidence: evidence)
    }
    if !software.group.isMembershipComplete {
      return .unknown(
        "no server that is shown is active for the address, but the export may lack members",
        evidence: evidence + software.group.gapEvidence)
    }
    if !times.areAtOneTime {
      return .unknown(
        "no server was active for the address, but they were observed at different times",
        evidence: evidence)
    }
    return .fail(
      "none of \(counted(software.servers.count, "server")) is active for the address"
        + times.caveat,
      evidence: evidence)
  }

  private static let examples = [
    SoftwareExamples.example(
      "one server has the address",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", false)], .pass),
    SoftwareExamples.example(
      "no server has it",
      [SoftwareExamples.holder("s1", false), SoftwareExamples.holder("s2", false)], .fail),
    SoftwareExamples.example(
      "one server has it not, the other is switched off", [SoftwareExamples.holder("s1", false)],
      .fail, in: SoftwareExamples.estate(states: ("RUNNING", "SHUTOFF"))),
    SoftwareExamples.example(
      "of one server there is no evidence", [SoftwareExamples.holder("s1", false)], .unknown),
    SoftwareExamples.example(
      "there may be further members",
      [SoftwareExamples.holder("s1", false), SoftwareExamples.holder("s2", false)], .unknown,
      in: SoftwareExamples.estate(isWhole: false)),
    SoftwareExamples.example(
      "the servers were observed an hour apart",
      [
        SoftwareExamples.holder("s1", false, at: "2026-06-20T03:00:00Z"),
        SoftwareExamples.holder("s2", false, at: "2026-06-20T04:00:00Z"),
      ], .unknown),
    SoftwareExamples.example(
      "the software of one server says that it is active, and its interface has no address",
      [
        SoftwareExamples.holder(
          "s1", false, instances: [SoftwareExamples.vrrp([("active", true)])]),
        SoftwareExamples.holder("s2", false),
      ], .notApplicable),
  ]
}
