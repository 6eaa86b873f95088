/// What a rule can be put to.
public enum SubjectKind: String, Sendable, CaseIterable {
  case group, lan, nic, server, address, datacenter, ipblock, user, usergroup, export, waiver
  case evidence
}

extension SubjectKind {
  /// How many ids its name contains.
  package var idCount: Int {
    switch self {
    case .group, .address: 3
    case .lan: 2
    case .nic, .server, .datacenter, .ipblock, .user, .usergroup, .export, .waiver, .evidence: 1
    }
  }

  /// What its names look like.
  package var nameForm: String {
    switch self {
    case .group, .address: "\(rawValue)/<data center>/<LAN>/<address>"
    case .lan: "lan/<data center>/<LAN>"
    case .export: "export/<file>"
    case .waiver: "waiver/<number>"
    case .evidence: "evidence/<node>"
    case .nic, .server, .datacenter, .ipblock, .user, .usergroup: "\(rawValue)/<id>"
    }
  }

  /// The id of the data center in which a subject lies by its stable name, as the name writes it;
  /// nil for kinds whose names do not say.
  package static func datacenterID(inName name: String) -> String? {
    let parts = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1, let kind = SubjectKind(rawValue: String(parts[0])) else { return nil }
    switch kind {
    case .group, .lan, .address, .datacenter: return String(parts[1])
    case .nic, .server, .ipblock, .user, .usergroup, .export, .waiver, .evidence: return nil
    }
  }
}

/// A subject as reports name it: its stable name, and what a reader needs to find it in the estate.
public struct Subject: Sendable, Hashable {
  /// A record with its id and, if it has one, its name. Both come from the input: escape them.
  public struct Record: Sendable, Hashable {
    public let id: String
    public let name: String?

    public init(id: String, name: String?) {
      self.id = id
      self.name = name
    }
  }

  public let kind: SubjectKind
  /// The stable name, such as `group/<datacenterId>/<lanId>/<ip>`: only `A-Z a-z 0-9 . _ : - / % ?`
  /// (file names of exports and `~` for their duplicates apart).
  public let name: String
  /// The data center it belongs to, if it belongs to one that is known.
  public let datacenter: Record?
  /// The LAN it belongs to, if it belongs to one.
  public let lan: Record?
  /// The record itself, with its own name (of a NIC, a server, a LAN …); absent for groups and
  /// addresses.
  public let record: Record?
  /// The stable names of the groups it is or belongs to, in order.
  public let groups: [String]

  public init(
    kind: SubjectKind, name: String, datacenter: Record? = nil, lan: Record? = nil,
    record: Record? = nil, groups: [String] = []
  ) {
    self.kind = kind
    self.name = name
    self.datacenter = datacenter
    self.lan = lan
    self.record = record
    self.groups = groups
  }
}
