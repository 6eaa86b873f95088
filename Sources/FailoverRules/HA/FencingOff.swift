import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Without fencing two nodes that do not hear each other both start the address.
struct FencingOff: GroupClusterRule {
  let info = RuleInfo(
    id: "fencing-off",
    title: "the cluster fences nodes that do not answer",
    severity: .warning, family: .haSoftware, subjects: [.groups],
    rationale: """
      A node that does not answer may still run its resources. Without fencing Pacemaker assumes that it \
      runs none, and starts the address on another node: both have it, and both may write the same data. \
      Fencing makes sure that the first node is off.
      """,
    remediation: """
      Configure fencing, and set stonith-enabled (fencing-enabled) to true. No fence agent for IONOS Cloud is \
      published: SBD with a watchdog, or an agent of your own that stops the server through the API, does it.
      """,
    references: [.pacemaker], controls: [.failoverNIST, .knownStateNIST],
    examples: Self.examples)

  func judge(_ clusters: GroupClusters) -> Judgement {
    let answers = clusters.clusters.map { ($0, isFenced($0)) }
    if let (cluster, _) = answers.first(where: { $0.1 == false }) {
      let isOff = cluster.value(\.fencing, \.fencing) == false
      return .fail(
        isOff
          ? "fencing is disabled"
          : "fencing is enabled, but there is neither a fencing resource nor a watchdog",
        evidence: evidence(cluster))
    }
    if answers.allSatisfy({ $0.1 == true }) { return .pass }
    return .unknown(
      "whether fencing is enabled is not known", evidence: answers.flatMap { evidence($0.0) })
  }

  private func isFenced(_ cluster: HACluster) -> Bool? {
    guard let isEnabled = cluster.value(\.fencing, \.fencing) else { return nil }
    if !isEnabled { return false }
    let answers = cluster.configurations.map { configuration -> Bool? in
      if configuration.hasFencingResource { return true }
      let timeout = configuration.watchdogTimeout.map { timeout in
        timeout.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
      }
      if configuration.hasWatchdog == true && timeout == true { return true }
      let isNot = configuration.hasWatchdog == false || timeout == false
      // A resource that a template describes may be one for fencing.
      return isNot && configuration.isWhole ? false : nil
    }
    return common(answers)
  }

  private func evidence(_ cluster: HACluster) -> [Evidence] {
    let enabled = cluster.value(\.fencing, \.fencing)
    let hasResource = cluster.configurations.contains(where: \.hasFencingResource)
    return [
      Evidence("fencing", "enabled: \(enabled.answer)", at: cluster.place),
      Evidence("fencing resource", hasResource ? "there" : "none", at: cluster.place),
    ]
  }

  private static let device = "<primitive id=\"fence\" class=\"stonith\" type=\"fence_sbd\"/>"

  private static let examples = [
    ClusterExamples.example(
      "fencing is enabled, with a resource for it", ClusterExamples.cib(extra: device), nil, .pass),
    ClusterExamples.example(
      "fencing is enabled, with a watchdog",
      ClusterExamples.cib(
        properties: ClusterExamples.pair("have-watchdog", "true")
          + ClusterExamples.pair("stonith-watchdog-timeout", "10s")), nil, .pass),
    ClusterExamples.example(
      "fencing is disabled",
      ClusterExamples.cib(
        properties: ClusterExamples.pair("stonith-enabled", "false"), extra: device), nil, .fail),
    ClusterExamples.example("nothing could fence", ClusterExamples.cib(), nil, .fail),
    ClusterExamples.example(
      "a rule decides whether fencing is enabled",
      ClusterExamples.cib(
        properties: "<rule id=\"r\"/>" + ClusterExamples.pair("stonith-enabled", "true"),
        extra: device), nil, .unknown),
    ClusterExamples.withoutCluster,
  ]
}
