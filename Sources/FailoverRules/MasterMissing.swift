import FailoverAudit
import FailoverInventory

/// The named master is a NIC that exists.
struct MasterMissing: GroupRule {
  let info = RuleInfo(
    id: "master-missing",
    title: "the named master of a failover group is in the export",
    severity: .error, family: .master, subjects: [.groups],
    rationale: """
      The platform delivers the group's address to the named master first. A group that names none, or \
      one that was deleted, has no defined home for its address.
      """,
    remediation: """
      Set the group's entry to the NIC that is active now. If the NIC exists and is only missing in the \
      export, export the data center again with all servers and NICs.
      """,
    references: [.failover, .api], controls: [.configurationISO, .failoverNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    let masters = group.masters
    if masters.isEmpty && group.mayNameMoreMasters {
      return .unknown(
        "the group names no master that is known, and an entry of its LAN's failover list cannot be read",
        evidence: group.memberEvidence)
    }
    if masters.isEmpty {
      return .fail([
        Finding(facet: "none", "the group names no master", evidence: group.memberEvidence)
      ])
    }
    let missing = masters.filter { $0.nic == nil }
    if missing.isEmpty { return .pass }
    if group.membershipGaps.contains(.lists) {
      return .unknown(
        "the export does not show master \(missing[0].id), and it does not show all NICs either",
        evidence: group.gapEvidence)
    }
    return .fail(
      missing.map {
        Finding(
          facet: $0.id, "master \($0.id) is no NIC of the export",
          evidence: [Evidence("master", $0.id, at: group.place)])
      })
  }

  private static func estate(
    _ entries: [ExampleEstate.Entry], _ nics: ExampleEstate.List<ExampleEstate.NIC>
  ) -> ExampleEstate {
    ExampleEstate(
      .init("dc", lans: [.init("1", entries)], servers: [.init("s1", nics: nics)]))
  }

  private static let examples = [
    Example(
      "the master is there", estate([.init("85.215.1.1", master: "a")], [.init("a", lan: 1, [])]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "a reference to the master is enough",
      estate([.init("85.215.1.1", master: "a")], [.init("a", lan: nil, nil, isReference: true)]),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "no master is named", estate([.init("85.215.1.1", master: nil)], []),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the master does not exist", estate([.init("85.215.1.1", master: "gone")], []),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the master may be among what was not exported",
      estate([.init("85.215.1.1", master: "a")], .cutOff),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
  ]
}
