import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A cluster that has no quorum, or is to leave its resources alone, moves nothing.
struct ClusterNotInControl: GroupClusterRule {
  let info = RuleInfo(
    id: "cluster-not-in-control",
    title: "the cluster may move the address of the failover group",
    severity: .warning, family: .haSoftware, subjects: [.groups],
    rationale: """
      Pacemaker moves nothing without quorum, in maintenance mode, or for a resource that is unmanaged or \
      stopped. In a cluster of two nodes that ignores the loss of quorum and has no fencing, each node \
      starts everything as soon as it does not hear the other: both have the address.
      """,
    remediation: """
      End what was meant for a time: `pcs property set maintenance-mode=false`, `pcs resource manage`, \
      `pcs resource enable`. Set no-quorum-policy back to stop (two nodes have `two_node` of Corosync), or \
      configure fencing.
      """,
    references: [.pacemaker], controls: [.failoverNIST, .knownStateNIST, .settingsNIST],
    examples: Self.examples)

  func judge(_ clusters: GroupClusters) -> Judgement {
    let facets = clusters.resources.map(facets)
    var findings: [Finding] = []
    for name in Facet.allCases {
      let failing = facets.compactMap { $0[name] }.first { $0.answer == true }
      guard let failing else { continue }
      findings.append(
        Finding(
          facet: name.rawValue, failing.words,
          evidence: [Evidence(name.rawValue, failing.words, at: failing.place)]))
    }
    if !findings.isEmpty { return .fail(findings) }
    let open = Facet.allCases.filter { name in facets.contains { $0[name]?.answer == nil } }
    if open.isEmpty { return .pass }
    return .unknown(
      "not known of the cluster: " + open.map(\.rawValue).joined(separator: ", "),
      evidence: clusters.clusters.compactMap { cluster in
        cluster.place.map { Evidence("cluster", "properties", at: $0) }
      })
  }

  private enum Facet: String, CaseIterable {
    case quorum, maintenance, unmanaged, stopped
    case noQuorumPolicy = "no-quorum-policy"
  }

  private struct Answer {
    let answer: Bool?
    let words: String
    let place: Place?
  }

  private func facets(_ resource: GroupClusters.Resource) -> [Facet: Answer] {
    let cluster = resource.cluster
    let own = resource.copies.first?.place
    func answer(_ flag: Bool?, _ words: String, _ place: Place?) -> Answer {
      Answer(answer: flag, words: words, place: place)
    }
    let mode = cluster.value(\.isInMaintenance, \.isInMaintenance)
    let maintenance = resource.flag(\.isInMaintenance, \.isInMaintenance)
    let stopsAll = cluster.value(\.stopsAll, \.stopsAll)
    let stopped = resource.flag(\.isStopped, \.isStopped)
    return [
      .quorum: answer(
        cluster.value(\.hasQuorum, \.hasQuorum).map { !$0 }, "the cluster has no quorum",
        cluster.place),
      .maintenance: answer(
        either(mode, maintenance),
        mode == true ? "the cluster is in maintenance mode" : "\(resource.id) is in maintenance",
        mode == true ? cluster.place : own),
      .unmanaged: answer(
        resource.flag(\.isManaged, \.isManaged).map { !$0 },
        "the cluster does not manage \(resource.id)", own),
      .stopped: answer(
        either(stopsAll, stopped),
        stopsAll == true ? "the cluster stops all resources" : "\(resource.id) is to be stopped",
        stopsAll == true ? cluster.place : own),
      .noQuorumPolicy: answer(
        ignoresQuorum(cluster),
        "two nodes ignore the loss of quorum, and fencing is disabled", cluster.place),
    ]
  }

  private func either(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == true || b == true { return true }
    return a == nil || b == nil ? nil : false
  }

  private func ignoresQuorum(_ cluster: HACluster) -> Bool? {
    let parts: [Bool?] = [
      cluster.value(\.noQuorumPolicy, \.noQuorumPolicy).map { $0.lowercased() == "ignore" },
      cluster.nodeCount.map { $0 == 2 }, cluster.value(\.fencing, \.fencing).map { !$0 },
    ]
    if parts.contains(false) { return false }
    return parts.contains(nil) ? nil : true
  }

  private static let examples = [
    ClusterExamples.example("the cluster is in control", ClusterExamples.cib(), .pass),
    ClusterExamples.example(
      "the cluster has no quorum", ClusterExamples.cib(), ClusterExamples.state(quorum: "false"),
      .fail),
    ClusterExamples.example(
      "maintenance mode",
      ClusterExamples.cib(properties: ClusterExamples.pair("maintenance-mode", "true")),
      nil, .fail),
    ClusterExamples.example(
      "the resource is not managed",
      ClusterExamples.cib(meta: ClusterExamples.pair("is-managed", "false")), nil, .fail),
    ClusterExamples.example(
      "the resource is to be stopped",
      ClusterExamples.cib(meta: ClusterExamples.pair("target-role", "Stopped")), .fail),
    ClusterExamples.example(
      "two nodes ignore the loss of quorum",
      ClusterExamples.cib(
        properties: ClusterExamples.pair("no-quorum-policy", "ignore")
          + ClusterExamples.pair("stonith-enabled", "false")), .fail),
    ClusterExamples.example(
      "whether there is quorum is not shown", ClusterExamples.cib(attributes: ""), nil, .unknown),
    ClusterExamples.withoutCluster,
  ]
}
