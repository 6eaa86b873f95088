import FailoverAudit
import FailoverInventory

/// Gathers the cases while groups are looked at, and puts them in order.
struct CaseBuilder {
  private struct Key: Hashable {
    let section: Int
    /// A zone's number in `zones`, or a server's.
    let number: Int
  }

  private let inventory: Inventory
  var zones = ZoneNames()
  private var numbers: [Key: UInt32] = [:]
  private var keys: [Key] = []
  /// The server of each case, if cases are servers.
  private var servers: [Server] = []

  init(_ inventory: Inventory) { self.inventory = inventory }

  // MARK: Gathering

  /// The number of a case until `settle` gives it another.
  mutating func zone(_ zone: Int, of section: Int) -> UInt32 {
    number(Key(section: section, number: zone)).number
  }

  mutating func server(_ server: Server, of section: Int) -> UInt32 {
    let (number, isNew) = number(Key(section: section, number: server.number))
    if isNew { servers.append(server) }
    return number
  }

  private mutating func number(_ key: Key) -> (number: UInt32, isNew: Bool) {
    if let known = numbers[key] { return (known, false) }
    let next = UInt32(keys.count)
    numbers[key] = next
    keys.append(key)
    return (next, true)
  }

  /// Adds the zones of servers that are in no group.
  mutating func addOtherZones(of sections: [Simulation.Section]) {
    let numbers = CaseBuilder.numbers(of: sections)
    for server in inventory.everyServer {
      guard let section = server.datacenter.flatMap({ numbers[$0.number] }),
        let zone = server.zone
      else { continue }
      _ = self.zone(zones.number(of: zone), of: section)
    }
  }

  /// Counts the servers that are in no group.
  func countOtherServers(of sections: inout [Simulation.Section]) {
    let sectionNumbers = CaseBuilder.numbers(of: sections)
    for server in inventory.everyServer {
      guard let section = server.datacenter.flatMap({ sectionNumbers[$0.number] }),
        numbers[Key(section: section, number: server.number)] == nil
      else { continue }
      sections[section].otherServers += 1
    }
  }

  mutating func addDatacenters(_ sections: [Simulation.Section]) {
    for section in sections.indices { _ = zone(0, of: section) }
  }

  /// Where each data center is among the sections, by its number.
  private static func numbers(of sections: [Simulation.Section]) -> [Int: Int] {
    Dictionary(
      sections.enumerated().map { ($1.datacenter.number, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Order

  /// Puts the cases in order, and gives the simulation's cells their new numbers.
  func settle(_ simulation: inout Simulation, _ kind: LossKind) {
    let ranks = ranks(kind)
    let order = Array(keys.indices).ordered {
      keys[$0].section == keys[$1].section
        ? ranks[$0] < ranks[$1] : keys[$0].section < keys[$1].section
    }
    var settled = Array(repeating: UInt32(0), count: order.count)
    for (place, number) in order.enumerated() {
      settled[number] = UInt32(place)
      let section = keys[number].section
      let start = simulation.sections[section].cases
      simulation.sections[section].cases =
        (start.isEmpty ? place : start.lowerBound)..<(place + 1)
      let loss = loss(number, kind, simulation.sections[section].datacenter)
      simulation.cases.append(.init(loss: loss, section: section))
    }
    for cell in simulation.cells.indices {
      simulation.cells[cell].number = settled[Int(simulation.cells[cell].number)]
    }
    for group in simulation.groups.indices { simulation.orderCells(ofGroup: group) }
  }

  private func loss(_ number: Int, _ kind: LossKind, _ datacenter: Datacenter) -> Loss {
    switch kind {
    case .zone: .zone(zones.names[keys[number].number], datacenter)
    case .server: .server(servers[number])
    case .datacenter: .datacenter(datacenter)
    }
  }

  /// Of each case its place among those of all data centers.
  private func ranks(_ kind: LossKind) -> [Int] {
    var ranks = Array(repeating: 0, count: keys.count)
    switch kind {
    case .datacenter: break
    case .zone:
      let names = Array(zones.names.indices).ordered {
        ZoneNames.precedes(zones.names[$0], zones.names[$1])
      }
      var places = names
      for (place, name) in names.enumerated() { places[name] = place }
      for number in keys.indices { ranks[number] = places[keys[number].number] }
    case .server:
      var places: [Int: Int] = [:]
      places.reserveCapacity(servers.count)
      for (place, server) in inventory.inOrder(servers).enumerated() {
        places[server.number] = place
      }
      for number in keys.indices { ranks[number] = places[keys[number].number] ?? 0 }
    }
    return ranks
  }
}
