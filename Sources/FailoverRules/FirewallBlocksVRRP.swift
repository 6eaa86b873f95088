import FailoverAudit
import FailoverInventory

/// Members find out by VRRP who is alive; a firewall that drops it makes all of them masters.
struct FirewallBlocksVRRP: NICRule {
  let info = RuleInfo(
    id: "firewall-blocks-vrrp",
    title: "the firewall of a member lets VRRP in",
    severity: .warning, family: .surroundings, subjects: [.memberNICs],
    rationale: """
      Failover software such as keepalived announces itself to the other members by VRRP. A NIC's \
      firewall that is on drops everything that no rule admits, and VRRP is a protocol of its own, \
      admitted neither by rules for TCP nor for UDP. Two members that do not hear each other both \
      take the address. What security groups admit is not in the export.
      """,
    remediation: """
      Add an inbound rule for the protocol VRRP to the NIC's firewall, with the other members as \
      sources. If the failover software on the servers speaks another protocol, skip this rule.
      """,
    unknownRemedy: """
      Export the data center again with the firewall rules of its NICs, as `scripts/export.sh` does. Where a NIC \
      has security groups, check there that one of them admits VRRP.
      """,
    references: [.failover, .api], controls: [.networkISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ nic: NIC) -> Judgement {
    if nic.isFreeOfVRRP == true {
      return .notApplicable("by the evidence of its server no instance of VRRP uses the NIC")
    }
    return nic.firewallForVRRP
  }

  private static func estate(
    isActive: Bool? = true, _ rules: ExampleEstate.List<ExampleEstate.FirewallRule>,
    securityGroups: ExampleEstate.List<String>? = nil
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")])],
        servers: [
          .init(
            "s1",
            nics: [
              .init(
                "a", lan: 1, ["85.215.1.1"], firewallActive: isActive, firewallRules: rules,
                securityGroups: securityGroups)
            ])
        ]))
  }

  private static let examples = [
    Example(
      "the firewall is off", estate(isActive: false, .cutOff), outcomes: ["nic/a": .pass]),
    Example(
      "a rule admits VRRP, in whatever letter case",
      estate([.init("TCP", "INGRESS"), .init("vrrp", "ingress")]), outcomes: ["nic/a": .pass]),
    Example(
      "a rule admits everything, and says nothing of the direction", estate([.init("ANY")]),
      outcomes: ["nic/a": .pass]),
    Example(
      "a rule that is shown admits VRRP, whatever else there is",
      estate(isActive: nil, .firstPage([.init("VRRP", "BIDIRECTIONAL")])),
      outcomes: ["nic/a": .pass]),
    Example("on, without a rule", estate([]), outcomes: ["nic/a": .fail]),
    Example(
      "VRRP may go out, but not in",
      estate([.init("VRRP", "EGRESS"), .init("TCP", "INGRESS")], securityGroups: []),
      outcomes: ["nic/a": .fail]),
    Example(
      "the rules were not exported", estate(.cutOff), outcomes: ["nic/a": .unknown]),
    Example(
      "the protocol of a rule is not known", estate([.init(nil, "INGRESS")]),
      outcomes: ["nic/a": .unknown]),
    Example(
      "a security group may admit it", estate([], securityGroups: ["sg"]),
      outcomes: ["nic/a": .unknown]),
    Example(
      "the security groups are cut off", estate([], securityGroups: .cutOff),
      outcomes: ["nic/a": .unknown]),
    Example(
      "not known whether the firewall is on", estate(isActive: nil, []),
      outcomes: ["nic/a": .unknown]),
  ]
}
