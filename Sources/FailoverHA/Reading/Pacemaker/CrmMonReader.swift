import FailoverBase
import FailoverInventory

/// Reads what `crm_mon --output-as=xml` prints, or the older `crm_mon -X`.
struct CrmMonReader {
  /// Nil if the cluster did not run.
  let state: ClusterState?

  init(_ root: XMLTree.Element, input: String) {
    // What crm_mon prints where it cannot reach the cluster has no nodes.
    if root.first("crm-mon-disconnected") != nil || root.first("nodes") == nil {
      state = nil
      return
    }
    var state = ClusterState(place: root.place(in: input))
    CrmMonReader.takeSummary(root.first("summary"), &state)
    for node in root.first("nodes")?.all("node") ?? [] {
      // A guest of a bundle is a resource itself.
      guard let name = node["name"], node["id_as_resource"] == nil else { continue }
      state.nodes.append(
        ClusterState.Node(
          name: name, isOnline: node.flag("online"), isStandby: node.flag("standby"),
          isInMaintenance: node.flag("maintenance"), isPending: node.flag("pending"),
          isUnclean: node.flag("unclean"), place: node.place(in: input)))
    }
    var indices: [String: Int] = [:]
    for resource in root.first("resources")?.everywhere("resource") ?? [] {
      CrmMonReader.take(resource, input, &indices, &state)
    }
    for ban in root.first("bans")?.all("ban") ?? [] {
      guard let resource = ban["resource"], let node = ban["node"] else { continue }
      state.bans.append(
        ClusterState.Ban(
          id: ban["id"] ?? "?", resource: resource, node: node,
          isAbsolute: ban["weight"].flatMap(CIBReader.isBan) ?? false,
          place: ban.place(in: input)))
    }
    self.state = state
  }

  private static func takeSummary(_ summary: XMLTree.Element?, _ state: inout ClusterState) {
    state.observed = summary?.first("last_update")?["time"].flatMap(ClusterTime.of)
    if let controller = summary?.first("current_dc") {
      state.hasQuorum =
        controller.flag("present") == false ? false : controller.flag("with_quorum")
    }
    let options = summary?.first("cluster_options")
    state.fencing = options?.flag("fencing-enabled") ?? options?.flag("stonith-enabled")
    state.isInMaintenance = options?.flag("maintenance-mode")
    state.stopsAll = options?.flag("stop-all-resources")
    state.noQuorumPolicy = options?["no-quorum-policy"]
  }

  private static func take(
    _ element: XMLTree.Element, _ input: String, _ indices: inout [String: Int],
    _ state: inout ClusterState
  ) {
    let agent = element["resource_agent"] ?? ""
    guard agent.hasPrefix("ocf:"), agent.hasSuffix(":IPaddr2") || agent.hasSuffix(":IPaddr"),
      let id = element["id"]?.split(separator: ":").first.map(String.init)
    else { return }
    let isGone = element.flag("removed") ?? element.flag("orphaned") ?? false
    if isGone { return }
    let index = indices[id] ?? state.resources.count
    if index == state.resources.count {
      indices[id] = index
      state.resources.append(ClusterState.Resource(id: id, place: element.place(in: input)))
    }
    let nodes = element.all("node").compactMap { $0["name"] }
    switch element["role"] {
    case "Started", "Promoted", "Master", "Unpromoted", "Slave":
      state.resources[index].startedOn += nodes
    case "Stopped": break
    default: state.resources[index].uncertainOn += nodes
    }
    if let isManaged = element.flag("managed") { state.resources[index].isManaged = isManaged }
    if let role = element["target_role"] {
      state.resources[index].isStopped = role.lowercased() == "stopped"
    }
    if let flag = element.flag("maintenance") { state.resources[index].isInMaintenance = flag }
  }
}
