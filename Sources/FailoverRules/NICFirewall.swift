import FailoverAudit
import FailoverHA
import FailoverInventory

/// What a NIC's firewall does with VRRP.
extension NIC {
  /// Whether the firewall lets VRRP in.
  var firewallForVRRP: Judgement {
    if firewallIsActive == false { return .pass }
    let rules = firewallRules.filter { $0.isInbound != false }
    let admitting = rules.filter { $0.protocolName.map(["VRRP", "ANY"].contains) ?? false }
    if admitting.contains(where: { $0.isInbound == true }) { return .pass }
    if firewallIsActive == nil {
      return .unknown("it is not known whether the firewall is on", evidence: firewallEvidence)
    }
    if !showsAllFirewallRules {
      return .unknown(
        "the export does not show all rules of the firewall", evidence: firewallEvidence)
    }
    if rules.contains(where: { $0.protocolName == nil }) {
      return .unknown("the protocol of a rule is not known", evidence: firewallEvidence)
    }
    if !admitting.isEmpty {
      return .unknown("the direction of a rule is not known", evidence: firewallEvidence)
    }
    if securityGroupCount != 0 {
      return .unknown("security groups may admit VRRP", evidence: firewallEvidence)
    }
    return .fail("the firewall is on, and no rule admits VRRP", evidence: firewallEvidence)
  }

  private var firewallEvidence: [Evidence] {
    let isActive = firewallIsActive.map { $0 ? "on" : "off" } ?? "not known"
    let groups = securityGroupCount.map { "\($0)" } ?? "not known"
    let rules = firewallRules.prefix(20).map { rule in
      Evidence(
        "rule", "\(rule.protocolName ?? "protocol not known"), \(rule.directionText)",
        at: place)
    }
    return [
      Evidence("firewall", isActive, at: place),
      Evidence("security groups", groups, at: place),
    ] + (rules.isEmpty ? [Evidence("rules", "none is shown", at: place)] : rules)
  }

  /// Whether evidence of its server shows that no instance of VRRP uses it; nil if there is none,
  /// or it does not show all.
  var isFreeOfVRRP: Bool? {
    guard let server, let own = owner.evidence?.of(server), own.showsAllInstances else {
      return nil
    }
    let answers = own.instances.filter(\.software.speaksVRRP).map { instance in
      instance.interface.flatMap { own.nic(ofInterface: $0) }.map { $0 == self }
    }
    if answers.contains(true) { return false }
    return answers.contains(nil) ? nil : true
  }
}

extension NIC.FirewallRule {
  /// Whether it is for traffic that comes in; a rule that names no direction is. Nil if the
  /// direction is not known.
  fileprivate var isInbound: Bool? {
    guard let direction else { return true }
    return direction.map(["INGRESS", "BIDIRECTIONAL"].contains)
  }

  fileprivate var directionText: String {
    direction.map { $0 ?? "direction not known" } ?? "inbound"
  }
}
