import FailoverBase
import FailoverInventory

/// Reads a CIB, as `cibadmin --query` prints it.
struct CIBReader {
  private(set) var configuration: ClusterConfiguration
  private let input: String
  private let defaults: ClusterValues

  init(_ root: XMLTree.Element, input: String) {
    self.input = input
    let own = root.first("configuration")
    let properties = own?.first("crm_config")
    defaults = ClusterValues(own?.first("rsc_defaults")?.all("meta_attributes") ?? [])
    configuration = ClusterConfiguration(
      place: root.place(in: input),
      propertiesPlace: (properties ?? own ?? root).place(in: input))
    configuration.isWhole = own?.first("resources") != nil
    configuration.hasQuorum = root.flag("have-quorum")
    takeProperties(ClusterValues(properties?.all("cluster_property_set") ?? []))
    for node in own?.first("nodes")?.all("node") ?? [] { take(node: node) }
    for element in own?.first("resources")?.children ?? [] { take(element, in: []) }
    for location in own?.first("constraints")?.all("rsc_location") ?? [] {
      configuration.locations.append(self.location(location))
    }
    configuration.status = root.first("status").flatMap {
      ClusterStatusReader($0, configuration, input: input).state
    }
  }

  private mutating func takeProperties(_ values: ClusterValues) {
    configuration.fencing = ClusterValues.flag(
      values.first(["fencing-enabled", "stonith-enabled"]), usually: true)
    configuration.noQuorumPolicy = values["no-quorum-policy"] ?? "stop"
    configuration.isInMaintenance = ClusterValues.flag(values["maintenance-mode"], usually: false)
    configuration.stopsAll = ClusterValues.flag(values["stop-all-resources"], usually: false)
    configuration.hasWatchdog = ClusterValues.flag(values["have-watchdog"], usually: false)
    configuration.watchdogTimeout =
      values.first(["fencing-watchdog-timeout", "stonith-watchdog-timeout"]) ?? "0"
  }

  private mutating func take(node: XMLTree.Element) {
    guard let name = node["uname"] else { return }
    let values = ClusterValues(node.all("instance_attributes"))
    configuration.nodes.append(
      ClusterConfiguration.Node(
        id: node["id"] ?? name, name: name,
        isStandby: ClusterValues.flag(values["standby"], usually: false),
        isInMaintenance: ClusterValues.flag(values["maintenance"], usually: false),
        place: node.place(in: input)))
  }

  // MARK: Resources

  private mutating func take(_ element: XMLTree.Element, in containers: [XMLTree.Element]) {
    switch element.name {
    case "group", "clone", "master":
      for child in element.children { take(child, in: [element] + containers) }
    case "primitive":
      if element["template"] != nil {
        // What it is, is written in a template.
        configuration.isWhole = false
      } else if element["class"] == "stonith" {
        configuration.hasFencingResource = true
      } else if element["class"] == "ocf", element["provider"] == "heartbeat",
        element["type"] == "IPaddr2" || element["type"] == "IPaddr"
      {
        let resource = resource(element, in: containers)
        if resource.address == nil { configuration.isWhole = false }
        configuration.resources.append(resource)
      }
    default: break
    }
  }

  private func resource(
    _ element: XMLTree.Element, in containers: [XMLTree.Element]
  ) -> ClusterConfiguration.Resource {
    let values = ClusterValues(element.all("instance_attributes"))
    let metas = ([element] + containers).map { ClusterValues($0.all("meta_attributes")) }
    func meta(_ name: String) -> String?? {
      for values in metas + [defaults] { if let value = values[name] { return .some(value) } }
      return nil
    }
    var resource = ClusterConfiguration.Resource(
      id: element["id"] ?? "?", containers: containers.compactMap { $0["id"] },
      place: element.place(in: input))
    if let (address, prefix) = (values["ip"] ?? nil).flatMap(PrefixedAddress.of) {
      resource.address = address
      resource.prefix = prefix
    }
    if let mask = values["cidr_netmask"] ?? nil { resource.prefix = Int(mask) }
    resource.interface = values["nic"] ?? nil
    resource.isOnLoopback = ClusterValues.flag(values["lvs_support"], usually: false)
    resource.isManaged = ClusterValues.flag(meta("is-managed"), usually: true)
    resource.isInMaintenance = ClusterValues.flag(meta("maintenance"), usually: false)
    switch meta("target-role") {
    case nil: resource.isStopped = false
    case .some(nil): resource.isStopped = nil
    case .some(let role?): resource.isStopped = role.lowercased() == "stopped"
    }
    let isClone = containers.contains { $0.name != "group" }
    resource.isUniqueClone =
      isClone ? ClusterValues.flag(meta("globally-unique"), usually: false) : false
    resource.hasMonitor = hasMonitor(element)
    return resource
  }

  /// Whether it has an enabled monitor with an interval.
  private func hasMonitor(_ element: XMLTree.Element) -> Bool? {
    let operations = element.all("operations")
    let monitors = operations.flatMap { $0.all("op") }.filter { $0["name"] == "monitor" }
    let isSet = monitors.contains { monitor in
      monitor.flag("enabled") != false && !CIBReader.isZero(monitor["interval"] ?? "0")
    }
    if isSet { return true }
    return operations.contains { $0["id-ref"] != nil } ? nil : false
  }

  /// Whether a duration is 0, in any unit.
  private static func isZero(_ duration: String) -> Bool {
    !duration.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
  }

  // MARK: Constraints

  private func location(_ element: XMLTree.Element) -> ClusterConfiguration.Location {
    let references = element.all("resource_set").flatMap { $0.all("resource_ref") }
    var resources = [element["rsc"]].compactMap(\.self) + references.compactMap { $0["id"] }
    let isOpen =
      element["rsc-pattern"] != nil || element["id-ref"] != nil
      || element.all("resource_set").contains { $0["id-ref"] != nil }
    resources.sort()
    let hasRule = element.first("rule") != nil
    return ClusterConfiguration.Location(
      id: element["id"] ?? "?", resources: isOpen ? nil : resources,
      node: hasRule ? nil : element["node"],
      isBan: hasRule ? nil : element["score"].flatMap(CIBReader.isBan),
      place: element.place(in: input))
  }

  /// Whether a score keeps a resource off a node for good.
  static func isBan(_ score: String) -> Bool? {
    if score.uppercased() == "-INFINITY" { return true }
    if ["INFINITY", "+INFINITY"].contains(score.uppercased()) { return false }
    return Int(score).map { $0 <= -1_000_000 }
  }
}

/// Reads the status section of a CIB.
struct ClusterStatusReader {
  /// Nil if there is no node in it.
  let state: ClusterState?

  init(_ status: XMLTree.Element, _ configuration: ClusterConfiguration, input: String) {
    let nodes = status.all("node_state")
    if nodes.isEmpty {
      state = nil
      return
    }
    var state = ClusterState(place: status.place(in: input))
    let addresses = Set(configuration.resources.map(\.id))
    var resources: [String: ClusterState.Resource] = [:]
    for id in addresses {
      resources[id] = ClusterState.Resource(id: id, place: status.place(in: input))
    }
    for node in nodes {
      guard let name = node["uname"] else { continue }
      let isOnline = ClusterStatusReader.isOnline(node)
      let own = Dictionary(grouping: node.everywhere("lrm_resource")) {
        ($0["id"] ?? "").split(separator: ":").first.map(String.init) ?? ""
      }
      state.nodes.append(
        ClusterState.Node(name: name, isOnline: isOnline, place: node.place(in: input)))
      for id in addresses {
        // The history of a node that is offline is stale.
        let isStarted = isOnline == true ? ClusterStatusReader.isStarted(own[id] ?? []) : nil
        if isStarted == nil { resources[id]?.uncertainOn.append(name) }
        if isStarted == true { resources[id]?.startedOn.append(name) }
      }
    }
    state.resources = resources.keys.sorted().compactMap { resources[$0] }
    self.state = state
  }

  /// Whether a node takes part in the cluster: both processes are there, as `true` and `online`, or
  /// with the time since when, and it has joined.
  private static func isOnline(_ node: XMLTree.Element) -> Bool? {
    guard let member = node["in_ccm"], let process = node["crmd"], let join = node["join"] else {
      return nil
    }
    let isMember = member == "true" || (Int(member) ?? 0) > 0
    let isRunning = process == "online" || (Int(process) ?? 0) > 0
    return isMember && isRunning && join == "member"
  }

  /// Whether the last operation of a resource left it started; instances of a clone count together.
  private static func isStarted(_ own: [XMLTree.Element]) -> Bool? {
    if own.isEmpty { return false }
    let answers = own.map { resource in
      let last = resource.all("lrm_rsc_op").max { a, b in callID(a) < callID(b) }
      return last.map(isStarted(after:)) ?? false
    }
    if answers.contains(true) { return true }
    return answers.contains(nil) ? nil : false
  }

  private static func callID(_ operation: XMLTree.Element) -> Int {
    operation["call-id"].flatMap { Int($0) } ?? -1
  }

  private static func isStarted(after operation: XMLTree.Element) -> Bool? {
    switch (operation["operation"], operation["rc-code"]) {
    case ("start", "0"), ("monitor", "0"), ("monitor", "8"), ("promote", "0"), ("demote", "0"):
      true
    case ("stop", "0"), ("monitor", "7"): false
    default: nil
    }
  }
}
