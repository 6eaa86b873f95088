import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A member whose software does not know the address takes over nothing.
struct AddressNotManaged: GroupSoftwareRule {
  let info = RuleInfo(
    id: "address-not-managed",
    title: "the software of every server of a failover group manages its address",
    severity: .warning, family: .haSoftware, subjects: [.groups],
    rationale: """
      A server is in a failover group so that it can take over the address. If its software does not \
      manage the address, it never will: the group looks larger than it is, and the next failure may meet \
      the servers that do.
      """,
    remediation: """
      Configure the address in the failover software of the server. If the server is not meant to take \
      over, remove the address from its NIC, and so the server from the group.
      """,
    references: [.failover, .keepalived], controls: [.redundancyISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    if NoFailoverConfigured().judge(software).outcome == .fail {
      return .notApplicable("see rule no-failover-configured")
    }
    let without = software.servers.filter { software.manages($0) == false }
    if !without.isEmpty {
      return .fail(
        without.map { server in
          Finding(
            facet: server.id,
            "the software of \(server.title) does not manage the address"
              + refusal(server, software),
            evidence: software.management(of: server))
        })
    }
    let open = software.servers.filter { software.manages($0) == nil }
    if open.isEmpty { return .pass }
    return .unknown(
      "whether the software of \(open.titles) manages the address is not known",
      evidence: open.prefix(20).flatMap { software.management(of: $0) })
  }

  private func refusal(_ server: Server, _ software: GroupSoftware) -> String {
    let refusals = software.of(server)?.nodes.flatMap(\.configurations).compactMap(\.refusal)
    return refusals?.first.map { "; \($0)" } ?? ""
  }

  private static let third = ExampleEstate.Server(
    "s3", nics: [SoftwareExamples.nic("c", ["85.215.1.1"], mac: 3)])

  private static func example(
    _ title: String, _ nodes: [OrderedJSON], _ outcome: Outcome, line: Int = #line
  ) -> Example {
    let both = ["s1", "s2"].map { SoftwareExamples.configured($0, SoftwareExamples.vrrp()) }
    return Example(
      title, SoftwareExamples.estate(others: [third]),
      evidence: [SoftwareExamples.file(outcome == .notApplicable ? nodes : both + nodes)],
      outcomes: [SoftwareExamples.group: outcome], line: line)
  }

  private static let examples = [
    example(
      "all three servers manage it",
      [SoftwareExamples.configured("s3", SoftwareExamples.vrrp())], .pass),
    example(
      "the third server's software manages nothing", [SoftwareExamples.configured("s3")], .fail),
    example("of the third server there is no evidence", [], .unknown),
    example(
      "no server manages it",
      ["s1", "s2", "s3"].map { SoftwareExamples.configured($0) }, .notApplicable),
  ]
}
