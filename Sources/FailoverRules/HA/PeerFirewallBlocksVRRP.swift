import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// VRRP may run over another LAN than the address, and meet another firewall there.
struct PeerFirewallBlocksVRRP: EvidenceRule {
  let info = RuleInfo(
    id: "peer-firewall-blocks-vrrp",
    title: "the firewall of a NIC over which servers speak VRRP lets VRRP in",
    severity: .warning, family: .haSoftware, subjects: [.evidenceNICs],
    rationale: """
      Many pairs send their adverts over a private LAN while the address is on a public one. The firewall \
      of the private NIC then decides whether the servers hear each other: if it drops VRRP, both become \
      master. VRRP is a protocol of its own, admitted neither by rules for TCP nor for UDP.
      """,
    remediation: """
      Add an inbound rule for the protocol VRRP to the NIC's firewall, with the other servers as sources.
      """,
    unknownRemedy: """
      Export the data center again with the firewall rules of its NICs, as `scripts/export.sh` does. Where a NIC \
      has security groups, check there that one of them admits VRRP.
      """,
    references: [.failover, .api, .vrrp], controls: [.networkISO, .failoverNIST],
    examples: Self.examples)

  func outcomes(in inventory: Inventory) -> any Answers {
    EvidenceAnswers(inventory.evidenceSubjects?.nics ?? []) { judge($0) }
  }

  private func judge(_ use: EvidenceSubjects.NICUse) -> Judgement {
    if !use.instances.contains(where: \.software.speaksVRRP) {
      return .notApplicable("no instance of VRRP uses the NIC")
    }
    return use.nic.firewallForVRRP
  }

  private static func example(
    _ title: String, _ outcome: Outcome, isActive: Bool? = true,
    rules: ExampleEstate.List<ExampleEstate.FirewallRule> = [], software: OrderedJSON = "vrrp",
    line: Int = #line
  ) -> Example {
    var inside = SoftwareExamples.nic("i", ["10.0.0.1"], lan: 2, mac: 3)
    inside.firewallActive = isActive
    inside.firewallRules = rules
    let estate = ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: [.init("s1", nics: [SoftwareExamples.nic("a", ["85.215.1.1"], mac: 1), inside])]))
    let host = SoftwareExamples.host(
      "s1",
      [
        ("interfaces", [["name": "eth1", "mac": .string(SoftwareExamples.macText(3))]]),
        ("instances", [SoftwareExamples.vrrp([("interface", "eth1"), ("software", software)])]),
      ])
    return Example(
      title, estate, evidence: [.nodes(host)], outcomes: ["nic/i": outcome], line: line)
  }

  private static let examples = [
    example("a rule admits VRRP", .pass, rules: [.init("VRRP", "INGRESS")]),
    example("the firewall is off", .pass, isActive: false),
    example("no rule admits VRRP", .fail, rules: [.init("TCP", "INGRESS")]),
    example("the rules are cut off", .unknown, rules: .cutOff),
    example("the software speaks another protocol", .notApplicable, software: "metallb"),
  ]
}
