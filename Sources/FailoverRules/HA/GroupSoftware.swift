import FailoverAudit
import FailoverBase
import FailoverHA
import FailoverInventory

/// A failover group with the evidence of the software on its servers.
struct GroupSoftware: Sendable {
  let group: FailoverGroup
  let address: ParsedAddress
  let evidence: HAEvidence
  /// The group's servers, in the order of their ids.
  let servers: [Server]

  /// What evidence says of a server; nil if there is none.
  func of(_ server: Server) -> HAServer? { evidence.of(server) }

  func manages(_ server: Server) -> Bool? { of(server)?.manages(address) }

  /// Whether a server has the address on an interface; one that is down has not.
  func holds(_ server: Server) -> Bool? {
    guard let own = of(server) else { return server.isUp == false ? false : nil }
    return own.holds(address)
  }

  func isActive(_ server: Server) -> Bool? {
    guard let own = of(server) else { return server.isUp == false ? false : nil }
    return own.isActive(address)
  }

  /// The servers of the group that evidence is of.
  var examined: [HAServer] { servers.compactMap(of) }

  /// The servers, of the group or not, that have the address on an interface.
  var holders: [HAServer] { evidence.naming(address).filter { $0.holds(address) == true } }

  /// Whether a server is one of the group; nil if that is not known.
  func isMember(_ server: HAServer) -> Bool? {
    if servers.contains(server.server) { return true }
    if group.membershipGaps.isEmpty { return false }
    let answers = server.nics.map { group.contains($0) }
    return server.server.showsAllNICs && answers.allSatisfy { $0 == false } ? false : nil
  }
}

/// A rule about every failover group, put to what evidence says of its servers.
protocol GroupSoftwareRule: GroupRule, EvidenceRule {
  /// Whether it checks what servers did, and not only how they are configured.
  var asksState: Bool { get }
  func judge(_ software: GroupSoftware) -> Judgement
}

extension GroupSoftwareRule {
  var asksState: Bool { false }

  func judge(_ group: FailoverGroup) -> Judgement {
    switch GroupSoftware.of(group, asksState: asksState) {
    case .software(let software): judge(software).showingPlacing(of: software)
    case .none(let judgement): judgement
    }
  }
}

extension GroupSoftware {
  enum Found {
    case software(GroupSoftware)
    case none(Judgement)
  }

  /// The software of a group, or why no rule can use it.
  ///
  /// - Parameter asksState: whether configurations do not suffice.
  static func of(_ group: FailoverGroup, asksState: Bool) -> Found {
    guard let address = group.parsedAddress else { return .none(FailoverGroup.noAddress) }
    guard let evidence = group.inventory.evidence else {
      return .none(.notApplicable("the audit was given no evidence (--ha)"))
    }
    let software = GroupSoftware(
      group: group, address: address, evidence: evidence, servers: group.servers)
    let examined = software.examined
    if examined.isEmpty {
      return .none(.notApplicable("there is no evidence of a server of the group"))
    }
    if asksState && !examined.contains(where: \.hasState) {
      return .none(
        .notApplicable("the evidence shows no server's addresses and no state of its software"))
    }
    return .software(software)
  }
}

// MARK: Words

extension Server {
  /// `server "name" (id)`.
  var title: String { "server " + (name.map { "\"\($0)\" (\(id))" } ?? id) }
}

extension HAServer {
  var title: String { server.title }

  /// Where the evidence of the server is, and what shows that it is of this server.
  var placing: [Evidence] {
    zip(nodes, placedBy).prefix(5).map { node, row in
      Evidence(
        "evidence of \(server.subjectName)\(server.name.quoted)",
        "\(node.name), placed by \(row.words)", at: node.place)
    }
  }

  /// When its evidence was collected.
  func collected(_ address: ParsedAddress) -> String {
    observed(address).map { "observed at \($0.text)" } ?? "at a time that is not known"
  }
}

extension [HAServer] {
  /// The titles of the first few, and how many more there are.
  var titles: String { map(\.server).titles }
}

extension [Server] {
  var titles: String {
    let shown = prefix(3).map(\.title).joined(separator: ", ")
    return count > 3 ? "\(shown) and \(count - 3) more" : shown
  }
}

extension Bool? {
  /// `yes`, `no` or `not known`.
  var answer: String { map { $0 ? "yes" : "no" } ?? "not known" }
}

extension Judgement {
  /// The same with what shows that the evidence is of the servers that it is about.
  fileprivate func showingPlacing(of software: GroupSoftware) -> Judgement {
    switch self {
    case .fail(let findings): .fail(findings.map { $0.showingPlacing(of: software) })
    case .unknown(let finding): .unknown(finding.showingPlacing(of: software))
    default: self
    }
  }
}

extension Finding {
  /// A finding whose facet names a server shows the evidence of that one.
  fileprivate func showingPlacing(of software: GroupSoftware) -> Finding {
    let finding = self
    return Finding(
      facet: facet, finding.message, evidence: finding.evidence + finding.placing(software))
  }

  private func placing(_ software: GroupSoftware) -> [Evidence] {
    let parts = Set(facet.split(separator: "/").map(String.init))
    let examined = software.evidence.naming(software.address) + software.examined
    var met: Set<Server> = []
    let servers = examined.filter { met.insert($0.server).inserted }
    let own = servers.filter { parts.contains($0.server.id) }
    return (own.isEmpty ? servers : own).prefix(10).flatMap(\.placing)
  }
}
