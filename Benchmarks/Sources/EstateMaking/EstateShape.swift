/// What an estate looks like.
public enum EstateShape: String, CaseIterable, Sendable {
  /// Data centers of 25 to 400 servers, 500 NICs on average; 5 % of the NICs are in groups.
  case fleet
  /// The same, all of it in one data center.
  case oneDatacenter = "one-datacenter"
  /// Data centers of one server and one LAN; one in a thousand has a group, which cannot hold.
  case tinyDatacenters = "tiny-datacenters"
  /// Like a fleet, with every NIC in a group.
  case allInGroups = "all-in-groups"
  /// Data centers of one LAN with 100,000 NICs and 10,000 groups.
  case oneLAN = "one-lan"

  /// LANs of a data center, numbered from 1.
  var lans: Int { self == .tinyDatacenters || self == .oneLAN ? 1 : 8 }

  /// How many of the LANs lead to the internet: the first ones.
  var publicLANs: Int { self == .fleet || self == .oneDatacenter ? 4 : lans }

  /// Servers of the next data center.
  func servers(_ random: inout SplitMix64) -> Int {
    switch self {
    case .fleet, .allInGroups:
      // Three of four are small; 125 on average.
      random.once(in: 4) ? 150 + random.below(251) : 25 + random.below(101)
    case .oneDatacenter: .max
    case .tinyDatacenters: 1
    case .oneLAN: 25_000
    }
  }

  /// Servers of the next cluster: those that do one job, and share their groups.
  func clusterSize(_ random: inout SplitMix64) -> Int {
    switch self {
    case .fleet, .oneDatacenter, .allInGroups: random.once(in: 8) ? 3 : 2
    case .tinyDatacenters: 1
    case .oneLAN: 2
    }
  }

  /// NICs of each server of the next cluster.
  func nics(_ random: inout SplitMix64) -> Int {
    self == .tinyDatacenters ? 2 + random.below(2) : 4
  }

  /// How many clusters out of how many have groups.
  var clustersWithGroups: (count: Int, of: Int) {
    switch self {
    case .fleet, .oneDatacenter: (1, 5)
    case .tinyDatacenters: (1, 1000)
    case .allInGroups: (1, 1)
    case .oneLAN: (4, 5)
    }
  }

  /// Groups of a cluster that has any.
  var groupsOfCluster: Int { self == .allInGroups ? 4 : 1 }

  /// The LAN of a NIC.
  ///
  /// - Parameters:
  ///   - cluster: the number of its cluster in the data center.
  ///   - slot: the number of the NIC in its server; of a member that of its group in the cluster.
  func lan(cluster: Int, slot: Int) -> Int {
    switch self {
    case .tinyDatacenters, .oneLAN: 1
    case .allInGroups: 1 + (cluster % 2) * 4 + slot
    case .fleet, .oneDatacenter:
      switch slot {
      case 0: 1 + cluster % 4
      case 1: 5 + cluster % 4
      case 2: 5 + (cluster + 1) % 4
      default: 1 + (cluster + 1) % 4
      }
    }
  }
}
