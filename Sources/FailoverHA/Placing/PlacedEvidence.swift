import FailoverBase
import FailoverInventory

/// Evidence on the servers of an inventory.
struct PlacedEvidence {
  /// Every host, with what files of other folders say of it.
  private(set) var nodes: [HANode] = []
  private(set) var placements: [HAPlacement] = []
  private(set) var clusters: [HACluster] = []
  private let finder: ServerFinder
  private let groups: Set<ParsedAddress>
  /// Addresses of nodes by `corosync.conf`.
  private let rings: [CorosyncNode]
  /// Folders of hosts that were placed, by their names.
  private var folders: [String: [Int]] = [:]

  init(_ read: ReadEvidence, on inventory: Inventory) {
    let merged = MergedClusters(read)
    var names = Set(merged.clusters.flatMap { $0.flatMap(\.nodeNames) })
    names.formUnion(read.leases.compactMap { $0.holder?.lowercased() })
    finder = ServerFinder(
      inventory, for: read.nodes, names: Set(ServerFinder.names(Array(names))),
      rings: Set(read.rings.flatMap(\.addresses)))
    groups = Set(inventory.groups.lazy.compactMap(\.parsedAddress))
    rings = read.rings
    // A host without a readable file is one without evidence.
    let readable = read.nodes.filter { read.sources[$0.source].isReadable }
    for node in readable where node.isFolder || node.hasOwnIdentity { place(node) }
    for (index, node) in nodes.enumerated() where node.isFolder && placements[index].server != nil {
      for name in Set(ServerFinder.names(node.names)) { folders[name, default: []].append(index) }
    }
    for node in readable where !node.isFolder && !node.hasOwnIdentity { attach(node) }
    for copies in merged.clusters { place(copies) }
    takeLeases(read.leases)
  }

  private mutating func place(_ node: HANode) {
    nodes.append(node)
    placements.append(HAPlacement(finder.rows(node, groups: groups)))
  }

  /// The folder of a host of a name that was placed.
  private func folder(named names: [String]) -> Int? {
    let found = Set(ServerFinder.names(names).flatMap { folders[$0] ?? [] }).sorted()
    let servers = Set(found.compactMap { placements[$0].server })
    return servers.count == 1 ? found.first : nil
  }

  /// Adds a host that a file names to the folder of that name, or places it by an address of
  /// `corosync.conf`, or by its name.
  private mutating func attach(_ node: HANode) {
    guard let index = folder(named: node.names) else {
      let names = Set(node.names.map { $0.lowercased() })
      let own = rings.filter { names.contains($0.name.lowercased()) }.flatMap(\.addresses)
      let servers = finder.servers(with: own)
      if servers.count != 1 { return place(node) }
      nodes.append(node)
      placements.append(.placed(servers[0], by: .ringAddress))
      return
    }
    nodes[index].add(node)
    // The file's own host is where the folder is.
    var own = HANode(
      name: node.name, source: node.source, isFolder: false, place: node.place)
    own.otherSources = node.otherSources
    own.isAttached = true
    nodes.append(own)
    if let server = placements[index].server {
      placements.append(.placed(server, by: .folder))
    } else {
      placements.append(placements[index])
    }
  }

  // MARK: Clusters

  private mutating func place(_ copies: [HAClusterCopy]) {
    var servers: [String: Server] = [:]
    for name in Set(copies.flatMap(\.nodeNames)).sorted() {
      var node = HANode(
        name: copies.compactMap { $0.spelling(of: name) }.first ?? name,
        source: copies[0].source, isFolder: false,
        place: copies[0].configuration?.place ?? copies[0].state?.place
          ?? Place(input: "", line: 1, pointer: ""))
      node.names = [name]
      node.otherSources = copies.dropFirst().map(\.source) + copies.flatMap(\.otherSources)
      node.take(copies, node: name)
      attach(node)
      if let server = placements.last?.server { servers[name] = server }
    }
    clusters.append(HACluster(copies: copies, servers: servers))
  }

  // MARK: Leases

  /// Says of each instance of kube-vip whether its host has the lease.
  private mutating func takeLeases(_ leases: [HALease]) {
    for lease in leases {
      guard let holder = lease.holder else { continue }
      var node = HANode(name: holder, source: lease.source, isFolder: false, place: lease.place)
      node.names = [holder]
      node.hasState = true
      attach(node)
    }
    let byName = Dictionary(grouping: leases, by: \.name)
    let answers = byName.mapValues { own -> HALease? in
      Set(own.map(\.holder)).count == 1 ? own.first : nil
    }
    for index in nodes.indices {
      let names = Set(ServerFinder.names(nodes[index].names))
      for number in nodes[index].instances.indices
      where nodes[index].instances[number].software == .kubeVIP {
        guard let lease = answers[nodes[index].instances[number].name] ?? nil,
          let holder = lease.holder
        else { continue }
        nodes[index].instances[number].isActive = !names.isDisjoint(
          with: ServerFinder.names([holder]))
        nodes[index].instances[number].observed = lease.renewed
        nodes[index].hasState = true
      }
    }
  }

  // MARK: Servers

  /// The servers with what was placed on them, in the order of their ids.
  func servers(_ inventory: Inventory) -> [HAServer] {
    var byServer: [Server: [Int]] = [:]
    for (index, placement) in placements.enumerated() {
      if let server = placement.server { byServer[server, default: []].append(index) }
    }
    var nics: [Server: [NIC]] = [:]
    if !byServer.isEmpty {
      for nic in inventory.everyNIC {
        if let server = nic.server, byServer[server] != nil {
          nics[server, default: []].append(nic)
        }
      }
    }
    return inventory.inOrder(Array(byServer.keys)).map { server in
      let indices = (byServer[server] ?? []).filter { !nodes[$0].isAttached }
      return HAServer(
        server, indices.map { nodes[$0] },
        placedBy: indices.compactMap {
          if case .placed(_, let row) = placements[$0] { row } else { nil }
        },
        nics: (nics[server] ?? []).sorted { $0.id < $1.id })
    }
  }
}

extension HANode {
  /// Whether it says itself which server it is.
  fileprivate var hasOwnIdentity: Bool { !serverIDs.isEmpty || !hardwareAddresses.isEmpty }

  /// Takes what another file says of this host.
  fileprivate mutating func add(_ other: HANode) {
    instances += other.instances
    configurations += other.configurations
    services += other.services
    interfaces += other.interfaces.filter { own in !interfaces.contains { $0.name == own.name } }
    if holdingList == .absent {
      holdings = other.holdings
      holdingList = other.holdingList
    }
    hasState = hasState || other.hasState
    collected = collected ?? other.collected
  }

  /// Takes what a cluster says of one of its nodes.
  fileprivate mutating func take(_ copies: [HAClusterCopy], node name: String) {
    var indices: [String: Int] = [:]
    for copy in copies {
      guard let configuration = copy.configuration else { continue }
      configurations.append(
        Configuration(
          software: .pacemaker, isWhole: configuration.isWhole, place: configuration.place))
      let states = Dictionary(
        (copy.current?.resources ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }
      )
      for resource in configuration.resources {
        guard let instance = copy.instance(of: resource, states[resource.id], on: name) else {
          continue
        }
        if let known = indices[instance.name] {
          instances[known] = instances[known].agreed(with: instance)
        } else {
          indices[instance.name] = instances.count
          instances.append(instance)
        }
      }
    }
    hasState = copies.contains { $0.current != nil }
  }
}

extension HAClusterCopy {
  /// A node's name as it is written.
  fileprivate func spelling(of name: String) -> String? {
    ((configuration?.nodes.map(\.name) ?? []) + (state?.nodes.map(\.name) ?? [])).first {
      $0.lowercased() == name
    }
  }

  /// A resource as an instance on one of the nodes.
  fileprivate func instance(
    of resource: ClusterConfiguration.Resource, _ state: ClusterState.Resource?, on node: String
  ) -> HAInstance? {
    guard let address = resource.address else { return nil }
    var instance = HAInstance(
      name: resource.id, software: .pacemaker, place: resource.place)
    instance.interface = resource.interface
    instance.addresses = [
      HAInstance.Address(
        address: address, prefix: resource.prefix ?? address.fullPrefix, place: resource.place)
    ]
    instance.showsAllAddresses = true
    instance.isWhole = configuration?.isWhole ?? false
    instance.usesVirtualMAC = resource.isUniqueClone
    instance.isChecked = resource.hasMonitor
    guard let state else { return instance }
    func names(_ list: [String]) -> Bool { list.contains { $0.lowercased() == node } }
    if names(state.startedOn) {
      instance.isActive = true
    } else if !names(state.uncertainOn) {
      instance.isActive = false
    }
    instance.observed = current?.observed
    return instance
  }
}

/// Copies of clusters, put together: CIB and crm_mon of one folder, and folders of one cluster.
private struct MergedClusters {
  private(set) var clusters: [[HAClusterCopy]] = []
  /// Whether a file of each lies at the top.
  private var areAtTop: [Bool] = []

  init(_ read: ReadEvidence) {
    struct Scope: Hashable {
      let argument: Int
      let folder: Int?
    }
    var scopes: [Scope] = []
    var byScope: [Scope: [HAClusterCopy]] = [:]
    for copy in read.clusters {
      let source = read.sources[copy.source]
      let scope = Scope(argument: source.argument, folder: source.isFolder ? copy.source : nil)
      if byScope[scope] == nil { scopes.append(scope) }
      byScope[scope, default: []].append(copy)
    }
    for scope in scopes {
      for copy in MergedClusters.joined(byScope[scope] ?? []) {
        add(copy, isFolder: scope.folder != nil)
      }
    }
  }

  /// Each CIB with the state that has a node of one name.
  private static func joined(_ copies: [HAClusterCopy]) -> [HAClusterCopy] {
    var joined = copies.filter { $0.configuration != nil }
    for copy in copies where copy.configuration == nil {
      let index = joined.firstIndex {
        $0.state == nil && !$0.nodeNames.isDisjoint(with: copy.nodeNames)
      }
      if let index {
        joined[index].state = copy.state
        joined[index].otherSources.append(copy.source)
      } else if copy.state != nil {
        joined.append(copy)
      }
    }
    return joined
  }

  private mutating func add(_ copy: HAClusterCopy, isFolder: Bool) {
    let same = clusters.indices.first { index in
      let isApart = isFolder && !areAtTop[index]
      return clusters[index].contains { known in
        known.nodeNames == copy.nodeNames && !copy.nodeNames.isEmpty
          || !isApart && !known.nodeNames.isDisjoint(with: copy.nodeNames)
      }
    }
    if let same {
      clusters[same].append(copy)
      areAtTop[same] = areAtTop[same] || !isFolder
    } else {
      clusters.append([copy])
      areAtTop.append(!isFolder)
    }
  }
}
