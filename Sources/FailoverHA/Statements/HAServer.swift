import FailoverBase
import FailoverInventory

/// A server that evidence is of, and what can be said of it.
///
/// Statements are yes, no, or nil where they are not known; what two folders of one server differ
/// in is not known.
package struct HAServer: Sendable {
  package let server: Server
  /// The hosts that were placed on it, usually one, in the order of their names.
  package let nodes: [HANode]
  /// Its NICs that the export shows, in the order of their ids.
  package let nics: [NIC]
  /// Everything on it that moves addresses.
  package let instances: [HAInstance]
  package let placedBy: [PlacingRow]
  /// The NICs that interfaces are, by their names.
  private let nicsByInterface: [String: NIC]

  init(_ server: Server, _ nodes: [HANode], placedBy: [PlacingRow], nics: [NIC]) {
    self.server = server
    self.nodes = nodes
    self.placedBy = placedBy
    self.nics = nics
    struct Key: Hashable {
      let software: HASoftware
      let name: String
    }
    var order: [Key] = []
    var merged: [Key: HAInstance] = [:]
    for instance in nodes.flatMap(\.instances) {
      let key = Key(software: instance.software, name: instance.name)
      if let known = merged[key] {
        merged[key] = known.agreed(with: instance)
      } else {
        order.append(key)
        merged[key] = instance
      }
    }
    instances = order.compactMap { merged[$0] }
    nicsByInterface = HAServer.nicsByInterface(nodes, nics)
  }

  package var hasConfiguration: Bool { nodes.contains { !$0.configurations.isEmpty } }
  package var hasState: Bool { nodes.contains(where: \.hasState) }

  /// The instances that move an address.
  package func instances(with address: ParsedAddress) -> [HAInstance] {
    instances.filter { $0.entry(address) != nil }
  }

  /// The instances that send it in adverts of VRRP.
  package func peers(for address: ParsedAddress) -> [HAInstance] {
    instances.filter { instance in
      instance.software.speaksVRRP
        && instance.addresses.contains { $0.address == address && !$0.isExcluded }
    }
  }

  /// Whether the configurations of all its software are there, and none is cut off.
  package var showsAllInstances: Bool { !nodes.isEmpty && nodes.allSatisfy(\.showsAllInstances) }

  // MARK: Statements

  /// Whether its software is configured to move an address.
  package func manages(_ address: ParsedAddress) -> Bool? {
    Agreement.of(nodes.map { $0.manages(address) })
  }

  /// Whether an interface of it has an address.
  package func holds(_ address: ParsedAddress) -> Bool? {
    if nodes.contains(where: { $0.holdingList != .absent }) {
      return Agreement.of(nodes.map { $0.holds(address) })
    }
    return server.isUp == false ? false : nil
  }

  /// Whether its software is the one that answers for an address.
  package func isActive(bySoftware address: ParsedAddress) -> Bool? {
    let own = instances(with: address).map(\.isActive)
    if own.contains(true) { return true }
    return own.isEmpty || own.contains(nil) ? nil : false
  }

  /// Whether it is active for an address: by its interfaces, else by its software.
  package func isActive(_ address: ParsedAddress) -> Bool? {
    if !configures(address) { return isActive(bySoftware: address) }
    return holds(address) ?? isActive(bySoftware: address)
  }

  /// Whether its software puts the address on an interface, as all but a few do.
  package func configures(_ address: ParsedAddress) -> Bool {
    let own = instances(with: address)
    return own.isEmpty || own.contains { $0.software.configuresAddresses }
  }

  /// When that was observed, as far as the evidence says.
  package func observed(_ address: ParsedAddress) -> Moment? {
    let collected = nodes.compactMap(\.collected).min()
    if configures(address) && holds(address) != nil { return collected }
    return instances(with: address).compactMap(\.observed).min() ?? collected
  }

  /// What may be said of an address that nothing of the evidence names.
  var holdsNothingElse: Bool {
    if nodes.contains(where: { $0.holdingList != .absent }) {
      return nodes.contains { $0.holdingList == .whole }
    }
    return server.isUp == false
  }

  // MARK: Interfaces

  /// An interface that has an address, and the NIC that it is.
  package struct Holder: Sendable {
    package let holding: HAHolding
    package let interface: HAInterface?
    package let nic: NIC?
  }

  /// The interfaces that have an address.
  package func holders(of address: ParsedAddress) -> [Holder] {
    nodes.flatMap { node in
      node.holdings.filter { $0.address == address && $0.isHeld == true }.map { holding in
        let interface = holding.interface.flatMap { node.interface($0) }
        return Holder(
          holding: holding, interface: interface, nic: holding.interface.flatMap(nic(ofInterface:)))
      }
    }
  }

  /// The NIC that an interface is, by its hardware address or, if it is made on another interface,
  /// by that one's.
  package func nic(ofInterface name: String) -> NIC? { nicsByInterface[name] }

  private static func nicsByInterface(_ nodes: [HANode], _ nics: [NIC]) -> [String: NIC] {
    let byAddress = Dictionary(grouping: nics.filter { $0.hardwareAddress != nil }) {
      $0.hardwareAddress ?? 0
    }
    func nic(_ address: UInt64?) -> NIC? {
      let found = address.flatMap { byAddress[$0] } ?? []
      return found.count == 1 ? found[0] : nil
    }
    var found: [String: Set<NIC>] = [:]
    for node in nodes {
      let byName = Dictionary(
        node.interfaces.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      for interface in byName.values {
        let parent = interface.isMACVLAN ? interface.parent.flatMap { byName[$0] } : nil
        if let nic = nic(interface.hardwareAddress) ?? nic(parent?.hardwareAddress) {
          found[interface.name, default: []].insert(nic)
        }
      }
    }
    return found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// Addresses of the server by which others may reach it, and whether they are all that may count.
  package func ownAddresses(
    of instance: HAInstance
  ) -> (addresses: Set<ParsedAddress>, areAll: Bool) {
    if let source = instance.source { return ([source], true) }
    let held = nodes.flatMap { $0.holdings.filter { $0.isHeld != false }.map(\.address) }
    if nodes.contains(where: { $0.holdingList != .absent }) {
      return (Set(held), nodes.allSatisfy { $0.holdingList != .partial })
    }
    let listed = nics.flatMap {
      ($0.addresses ?? []).compactMap { $0.flatMap { ParsedAddress($0) } }
    }
    return (
      Set(listed), server.showsAllNICs && nics.allSatisfy(\.showsAllAddresses)
    )
  }
}

extension HANode {
  func interface(_ name: String) -> HAInterface? { interfaces.first { $0.name == name } }

  /// Whether the host's software is configured to move an address.
  func manages(_ address: ParsedAddress) -> Bool? {
    if instances.contains(where: { $0.entry(address) != nil }) { return true }
    return showsAllInstances ? false : nil
  }

  /// Whether everything that may move an address on the host is configured in what is there.
  var showsAllInstances: Bool {
    guard !configurations.isEmpty, configurations.allSatisfy(\.isWhole) else { return false }
    let configured = configurations.compactMap(\.software)
    return services.allSatisfy { service in
      service.isActive == false || configurations.contains { $0.software == nil }
        || configured.contains(HASoftware(service.name))
    }
  }

  /// Whether an interface of the host has an address.
  func holds(_ address: ParsedAddress) -> Bool? {
    let own = holdings.filter { $0.address == address }
    return own.isEmpty && holdingList != .whole ? nil : HANode.holds(own)
  }

  /// Whether one of several lines says that the host has an address; nil if that is not known.
  static func holds(_ lines: [HAHolding]) -> Bool? {
    if lines.contains(where: { $0.isHeld == true }) { return true }
    return lines.contains { $0.isHeld == nil } ? nil : false
  }
}
