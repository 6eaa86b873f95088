/// What a resource's address says of its place: the path of the API without host and version.
struct Href {
  enum Tail: Equatable {
    case none
    case list(ListKind)
    case resource(ResourceType)
  }

  var datacenter = Identifier.missing
  var server = Identifier.missing
  var lan = LANCode.absent
  var nic = Identifier.missing
  /// Whether it is the address of the firewall rules of a NIC, or of one of them.
  var isFirewall = false
  /// The group of a share or of a list below a group.
  var group = Identifier.missing
  /// The user of a list below a user.
  var user = Identifier.missing
  var tail = Tail.none
  /// Whether it is the address of something else, below whatever words that the API uses too.
  var isForeign = false

  /// Reads an address; its query, host and version are ignored.
  static func of(_ text: String, in symbols: inout SymbolTable) -> Href {
    var href = Href()
    let path = text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var segments = path.split(separator: UInt8(ascii: "/"))[...]
    let isOfServer = dropBase(&segments)
    if segments.first.map({ Step($0) == nil }) ?? true {
      href.isForeign = isOfServer || segments.contains { Step($0) != nil }
      return href
    }
    while let segment = segments.popFirst() {
      guard let step = Step(segment) else {
        href.enterOther(segment, &segments)
        // What follows belongs to the security group.
        if href.tail != .none && segment.elementsEqual("securitygroups".utf8) { break }
        continue
      }
      guard let value = segments.popFirst() else {
        href.tail = .list(step.list(in: href))
        break
      }
      href.enter(step, String(decoding: value, as: UTF8.self), in: &symbols)
    }
    return href
  }

  /// Drops what comes before the first record: scheme and host or all up to `cloudapi`, a version,
  /// and `um`.
  ///
  /// - Returns: whether the address names a server or the API.
  private static func dropBase(
    _ segments: inout ArraySlice<Substring.UTF8View.SubSequence>
  ) -> Bool {
    let count = segments.count
    if let base = segments.firstIndex(where: { $0.elementsEqual("cloudapi".utf8) }) {
      segments = segments[(base + 1)...]
    } else if segments.first?.last == UInt8(ascii: ":") {
      segments = segments.dropFirst(2)
    }
    let isOfServer = segments.count < count
    if let version = segments.first, version.count == 2, version.first == UInt8(ascii: "v"),
      let number = version.last, number >= UInt8(ascii: "4") && number <= UInt8(ascii: "9")
    {
      segments.removeFirst()
    }
    if segments.first?.elementsEqual("um".utf8) == true { segments.removeFirst() }
    return isOfServer
  }

  /// Goes on after a segment that names no record of ours.
  private mutating func enterOther(
    _ segment: Substring.UTF8View.SubSequence,
    _ segments: inout ArraySlice<Substring.UTF8View.SubSequence>
  ) {
    if tail == .none { return }
    isFirewall = tail == .resource(.nic) && segment.elementsEqual("firewallrules".utf8)
    let isRule = isFirewall && segments.popFirst() != nil
    tail = isRule ? .resource(.firewallRule) : .list(.other)
  }

  /// Whether an address is that of the firewall rules or security groups of a NIC, or of one of
  /// them.
  static func guardsNIC(_ text: String) -> Bool {
    let segments = text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").suffix(4)
    guard let nics = segments.firstIndex(of: "nics"), nics + 2 < segments.endIndex else {
      return false
    }
    return segments[nics + 2] == "firewallrules" || segments[nics + 2] == "securitygroups"
  }

  /// The id of a list, such as `<data center>/servers` or `contracts`.
  static func ofListID(_ text: String, in symbols: inout SymbolTable) -> Href {
    var href = Href()
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    // User management, as addresses have it: `um/users`.
    if parts.count == 2, parts[0].elementsEqual("um".utf8) { parts.removeFirst() }
    guard let last = parts.last, let step = Step(last) else {
      href.enterFirewall(parts, in: &symbols)
      return href
    }
    if parts.count == 1 {
      let kind = step.list(in: href)
      if kind.isContractLevel { href.tail = .list(kind) }
    } else if parts.count == 2 {
      let owner = Identifier.of(String(decoding: parts[0], as: UTF8.self), in: &symbols)
      switch step {
      case .servers, .lans: href.datacenter = owner
      case .nics where owner.symbol == nil: href.server = owner
      case .users, .shares: href.group = owner
      case .groups, .owns: href.user = owner
      case .labels:
        href.server = owner
        href.tail = .list(.labels)
        return href
      default: return href
      }
      href.tail = .list(step.list(in: href))
    }
    return href
  }

  /// The id of a list of firewall rules: `<NIC>/firewallrules`.
  private mutating func enterFirewall(
    _ parts: [Substring.UTF8View], in symbols: inout SymbolTable
  ) {
    guard parts.count == 2, parts[1].elementsEqual("firewallrules".utf8) else { return }
    nic = .of(String(decoding: parts[0], as: UTF8.self), in: &symbols)
    isFirewall = nic.symbol == nil
    if isFirewall { tail = .list(.other) }
  }

  private mutating func enter(_ step: Step, _ value: String, in symbols: inout SymbolTable) {
    switch step {
    case .datacenters:
      datacenter = .of(value, in: &symbols)
      tail = .resource(.datacenter)
    case .servers:
      server = .of(value, in: &symbols)
      tail = .resource(.server)
    case .lans:
      lan = .of(value, in: &symbols)
      tail = .resource(.lan)
    case .nics:
      nic = .of(value, in: &symbols)
      tail = .resource(.nic)
    case .groups:
      if tail == .none { group = .of(value, in: &symbols) }
      tail = .resource(.group)
    case .users:
      if tail == .none { user = .of(value, in: &symbols) }
      tail = .resource(.user)
    case .owns: tail = .list(.other)
    case .shares: tail = .resource(.resource)
    case .ipBlocks: tail = .resource(.ipBlock)
    case .contracts: tail = .resource(.contract)
    case .labels: tail = step.list(in: self) == .labels ? .resource(.label) : .list(.other)
    }
  }

  /// The data center or server whose label or list of labels it is the address of.
  var labelled: Identifier { server.isMissing ? datacenter : server }

  private enum Step {
    case datacenters, servers, lans, nics, groups, users, shares, owns, ipBlocks, contracts, labels

    init?(_ segment: Substring.UTF8View.SubSequence) {
      switch String(decoding: segment, as: UTF8.self) {
      case "datacenters": self = .datacenters
      case "servers": self = .servers
      case "lans": self = .lans
      case "nics": self = .nics
      case "groups": self = .groups
      case "users": self = .users
      case "shares": self = .shares
      case "owns": self = .owns
      case "ipblocks": self = .ipBlocks
      case "contracts": self = .contracts
      case "labels": self = .labels
      default: return nil
      }
    }

    /// The list that ends in this step.
    func list(in href: Href) -> ListKind {
      switch self {
      case .datacenters: .datacenters
      case .servers: .servers
      case .lans: .lans
      case .nics: href.lan.isKnown ? .lanNICs : .serverNICs
      case .groups:
        href.tail == .none ? .groups : href.tail == .resource(.user) ? .userGroups : .other
      case .owns: .userOwns
      case .users: href.group.isMissing ? .users : .groupUsers
      case .shares: .groupShares
      case .ipBlocks: .ipBlocks
      case .contracts: .contracts
      case .labels:
        switch href.tail {
        case .none, .resource(.datacenter), .resource(.server): .labels
        default: .other
        }
      }
    }
  }
}
