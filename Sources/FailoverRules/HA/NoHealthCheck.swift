import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Without a check the address stays on a server whose service is gone.
struct NoHealthCheck: GroupSoftwareRule {
  let info = RuleInfo(
    id: "no-health-check",
    title: "failover software watches more than whether the server is there",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      VRRP notices that a server is gone, and not that the service on it is. Without a check of the \
      service the address stays on a server that answers nobody. Pacemaker notices a lost address only by \
      a monitor operation.
      """,
    remediation: """
      Add a `track_script` (with its `vrrp_script`), `track_process` or `track_file` to the instance or to \
      its sync group; give the IPaddr2 resource a monitor operation with an interval.
      """,
    references: [.keepalived, .pacemaker],
    controls: [.failoverNIST, .failureNIST, .monitoringNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let own = software.examined.flatMap { server in
      server.instances(with: software.address).map { (server, $0) }
    }
    if own.isEmpty { return .notApplicable("no software that manages the address is known") }
    // kube-vip gives its lease up when it cannot reach the control plane.
    let judged = own.filter { $0.1.software != .kubeVIP }
    let without = judged.filter { $0.1.isChecked == false }
    if !without.isEmpty {
      let servers = Dictionary(grouping: without, by: { $0.0.server.id })
      return .fail(
        servers.keys.sorted().map { id in
          let pairs = servers[id] ?? []
          let title = pairs.first?.0.title ?? id
          return Finding(
            facet: id, "the software of \(title) checks no service",
            evidence: pairs.map { evidence($0.1) })
        })
    }
    let open = judged.filter { $0.1.isChecked == nil }
    if open.isEmpty { return .pass }
    return .unknown(
      "whether the software of \(open.map(\.0).titles) checks a service is not known",
      evidence: open.prefix(20).map { evidence($0.1) })
  }

  private func evidence(_ instance: HAInstance) -> Evidence {
    let check = instance.isChecked.map { $0 ? "with a check" : "without a check" } ?? "not known"
    return Evidence("\(instance.software.word) \(instance.name)", check, at: instance.place)
  }

  private static let examples = [
    SoftwareExamples.pair(
      "both check a service", [("healthCheck", true)], [("healthCheck", true)], .pass),
    SoftwareExamples.pair(
      "one checks none", [("healthCheck", true)], [("healthCheck", false)], .fail),
    SoftwareExamples.pair("of one it is not known", [("healthCheck", true)], [], .unknown),
    Example(
      "no software manages the address", SoftwareExamples.estate(),
      evidence: [.nodes(SoftwareExamples.configured("s1"))],
      outcomes: [SoftwareExamples.group: .notApplicable]),
  ]
}
