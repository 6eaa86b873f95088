/// What is lost with the first failure, or at once, where a rule fails: reports rank rules of one
/// severity by it.
public enum FailureCost: String, Sendable, CaseIterable, Comparable {
  /// The address is down when one server or zone fails.
  case service
  /// The address does not move to a standby, or moves to the wrong place.
  case failover
  /// The address does not lead to the group, or may be taken away.
  case address
  /// Nobody may put things right, or somebody may who should not.
  case control
  /// Nothing at once: something is harder to see.
  case clarity

  public static func < (a: FailureCost, b: FailureCost) -> Bool { a.rank < b.rank }

  private var rank: Int { FailureCost.allCases.firstIndex(of: self) ?? 0 }
}

/// What the subjects of a rule share when one cause makes several of them fail: reports that have
/// little room show such failures as one.
public enum SharedCause: String, Sendable, CaseIterable {
  /// Nothing: each subject has a cause of its own.
  case subject
  case address
  case lan
  case datacenter
}

extension Family {
  /// What is lost where a rule of the family fails, unless the rule says otherwise.
  public var loss: FailureCost {
    switch self {
    case .redundancy: .service
    case .primaryIP, .master, .surroundings, .haSoftware: .failover
    case .accessRights: .control
    case .dataQuality, .waivers: .clarity
    }
  }

  /// What to do where a rule of the family cannot judge, unless the rule says otherwise.
  public var unknownRemedy: String {
    switch self {
    case .redundancy, .primaryIP, .master, .surroundings:
      "Export the data center again with its LANs, servers, NICs and firewall rules, as "
        + "`scripts/export.sh` does, and repeat the audit."
    case .accessRights:
      "Export again with data centers, IP blocks, users, groups and their shares, as `scripts/export.sh` does, with a "
        + "token of the contract owner or of an administrator, and repeat the audit."
    case .haSoftware:
      "Collect evidence from every server of the group with `scripts/collect-ha.sh`, and repeat the "
        + "audit with `--ha`."
    case .dataQuality, .waivers:
      "Export again at full depth, as `scripts/export.sh` does, and repeat the audit."
    }
  }
}
