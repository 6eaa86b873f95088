/// Servers that do one job, as they will be written.
struct Cluster {
  var word: StaticString
  /// Counted over the whole estate.
  var number: Int
  var servers: [PlannedServer] = []
  var entries: [FailoverEntry] = []
}

struct PlannedServer {
  let id: UUIDText
  /// 1 or 2.
  let zone: Int
  let isRunning: Bool
  var nics: [PlannedNIC] = []
}

struct PlannedNIC {
  let id: UUIDText
  let lan: Int
  /// The address of the group that it is a member of, which comes first.
  let group: Address?
  let own: Address
  let firewallActive: Bool
}

/// An entry of a LAN's failover list.
struct FailoverEntry {
  let lan: Int
  let address: Address
  let master: UUIDText
}
