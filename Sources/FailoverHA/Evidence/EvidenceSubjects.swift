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

  /// Instances of VRRP that send by multicast, by their LANs.
  private var multicast: [LAN: [MulticastInstance]] = [:]

  /// An instance that sends by multicast on a LAN.
  package struct MulticastInstance: Sendable {
    package let server: Server
    package let instance: HAInstance
    /// What its adverts hold.
    package let advertised: Set<ParsedAddress>

    init(_ server: Server, _ instance: HAInstance) {
      self.server = server
      self.instance = instance
      advertised = instance.advertised
    }
  }

  /// The instances that send by multicast on a LAN.
  package func multicastInstances(on lan: LAN) -> [MulticastInstance] { multicast[lan] ?? [] }

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
    takeMulticast(evidence, inventory)
  }

  /// An instance is on the LAN of its interface's NIC; without that, on those of the groups whose
  /// addresses it has, if none of its addresses is put on another interface.
  private mutating func takeMulticast(_ evidence: HAEvidence, _ inventory: Inventory) {
    let groups = Dictionary(grouping: inventory.groups.filter(\.hasAddress)) { $0.parsedAddress }
    for server in evidence.servers {
      for instance in server.instances where instance.software.speaksVRRP {
        guard case .multicast = instance.transport else { continue }
        let own = MulticastInstance(server.server, instance)
        if let nic = instance.interface.flatMap({ server.nic(ofInterface: $0) }) {
          if let lan = nic.lan { multicast[lan, default: []].append(own) }
          continue
        }
        let stays = instance.addresses.allSatisfy {
          $0.interface == nil || $0.interface == instance.interface
        }
        guard stays else { continue }
        let lans = instance.addresses.flatMap { (groups[$0.address] ?? []).map(\.lan) }
        for lan in Set(lans) { multicast[lan, default: []].append(own) }
      }
    }
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
          for lan in EvidenceSubjects.lans(of: entry, instance, server) {
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
    of entry: HAInstance.Address, _ instance: HAInstance, _ server: HAServer
  ) -> [LAN] {
    let interface = entry.interface ?? instance.interface
    if let nic = interface.flatMap({ server.nic(ofInterface: $0) }) {
      return [nic.lan].compactMap(\.self)
    }
    return Array(Set(server.nics.filter { $0.lists(entry.address) == true }.compactMap(\.lan)))
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
