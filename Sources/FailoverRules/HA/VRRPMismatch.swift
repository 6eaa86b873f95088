import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Peers that differ in what VRRP checks drop each other's adverts, and both become master.
struct VRRPMismatch: GroupSoftwareRule {
  let info = RuleInfo(
    id: "vrrp-mismatch",
    title: "the VRRP instances of a failover group agree in all that VRRP compares",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      An instance of VRRP drops adverts whose router id, version, transport, addresses or, in version 2, \
      authentication and interval are not its own. Two servers that drop each other's adverts both become \
      master, and both take the address.
      """,
    remediation: """
      Give the instances of all servers the same virtual_router_id, version, transport, advert_int, \
      authentication and virtual_ipaddress, and reload keepalived.
      """,
    loss: .service,
    references: [.vrrp, .keepalived], controls: [.failoverNIST, .configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    guard let peers = VRRPPeers(software) else { return VRRPPeers.notApplicable }
    let comparisons: [(facet: String, words: String, VRRPPeers.Comparison)] = [
      ("router-id", "router id", peers.compare(\.routerID) { "\($0)" }),
      ("transport", "transport", peers.compare(\.transport) { $0.words }),
      ("version", "version of VRRP", peers.compare(\.version) { "\($0)" }),
      ("authentication", "authentication", authentication(peers)),
      ("advert-interval", "advert interval", interval(peers)),
      ("addresses", "addresses", addresses(peers)),
    ]
    let findings = comparisons.compactMap { facet, words, comparison -> Finding? in
      guard case .differ(let evidence) = comparison else { return nil }
      return Finding(
        facet: facet, "the VRRP instances of the servers differ in \(words)", evidence: evidence)
    }
    if !findings.isEmpty { return .fail(findings) }
    let open = comparisons.filter { if case .open = $0.2 { true } else { false } }
    if open.isEmpty { return .pass }
    return .unknown(
      "not known of all VRRP instances: " + open.map(\.words).joined(separator: ", "),
      evidence: peers.evidence)
  }

  /// What only version 2 of VRRP compares.
  private func inVersion2(
    _ peers: VRRPPeers, _ compare: (VRRPPeers) -> VRRPPeers.Comparison
  ) -> VRRPPeers.Comparison {
    let versions = peers.known.map(\.instance.version)
    let second = peers.filtered { $0.version == 2 }
    if case .differ(let evidence) = compare(second) { return .differ(evidence) }
    if versions.contains(nil) || (peers.hasUnknown && !versions.allSatisfy({ $0 == 3 })) {
      return .open
    }
    return second.known.count < 2 ? .agree : compare(second)
  }

  private func interval(_ peers: VRRPPeers) -> VRRPPeers.Comparison {
    inVersion2(peers) { $0.compare(\.advertInterval) { "\(Double($0) / 100) s" } }
  }

  private func authentication(_ peers: VRRPPeers) -> VRRPPeers.Comparison {
    inVersion2(peers) { peers in
      let type = peers.compare(\.authentication?.type) { $0 }
      let signed = peers.compare(\.authentication?.isSigned) { $0 ? "signed" : "not signed" }
      let protected = peers.filtered { ($0.authentication?.type ?? "none") != "none" }
      let secret = protected.compare(\.authentication?.secret) { _ in "another secret" }
      return type.and(signed).and(protected.known.count < 2 ? .agree : secret)
    }
  }

  private func addresses(_ peers: VRRPPeers) -> VRRPPeers.Comparison {
    let whole = peers.known.map(\.instance).filter(\.showsAllAddresses).map(\.advertised)
    // What one shows beyond another's whole list differs, whatever else it has.
    let differs = peers.known.contains { peer in
      whole.contains { !peer.instance.advertised.isSubset(of: $0) }
    }
    return peers.compare(
      { $0.showsAllAddresses || differs ? $0.advertised : nil },
      { $0.map(\.text).sorted().joined(separator: ", ") })
  }

  // MARK: Examples

  private static func example(
    _ title: String, _ first: [(key: String, value: OrderedJSON)],
    _ second: [(key: String, value: OrderedJSON)], _ outcome: Outcome, line: Int = #line
  ) -> Example {
    SoftwareExamples.pair(title, first, second, outcome, line: line)
  }

  private static let examples = [
    example("everything agrees", [], [], .pass),
    example("the router ids differ", [], [("routerId", 52)], .fail),
    example("one sends by unicast", [], [("transport", "unicast")], .fail),
    example("the versions differ", [], [("version", 2)], .fail),
    example(
      "the lists of addresses differ", [], [("addresses", ["85.215.1.1", "85.215.1.2"])], .fail),
    example(
      "the intervals differ, in version 2", [("version", 2), ("advertInterval", 1)],
      [("version", 2), ("advertInterval", 2)], .fail),
    example(
      "version 3 does not compare intervals", [("advertInterval", 1)], [("advertInterval", 2)],
      .pass),
    example(
      "the authentication differs, in version 2", [("version", 2), ("authentication", "none")],
      [("version", 2), ("authentication", "PASS")], .fail),
    example(
      "version 2 compares what is not known here", [("version", 2)], [("version", 2)], .unknown),
    example("a router id is not known", [], [("routerId", .null)], .unknown),
    SoftwareExamples.alone("one server has an instance"),
  ]
}

/// The instances of VRRP that send a group's address, one for each server.
struct VRRPPeers {
  struct Peer {
    let server: HAServer
    let instance: HAInstance
  }

  /// The instances of servers that have one.
  let known: [Peer]
  /// Whether a server has several, so that its own is not known.
  let hasUnknown: Bool
  private let servers: [HAServer]

  static let notApplicable = Judgement.notApplicable(
    "fewer than 2 servers of the group have a VRRP instance with the address")

  /// - Parameter software: nil is returned where fewer than 2 servers have a peer.
  init?(_ software: GroupSoftware) {
    servers = software.examined.filter { !$0.peers(for: software.address).isEmpty }
    if servers.count < 2 { return nil }
    known = servers.compactMap { server in
      let own = server.peers(for: software.address)
      return own.count == 1 ? Peer(server: server, instance: own[0]) : nil
    }
    hasUnknown = known.count < servers.count
  }

  private init(_ known: [Peer], hasUnknown: Bool, _ servers: [HAServer]) {
    self.known = known
    self.hasUnknown = hasUnknown
    self.servers = servers
  }

  /// The peers whose instance is as wanted.
  func filtered(_ isIncluded: (HAInstance) -> Bool) -> VRRPPeers {
    VRRPPeers(known.filter { isIncluded($0.instance) }, hasUnknown: hasUnknown, servers)
  }

  enum Comparison {
    case agree
    case differ([Evidence])
    case open

    func and(_ other: Comparison) -> Comparison {
      if case .differ = self { return self }
      if case .differ = other { return other }
      if case .open = self { return self }
      return other
    }
  }

  /// Whether all peers have one value.
  ///
  /// - Parameters:
  ///   - value: nil where it is not known.
  ///   - words: the value in words.
  func compare<Value: Hashable>(
    _ value: (HAInstance) -> Value?, _ words: (Value) -> String
  ) -> Comparison {
    let values = known.map { ($0, value($0.instance)) }
    if Set(values.compactMap(\.1)).count > 1 {
      return .differ(
        values.prefix(20).map { peer, value in
          Evidence(
            peer.server.server.subjectName + peer.server.server.name.quoted,
            value.map(words) ?? "not known", at: peer.instance.place)
        })
    }
    return hasUnknown || values.contains { $0.1 == nil } ? .open : .agree
  }

  /// The peers by their instances.
  var evidence: [Evidence] {
    known.prefix(20).map { peer in
      Evidence(
        peer.server.server.subjectName + peer.server.server.name.quoted,
        "\(peer.instance.software.word) \(peer.instance.name)", at: peer.instance.place)
    }
      + servers.filter { server in !known.contains { $0.server.server == server.server } }
      .prefix(5).map {
        Evidence(
          $0.server.subjectName + $0.server.name.quoted, "several instances have the address",
          at: $0.nodes.first?.place)
      }
  }
}

extension SoftwareExamples {
  /// An example of two servers with an instance of VRRP each.
  static func pair(
    _ title: String, _ first: [(key: String, value: OrderedJSON)],
    _ second: [(key: String, value: OrderedJSON)], _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, estate(),
      evidence: [.nodes(configured("s1", vrrp(first)), configured("s2", vrrp(second)))],
      outcomes: [group: outcome], line: line)
  }

  /// An example of one server with an instance of VRRP.
  static func alone(_ title: String, line: Int = #line) -> Example {
    Example(
      title, estate(), evidence: [.nodes(configured("s1", vrrp()))],
      outcomes: [group: .notApplicable], line: line)
  }
}
