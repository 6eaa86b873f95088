/// The neutral format "failover inventory 1": what its objects, members and lists are called.
///
/// JSON and XML carry the same: an object is an element, its scalar members are attributes, a list
/// is a wrapper element around its items.
enum NeutralFormat {
  /// The value of the root's member `format` in JSON.
  static let name = "failover-inventory/1"
  /// What every version's value begins with.
  static let family = "failover-inventory/"
  /// The namespace of every element in XML.
  static let namespace = "urn:failover-audit:inventory:1"
}

/// A kind of object.
enum NeutralObject: UInt8, CaseIterable {
  case inventory, contract, datacenter, lan, failoverGroup, member, server, nic, firewallRule
  case ipBlock, consumer, user, group, share, label
}

/// A scalar member of an object.
enum NeutralScalar: UInt8, CaseIterable {
  case format, exportedAt, source, number, owner, id, name, location, creator
  case isPublic, crossConnect, ipv6CidrBlock, state, ip, nic, role
  case hostname, zone, vmState, type, cores, ramMB, cpuFamily, lan, mac, dhcp, firewallActive,
    securityGroups
  case protocolName, direction, email, active, administrator, resource, edit, share
  case key, value
  case partial, reference

  /// A bit for a set of members that were seen.
  var bit: UInt64 { 1 << UInt64(rawValue) }

  var word: String {
    switch self {
    case .isPublic: "public"
    case .protocolName: "protocol"
    default: "\(self)"
    }
  }
}

extension NeutralScalar {
  /// The fields of servers, with their members.
  static let ofServer: [(field: ServerField, scalar: NeutralScalar)] = ServerField.all.compactMap {
    field in
    allCases.first { $0.word == field.member.rawValue }.map { (field, $0) }
  }

  /// The field of servers that it is.
  var serverField: ServerField? { NeutralScalar.serverFields[Int(rawValue)] }

  private static let serverFields: [ServerField?] = allCases.map { scalar in
    ServerField.all.first { $0.member.rawValue == scalar.word }
  }
}

/// A list below an object.
enum NeutralList: UInt8, CaseIterable {
  case contracts, datacenters, ipBlocks, users, groups
  case lans, servers, failoverGroups, masters, members, nics, ips, firewallRules
  case consumers, owns, shares, labels

  /// A bit for a set of members that were seen, above those of scalars.
  var bit: UInt64 { 1 << (UInt64(rawValue) + 44) }

  var word: String { "\(self)" }

  /// The element of an item in XML.
  var item: String {
    switch self {
    case .owns: "own"
    default: String(word.dropLast())
    }
  }
}

/// What an item of a list is.
enum NeutralItem: Equatable {
  case object(NeutralObject)
  case text
}

extension NeutralObject {
  /// The lists that an object has, and what their items are.
  func item(of list: NeutralList) -> NeutralItem? {
    switch (self, list) {
    case (.inventory, .contracts): .object(.contract)
    case (.inventory, .datacenters): .object(.datacenter)
    case (.inventory, .ipBlocks): .object(.ipBlock)
    case (.inventory, .users): .object(.user)
    case (.inventory, .groups): .object(.group)
    case (.datacenter, .lans): .object(.lan)
    case (.datacenter, .servers): .object(.server)
    case (.lan, .failoverGroups): .object(.failoverGroup)
    case (.failoverGroup, .members): .object(.member)
    case (.server, .nics): .object(.nic)
    case (.datacenter, .labels), (.server, .labels): .object(.label)
    case (.nic, .firewallRules): .object(.firewallRule)
    case (.ipBlock, .consumers): .object(.consumer)
    case (.group, .shares): .object(.share)
    case (.lan, .nics), (.failoverGroup, .masters), (.nic, .ips), (.ipBlock, .ips),
      (.user, .owns), (.user, .groups), (.group, .users):
      .text
    default: nil
    }
  }

  /// The scalar members that an object has, besides `partial` and `reference`, which each has.
  var scalars: [NeutralScalar] {
    switch self {
    case .inventory: [.format, .exportedAt, .source]
    case .contract: [.number, .owner]
    case .datacenter: [.id, .name, .location, .creator]
    case .lan: [.id, .name, .isPublic, .crossConnect, .ipv6CidrBlock, .state]
    case .failoverGroup: [.ip]
    case .member: [.nic, .role]
    case .server: [.id] + NeutralScalar.ofServer.map(\.scalar)
    case .nic: [.id, .name, .lan, .mac, .dhcp, .firewallActive, .securityGroups, .state]
    case .firewallRule: [.protocolName, .direction]
    case .ipBlock: [.id, .name, .location, .creator]
    case .consumer: [.ip, .nic]
    case .user: [.id, .email, .active, .administrator]
    case .group: [.id, .name]
    case .share: [.resource, .edit, .share]
    case .label: [.key, .value]
    }
  }

  /// A set of the members of `scalars`, `partial` and `reference`.
  static let scalarBits: [UInt64] = allCases.map { object in
    object.scalars.reduce(NeutralScalar.partial.bit | NeutralScalar.reference.bit) { $0 | $1.bit }
  }

  @inline(__always)
  func has(_ scalar: NeutralScalar) -> Bool {
    NeutralObject.scalarBits[Int(rawValue)] & scalar.bit != 0
  }
}

/// A name of the format: of a scalar member, of a list, or of an element; a word may be several of
/// them.
struct NeutralName {
  var scalar: NeutralScalar?
  var list: NeutralList?
  /// Bits of the lists whose items have this element in XML.
  private(set) var items: UInt32 = 0

  @inline(__always)
  func isItem(of list: NeutralList) -> Bool { items & 1 << UInt32(list.rawValue) != 0 }

  var isKnown: Bool { scalar != nil || list != nil || items != 0 }

  private static let names: [String: NeutralName] = {
    var names: [String: NeutralName] = [:]
    for scalar in NeutralScalar.allCases {
      names[scalar.word, default: NeutralName()].scalar = scalar
    }
    for list in NeutralList.allCases {
      names[list.word, default: NeutralName()].list = list
      names[list.item, default: NeutralName()].items |= 1 << UInt32(list.rawValue)
    }
    return names
  }()

  /// A name that the format does not know.
  static let unknown = NeutralName()

  static func of(_ text: String) -> NeutralName { names[text] ?? unknown }
}
