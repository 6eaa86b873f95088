import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// The group's master is where the address was when the group was made.
struct HAMasterDiffers: GroupSoftwareRule {
  let asksState = true

  let info = RuleInfo(
    id: "ha-master-differs",
    title: "the active server of a failover group owns its named master",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      The LAN names one NIC as the master of a failover group. After a failover another server is active, \
      which the platform allows: the group need not be updated. A difference shows that a failover \
      happened, or that the software prefers another server than the author of the group.
      """,
    remediation: """
      Find out whether a failover happened, and why. If the active server is the one that is meant to be \
      active, leave the group as it is, or name its NIC as the master.
      """,
    references: [.failover], controls: [.configurationISO, .monitoringNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let masters = software.group.masters
    if masters.isEmpty { return .notApplicable("the group names no master") }
    if masters.count > 1 { return .notApplicable("see rule several-masters") }
    let (active, unknown) = software.evidence.active(software.address)
    if active.count > 1 { return .notApplicable("several servers are active") }
    guard let server = active.first else {
      if unknown.isEmpty && software.servers.allSatisfy({ software.isActive($0) == false }) {
        return .notApplicable("no server is active")
      }
      return .unknown(
        "it is not known which server is active",
        evidence: unknown.prefix(10).flatMap { software.activity(of: $0) })
    }
    guard let owner = masters[0].nic?.server else {
      return .unknown(
        "the server of the named master \(masters[0].id) is not known",
        evidence: software.activity(of: server))
    }
    if owner == server.server { return .pass }
    return .fail(
      "\(server.title) is active, while the named master is on \(owner.title); "
        + "the platform allows this after a failover",
      evidence: software.activity(of: server) + [
        Evidence("master \(masters[0].id)", "on \(owner.title)", at: masters[0].nic?.place)
      ])
  }

  private static let examples = [
    SoftwareExamples.example(
      "the master's server has the address",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", false)], .pass),
    SoftwareExamples.example(
      "the other server has it",
      [SoftwareExamples.holder("s1", false), SoftwareExamples.holder("s2", true)], .fail),
    SoftwareExamples.example(
      "it is not known which server is active", [SoftwareExamples.holder("s1", false)], .unknown),
    SoftwareExamples.example(
      "the master is not in the export",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", false)], .unknown,
      in: SoftwareExamples.estate(master: "z")),
    SoftwareExamples.example(
      "no master is named",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", false)], .notApplicable,
      in: SoftwareExamples.estate(master: nil)),
    SoftwareExamples.example(
      "both servers are active",
      [SoftwareExamples.holder("s1", true), SoftwareExamples.holder("s2", true)], .notApplicable),
    SoftwareExamples.example(
      "no server is active",
      [SoftwareExamples.holder("s1", false), SoftwareExamples.holder("s2", false)], .notApplicable),
  ]
}
