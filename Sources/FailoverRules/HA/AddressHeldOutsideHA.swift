import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// An address that somebody put on an interface by hand does not move.
struct AddressHeldOutsideHA: GroupSoftwareRule {
  let asksState = true

  let info = RuleInfo(
    id: "address-held-outside-ha",
    title: "the server that has the address of a failover group has it from its software",
    severity: .warning, family: .haSoftware, subjects: [.groups],
    rationale: """
      An address that is set in the network configuration, or comes by DHCP, stays on the server whatever \
      the failover software decides. When the software of another server takes over, both have it; and \
      when the server fails, nobody may know that it had it.
      """,
    remediation: """
      Remove the address from the network configuration of the server (netplan, ifcfg, \
      /etc/network/interfaces, DHCP), and let the failover software alone set it.
      """,
    references: [.failover, .keepalived],
    controls: [.failoverNIST, .configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let holders = software.holders
    if holders.isEmpty { return .notApplicable("no server has the address on an interface") }
    if SeveralActiveHolders().judge(software).outcome == .fail {
      return .notApplicable("see rule several-active-holders")
    }
    let findings = holders.compactMap { finding($0, software) }
    if !findings.isEmpty { return .fail(findings) }
    let open = holders.filter {
      $0.manages(software.address) != true || $0.isActive(bySoftware: software.address) != true
    }
    if open.isEmpty { return .pass }
    return .unknown(
      "whether the software of \(open.titles) is active for the address is not known",
      evidence: open.prefix(10).flatMap { software.activity(of: $0) })
  }

  private func finding(_ server: HAServer, _ software: GroupSoftware) -> Finding? {
    let isUnmanaged = server.manages(software.address) == false
    guard isUnmanaged || server.isActive(bySoftware: software.address) == false else { return nil }
    let isDynamic = server.holders(of: software.address).contains { $0.holding.isDynamic == true }
    return Finding(
      facet: server.server.id,
      "\(server.title) has the address"
        + (isDynamic ? " by DHCP" : "")
        + (isUnmanaged
          ? ", and its software does not manage it" : ", while its software is not active"),
      evidence: software.activity(of: server) + software.management(of: server.server))
  }

  private static func example(
    _ title: String, _ node: OrderedJSON, _ outcome: Outcome, others: [OrderedJSON] = [],
    line: Int = #line
  ) -> Example {
    Example(
      title, SoftwareExamples.estate(), evidence: [SoftwareExamples.file([node] + others)],
      outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static func holder(_ active: Bool?) -> OrderedJSON {
    SoftwareExamples.holder(
      "s1", true,
      instances: [SoftwareExamples.vrrp(active.map { [("active", .bool($0))] } ?? [])])
  }

  private static let examples = [
    example("the software is active", holder(true), .pass),
    example("the software is a standby", holder(false), .fail),
    example(
      "the software manages nothing", SoftwareExamples.holder("s1", true, instances: []), .fail),
    example("the state of the software is not known", holder(nil), .unknown),
    example("no server has it", SoftwareExamples.holder("s1", false), .notApplicable),
    example(
      "both servers have it", holder(false), .notApplicable,
      others: [SoftwareExamples.holder("s2", true)]),
  ]
}
