// What answers, lists and records are, as far as they say so.

extension ListKind {
  /// Whether resources of a type are items of such a list.
  func holds(_ type: ResourceType) -> Bool {
    switch self {
    case .datacenters: type == .datacenter
    case .servers: type == .server
    case .lans: type == .lan
    case .serverNICs, .lanNICs: type == .nic
    case .ipBlocks: type == .ipBlock
    case .users, .groupUsers: type == .user
    case .groups, .userGroups: type == .group
    case .contracts: type == .contract
    case .groupShares: type == .resource
    case .labels: type == .label
    case .userOwns, .other: true
    }
  }

  /// Whether its items say who belongs to whom, so that each of them counts.
  var isRelation: Bool {
    switch self {
    case .groupUsers, .groupShares, .userGroups, .userOwns: true
    default: false
    }
  }
}

extension AccountTable.Row {
  init(_ kind: AccountTable.Kind, _ members: ResourceMembers, _ position: Position, depth: UInt16) {
    self.init(
      kind: kind, id: members.id, name: members.name, traits: members.traits, position: position,
      depth: depth, location: members.location, creator: members.creator, ips: members.ips,
      ipsStart: members.ipsStart, ipsCount: members.ipsCount, consumers: members.consumers,
      consumersStart: members.consumersStart, consumersCount: members.consumersCount,
      email: members.email, active: members.active, administrator: members.administrator,
      number: members.contractNumber, owner: members.owner, edit: members.edit,
      share: members.share)
  }
}

extension AnswerMembers {
  /// The meaning of an answer that is neither a list nor an error.
  func found(_ type: ResourceType, isEmpty: Bool) -> Found {
    guard type.isRecord else { return unknownResource(type, isEmpty: isEmpty) }
    // Others without an id are named as records that cannot be placed.
    let isMissing = type.isAccount || type == .contract
    if isMissing && resource.id.isMissing && !resource.traits.contains(.properties) && !hasAddress {
      return .nothing(.noID)
    }
    return .ours
  }

  /// Whether the value below the id of a group in a bundle shows nothing of a list of shares.
  func isNoShareList(at frame: Frame) -> Bool {
    frame.place == .shareMember && !hasItems && !hasAddress && resource.type != .collection
  }

  /// Whether a list has all its items, and each of them is a record.
  var isWholeList: Bool {
    hasItems && !mayHaveNext && offset == 0 && !holdsReferences && !holdsUnusable
  }

  /// Whether another page may follow: it says so, or it is full and says nothing of pages.
  var mayHaveNext: Bool { hasNext || limit != .max && count >= limit && !hasLinks }

  /// Whether a top-level list holds nothing but items of its own type.
  func fits(_ kind: ListKind) -> Bool {
    if count == 0 || itemType == .absent && typesAgree { return true }
    return typesAgree && kind.holds(itemType)
  }

  func isList(at place: AnswerPlace) -> Bool {
    if place.isNestedList || place == .shareMember { return true }
    if hasItems || resource.type == .collection { return true }
    guard resource.type == .absent || resource.type == .other else { return false }
    if case .list = href.tail { return true }
    return false
  }

  /// What a resource is: by its type, else by its place, else by its address.
  func resourceType(at place: AnswerPlace) -> ResourceType {
    if resource.isContract { return .contract }
    switch resource.type {
    case .resource, .absent:
      if place.expected != .absent { return place.expected }
      if case .resource(let type) = href.tail { return type }
      return resource.type == .resource ? .resource : .absent
    default: return resource.type
    }
  }
}

extension Href {
  /// Whether two items can be in one list.
  func sameList(as other: Href) -> Bool {
    guard tail == other.tail else { return false }
    switch tail {
    case .resource(.server), .resource(.lan): return datacenter == other.datacenter
    case .resource(.nic): return datacenter == other.datacenter && server == other.server
    case .resource(.resource): return group == other.group
    case .resource(.firewallRule): return nic == other.nic
    default: return true
    }
  }
}

extension ResourceType {
  /// Whether the inventory holds such records.
  var isRecord: Bool {
    switch self {
    case .datacenter, .server, .lan, .nic, .ipBlock, .user, .group, .contract, .resource, .label:
      true
    case .absent, .firewallRule, .collection, .other: false
    }
  }

  /// Whether it is a record of the contract that is identified by its id.
  var isAccount: Bool {
    switch self {
    case .ipBlock, .user, .group, .resource: true
    default: false
    }
  }

  /// The list that holds resources of this type at an address.
  func listKind(_ href: Href) -> ListKind {
    switch self {
    case .datacenter: .datacenters
    case .server: .servers
    case .lan: .lans
    case .nic: .serverNICs
    case .ipBlock: .ipBlocks
    case .user: .users
    case .group: .groups
    case .contract: .contracts
    case .resource: .groupShares
    case .label: .labels
    case .absent, .firewallRule, .collection, .other: .other
    }
  }
}

extension AnswerPlace {
  /// What is true of the owner of a whole list at this place; nil for lists that need a row.
  ///
  /// - Parameter owner: what the owner said so far that it is.
  func wholeList(of owner: ResourceType) -> RecordTraits? {
    switch self {
    case .serverNICList: .nics
    case .serverList: owner == .datacenter ? .servers : nil
    case .lanList: owner == .datacenter ? .lans : nil
    case .labelList: owner == .datacenter || owner == .server ? .labels : nil
    default: nil
    }
  }

  /// The kind of a list below `entities` of a parent that may not have said yet what it is.
  func listKind(parent: AnswerPlace, _ type: ResourceType) -> ListKind {
    switch self {
    case .serverList: .servers
    case .lanList: .lans
    case .serverNICList: .serverNICs
    case .userList: .groupUsers
    case .groupList: .userGroups
    case .ownsList: .userOwns
    case .shareList: .groupShares
    case .labelList: .labels
    case .nicList:
      parent == .lan || type == .lan ? .lanNICs : .serverNICs
    default: .other
    }
  }
}
