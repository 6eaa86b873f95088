import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A move by hand leaves a constraint that nobody meant to keep.
struct LeftoverMove: GroupClusterRule {
  let info = RuleInfo(
    id: "leftover-move",
    title: "no constraint of a move by hand is left for the failover group's resource",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      `pcs resource move` and `crm_resource --move` write a constraint that prefers one node or bans \
      another, for good. It stays after the work is done, and then decides where the address goes at the \
      next failure, or that it goes nowhere.
      """,
    remediation: """
      Remove the constraint with `pcs resource clear RESOURCE` or `crm_resource --clear`.
      """,
    references: [.pacemaker], controls: [.configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ clusters: GroupClusters) -> Judgement {
    var findings: [String: Finding] = [:]
    var open: [ClusterConfiguration.Location] = []
    for resource in clusters.resources {
      for location in resource.cluster.configurations.flatMap(\.locations)
      where location.id.hasPrefix("cli-prefer-") || location.id.hasPrefix("cli-ban-") {
        guard let names = location.resources else {
          open.append(location)
          continue
        }
        if resource.ids.isDisjoint(with: names) { continue }
        findings[location.id] = Finding(
          facet: location.id,
          "the constraint \(location.id) of a move by hand is left for \(resource.id)",
          evidence: [
            Evidence(
              location.id, location.node.map { "node \($0)" } ?? "by a rule", at: location.place)
          ])
      }
    }
    if !findings.isEmpty { return .fail(findings.keys.sorted().compactMap { findings[$0] }) }
    let undecided = open
    if undecided.isEmpty { return .pass }
    return .unknown(
      "which resources a constraint of a move by hand names is not known",
      evidence: undecided.prefix(20).map {
        Evidence($0.id, "names its resources by a pattern", at: $0.place)
      })
  }

  private static let examples = [
    ClusterExamples.example(
      "a constraint that somebody meant",
      ClusterExamples.cib(
        constraints: "<rsc_location id=\"prefer-a\" rsc=\"vip\" node=\"web-a\" score=\"100\"/>"),
      nil, .pass),
    ClusterExamples.example(
      "a move was never cleared",
      ClusterExamples.cib(
        constraints:
          "<rsc_location id=\"cli-prefer-vip\" rsc=\"vip\" node=\"web-a\" score=\"INFINITY\"/>"),
      nil, .fail),
    ClusterExamples.example(
      "a constraint names its resources by a pattern",
      ClusterExamples.cib(
        constraints:
          "<rsc_location id=\"cli-ban-all\" rsc-pattern=\"v.*\" node=\"web-a\" score=\"-INFINITY\"/>"
      ),
      nil, .unknown),
    ClusterExamples.withoutCluster,
  ]
}
