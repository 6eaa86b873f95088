import FailoverBase
import FailoverInventory

/// A cluster of Pacemaker, as all folders and files show it.
package struct HACluster: Sendable {
  package let copies: [HAClusterCopy]
  /// The servers of its nodes, by the names of the nodes in lower case.
  package let servers: [String: Server]

  /// What the copies agree on.
  ///
  /// - Parameter read: what one copy says.
  package func agreed<Value: Hashable>(_ read: (HAClusterCopy) -> Value?) -> Value? {
    Agreement.of(copies.map(read))
  }

  package var configurations: [ClusterConfiguration] { copies.compactMap(\.configuration) }

  /// The resources that move an address, each once by its id.
  package func resources(with address: ParsedAddress) -> [ClusterConfiguration.Resource] {
    var ids: Set<String> = []
    return configurations.flatMap(\.resources).filter {
      $0.address == address && ids.insert($0.id).inserted
    }
  }

  /// The name of the node that a server is.
  package func nodeName(of server: Server) -> String? {
    servers.filter { $0.value == server }.keys.min()
  }
}

extension HAClusterCopy {
  /// What crm_mon says, else the status section of the CIB.
  package var current: ClusterState? { state ?? configuration?.status }
}
