import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A node in standby, or one from which the resource is banned, takes over nothing.
struct ClusterNodeUnusable: GroupClusterRule {
  let info = RuleInfo(
    id: "cluster-node-unusable",
    title: "the cluster node of every server of a failover group can take over the address",
    severity: .warning, family: .haSoftware, subjects: [.groups],
    rationale: """
      Pacemaker starts an address only on a node that is online, in neither standby nor maintenance, and \
      from which no constraint bans it. A node that somebody put into standby for an update and forgot \
      looks like a member and never takes over.
      """,
    remediation: """
      Bring the node back: `pcs node unstandby NODE` or `pcs node unmaintenance NODE`, start the cluster \
      there, and clear bans with `pcs resource clear RESOURCE`.
      """,
    references: [.pacemaker, .failover], controls: [.redundancyISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ clusters: GroupClusters) -> Judgement {
    var findings: [Finding] = []
    var open: [Server] = []
    for server in clusters.software.servers {
      let answers = clusters.resources.map { unusable(server, $0) }
      let reasons = answers.flatMap { $0 ?? [] }
      if !reasons.isEmpty {
        findings.append(
          Finding(
            facet: server.id,
            "\(server.title) cannot take over the address: "
              + reasons.map(\.words).joined(separator: ", "),
            evidence: reasons.map { Evidence($0.about, $0.words, at: $0.place) }))
      } else if answers.contains(where: { $0 == nil }) {
        open.append(server)
      }
    }
    if !findings.isEmpty { return .fail(findings) }
    let undecided = open
    if undecided.isEmpty { return .pass }
    return .unknown(
      "whether the cluster node of \(undecided.titles) can take over the address is not known",
      evidence: undecided.prefix(20).map {
        Evidence($0.subjectName, "its node is not known throughout")
      })
  }

  private struct Reason {
    let about: String
    let words: String
    let place: Place?
  }

  /// Why a server cannot take over a resource: nothing if it can, nil if that is not known.
  private func unusable(_ server: Server, _ resource: GroupClusters.Resource) -> [Reason]? {
    guard let name = resource.cluster.nodeName(of: server) else { return nil }
    let states = resource.cluster.copies.compactMap { copy in
      copy.current?.nodes.first { $0.name.lowercased() == name }
    }
    let nodes = resource.cluster.configurations.compactMap { configuration in
      configuration.nodes.first { $0.name.lowercased() == name }
    }
    let place = states.first?.place ?? nodes.first?.place
    let about = "node \(states.first?.name ?? nodes.first?.name ?? name)"
    let standby = common(states.map(\.isStandby)) ?? common(nodes.map(\.isStandby))
    let maintenance = common(states.map(\.isInMaintenance)) ?? common(nodes.map(\.isInMaintenance))
    let banned = isBanned(name, resource)
    let wrong: [(Bool?, String)] = [
      (common(states.map(\.isOnline)).map { !$0 }, "it is not online"),
      (standby, "it is in standby"), (maintenance, "it is in maintenance"),
      (common(states.map(\.isPending)) ?? (hasMon(resource) ? nil : false), "it is pending"),
      (common(states.map(\.isUnclean)) ?? (hasMon(resource) ? nil : false), "it is unclean"),
      (banned, "a constraint bans \(resource.id) from it"),
    ]
    let reasons = wrong.filter { $0.0 == true }.map {
      Reason(about: about, words: $0.1, place: place)
    }
    if !reasons.isEmpty { return reasons }
    return wrong.contains { $0.0 == nil } ? nil : []
  }

  /// Whether crm_mon is there, which shows pending and unclean nodes.
  private func hasMon(_ resource: GroupClusters.Resource) -> Bool {
    resource.cluster.copies.contains { $0.state != nil }
  }

  private func isBanned(_ node: String, _ resource: GroupClusters.Resource) -> Bool? {
    let bans = resource.cluster.copies.compactMap(\.state).flatMap(\.bans)
    let isBanned = bans.contains {
      $0.isAbsolute && $0.node.lowercased() == node && resource.ids.contains($0.resource)
    }
    let locations = resource.cluster.configurations.flatMap(\.locations)
    var answers = locations.map { location -> Bool? in
      guard let names = location.resources else { return location.isBan == false ? false : nil }
      if resource.ids.isDisjoint(with: names) { return false }
      if let own = location.node, own.lowercased() != node { return false }
      return location.isBan.flatMap { isBan in
        isBan ? (location.node == nil ? nil : true) : false
      }
    }
    if isBanned { answers.append(true) }
    if answers.contains(true) { return true }
    return answers.contains(nil) ? nil : false
  }

  private static let examples = [
    ClusterExamples.example("both nodes are online", ClusterExamples.cib(), .pass),
    ClusterExamples.example(
      "one node is in standby", ClusterExamples.cib(),
      ClusterExamples.state(
        "online=\"true\" standby=\"true\" maintenance=\"false\" pending=\"false\" unclean=\"false\""
      ),
      .fail),
    ClusterExamples.example(
      "a constraint bans the resource from a node",
      ClusterExamples.cib(
        constraints:
          "<rsc_location id=\"cli-ban-vip\" rsc=\"vip\" node=\"web-b\" score=\"-INFINITY\"/>"),
      .fail
    ),
    ClusterExamples.example(
      "the evidence shows no state of the cluster", ClusterExamples.cib(), nil, .unknown),
    ClusterExamples.withoutCluster,
  ]
}
