import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Software that believes to be active while the address is not there.
struct ActiveWithoutAddress: GroupSoftwareRule {
  let asksState = true

  let info = RuleInfo(
    id: "active-without-address",
    title: "a server whose software is active has the address of the failover group",
    severity: .error, family: .haSoftware, subjects: [.groups],
    rationale: """
      The software of the active server keeps the others from taking the address. If the address is not on \
      an interface of that server, nobody answers for it, and no server takes over: something took it \
      away, such as a network manager that was restarted, or it was never put there.
      """,
    remediation: """
      Restart the failover software on the server, and keep the network manager from removing addresses \
      that it did not set (`KeepConfiguration=` of systemd-networkd, an unmanaged interface of \
      NetworkManager).
      """,
    loss: .service,
    references: [.failover, .keepalived], controls: [.failoverNIST, .knownStateNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    let active = software.evidence.naming(software.address).filter {
      $0.isActive(bySoftware: software.address) == true && $0.configures(software.address)
    }
    if active.isEmpty {
      return .notApplicable(
        "no software that is certainly active puts the address on an interface")
    }
    let without = active.filter { $0.holds(software.address) == false }
    if !without.isEmpty {
      return .fail(
        without.map { server in
          Finding(
            facet: server.server.id,
            "the software of \(server.title) is active, but no interface has the address",
            evidence: software.activity(of: server))
        })
    }
    let open = active.filter { $0.holds(software.address) == nil }
    if open.isEmpty { return .pass }
    return .unknown(
      "the evidence of \(open.titles) does not show the addresses of its interfaces",
      evidence: open.prefix(10).flatMap { software.activity(of: $0) })
  }

  private static func example(
    _ title: String, _ node: OrderedJSON, _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, SoftwareExamples.estate(), evidence: [SoftwareExamples.file([node])],
      outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static let active = SoftwareExamples.vrrp([("active", true)])

  private static let examples = [
    example(
      "the active server has the address",
      SoftwareExamples.holder("s1", true, instances: [active]), .pass),
    example(
      "the active server does not have it",
      SoftwareExamples.holder("s1", false, instances: [active]), .fail),
    example(
      "the evidence shows no interfaces", SoftwareExamples.configured("s1", active), .unknown),
    example(
      "the software is a standby",
      SoftwareExamples.holder(
        "s1", false, instances: [SoftwareExamples.vrrp([("active", false)])]), .notApplicable),
    example(
      "the software puts no address on an interface",
      SoftwareExamples.holder(
        "s1", false,
        instances: [SoftwareExamples.vrrp([("active", true), ("software", "metallb")])]),
      .notApplicable),
  ]
}
