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
    guard let subjects = lan.owner.evidenceSubjects else {
      return .notApplicable("the audit was given no evidence (--ha)")
    }
    let users = subjects.multicastInstances(on: lan)
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
  private static func clashes(_ users: [EvidenceSubjects.MulticastInstance]) -> [Int:
    [EvidenceSubjects.MulticastInstance]]
  {
    var clashes: [Int: [EvidenceSubjects.MulticastInstance]] = [:]
    let known = users.filter { $0.instance.showsAllAddresses && $0.instance.routerID != nil }
    for (id, own) in Dictionary(grouping: known, by: { $0.instance.routerID ?? 0 }) {
      for group in Dictionary(grouping: own, by: \.instance.transport).values {
        // Where all have an address in common, none is for other addresses.
        let common = group.dropFirst().reduce(group.first?.advertised ?? []) {
          $0.intersection($1.advertised)
        }
        if !common.isEmpty { continue }
        let clashing = group.filter { one in
          group.contains { one.clashes(with: $0) }
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
    first: [(key: String, value: OrderedJSON)] = [], line: Int = #line
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
          host("s1", 1, first), host("s2", 2, [("addresses", ["85.215.1.2"])] + second))
      ], outcomes: ["lan/dc/1": outcome], line: line)
  }

  private static let examples = [
    example("the router ids differ", [("routerId", 52)], .pass),
    example("the router ids are equal", [], .fail),
    example(
      "neither has an address, so they are one pair", [("addresses", [])], .pass,
      first: [("addresses", [])]),
    example("a router id is not known", [("routerId", .null)], .unknown),
    example("the other sends by unicast", [("transport", "unicast")], .notApplicable),
  ]
}

extension EvidenceSubjects.MulticastInstance {
  /// Whether another instance with the same router id is for other addresses; two without any are
  /// one pair.
  fileprivate func clashes(with other: Self) -> Bool {
    advertised.isDisjoint(with: other.advertised)
      && !(advertised.isEmpty && other.advertised.isEmpty)
  }

  /// Whether something is not known by which it may clash.
  fileprivate var isOpen: Bool {
    instance.routerID == nil || !instance.showsAllAddresses || instance.interface == nil
  }

  fileprivate var evidence: Evidence {
    let id = instance.routerID.map { "\($0)" } ?? "not known"
    let addresses = advertised.map(\.text).sorted().prefix(20).joined(separator: ", ")
    return Evidence(
      "\(instance.name) of \(server.subjectName)\(server.name.quoted)",
      "router id \(id), addresses \(addresses.isEmpty ? "none" : addresses)", at: instance.place)
  }
}
