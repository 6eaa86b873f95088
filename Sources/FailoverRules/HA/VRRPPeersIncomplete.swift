import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A server that no peer names hears nothing, and becomes master.
struct VRRPPeersIncomplete: GroupSoftwareRule {
  let info = RuleInfo(
    id: "vrrp-peers-incomplete",
    title: "a unicast VRRP instance names every other server of the failover group as its peer",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      An instance of VRRP that sends by unicast reaches the peers that it names, and no others. A server \
      that is left out hears no adverts, takes itself for the only one, and takes the address as well.
      """,
    remediation: """
      Add the address of every other server of the group to `unicast_peer` of each instance: the one that \
      the server has as `unicast_src_ip`.
      """,
    loss: .service,
    references: [.vrrp, .keepalived], controls: [.failoverNIST, .configurationISO],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    guard let peers = VRRPPeers(software) else { return VRRPPeers.notApplicable }
    let unicast = peers.known.filter { $0.instance.transport == .unicast }
    let isOpenTransport = peers.hasUnknown || peers.known.contains { $0.instance.transport == nil }
    if unicast.isEmpty && !isOpenTransport {
      return .notApplicable("no instance sends by unicast")
    }
    var findings: [Finding] = []
    var isOpen = isOpenTransport
    for peer in unicast {
      let missing = missing(peer, software)
      if missing.isOpen { isOpen = true }
      if let finding = finding(peer, missing.servers) { findings.append(finding) }
    }
    if !findings.isEmpty { return .fail(findings) }
    if !isOpen { return .pass }
    return .unknown(
      "not all peers of the VRRP instances, or not all addresses of the servers, are known",
      evidence: peers.evidence)
  }

  /// The servers that an instance certainly does not reach, and whether it may miss others.
  private func missing(
    _ peer: VRRPPeers.Peer, _ software: GroupSoftware
  ) -> (servers: [HAServer], isOpen: Bool) {
    var missing: [HAServer] = []
    var isOpen = false
    let others = software.examined.filter { $0.server != peer.server.server }
    for other in others {
      let instances = other.instances(with: software.address).filter(\.software.speaksVRRP)
      if instances.isEmpty { continue }
      let answers = instances.map { reaches(peer.instance, other, $0) }
      if answers.contains(true) { continue }
      if answers.allSatisfy({ $0 == false }) { missing.append(other) } else { isOpen = true }
    }
    return (missing, isOpen)
  }

  /// Whether an instance names an address of another server; nil if that is not known.
  private func reaches(_ own: HAInstance, _ other: HAServer, _ instance: HAInstance) -> Bool? {
    let (addresses, areAll) = other.ownAddresses(of: instance)
    if !addresses.isDisjoint(with: own.peers) { return true }
    return own.showsAllPeers && areAll ? false : nil
  }

  private func finding(_ peer: VRRPPeers.Peer, _ missing: [HAServer]) -> Finding? {
    let isStuck =
      peer.instance.peers.isEmpty && peer.instance.showsAllPeers && peer.instance.needsPeers == true
    if missing.isEmpty && !isStuck { return nil }
    let words =
      isStuck
      ? "has no peers, and goes to the state fault (unicast_fault_no_peer)"
      : "does not name \(missing.titles) as \(missing.count == 1 ? "a peer" : "peers")"
    let list = peer.instance.peers.map(\.text).sorted().joined(separator: ", ")
    return Finding(
      facet: peer.server.server.id, "\(peer.instance.name) of \(peer.server.title) \(words)",
      evidence: [Evidence("peers", list.isEmpty ? "none" : list, at: peer.instance.place)]
        + missing.prefix(10).map { server in
          Evidence(
            server.server.subjectName + server.server.name.quoted,
            server.instances.compactMap { $0.source?.text }.first.map { "sends from \($0)" }
              ?? "sends from an address of its own", at: server.nodes.first?.place)
        })
  }

  private static func unicast(
    _ source: String, _ peers: OrderedJSON
  ) -> [(key: String, value: OrderedJSON)] {
    [("transport", "unicast"), ("source", .string(source)), ("peers", peers)]
  }

  private static let examples = [
    SoftwareExamples.pair(
      "each names the other", unicast("10.0.0.1", ["10.0.0.2"]), unicast("10.0.0.2", ["10.0.0.1"]),
      .pass),
    SoftwareExamples.pair(
      "one names another address", unicast("10.0.0.1", ["10.0.0.9"]),
      unicast("10.0.0.2", ["10.0.0.1"]), .fail),
    SoftwareExamples.pair(
      "one has no peers", unicast("10.0.0.1", []), unicast("10.0.0.2", ["10.0.0.1"]), .fail),
    SoftwareExamples.pair(
      "the peers of one are not shown", unicast("10.0.0.1", .null),
      unicast("10.0.0.2", ["10.0.0.1"]), .unknown),
    SoftwareExamples.pair(
      "how one sends is not known", [("transport", .null)], [], .unknown),
    SoftwareExamples.pair("both send by multicast", [], [], .notApplicable),
    SoftwareExamples.alone("one server has an instance"),
  ]
}
