import FailoverAudit
import FailoverInventory

extension Simulation {
  /// Takes everything of a kind, one by one.
  package init(each kind: LossKind, in inventory: Inventory) {
    self.init(.each(kind), of: inventory)
    var builder = CaseBuilder(inventory)
    for (number, group) in groups.enumerated() {
      open(group.datacenter, at: number)
      let section = sections.count - 1
      let servers = GroupServers(group, &builder.zones)
      switch kind {
      case .zone: addZones(servers, section, &builder)
      case .server: addServers(servers, section, &builder)
      case .datacenter:
        others.append(servers.fates(lost: servers.total, unseen: .init(branches: .lost)))
      }
      cellStarts.append(cells.count)
    }
    switch kind {
    case .zone: builder.addOtherZones(of: sections)
    case .server: builder.countOtherServers(of: &sections)
    case .datacenter: builder.addDatacenters(sections)
    }
    builder.settle(&self, kind)
    count()
  }

  // MARK: One group

  private mutating func addZones(
    _ servers: GroupServers, _ section: Int, _ builder: inout CaseBuilder
  ) {
    var unknown = GroupServers.Tally()
    for one in servers.all where one.zone == nil { unknown.add(one) }
    let known = servers.all.indices.filter { servers.all[$0].zone != nil }
      .ordered { (servers.all[$0].zone ?? 0, $0) < (servers.all[$1].zone ?? 0, $1) }
    let unseen = GroupServers.Unseen(branches: [.left, .lost])
    var lost = GroupServers.Tally()
    for (place, index) in known.enumerated() {
      let one = servers.all[index]
      lost.add(one)
      let next = place + 1 < known.count ? servers.all[known[place + 1]].zone : nil
      guard let zone = one.zone, zone != next else { continue }
      let fates = servers.fates(lost: lost, open: unknown, unseen: unseen)
      cells.append(Cell(number: builder.zone(zone, of: section), fates: fates))
      lost = GroupServers.Tally()
    }
    others.append(servers.fates(open: unknown, unseen: unseen))
  }

  /// Servers of one kind have the same fate, so that a group of many takes no longer.
  private mutating func addServers(
    _ servers: GroupServers, _ section: Int, _ builder: inout CaseBuilder
  ) {
    var byKind: [FateSet?] = Array(repeating: nil, count: GroupServers.One.kinds)
    for one in servers.all {
      let fates =
        byKind[one.kind]
        ?? servers.fates(lost: .init(one), unseen: .init(maySuffer: !one.isMember))
      byKind[one.kind] = fates
      cells.append(Cell(number: builder.server(one.server, of: section), fates: fates))
    }
    others.append(servers.fates(unseen: .init(maySuffer: true)))
  }

  // MARK: Counting

  /// Counts the fates of each case, and what was met of each group.
  ///
  /// A case begins with what it is to all groups that have no server there, so that nothing is
  /// counted for each pair of the two.
  private mutating func count() {
    met.reserveCapacity(groups.count)
    for index in sections.indices {
      let section = sections[index]
      for group in section.groups { sections[index].others[others[group].fate] += 1 }
      for number in section.cases { cases[number].counts = sections[index].others }
      for group in section.groups {
        let cells = cells(ofGroup: group)
        var seen: FateSet = []
        let other = others[group].fate
        for cell in cells {
          cases[Int(cell.number)].counts[other] -= 1
          cases[Int(cell.number)].counts[cell.fates.fate] += 1
          seen.formUnion(cell.fates.shown)
        }
        if section.cases.count + section.otherServers > cells.count {
          seen.formUnion(others[group].shown)
        }
        met.append(seen.isEmpty ? FateSet(.unknown) : seen)
      }
    }
  }
}
