/// What evidence may hold at most.
package enum HALimits {
  /// Bytes of a configuration.
  package static let textBytes = 4 << 20
  /// Bytes of any other file.
  package static let fileBytes = 16 << 20
  /// Files below an argument.
  package static let files = 100_000
  /// Instances of a host.
  package static let instances = 10_000
  /// Resources of a cluster, each once for each node.
  package static let clusterInstances = 100_000
  /// Lines of a host's configuration after substitution.
  package static let lines = 100_000
  /// Bytes of a host's configuration, each file as often as it is included.
  package static let includedBytes = 16 << 20
  /// Files that include one another.
  package static let includeDepth = 32
}
