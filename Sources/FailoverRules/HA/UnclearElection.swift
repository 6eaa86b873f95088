import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// Who becomes master ought to be written down, not be settled by the higher address.
struct UnclearElection: GroupSoftwareRule {
  let info = RuleInfo(
    id: "unclear-election",
    title: "priorities and initial states of VRRP instances say which server becomes master",
    severity: .note, family: .haSoftware, subjects: [.groups],
    rationale: """
      Of two instances of VRRP with one priority the one with the higher address becomes master, which is \
      seldom what somebody chose. Two instances that start as master both take the address for a moment at \
      each start.
      """,
    remediation: """
      Give each server a priority of its own, and start all of them with state BACKUP, or all but the one \
      with the highest priority.
      """,
    references: [.vrrp, .keepalived], controls: [.failoverNIST, .configurationISO],
    examples: Self.examples)

  func judge(_ software: GroupSoftware) -> Judgement {
    guard let peers = VRRPPeers(software) else { return VRRPPeers.notApplicable }
    let priorities = peers.known.compactMap { peer in peer.instance.priority.map { (peer, $0) } }
    let equal = priorities.filter { one in priorities.count { $0.1 == one.1 } > 1 }
    let masters = peers.known.filter { $0.instance.startsAsMaster == true }
    var findings: [Finding] = []
    if !equal.isEmpty {
      findings.append(
        Finding(
          facet: "priority", "\(equal.count) servers have the same priority as another one",
          evidence: evidence(equal.map(\.0))))
    }
    if masters.count > 1 {
      findings.append(
        Finding(
          facet: "initial-state", "\(masters.count) servers start as master",
          evidence: evidence(masters)))
    }
    if !findings.isEmpty { return .fail(findings) }
    let isKnown =
      !peers.hasUnknown && priorities.count == peers.known.count
      && peers.known.allSatisfy { $0.instance.startsAsMaster != nil }
    if isKnown { return .pass }
    return .unknown(
      "the priority or the initial state of an instance is not known",
      evidence: evidence(peers.known))
  }

  private func evidence(_ peers: [VRRPPeers.Peer]) -> [Evidence] {
    peers.prefix(20).map { peer in
      let priority = peer.instance.priority.map { "\($0)" } ?? "not known"
      let state = peer.instance.startsAsMaster.map { $0 ? "MASTER" : "BACKUP" } ?? "not known"
      return Evidence(
        peer.server.server.subjectName + peer.server.server.name.quoted,
        "priority \(priority), state \(state)", at: peer.instance.place)
    }
  }

  private static let examples = [
    SoftwareExamples.pair(
      "priorities differ, and both start as backup", [("priority", 150)], [], .pass),
    SoftwareExamples.pair("the priorities are equal", [], [], .fail),
    SoftwareExamples.pair(
      "both start as master", [("priority", 150), ("initialState", "MASTER")],
      [("initialState", "MASTER")], .fail),
    SoftwareExamples.pair("a priority is not known", [("priority", .null)], [], .unknown),
    SoftwareExamples.alone("one server has an instance"),
  ]
}
