import FailoverAudit
import FailoverInventory

extension Simulation {
  /// Takes all losses together.
  package init(without losses: [Loss], in inventory: Inventory) {
    self.init(.without(losses), of: inventory)
    let lost = LostTogether(losses)
    together = lost
    var zones = ZoneNames()
    for (number, group) in groups.enumerated() {
      open(group.datacenter, at: number)
      let servers = GroupServers(group, &zones)
      others.append(lost.fates(of: servers, in: group.datacenter, zones))
      cellStarts.append(0)
    }
    met = others.map(\.shown)
  }

  /// Begins a section where a data center begins.
  mutating func open(_ datacenter: Datacenter, at group: Int) {
    if sections.last?.datacenter == datacenter {
      sections[sections.count - 1].groups =
        sections[sections.count - 1].groups.lowerBound..<group + 1
    } else {
      sections.append(Section(datacenter: datacenter, groups: group..<group + 1))
    }
  }
}

/// Losses as a group looks them up.
struct LostTogether: Sendable {
  private var zones: Set<String> = []
  private var zonesOfOne: [Int: Set<String>] = [:]
  private var datacenters: Set<Int> = []
  private var servers: Set<Int> = []
  /// How many servers of each data center are lost; those of no known one may be in any.
  private var serverCounts: [Int: Int] = [:]
  private var strayServers = 0

  init(_ losses: [Loss]) {
    for loss in losses {
      switch loss {
      case .zone(let zone, nil): zones.insert(zone)
      case .zone(let zone, .some(let datacenter)):
        zonesOfOne[datacenter.number, default: []].insert(zone)
      case .datacenter(let datacenter): datacenters.insert(datacenter.number)
      case .server(let server):
        guard servers.insert(server.number).inserted else { continue }
        if let datacenter = server.datacenter {
          serverCounts[datacenter.number, default: 0] += 1
        } else {
          strayServers += 1
        }
      }
    }
  }

  /// - Parameter datacenter: that of the group.
  func fates(
    of group: GroupServers, in datacenter: Datacenter, _ names: ZoneNames
  ) -> FateSet {
    var unseen = GroupServers.Unseen()
    if datacenters.contains(datacenter.number) {
      unseen.branches = .lost
      return group.fates(lost: group.total, unseen: unseen)
    }
    let here = zonesOfOne[datacenter.number] ?? []
    let losesZone = !zones.isEmpty || !here.isEmpty
    var lost = GroupServers.Tally()
    var open = GroupServers.Tally()
    var found = 0
    for one in group.all {
      if servers.contains(one.server.number) {
        lost.add(one)
        if one.isMember { found += 1 }
      } else if let zone = one.zone.map({ names.names[$0] }) {
        if zones.contains(zone) || here.contains(zone) { lost.add(one) }
      } else if losesZone {
        open.add(one)
      }
    }
    if losesZone { unseen.branches.insert(.lost) }
    unseen.maySuffer = strayServers + (serverCounts[datacenter.number] ?? 0) > found
    return group.fates(lost: lost, open: open, unseen: unseen)
  }

  /// Whether zones are lost in a data center that is not lost as a whole.
  func losesZone(of datacenter: Datacenter) -> Bool {
    !datacenters.contains(datacenter.number)
      && (!zones.isEmpty || zonesOfOne[datacenter.number] != nil)
  }
}
