import FailoverBase
import FailoverInventory

/// A cluster of Pacemaker as one folder or file shows it: its configuration, its state, or both.
package struct HAClusterCopy: Sendable {
  /// The number of the folder or file that it comes from.
  package var source: Int
  /// Numbers of files at the top that say the rest.
  package var otherSources: [Int] = []
  package var configuration: ClusterConfiguration?
  package var state: ClusterState?

  /// The names of its nodes in lower case.
  var nodeNames: Set<String> {
    Set(
      ((configuration?.nodes.map(\.name) ?? []) + (state?.nodes.map(\.name) ?? [])).map {
        $0.lowercased()
      })
  }
}

/// What the CIB configures. What cannot be resolved is nil.
package struct ClusterConfiguration: Sendable {
  package struct Node: Sendable, Hashable {
    package var id: String
    package var name: String
    package var isStandby: Bool?
    package var isInMaintenance: Bool?
    package var place: Place
  }

  /// A resource that puts an address on a node.
  package struct Resource: Sendable {
    package var id: String
    /// The ids of the groups and clones around it.
    package var containers: [String] = []
    package var address: ParsedAddress?
    package var prefix: Int?
    package var interface: String?
    /// Whether each instance of the clone is one of its own.
    package var isUniqueClone: Bool?
    /// Whether the address is only put on the loopback interface where it is not active.
    package var isOnLoopback: Bool?
    package var hasMonitor: Bool?
    package var isManaged: Bool?
    package var isInMaintenance: Bool?
    package var isStopped: Bool?
    package var place: Place
    /// Its own id, and those around it.
    package var ids: [String] { [id] + containers }
  }

  package struct Location: Sendable, Hashable {
    package var id: String
    /// The resources that it names; nil if that cannot be resolved.
    package var resources: [String]?
    /// Nil if a rule decides.
    package var node: String?
    /// Nil if a rule decides, or it is not a number.
    package var isBan: Bool?
    package var place: Place
  }

  package var place: Place
  package var nodes: [Node] = []
  package var resources: [Resource] = []
  package var locations: [Location] = []
  /// Whether all resources and their addresses are known.
  package var isWhole = true
  package var hasQuorum: Bool?
  package var fencing: Bool?
  package var noQuorumPolicy: String?
  package var isInMaintenance: Bool?
  package var stopsAll: Bool?
  package var hasWatchdog: Bool?
  package var watchdogTimeout: String?
  package var hasFencingResource = false
  /// Where properties are.
  package var propertiesPlace: Place
  /// What the status section says, if there is one.
  package var status: ClusterState?
}

/// What a cluster did at a time.
package struct ClusterState: Sendable {
  package struct Node: Sendable, Hashable {
    package var name: String
    package var isOnline: Bool?
    package var isStandby: Bool?
    package var isInMaintenance: Bool?
    package var isPending: Bool?
    package var isUnclean: Bool?
    package var place: Place
  }

  package struct Resource: Sendable, Hashable {
    /// Without the number of an instance of a clone.
    package var id: String
    /// The nodes on which it is started, and nodes where it may be.
    package var startedOn: [String] = []
    package var uncertainOn: [String] = []
    package var isManaged: Bool?
    package var isStopped: Bool?
    package var isInMaintenance: Bool?
    package var place: Place
  }

  package struct Ban: Sendable, Hashable {
    package var id: String
    package var resource: String
    package var node: String
    package var isAbsolute: Bool
    package var place: Place
  }

  package var place: Place
  package var nodes: [Node] = []
  package var resources: [Resource] = []
  package var bans: [Ban] = []
  package var hasQuorum: Bool?
  package var fencing: Bool?
  package var isInMaintenance: Bool?
  package var stopsAll: Bool?
  package var noQuorumPolicy: String?
  package var observed: Moment?
}

/// A lease of Kubernetes: which node answers for an address.
package struct HALease: Sendable, Hashable {
  package var source: Int
  package var name: String
  package var holder: String?
  package var renewed: Moment?
  package var place: Place
}
