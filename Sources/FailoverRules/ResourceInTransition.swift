import FailoverAudit
import FailoverInventory

/// What is being changed may look otherwise in a minute.
struct ResourceInTransition: GroupRule {
  let info = RuleInfo(
    id: "resource-in-transition",
    title: "the LAN, the members and their servers are not being changed",
    severity: .note, family: .surroundings, subjects: [.groups],
    rationale: """
      BUSY says that the platform is still working on a request, INACTIVE that a resource was \
      deprovisioned. What the export says of the group is then of the time before or after, and other \
      outcomes are provisional.
      """,
    remediation: """
      Wait until the request is done, and export again. If the resource stays so, find the request that \
      hangs, or start the resource.
      """,
    references: [.api], controls: [.configurationISO, .inventoryNIST],
    examples: Self.examples)

  func judge(_ group: FailoverGroup) -> Judgement {
    guard group.hasAddress else { return FailoverGroup.noAddress }
    let lan = group.lan
    let nics = group.members.map(\.nic)
    let states = [lan.stateText] + nics.map(\.stateText) + group.servers.map(\.provisioningText)
    let moving = states.count { $0 == "BUSY" || $0 == "INACTIVE" }
    if moving > 0 {
      return .fail(
        "\(counted(moving, "resource")) of the group \(moving == 1 ? "is" : "are") BUSY or INACTIVE",
        evidence: evidence(group) { $0 == "BUSY" || $0 == "INACTIVE" })
    }
    if states.contains(nil) || nics.contains(where: { $0.server == nil }) {
      return .unknown(
        "the state of a resource of the group is not known",
        evidence: evidence(group) { $0 == nil })
    }
    return .pass
  }

  /// Resources with states that are asked for; at most the first twenty of each kind.
  private func evidence(
    _ group: FailoverGroup, where isWanted: (String?) -> Bool
  ) -> [Evidence] {
    let lan = group.lan
    var evidence: [Evidence] = []
    if isWanted(lan.stateText) {
      evidence.append(
        Evidence("LAN \(lan.id)\(lan.name.quoted)", text(lan.stateText), at: lan.place))
    }
    let nics = group.members.map(\.nic)
    evidence += nics.filter { isWanted($0.stateText) }.prefix(20).map {
      Evidence("member \($0.subjectName)\($0.name.quoted)", text($0.stateText), at: $0.place)
    }
    evidence += group.servers.filter { isWanted($0.provisioningText) }.prefix(20).map {
      Evidence($0.subjectName + $0.name.quoted, text($0.provisioningText), at: $0.place)
    }
    if isWanted(nil) {
      evidence += nics.filter { $0.server == nil }.prefix(20).map {
        Evidence("server of \($0.subjectName)", "not known", at: $0.place)
      }
    }
    return evidence
  }

  private func text(_ state: String?) -> String { "state \(state ?? "not known")" }

  private static func estate(
    lan: String? = "AVAILABLE", nic: String? = "AVAILABLE", server: String? = "AVAILABLE"
  ) -> ExampleEstate {
    ExampleEstate(
      .init(
        "dc", lans: [.init("1", [.init("85.215.1.1", master: "a")], state: lan)],
        servers: [
          .init(
            "s1", provisioning: server, nics: [.init("a", lan: 1, ["85.215.1.1"], state: nic)]),
          .init("s2", provisioning: "BUSY", nics: [.init("b", lan: 1, [], state: "BUSY")]),
        ]))
  }

  private static let examples = [
    Example(
      "everything is available; strangers are BUSY", estate(),
      outcomes: ["group/dc/1/85.215.1.1": .pass]),
    Example(
      "the LAN is BUSY", estate(lan: "BUSY", nic: nil),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a member is INACTIVE", estate(nic: "inactive"),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "a member's server is BUSY", estate(server: "BUSY"),
      outcomes: ["group/dc/1/85.215.1.1": .fail]),
    Example(
      "the state of a server was not exported", estate(server: nil),
      outcomes: ["group/dc/1/85.215.1.1": .unknown]),
    Example(
      "what stands in place of the address is none",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("web", master: "a")], state: "BUSY")], servers: [])),
      outcomes: ["group/dc/1/web": .notApplicable]),
  ]
}
