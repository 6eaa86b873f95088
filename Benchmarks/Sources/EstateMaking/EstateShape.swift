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
  /// Like a fleet, and no NIC shows its hardware address.
  case noHardwareAddresses = "no-mac"
  /// Data centers of one server with 5,000 NICs; 500 of them are alone in a group each.
  case oneServer = "one-server"
  /// Like `allInGroups`, in one location, with all addresses of groups in one block.
  case oneBlock = "one-block"
  /// Data centers of 2,000 servers with one NIC each, all of them in one group.
  case oneGroup = "one-group"

  /// LANs of a data center, numbered from 1.
  var lans: Int {
    switch self {
    case .tinyDatacenters, .oneLAN, .oneGroup: 1
    case .fleet, .oneDatacenter, .allInGroups, .noHardwareAddresses, .oneServer, .oneBlock: 8
    }
  }

  /// How many of the LANs lead to the internet: the first ones.
  var publicLANs: Int {
    self == .fleet || self == .oneDatacenter || self == .noHardwareAddresses ? 4 : lans
  }

  /// Addresses of a block, except for the last one of each location.
  var blockSize: Int { self == .oneBlock ? .max : 64 }

  /// How many of the locations have data centers: the first ones.
  var locations: Int { self == .oneBlock ? 1 : AddressPlan.locations.count }

  /// Whether NICs show their hardware addresses.
  var hasHardwareAddresses: Bool { self != .noHardwareAddresses }

  /// Servers of the next data center.
  func servers(_ random: inout SplitMix64) -> Int {
    switch self {
    case .fleet, .allInGroups, .noHardwareAddresses, .oneBlock:
      // Three of four are small; 125 on average.
      random.once(in: 4) ? 150 + random.below(251) : 25 + random.below(101)
    case .oneDatacenter: .max
    case .tinyDatacenters, .oneServer: 1
    case .oneLAN: 25_000
    case .oneGroup: 2000
    }
  }

  /// Servers of the next cluster, which do one job and share their groups.
  func clusterSize(_ random: inout SplitMix64) -> Int {
    switch self {
    case .fleet, .oneDatacenter, .allInGroups, .noHardwareAddresses, .oneBlock:
      random.once(in: 8) ? 3 : 2
    case .tinyDatacenters, .oneServer: 1
    case .oneLAN: 2
    case .oneGroup: 2000
    }
  }

  /// NICs of each server of the next cluster.
  func nics(_ random: inout SplitMix64) -> Int {
    switch self {
    case .tinyDatacenters: 2 + random.below(2)
    case .oneServer: 5000
    case .oneGroup: 1
    case .fleet, .oneDatacenter, .allInGroups, .oneLAN, .noHardwareAddresses, .oneBlock: 4
    }
  }

  /// How many clusters out of how many have groups.
  var clustersWithGroups: (count: Int, of: Int) {
    switch self {
    case .fleet, .oneDatacenter, .noHardwareAddresses: (1, 5)
    case .tinyDatacenters: (1, 1000)
    case .allInGroups, .oneServer, .oneBlock, .oneGroup: (1, 1)
    case .oneLAN: (4, 5)
    }
  }

  /// Groups of a cluster that has any.
  var groupsOfCluster: Int {
    switch self {
    case .allInGroups, .oneBlock: 4
    case .oneServer: 500
    case .fleet, .oneDatacenter, .tinyDatacenters, .oneLAN, .noHardwareAddresses, .oneGroup: 1
    }
  }

  /// Whether groups may be made wrong: a single server is wrong already, and a single group has no
  /// other beside it.
  var hasDefects: Bool { self != .tinyDatacenters && self != .oneServer && self != .oneGroup }

  /// The LAN of a NIC.
  ///
  /// - Parameters:
  ///   - cluster: the number of its cluster in the data center.
  ///   - slot: the number of the NIC in its server; of a member that of its group in the cluster.
  func lan(cluster: Int, slot: Int) -> Int {
    switch self {
    case .tinyDatacenters, .oneLAN, .oneGroup: 1
    case .oneServer: 1 + slot % 8
    case .allInGroups, .oneBlock: 1 + (cluster % 2) * 4 + slot
    case .fleet, .oneDatacenter, .noHardwareAddresses:
      switch slot {
      case 0: 1 + cluster % 4
      case 1: 5 + cluster % 4
      case 2: 5 + (cluster + 1) % 4
      default: 1 + (cluster + 1) % 4
      }
    }
  }
}
