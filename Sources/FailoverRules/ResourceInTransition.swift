import FailoverBase
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
    var moving = 0
    var open = 0
    func count(_ isInTransition: Bool?) {
      if isInTransition == true { moving += 1 }
      if isInTransition == nil { open += 1 }
    }
    count(group.lan.isInTransition)
    for member in group.members {
      count(member.nic.isInTransition)
      if member.nic.server == nil { open += 1 }
    }
    for server in group.servers { count(server.isInTransition) }
    if moving > 0 {
      let found = moving
      return .fail(
        "\(counted(found, "resource")) of the group \(found == 1 ? "is" : "are") BUSY or INACTIVE",
        evidence: evidence(group, where: true))
    }
    if open > 0 {
      return .unknown(
        "the state of a resource of the group is not known", evidence: evidence(group, where: nil))
    }
    return .pass
  }

  /// Resources that are in transition, or whose state is not known; at most the first twenty of
  /// each kind.
  private func evidence(_ group: FailoverGroup, where wanted: Bool?) -> [Evidence] {
    let lan = group.lan
    let nics = group.members.map(\.nic)
    var evidence: [Evidence] = []
    if lan.isInTransition == wanted {
      evidence.append(
        Evidence("LAN \(lan.id)\(lan.name.quoted)", text(lan.stateText), at: lan.place))
    }
    evidence += nics.filter { $0.isInTransition == wanted }.prefix(20).map {
      Evidence("member \($0.subjectName)\($0.name.quoted)", text($0.stateText), at: $0.place)
    }
    evidence += group.servers.filter { $0.isInTransition == wanted }.prefix(20).map {
      Evidence($0.subjectName + $0.name.quoted, text($0.provisioningText), at: $0.place)
    }
    if wanted == nil {
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
      "everything is available; other resources are BUSY", estate(),
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
      "the text in place of the address is not one",
      ExampleEstate(
        .init("dc", lans: [.init("1", [.init("web", master: "a")], state: "BUSY")], servers: [])),
      outcomes: ["group/dc/1/web": .notApplicable]),
  ]
}
