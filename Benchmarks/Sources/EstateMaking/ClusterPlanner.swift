/// Plans an estate cluster by cluster, so that no more of it than one cluster has to be remembered.
struct ClusterPlanner {
  private static let words: [StaticString] = [
    "web", "app", "db", "lb", "gw", "mx", "dns", "vpn", "api", "queue", "cache", "proxy",
  ]

  let shape: EstateShape
  private let wrongOneIn: Int
  private(set) var addresses: AddressPlan
  private(set) var summary = EstateSummary()
  private var clusters = 0
  /// The number of the cluster in a run that is the exception in it: with groups or without.
  private var exception = 0
  /// Groups without a defect, the last ones first, whose addresses may be used twice.
  private var recent: [PlannedGroup] = []
  // Of the data center that is under way.
  private var location = 0
  private var clustersInDatacenter = 0
  private var insideAddresses = 0

  init(shape: EstateShape, wrongOneIn: Int) {
    self.shape = shape
    self.wrongOneIn = wrongOneIn
    addresses = AddressPlan(blockSize: shape.blockSize)
  }

  mutating func beginDatacenter(location: Int) {
    self.location = location
    clustersInDatacenter = 0
    insideAddresses = 0
    summary.datacenters += 1
    summary.lans += shape.lans
  }

  /// The next cluster of the data center.
  mutating func next(_ random: inout SplitMix64) -> Cluster {
    let size = shape.clusterSize(&random)
    let nics = shape.nics(&random)
    let groups = planGroups(drawGroups(&random))
    var cluster = Cluster(
      word: ClusterPlanner.words[random.below(ClusterPlanner.words.count)], number: clusters)
    let isRunning = !groups.isEmpty || !random.once(in: 16)
    for position in 0..<size {
      let isOneZone = groups.contains { $0.defect == .singleZone }
      cluster.servers.append(
        PlannedServer(
          id: UUIDText(&random), zone: isOneZone ? 1 : 1 + position % 2, isRunning: isRunning,
          nics: planNICs(nics, of: position, groups, &random)))
    }
    cluster.entries = groups.map { entry($0, cluster) }
    clusters += 1
    clustersInDatacenter += 1
    summary.servers += size
    summary.nics += size * nics
    return cluster
  }

  // MARK: Groups

  /// How many groups the next cluster has.
  private mutating func drawGroups(_ random: inout SplitMix64) -> Int {
    let (count, run) = shape.clustersWithGroups
    if clusters % run == 0 { exception = shape == .tinyDatacenters ? 0 : random.below(run) }
    let isException = clusters % run == exception
    return isException == (count == 1) ? shape.groupsOfCluster : 0
  }

  private mutating func planGroups(_ count: Int) -> [PlannedGroup] {
    var groups: [PlannedGroup] = []
    for slot in 0..<count {
      let number = summary.groups
      summary.groups += 1
      let lan = shape.lan(cluster: clustersInDatacenter, slot: slot)
      let place = LANPlace(datacenter: summary.datacenters, lan: lan)
      var defect = shape.hasDefects ? Defect.ofGroup(number, oneIn: wrongOneIn) : nil
      var address: Address?
      if defect == .addressTwice {
        address = recent.first { $0.place != place }?.address
        if address == nil { defect = .singleZone }
      }
      let group = PlannedGroup(
        number: number, slot: slot, place: place,
        address: address ?? addresses.reserve(in: location), defect: defect)
      groups.append(group)
    }
    for group in groups where group.defect == nil {
      recent.insert(group, at: 0)
      if recent.count > 8 { recent.removeLast() }
    }
    return groups
  }

  /// The entry of a group in its LAN's failover list; counts what is wrong with the group.
  private mutating func entry(_ group: PlannedGroup, _ cluster: Cluster) -> FailoverEntry {
    let members = cluster.servers.map { server in
      server.nics.filter { $0.lan == group.place.lan && $0.group == group.address }
    }
    let servers = zip(cluster.servers, members).filter { !$1.isEmpty }.map { $0.0 }
    let nics = members.flatMap(\.self)
    summary.memberNICs += nics.count
    var master = nics[group.number % nics.count].id
    if servers.count == 1 {
      summary.failures.singleServerGroup += 1
    } else if Set(servers.map(\.zone)).count == 1 {
      summary.failures.singleZoneGroup += 1
    }
    if group.defect == .strangerAsMaster {
      master = cluster.servers[0].nics[group.slot ^ 1].id
      summary.failures.masterNotAMember += 1
    }
    if group.defect == .addressTwice { summary.failures.addressInTwoGroups += 2 }
    return FailoverEntry(lan: group.place.lan, address: group.address, master: master)
  }

  // MARK: NICs

  private mutating func planNICs(
    _ count: Int, of server: Int, _ groups: [PlannedGroup], _ random: inout SplitMix64
  ) -> [PlannedNIC] {
    (0..<count).map { slot in
      let group = group(of: slot, server, groups)
      let lan = shape.lan(cluster: clustersInDatacenter, slot: group?.slot ?? slot)
      return PlannedNIC(
        id: UUIDText(&random), lan: lan, group: group?.address, own: nextOwnAddress(lan),
        firewallActive: group == nil && random.once(in: 4))
    }
  }

  /// The group that a NIC is a member of.
  ///
  /// The NICs that a group with a single server leaves out join another group of their server, if
  /// it has one. A cluster of one server has all its NICs in one group.
  private func group(of slot: Int, _ server: Int, _ groups: [PlannedGroup]) -> PlannedGroup? {
    if groups.isEmpty { return nil }
    if shape == .tinyDatacenters { return groups[0] }
    guard slot < groups.count else { return nil }
    let group = groups[slot]
    guard group.defect == .singleServer && server > 0 else { return group }
    return slot ^ 1 < groups.count ? groups[slot ^ 1] : nil
  }

  private mutating func nextOwnAddress(_ lan: Int) -> Address {
    if lan <= shape.publicLANs { return addresses.nextDynamic() }
    insideAddresses += 1
    return AddressPlan.inside(insideAddresses)
  }
}

/// A LAN of the estate.
private struct LANPlace: Equatable {
  let datacenter: Int
  let lan: Int
}

/// A group whose members are not known yet.
private struct PlannedGroup {
  /// Counted over the whole estate.
  let number: Int
  /// Its number in the cluster.
  let slot: Int
  let place: LANPlace
  let address: Address
  let defect: Defect?
}
