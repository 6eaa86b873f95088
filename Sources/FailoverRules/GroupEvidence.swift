import FailoverAudit
import FailoverInventory

/// Facts of a group that several rules show.
extension FailoverGroup {
  static let noAddress = Judgement.notApplicable(
    "the group has no IP address; see rule address-not-public")

  /// What each member is, with its server; at most the first twenty.
  var memberEvidence: [Evidence] {
    members.prefix(20).map { member in
      let role = member.role == .primary ? "primary" : "additional"
      let server = member.nic.server.map { $0.subjectName + $0.name.quoted }
      return Evidence(
        "member \(member.nic.subjectName)\(member.nic.name.quoted)",
        "\(role), on \(server ?? "a server that is not known")", at: member.nic.place)
    }
  }

  /// What is known of each server's zone and state; at most the first twenty.
  var serverEvidence: [Evidence] {
    servers.prefix(20).map { server in
      let zone = server.zoneText ?? "not known"
      let state = server.stateText ?? "not known"
      return Evidence(
        server.subjectName + server.name.quoted, "zone \(zone), state \(state)", at: server.place)
    }
  }

  /// Why there may be members or servers that the export does not show.
  var gapEvidence: [Evidence] {
    var reasons: [String] = []
    if membershipGaps.contains(.lists) {
      reasons.append("the export does not show all servers and NICs of the data center")
    }
    if membershipGaps.contains(.candidates) {
      reasons.append("a NIC whose LAN or addresses are not known may be a further member")
    }
    if membershipGaps.contains(.servers) {
      reasons.append("the server of a member is not known")
    }
    return reasons.map { Evidence("membership", $0) }
  }

  var isMembershipComplete: Bool { membershipGaps.isEmpty }
}

extension NIC {
  /// What is known of it that keeps it out of a group.
  func exclusion(from group: FailoverGroup) -> String? {
    if let datacenter, datacenter != group.datacenter {
      return "it is in data center \(datacenter.id)"
    }
    if let lanID, lanID != group.lan.id { return "it is on LAN \(lanID)" }
    if holds(addressOf: group) == false { return "it does not hold the group's address" }
    return nil
  }
}

extension [Server] {
  /// The zones that are known of them, each once and in order.
  var zones: [String] {
    // Few servers are the rule; a set pays only for many.
    if count > 16 { return Set(compactMap(\.zone)).sorted() }
    var zones: [String] = []
    for server in self {
      if let zone = server.zone, !zones.contains(zone) { zones.append(zone) }
    }
    return zones.count < 2 ? zones : zones.sorted()
  }
}

extension NIC {
  /// The NIC by its name followed by its id: `master "eth0" (id)`.
  func title(as role: String) -> String {
    role + " " + (name.map { "\"\($0)\" (\(id))" } ?? id)
  }
}

extension String? {
  /// A name that follows an id: ` "name"`, or nothing.
  var quoted: String { map { " \"\($0)\"" } ?? "" }
}
