import FailoverBase
import FailoverInventory

/// Finds the servers that hosts name, with one look at the whole inventory.
struct ServerFinder {
  private var byID: [String: [Server]] = [:]
  private var byName: [String: [Server]] = [:]
  private var byHardwareAddress: [UInt64: [Server]] = [:]
  private var byAddress: [ParsedAddress: [Server]] = [:]
  private let inventory: Inventory

  /// - Parameter nodes: the hosts that are going to be placed.
  init(_ inventory: Inventory, for nodes: [HANode], names: Set<String>, rings: Set<ParsedAddress>) {
    self.inventory = inventory
    var ids: Set<String> = []
    var names = names
    var hardware: Set<UInt64> = []
    for node in nodes {
      ids.formUnion(node.serverIDs.map { $0.lowercased() })
      names.formUnion(ServerFinder.names(node.names))
      hardware.formUnion(node.hardwareAddresses)
    }
    ids.formUnion(names)
    findServers(ids, names)
    findNICs(hardware, rings.union(ServerFinder.addresses(of: nodes)))
  }

  private mutating func findServers(_ ids: Set<String>, _ names: Set<String>) {
    for server in inventory.everyServer {
      let id = server.id.lowercased()
      if ids.contains(id) { byID[id, default: []].append(server) }
      for name in ServerFinder.names([server.hostname].compactMap(\.self))
        + (server.name.map { [$0.lowercased()] } ?? [])
      where names.contains(name) { byName[name, default: []].append(server) }
    }
  }

  private mutating func findNICs(_ hardware: Set<UInt64>, _ addresses: Set<ParsedAddress>) {
    if hardware.isEmpty && addresses.isEmpty { return }
    for nic in inventory.everyNIC {
      guard let server = nic.server else { continue }
      if let own = nic.hardwareAddress, hardware.contains(own) {
        byHardwareAddress[own, default: []].append(server)
      }
      if addresses.isEmpty { continue }
      for text in nic.addresses ?? [] {
        if let address = text.flatMap({ ParsedAddress($0) }), addresses.contains(address) {
          byAddress[address, default: []].append(server)
        }
      }
    }
  }

  /// The addresses of hosts that may place them.
  private static func addresses(of nodes: [HANode]) -> Set<ParsedAddress> {
    Set(nodes.flatMap { $0.holdings.filter { $0.isHeld == true }.map(\.address) })
  }

  // MARK: Names

  /// Names in lower case, with the first label of each.
  static func names(_ names: [String]) -> [String] {
    names.flatMap { name -> [String] in
      let name = name.lowercased()
      let label = name.split(separator: ".").first.map(String.init) ?? name
      return label == name ? [name] : [name, label]
    }
  }

  // MARK: Rows

  func servers(withIDs ids: [String]) -> [Server] {
    unique(ids.flatMap { byID[$0.lowercased()] ?? [] })
  }

  func servers(named names: [String]) -> [Server] {
    unique(ServerFinder.names(names).flatMap { byName[$0] ?? [] })
  }

  func servers(withHardwareAddresses addresses: [UInt64]) -> [Server] {
    unique(addresses.flatMap { byHardwareAddress[$0] ?? [] })
  }

  func servers(with addresses: [ParsedAddress]) -> [Server] {
    unique(addresses.flatMap { byAddress[$0] ?? [] })
  }

  private func unique(_ servers: [Server]) -> [Server] { inventory.inOrder(Array(Set(servers))) }

  /// The servers that each row names for a host by itself.
  ///
  /// - Parameter groups: addresses that groups move, which place nothing.
  func rows(_ node: HANode, groups: Set<ParsedAddress>) -> HAPlacement.Named {
    let addresses = node.holdings.lazy
      .filter { $0.isHeld == true && !groups.contains($0.address) }.map(\.address)
      .filter { $0.isPublicIPv4(ownRanges: inventory.ownRanges) }
    return [
      (.productUUID, servers(withIDs: node.serverIDs)),
      (.mac, servers(withHardwareAddresses: node.hardwareAddresses)),
      (.nodeID, servers(withIDs: node.names.filter(\.isUUIDText))),
      (.name, servers(named: node.names)),
      (.address, servers(with: Array(addresses))),
    ]
  }
}

extension String {
  /// Whether it is a UUID of the usual form.
  fileprivate var isUUIDText: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
