import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Two pairs with one router id on one LAN take each other's adverts for their own.
struct RouterIDClash: LANRule, EvidenceRule {
  let info = RuleInfo(
    id: "router-id-clash",
    title: "instances of VRRP for different addresses have different router ids on a LAN",
    severity: .error, family: .haSoftware, subjects: [.lans],
    rationale: """
      All instances of VRRP on a LAN hear each other's multicast adverts, and know by the router id which \
      are meant for them. Two pairs with one router id take the other pair's adverts for their own, log \
      errors, and may let go of their addresses or keep them on both servers.
      """,
    remediation: """
      Give the instances for different addresses different values of virtual_router_id, on all their \
      servers at once.
      """,
    references: [.vrrp, .keepalived], controls: [.failoverNIST, .configurationISO],
    examples: Self.examples)

  func judge(_ lan: LAN) -> Judgement {
    guard let evidence = lan.owner.evidence else {
      return .notApplicable("the audit was given no evidence (--ha)")
    }
    let users = evidence.multicastInstances(on: lan)
    if users.count < 2 {
      return .notApplicable("fewer than 2 multicast VRRP instances are on the LAN")
    }
    let clashes = RouterIDClash.clashes(users)
    if !clashes.isEmpty {
      return .fail(
        clashes.keys.sorted().map { id in
          let own = clashes[id] ?? []
          return Finding(
            facet: "\(id)",
            "\(counted(own.count, "VRRP instance")) for different addresses have the router id \(id)",
            evidence: own.prefix(20).map(\.evidence))
        })
    }
    let open = users.filter(\.isOpen)
    if open.isEmpty { return .pass }
    return .unknown(
      "the router id, the addresses or the interface of \(counted(open.count, "VRRP instance")) "
        + "\(open.count == 1 ? "is" : "are") not known", evidence: open.prefix(20).map(\.evidence))
  }

  /// The instances that clash, by their router ids.
  private static func clashes(_ users: [MulticastInstance]) -> [Int: [MulticastInstance]] {
    var clashes: [Int: [MulticastInstance]] = [:]
    let known = users.filter { $0.instance.showsAllAddresses && $0.instance.routerID != nil }
    for (id, own) in Dictionary(grouping: known, by: { $0.instance.routerID ?? 0 }) {
      for group in Dictionary(grouping: own, by: \.instance.transport).values {
        let clashing = group.filter { one in
          group.contains { one.instance.advertised.isDisjoint(with: $0.instance.advertised) }
        }
        if !clashing.isEmpty { clashes[id, default: []] += clashing }
      }
    }
    return clashes
  }

  private static let estate = ExampleEstate(
    .init(
      "dc",
      lans: [.init("1", [.init("85.215.1.1", master: "a"), .init("85.215.1.2", master: "b")])],
      servers: [
        .init("s1", nics: [SoftwareExamples.nic("a", ["85.215.1.1"], mac: 1)]),
        .init("s2", nics: [SoftwareExamples.nic("b", ["85.215.1.2"], mac: 2)]),
      ]))

  private static func example(
    _ title: String, _ second: [(key: String, value: OrderedJSON)], _ outcome: Outcome,
    line: Int = #line
  ) -> Example {
    func host(
      _ server: String, _ mac: Int, _ members: [(key: String, value: OrderedJSON)]
    ) -> OrderedJSON {
      SoftwareExamples.host(
        server,
        [
          ("interfaces", [["name": "eth0", "mac": .string(SoftwareExamples.macText(mac))]]),
          ("instances", [SoftwareExamples.vrrp(members)]),
        ])
    }
    return Example(
      title, estate,
      evidence: [
        .nodes(
          host("s1", 1, []), host("s2", 2, [("addresses", ["85.215.1.2"])] + second))
      ], outcomes: ["lan/dc/1": outcome], line: line)
  }

  private static let examples = [
    example("the router ids differ", [("routerId", 52)], .pass),
    example("the router ids are equal", [], .fail),
    example("a router id is not known", [("routerId", .null)], .unknown),
    example("the other sends by unicast", [("transport", "unicast")], .notApplicable),
  ]
}

/// An instance that sends by multicast on a LAN.
struct MulticastInstance {
  let server: Server
  let instance: HAInstance
  /// Whether its interface is that of a NIC of the LAN.
  let isOnNIC: Bool

  /// Whether something is not known by which it may clash.
  var isOpen: Bool {
    instance.routerID == nil || !instance.showsAllAddresses || instance.interface == nil
  }

  var evidence: Evidence {
    let id = instance.routerID.map { "\($0)" } ?? "not known"
    let addresses = instance.advertised.map(\.text).sorted().joined(separator: ", ")
    return Evidence(
      "\(instance.name) of \(server.subjectName)\(server.name.quoted)",
      "router id \(id), addresses \(addresses.isEmpty ? "none" : addresses)", at: instance.place)
  }
}

extension HAEvidence {
  /// The VRRP instances that send by multicast on a LAN.
  ///
  /// An instance is on the LAN of its interface's NIC; without that, on that of the group whose
  /// address it has, if none of its addresses is put on another interface.
  func multicastInstances(on lan: LAN) -> [MulticastInstance] {
    servers.flatMap { server in
      server.instances.compactMap { instance -> MulticastInstance? in
        guard instance.software.speaksVRRP, case .multicast = instance.transport else { return nil }
        if let nic = instance.interface.flatMap({ server.nic(ofInterface: $0) }) {
          guard nic.lan == lan else { return nil }
          return MulticastInstance(server: server.server, instance: instance, isOnNIC: true)
        }
        let stays = instance.addresses.allSatisfy {
          $0.interface == nil || $0.interface == instance.interface
        }
        guard stays, instance.addresses.contains(where: { lan.group(of: $0.address) != nil })
        else { return nil }
        return MulticastInstance(server: server.server, instance: instance, isOnNIC: false)
      }
    }
  }
}
