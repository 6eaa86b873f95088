import FailoverAudit
import FailoverInventory

/// After a failover the standby should answer as the master did.
struct UnequalMembers: GroupRule {
  let info = RuleInfo(
    id: "unequal-members",
    title: "the members of a failover group have the same DHCP and firewall settings",
    severity: .note, family: .surroundings, subjects: [.groups],
    rationale: """
      A member that gets its addresses by DHCP while another sets them by hand, or that has a firewall \
      while another has none, behaves differently after a failover: routes differ, or traffic is dropped. \
      Such differences are rarely intended.
      """,
    remediation: """
      Give all members the same settings; those of the member that has worked longest are usually right.
      """,
    references: [.failover, .api], controls: [.configurationISO, .settingsNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let nics = group.members.map(\.nic)
    if nics.count < 2 {
      return .notApplicable("the export shows fewer than two members of the group")
    }
    var dhcp = Settings()
    var firewall = Settings()
    for nic in nics {
      dhcp.note(nic.usesDHCP)
      firewall.note(nic.firewallIsActive)
    }
    var findings: [Finding] = []
    if dhcp.differ {
      findings.append(
        Finding(
          facet: "dhcp", "DHCP is on for some members and off for others",
          evidence: evidence(nics, "DHCP", \.usesDHCP)))
    }
    if firewall.differ {
      findings.append(
        Finding(
          facet: "firewall", "the firewall is on for some members and off for others",
          evidence: evidence(nics, "firewall", \.firewallIsActive)))
    }
    if !findings.isEmpty { return .fail(findings) }
    if dhcp.isOpen || firewall.isOpen {
      return .unknown(
        "a setting of a member is not known",
        evidence: evidence(nics, "DHCP", \.usesDHCP)
          + evidence(nics, "firewall", \.firewallIsActive))
    }
    return .pass
  }

  /// What is known of a setting, of at most the first twenty members.
  private func evidence(
    _ nics: [NIC], _ what: String, _ setting: (NIC) -> Bool?
  ) -> [Evidence] {
    nics.prefix(20).map { nic in
      let value = setting(nic).map { $0 ? "on" : "off" } ?? "not known"
      return Evidence(
        "member \(nic.subjectName)\(nic.name.quoted)", "\(what) \(value)", at: nic.place)
    }
  }

  private static func estate(
    dhcp: [Bool?] = [true, true], firewall: [Bool?] = [false, false]
  ) -> ExampleEstate {
    let servers = zip(dhcp, firewall).enumerated().map { index, settings in
      ExampleEstate.Server(
        "s\(index)",
        nics: [
          .init(
            "n\(index)", lan: 1, ["85.215.1.1"], dhcp: settings.0, firewallActive: settings.1)
        ])
    }
    return ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "n0")])], servers: .all(servers)))
  }

  private static let examples = [
    Example("equal settings", estate(), outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "DHCP differs, whatever the third member has",
      estate(dhcp: [true, false, nil], firewall: [false, false, false]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "both differ", estate(dhcp: [true, false], firewall: [false, true]),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a setting was not exported", estate(firewall: [true, nil]),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "one member is equal to itself", estate(dhcp: [true]),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}

/// What a setting is among members.
private struct Settings {
  private var isOn = false
  private var isOff = false
  /// Whether it is not known of one.
  private(set) var isOpen = false

  /// Whether two that are known differ.
  var differ: Bool { isOn && isOff }

  mutating func note(_ setting: Bool?) {
    switch setting {
    case true?: isOn = true
    case false?: isOff = true
    case nil: isOpen = true
    }
  }
}
