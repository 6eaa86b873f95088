import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// What nobody looked at on a server may be wrong there.
struct HAEvidenceMissing: GroupRule, EvidenceRule {
  let info = RuleInfo(
    id: "ha-evidence-missing",
    title: "every server of a failover group has evidence of its failover software",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      A failover group moves its address only if the software on its servers moves it. Of a server \
      without evidence nobody knows whether its software runs, manages the address, or agrees with the \
      other servers. A configuration shows what the software is to do, and a state what it did.
      """,
    remediation: """
      Collect evidence from the server with `scripts/collect-ha.sh`, and repeat the audit with `--ha`.
      """,
    references: [.failover], controls: [.inventoryISO, .inventoryNIST, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let servers = group.servers
    if servers.isEmpty { return .notApplicable("no server of the group is known") }
    let evidence = group.inventory.evidence
    let findings = servers.compactMap { finding($0, evidence?.of($0)) }
    return findings.isEmpty ? .pass : .fail(findings)
  }

  private func finding(_ server: Server, _ own: HAServer?) -> Finding? {
    switch (own?.hasConfiguration ?? false, own?.hasState ?? false) {
    case (true, true): return nil
    case (false, false):
      return Finding(
        facet: server.id, "\(server.title) has no evidence of its failover software",
        evidence: own?.placing ?? [Evidence(server.subjectName, "no evidence", at: server.place)])
    case (false, true):
      return Finding(
        facet: server.id + "/configuration",
        "the evidence of \(server.title) shows no configuration", evidence: own?.placing ?? [])
    case (true, false):
      return Finding(
        facet: server.id + "/state",
        "the evidence of \(server.title) shows neither its addresses nor the state of its software",
        evidence: own?.placing ?? [])
    }
  }

  private static let examples = [
    Example(
      "both servers show configuration and state", SoftwareExamples.estate(),
      evidence: [
        .nodes(
          SoftwareExamples.holder("s1", true, instances: [SoftwareExamples.vrrp()]),
          SoftwareExamples.holder("s2", false, instances: [SoftwareExamples.vrrp()]))
      ], outcomes: [SoftwareExamples.group: .pass]),
    Example(
      "one server has no evidence", SoftwareExamples.estate(),
      evidence: [
        .nodes(SoftwareExamples.holder("s1", true, instances: [SoftwareExamples.vrrp()]))
      ], outcomes: [SoftwareExamples.group: .fail]),
    Example(
      "one server shows its addresses only", SoftwareExamples.estate(),
      evidence: [
        .nodes(
          SoftwareExamples.holder("s1", true, instances: [SoftwareExamples.vrrp()]),
          SoftwareExamples.holder("s2", false))
      ], outcomes: [SoftwareExamples.group: .fail]),
    Example(
      "no server of the group is known",
      ExampleEstate(
        .init(
          "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])], servers: .cutOff)),
      evidence: [.nodes()], outcomes: [SoftwareExamples.group: .notApplicable]),
  ]
}
