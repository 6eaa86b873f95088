import FailoverAudit
import FailoverInventory

/// A master that does not hold the address cannot serve it.
struct MasterNotAMember: GroupRule {
  let info = RuleInfo(
    id: "master-not-a-member",
    title: "the named master of a failover group is one of its members",
    severity: .error, family: .master, subjects: [.groups],
    rationale: """
      A member is a NIC on the group's LAN that holds the group's address. A master that is on another \
      LAN, or does not hold the address, cannot take its traffic.
      """,
    remediation: """
      Add the address to the master's NIC, or name a member as the master.
      """,
    references: [.failover, .api], controls: [.configurationISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let nics = group.masters.compactMap(\.nic)
    if nics.isEmpty { return .notApplicable("no named master is in the export") }
    // Looked up, not searched: a group may have as many masters as members.
    let members = nics.count > 1 ? Set(group.members.map(\.nic)) : nil
    let outsiders = nics.filter { !(members?.contains($0) ?? group.hasMember($0)) }
    if outsiders.isEmpty { return .pass }
    let findings = outsiders.compactMap { nic in
      nic.exclusion(from: group).map {
        Finding(
          facet: nic.id, "\(nic.title(as: "master")) is not a member: \($0)",
          evidence: [Evidence("master \(nic.subjectName)", $0, at: nic.place)])
      }
    }
    if !findings.isEmpty { return .fail(findings) }
    return .unknown(
      "the LAN or the addresses of \(outsiders[0].title(as: "master")) are not known",
      evidence: outsiders.prefix(20).map { Evidence("master", $0.subjectName, at: $0.place) })
  }

  private static func estate(_ nic: ExampleEstate.NIC) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")]), .init("2", [])],
        servers: [.init("s1", nics: .all([nic]))]))
  }

  private static let examples = [
    Example(
      "the master holds the address", estate(.init("a", lan: 1, ["85.215.1.1"])),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the master does not hold it", estate(.init("a", lan: 1, ["85.215.1.9"])),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the master is on another LAN, whatever it holds", estate(.init("a", lan: 2, nil)),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the master's addresses are not known", estate(.init("a", lan: 1, nil)),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "the master is not in the export", estate(.init("b", lan: 1, ["85.215.1.1"])),
      outcomes: ["group/dc/1/85.215.1.1": .notApplicable]),
  ]
}
