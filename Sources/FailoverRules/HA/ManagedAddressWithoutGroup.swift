import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Software may move an address as it likes: without a group the platform does not follow.
struct ManagedAddressWithoutGroup: EvidenceRule {
  let info = RuleInfo(
    id: "managed-address-without-group",
    title: "a public address that software moves has a failover group on its LAN",
    severity: .error, family: .haSoftware, subjects: [.evidenceAddresses],
    rationale: """
      The platform forwards a public address to another NIC only if the LAN has a failover group for it. \
      Without the group the software moves the address, announces it, and believes that all is well, while \
      the traffic goes where it went before, or nowhere.
      """,
    remediation: """
      Create a failover group for the address on the LAN, with the NIC that is active now as its master. \
      If the address is no longer used, remove it from the failover software.
      """,
    loss: .service,
    references: [.failover], controls: [.redundancyISO, .failoverNIST, .configurationISO],
    examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    EvidenceAnswers(inventory.evidenceSubjects?.addresses ?? []) { judge($0) }
  }

  private func judge(_ use: EvidenceSubjects.AddressUse) -> Judgement {
    if use.lan.group(of: use.address) != nil { return .pass }
    let isKnown = use.lan.showsFailoverList && !use.lan.mayHaveMoreGroups
    if use.isShared && isKnown {
      return .notApplicable("see rule shared-address-without-group")
    }
    let evidence = use.users.prefix(20).map { server, instance in
      Evidence(
        server.subjectName + server.name.quoted,
        "managed by \(instance.software.word) \(instance.name)", at: instance.place)
    }
    if !isKnown {
      return .unknown(
        "the failover list of LAN \(use.lan.id)\(use.lan.name.quoted) is not known",
        evidence: evidence)
    }
    return .fail(
      "software moves the address, and LAN \(use.lan.id)\(use.lan.name.quoted) has no failover group for it",
      evidence: evidence)
  }

  private static func estate(
    _ failover: [ExampleEstate.Entry]?, isShared: Bool = false
  ) -> ExampleEstate {
    let address = SoftwareExamples.address
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", failover)],
        servers: [
          .init("s1", nics: [SoftwareExamples.nic("a", [address], mac: 1)]),
          .init("s2", nics: [SoftwareExamples.nic("b", isShared ? [address] : [], mac: 2)]),
        ]))
  }

  private static func example(
    _ title: String, _ estate: ExampleEstate, _ outcome: Outcome, line: Int = #line
  ) -> Example {
    Example(
      title, estate,
      evidence: [.nodes(SoftwareExamples.configured("s1", SoftwareExamples.vrrp()))],
      outcomes: ["address/dc/1/85.215.1.1": outcome], line: line)
  }

  private static let examples = [
    example(
      "the LAN has a group for it", estate([.init(SoftwareExamples.address, master: "a")]), .pass),
    example("the LAN has no group for it", estate([]), .fail),
    example("the LAN's failover list is not shown", estate(nil), .unknown),
    example(
      "two NICs of the LAN hold it, which is another rule's matter", estate([], isShared: true),
      .notApplicable),
  ]
}
