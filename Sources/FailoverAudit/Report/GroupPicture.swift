import FailoverHA
import FailoverInventory

/// What a drawing of a failover group shows: who could take its address, and where they are.
///
/// Names and ids come from the input: escape them.
public struct GroupPicture: Sendable, Hashable {
  /// The most members, and the most masters that are none, that a picture holds; a group may have
  /// more.
  public static let limit = 16

  /// A NIC that holds the group's address.
  public struct Member: Sendable, Hashable {
    public let nic: Subject.Record
    /// The server that owns it; absent if the export does not say.
    public let server: Subject.Record?
    /// The server's availability zone as the export writes it.
    public let zone: String?
    /// Whether the server runs; absent if the export does not say.
    public let isRunning: Bool?
    /// Whether the group's address is the NIC's first; absent if the order is not known.
    public let isPrimary: Bool?
    /// Whether the LAN names it as the group's master.
    public let isMaster: Bool
    /// What the server's failover software does with the address; absent if the audit was given no
    /// evidence of it.
    public let software: Software?

    public init(
      nic: Subject.Record, server: Subject.Record?, zone: String?, isRunning: Bool?,
      isPrimary: Bool?, isMaster: Bool, software: Software? = nil
    ) {
      self.software = software
      self.nic = nic
      self.server = server
      self.zone = zone
      self.isRunning = isRunning
      self.isPrimary = isPrimary
      self.isMaster = isMaster
    }
  }

  /// What the failover software of a server does with a group's address.
  public enum Software: String, Sendable, Hashable, CaseIterable {
    /// The server has the address.
    case active
    /// It has not, and its software would take it.
    case standby
    /// Its software does not manage the address.
    case unmanaged
    /// The evidence does not show it.
    case unknown
  }

  public let subject: Subject
  /// Masters first, then by id; at most `limit`.
  public let members: [Member]
  /// How many members are known in all.
  public let memberCount: Int
  /// Whether the export proves that these are all.
  public let showsAllMembers: Bool
  /// NICs that the LAN names as masters and that do not hold the address, by id; at most `limit`.
  public let strangers: [Subject.Record]

  public init(
    subject: Subject, members: [Member], memberCount: Int, showsAllMembers: Bool,
    strangers: [Subject.Record]
  ) {
    self.subject = subject
    self.members = members
    self.memberCount = memberCount
    self.showsAllMembers = showsAllMembers
    self.strangers = strangers
  }
}

/// The pictures of all groups, in the order of their names, each made when it is needed.
public struct GroupPictures: RandomAccessCollection, Sendable {
  public let startIndex = 0
  public let endIndex: Int
  private let picture: @Sendable (Int) -> GroupPicture

  /// - Parameter picture: the picture at an index below `count`; the same each time.
  public init(count: Int, picture: @escaping @Sendable (Int) -> GroupPicture) {
    endIndex = count
    self.picture = picture
  }

  public subscript(position: Int) -> GroupPicture { picture(position) }
}

extension GroupPictures {
  /// Pictures that are there already.
  public init(of pictures: [GroupPicture]) {
    self.init(count: pictures.count) { pictures[$0] }
  }

  /// The pictures of an inventory's groups.
  public init(of inventory: Inventory) {
    let groups = inventory.groups
    self.init(count: groups.count) { GroupPicture(of: groups[groups.startIndex + $0]) }
  }
}

extension GroupPicture {
  init(of group: FailoverGroup) {
    let masters = group.masters
    let named = Set(masters.compactMap(\.nic))
    let members = group.members
    let shown = [true, false].flatMap { isMaster in
      members.lazy.filter { named.contains($0.nic) == isMaster }.prefix(GroupPicture.limit)
    }
    let strangers = masters.filter { master in !(master.nic.map(group.hasMember) ?? false) }
    self.init(
      subject: group.subject,
      members: shown.prefix(GroupPicture.limit).map {
        GroupPicture.member($0, of: group, isMaster: named.contains($0.nic))
      }, memberCount: members.count, showsAllMembers: group.membershipGaps.isEmpty,
      strangers: strangers.prefix(GroupPicture.limit).map {
        Subject.Record(id: $0.id, name: $0.nic?.name)
      })
  }

  private static func member(
    _ member: FailoverGroup.Member, of group: FailoverGroup, isMaster: Bool
  ) -> Member {
    let server = member.nic.server
    return Member(
      nic: Subject.Record(id: member.nic.id, name: member.nic.name),
      server: server.map { Subject.Record(id: $0.id, name: $0.name) },
      zone: server?.zone ?? server?.zoneText, isRunning: server?.isUp,
      isPrimary: member.role == .unknown ? nil : member.role == .primary, isMaster: isMaster,
      software: software(server, of: group))
  }

  /// What evidence shows of a server; nil if the audit was given none.
  private static func software(_ server: Server?, of group: FailoverGroup) -> Software? {
    guard let evidence = group.inventory.evidence else { return nil }
    guard let address = group.parsedAddress, let own = server.flatMap({ evidence.of($0) }) else {
      return .unknown
    }
    if own.isActive(address) == true { return .active }
    switch own.manages(address) {
    case true?: return own.isActive(address) == false ? .standby : .unknown
    case false?: return .unmanaged
    case nil: return .unknown
    }
  }
}
