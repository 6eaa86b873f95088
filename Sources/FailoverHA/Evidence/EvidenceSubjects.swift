import FailoverBase
import FailoverInventory

/// What rules about evidence are put to, beside groups: each list in the order of the names.
package struct EvidenceSubjects: Sendable {
  /// A folder or file of evidence with its hosts.
  package struct Source: Sendable {
    package let source: HASource
    package let nodes: [HANode]
    package let placements: [HAPlacement]
    /// Whether the inventory shows every server.
    package let allServersAreKnown: Bool
  }

  /// A public address that software on a server moves, on a LAN of that server.
  package struct AddressUse: Sendable {
    package let address: ParsedAddress
    package let lan: LAN
    /// Who moves it there.
    package fileprivate(set) var users: [(server: Server, instance: HAInstance)]
    /// Whether several NICs of the LAN hold it.
    package fileprivate(set) var isShared = false

    package var subject: Subject { lan.subject(ofAddress: address.text) }
  }

  /// A NIC that an instance uses that moves the address of a group.
  package struct NICUse: Sendable {
    package let nic: NIC
    package fileprivate(set) var instances: [HAInstance]
  }

  package private(set) var sources: [Source] = []
  /// Servers of groups on which the init system knows keepalived, Pacemaker or Corosync.
  package private(set) var servers: [HAServer] = []
  package private(set) var addresses: [AddressUse] = []
  /// NICs that are not members of a group.
  package private(set) var nics: [NICUse] = []

  /// Words of services that are expected to run.
  package static let services: Set<String> = ["keepalived", "pacemaker", "corosync"]

  init(_ evidence: HAEvidence, _ inventory: Inventory) {
    let isWhole = inventory.showsAllServers
    sources = evidence.sources.indices.map { index in
      let nodes = evidence.nodesOfSource[index]
      return Source(
        source: evidence.sources[index], nodes: nodes.map { evidence.nodes[$0] },
        placements: nodes.map { evidence.placements[$0] }, allServersAreKnown: isWhole)
    }.sorted { $0.source.subjectName < $1.source.subjectName }
    takeServers(evidence, inventory)
    takeAddresses(evidence, inventory)
    takeNICs(evidence, inventory)
  }

  private mutating func takeServers(_ evidence: HAEvidence, _ inventory: Inventory) {
    let candidates = evidence.servers.filter { server in
      server.nodes.contains { node in
        node.services.contains { EvidenceSubjects.services.contains($0.name.lowercased()) }
      }
    }
    if candidates.isEmpty { return }
    var members: Set<Server> = []
    for group in inventory.groups { members.formUnion(group.servers) }
    servers = candidates.filter { members.contains($0.server) }
      .sorted { $0.server.subjectName < $1.server.subjectName }
  }

  private mutating func takeAddresses(_ evidence: HAEvidence, _ inventory: Inventory) {
    var uses: [String: AddressUse] = [:]
    for server in evidence.servers {
      for instance in server.instances {
        for entry in instance.addresses
        where entry.address.isPublicIPv4(ownRanges: inventory.ownRanges) {
          for lan in EvidenceSubjects.lans(of: entry.address, instance, server) {
            let name = lan.subject(ofAddress: entry.address.text).name
            uses[name, default: AddressUse(address: entry.address, lan: lan, users: [])].users
              .append((server.server, instance))
          }
        }
      }
    }
    if !uses.isEmpty {
      for holding in inventory.sharedAddresses { uses[holding.subjectName]?.isShared = true }
    }
    addresses = uses.keys.sorted().compactMap { uses[$0] }
  }

  /// The LAN of the interface on which an instance puts an address; where that is not known, the
  /// LANs of NICs of the server that list it.
  private static func lans(
    of address: ParsedAddress, _ instance: HAInstance, _ server: HAServer
  ) -> [LAN] {
    if let nic = instance.interface(of: address).flatMap({ server.nic(ofInterface: $0) }) {
      return [nic.lan].compactMap(\.self)
    }
    return Array(Set(server.nics.filter { $0.lists(address) == true }.compactMap(\.lan)))
  }

  private mutating func takeNICs(_ evidence: HAEvidence, _ inventory: Inventory) {
    var uses: [NIC: NICUse] = [:]
    for address in Set(inventory.groups.lazy.compactMap(\.parsedAddress)) {
      for server in evidence.naming(address) {
        for instance in server.instances(with: address) {
          guard let nic = instance.interface.flatMap({ server.nic(ofInterface: $0) }),
            nic.memberships.isEmpty
          else { continue }
          uses[nic, default: NICUse(nic: nic, instances: [])].instances.append(instance)
        }
      }
    }
    nics = uses.values.sorted { $0.nic.subjectName < $1.nic.subjectName }.map { use in
      var use = use
      use.instances.sort {
        ($0.place.input, $0.place.line, $0.name) < ($1.place.input, $1.place.line, $1.name)
      }
      return use
    }
  }
}
