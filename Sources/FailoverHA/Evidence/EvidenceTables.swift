import FailoverBase
import FailoverInventory

/// The rows of the tables that show evidence.
struct EvidenceTables {
  private(set) var rows: [SupplementTable: [[SupplementValue]]] = [:]

  init(_ placed: PlacedEvidence, _ servers: [HAServer]) {
    let byServer = Dictionary(
      servers.map { ($0.server.number, $0) }, uniquingKeysWith: { first, _ in first })
    var tables: [SupplementTable: [[SupplementValue]]] = [
      .nodes: [], .instances: [], .addresses: [],
    ]
    for (node, placement) in zip(placed.nodes, placed.placements) where !node.isAttached {
      let server = placement.server.flatMap { byServer[$0.number] }
      tables[.nodes]?.append(EvidenceTables.row(node, placement))
      let held = Dictionary(grouping: node.holdings, by: \.address)
      for instance in node.instances {
        tables[.instances]?.append(EvidenceTables.row(instance, of: node, server))
        for address in instance.addresses {
          tables[.addresses]?.append(EvidenceTables.row(address, of: instance, node, held))
        }
      }
      for holding in node.holdings {
        tables[.addresses]?.append(EvidenceTables.row(holding, node))
      }
    }
    rows = tables
  }

  private static func row(_ node: HANode, _ placement: HAPlacement) -> [SupplementValue] {
    var placedBy: PlacingRow?
    if case .placed(_, let row) = placement { placedBy = row }
    return [
      .text(node.name), value(placement.server?.id), value(placedBy?.rawValue),
      value(node.collected?.text), .flag(!node.configurations.isEmpty), .flag(node.hasState),
    ]
  }

  private static func row(
    _ instance: HAInstance, of node: HANode, _ server: HAServer?
  ) -> [SupplementValue] {
    let nic = instance.interface.flatMap { server?.nic(ofInterface: $0) }
    let transport: String? =
      switch instance.transport {
      case .unicast: "unicast"
      case .multicast: "multicast"
      case nil: nil
      }
    return [
      .text(node.name), .text(instance.name), .text(instance.software.word),
      value(instance.interface), value(nic?.id), value(instance.routerID),
      value(instance.priority), value(instance.startsAsMaster.map { $0 ? "MASTER" : "BACKUP" }),
      value(instance.version), value(transport),
      value(instance.isActive.map { $0 ? "active" : "inactive" }),
      .flag(instance.showsAllAddresses),
    ]
  }

  private static func row(
    _ address: HAInstance.Address, of instance: HAInstance, _ node: HANode,
    _ held: [ParsedAddress: [HAHolding]]
  ) -> [SupplementValue] {
    let own = held[address.address] ?? []
    let isHeld = own.isEmpty && node.holdingList != .whole ? nil : HANode.holds(own)
    return [
      .text(node.name), .text(instance.name), .text(address.address.text), value(address.prefix),
      .flag(address.isExcluded), isHeld.map { .flag($0) } ?? .null, .null,
      value(address.interface ?? instance.interface),
    ]
  }

  private static func row(_ holding: HAHolding, _ node: HANode) -> [SupplementValue] {
    [
      .text(node.name), .null, .text(holding.address.text), value(holding.prefix), .null,
      holding.isHeld.map { .flag($0) } ?? .null, holding.isDynamic.map { .flag($0) } ?? .null,
      value(holding.interface),
    ]
  }

  private static func value(_ text: String?) -> SupplementValue { text.map { .text($0) } ?? .null }
  private static func value(_ number: Int?) -> SupplementValue {
    number.map { .integer($0) } ?? .null
  }
}
