import FailoverBase
import FailoverInventory
import Synchronization

/// Everything that evidence says of the failover software on the servers of an inventory.
package final class HAEvidence: InventorySupplement {
  /// Every file, in the order of their names.
  package let inputs: [InputRecord]
  /// Folders of hosts and files at the top, in the order of their names.
  package let sources: [HASource]
  /// Every host that is named, with the files of it.
  package let nodes: [HANode]
  /// On which server each of them is.
  package let placements: [HAPlacement]
  /// The servers that evidence is of, in the order of their ids.
  package let servers: [HAServer]
  package let clusters: [HACluster]
  /// The hosts of each source.
  package let nodesOfSource: [[Int]]
  private let byNumber: [Int: Int]
  /// The numbers of the clusters that move an address.
  private let clustersByAddress: [ParsedAddress: [Int]]
  private let byAddress: [ParsedAddress: [Int]]
  /// Servers that may have an address which nothing names.
  private let vague: [Int]
  private let tables: [SupplementTable: [[SupplementValue]]]
  /// The inventory without this evidence, so that neither keeps the other.
  private let inventory: Inventory
  private let lazySubjects = Mutex<EvidenceSubjects?>(nil)

  init(_ read: ReadEvidence, _ placed: PlacedEvidence, _ inventory: Inventory) {
    self.inventory = inventory
    inputs = read.inputs
    sources = read.sources
    nodes = placed.nodes
    placements = placed.placements
    clusters = placed.clusters
    var ofAddress: [ParsedAddress: [Int]] = [:]
    for (index, cluster) in placed.clusters.enumerated() {
      let moved = cluster.configurations.flatMap { $0.resources.compactMap(\.address) }
      for address in Set(moved) { ofAddress[address, default: []].append(index) }
    }
    clustersByAddress = ofAddress
    let servers = placed.servers(inventory)
    self.servers = servers
    byNumber = Dictionary(
      uniqueKeysWithValues: servers.enumerated().map { ($1.server.number, $0) })
    var ofSource = [[Int]](repeating: [], count: read.sources.count)
    for (index, node) in placed.nodes.enumerated() {
      for source in Set([node.source] + node.otherSources) { ofSource[source].append(index) }
    }
    nodesOfSource = ofSource
    var byAddress: [ParsedAddress: [Int]] = [:]
    for (index, server) in servers.enumerated() {
      let named =
        server.nodes.flatMap { $0.holdings.map(\.address) }
        + server.instances.flatMap { $0.addresses.map(\.address) }
      for address in Set(named) { byAddress[address, default: []].append(index) }
    }
    self.byAddress = byAddress
    vague = servers.indices.filter { !servers[$0].holdsNothingElse }
    tables = EvidenceTables(placed, servers).rows
  }

  /// What rules about evidence are put to, beside groups.
  package var subjects: EvidenceSubjects {
    lazySubjects.withLock { subjects in
      if let subjects { return subjects }
      let found = EvidenceSubjects(self, inventory)
      subjects = found
      return found
    }
  }

  package func rows(of table: SupplementTable) -> [[SupplementValue]] { tables[table] ?? [] }

  /// The evidence of a server, if there is any.
  package func of(_ server: Server) -> HAServer? { byNumber[server.number].map { servers[$0] } }

  /// The servers that may be active for an address: active ones, and ones that are not known.
  /// All others with evidence are not.
  package func active(
    _ address: ParsedAddress
  ) -> (yes: [HAServer], unknown: [HAServer]) {
    let named = byAddress[address] ?? []
    let candidates = Set(named).union(vague).sorted().map { servers[$0] }
    return (
      candidates.filter { $0.isActive(address) == true },
      candidates.filter { $0.isActive(address) == nil }
    )
  }

  /// The servers whose evidence names an address.
  package func naming(_ address: ParsedAddress) -> [HAServer] {
    (byAddress[address] ?? []).map { servers[$0] }
  }

  /// The clusters that move an address.
  package func clusters(with address: ParsedAddress) -> [HACluster] {
    (clustersByAddress[address] ?? []).map { clusters[$0] }
  }
}

extension Inventory {
  /// The evidence of the failover software that the audit was given.
  package var evidence: HAEvidence? { supplement as? HAEvidence }

  /// What rules about evidence are put to, beside groups.
  package var evidenceSubjects: EvidenceSubjects? { evidence?.subjects }
}
