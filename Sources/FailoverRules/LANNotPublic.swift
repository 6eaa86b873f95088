import FailoverAudit
import FailoverInventory

/// Failover groups work on LANs that lead to the internet.
struct LANNotPublic: GroupRule {
  let info = RuleInfo(
    id: "lan-not-public",
    title: "the LAN of a failover group is public and on no cross connect",
    severity: .error, family: .accessRights, subjects: [.groups],
    rationale: """
      A public address is routed to public LANs only, so a group on a private LAN moves nothing. A cross \
      connect joins private LANs; a LAN that is on one and has a failover group contradicts itself.
      """,
    remediation: """
      Put the group on a public LAN, with a NIC of each server there, and remove it from this one. If \
      the LAN is meant to be public, take it off the cross connect.
      """,
    loss: .address, sharedCause: .lan,
    references: [.failover], controls: [.segregationISO, .settingsNIST],
    examples: [
      Example(
        "a public LAN", estate(.init("1", entry)), outcomes: ["group/dc/1/85.215.1.1": .pass]),
      Example(
        "a private LAN", estate(.init("1", entry, isPublic: false)),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "a LAN on a cross connect, public or not",
        estate(.init("1", entry, isPublic: nil, crossConnect: "xc")),
        outcomes: ["group/dc/1/85.215.1.1": .fail]),
      Example(
        "the export does not say whether the LAN is public",
        estate(.init("1", entry, isPublic: nil)),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "two answers name different cross connects",
        ExampleEstate(
          .init("dc", lans: [.init("1", entry, crossConnect: "xc")], servers: []),
          .init("dc", lans: [.init("1", entry, crossConnect: "xd")], servers: [])),
        outcomes: ["group/dc/1/85.215.1.1": .unknown]),
      Example(
        "the text in place of the address does not matter",
        estate(.init("1", [.init("web", master: "a")], isPublic: false)),
        outcomes: ["group/dc/1/web": .fail]),
    ])

  func judge(_ group: FailoverGroup) -> Judgement {
    let lan = group.lan
    var findings: [Finding] = []
    if lan.isPublic == false {
      findings.append(
        Finding(
          facet: "private", "LAN \(lan.id) is private",
          evidence: [Evidence("LAN \(lan.id)\(lan.name.quoted)", "public: false", at: lan.place)]))
    }
    if case .some(.some(let crossConnect)) = lan.crossConnect {
      findings.append(
        Finding(
          facet: "cross-connect", "LAN \(lan.id) is on a cross connect",
          evidence: [
            Evidence("LAN \(lan.id)\(lan.name.quoted)", "pcc: \(crossConnect)", at: lan.place)
          ]))
    }
    if !findings.isEmpty { return .fail(findings) }
    if lan.isPublic == true && lan.crossConnect == nil { return .pass }
    let what = lan.isPublic == nil ? "whether LAN \(lan.id) is public" : "its cross connect"
    return .unknown(
      "the export does not say \(what)",
      evidence: [Evidence("LAN \(lan.id)\(lan.name.quoted)", "not known", at: lan.place)])
  }

  private static let entry: [ExampleEstate.Entry] = [.init("85.215.1.1", master: "a")]

  private static func estate(_ lan: ExampleEstate.LAN) -> ExampleEstate {
    ExampleEstate(.init("dc", lans: [lan], servers: []))
  }
}
