import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// The platform forwards by the hardware addresses of NICs, and by no others.
struct VirtualMACUsed: GroupSoftwareRule {
  let info = RuleInfo(
    id: "virtual-mac-used",
    title: "failover software uses the hardware addresses of the NICs",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      IONOS Cloud supports gratuitous ARP and no virtual hardware addresses: neither VRRP with virtual MAC \
      addresses nor CARP. Frames with an address that is not the NIC's do not arrive, so the server that \
      has the failover address gets no traffic for it.
      """,
    remediation: """
      Take `use_vmac` out of keepalived.conf, use no cloned IPaddr2 resource with `globally-unique`, and \
      replace CARP by software that announces the address by gratuitous ARP.
      """,
    loss: .service,
    references: [.failover, .keepalived], controls: [.failoverNIST, .configurationISO],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let findings = software.examined.compactMap { finding($0, software) }
    if !findings.isEmpty { return .fail(findings) }
    let open = software.servers.filter { server in
      let own = software.of(server)?.instances(with: software.address) ?? []
      return own.isEmpty || own.contains { $0.usesVirtualMAC == nil }
    }
    if open.isEmpty && !software.servers.isEmpty { return .pass }
    return .unknown(
      "whether the software of \(open.titles) uses a virtual hardware address is not known",
      evidence: open.prefix(20).flatMap { software.management(of: $0) })
  }

  private func finding(_ server: HAServer, _ software: GroupSoftware) -> Finding? {
    let instances = server.instances(with: software.address).filter { $0.usesVirtualMAC == true }
    let holders = server.holders(of: software.address).filter { $0.interface?.isMACVLAN == true }
    if instances.isEmpty && holders.isEmpty { return nil }
    return Finding(
      facet: server.server.id, "the software of \(server.title) uses a virtual hardware address",
      evidence: instances.map {
        Evidence($0.name, "\($0.software.word) with a virtual hardware address", at: $0.place)
      }
        + holders.map {
          Evidence(
            "interface \($0.holding.interface ?? "?")",
            "has a hardware address beside that of its parent", at: $0.interface?.place)
        })
  }

  private static let examples = [
    SoftwareExamples.pair(
      "neither uses one", [("virtualMac", false)], [("virtualMac", false)], .pass),
    SoftwareExamples.pair("one uses a virtual one", [("virtualMac", true)], [], .fail),
    SoftwareExamples.pair("the software is CARP", [("software", "carp")], [], .fail),
    Example(
      "the address is on an interface with a hardware address of its own",
      SoftwareExamples.estate(),
      evidence: [
        .nodes(
          SoftwareExamples.host(
            "s1",
            [
              ("interfaces", [["name": "vrrp.51", "parent": "eth0", "kind": "macvlan"]]),
              (
                "addresses",
                [["ip": "85.215.1.1", "interface": "vrrp.51", "held": true]]
              ),
            ]))
      ], outcomes: [SoftwareExamples.group: .fail]),
    SoftwareExamples.pair("of one it is not known", [("virtualMac", false)], [], .unknown),
    Example(
      "there is no evidence of a server of the group", SoftwareExamples.estate(),
      evidence: [.nodes()], outcomes: [SoftwareExamples.group: .notApplicable]),
  ]
}
