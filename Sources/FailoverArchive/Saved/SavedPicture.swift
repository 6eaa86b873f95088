import FailoverAudit
import FailoverInventory

extension SavedReader {
  /// Reads the picture of one group.
  mutating func picture() throws(DocumentFault) -> GroupPicture {
    var (name, datacenter, lan) = ("", Subject.Record?.none, Subject.Record?.none)
    var (memberCount, showsAll) = (0, false)
    var members: [GroupPicture.Member] = []
    var strangers: [Subject.Record] = []
    try object("a group", required: .picture) { key, reader throws(DocumentFault) in
      switch key {
      case .subject: name = try reader.text(key)
      case .datacenter: datacenter = try reader.record(key)
      case .lan: lan = try reader.record(key)
      case .memberCount: memberCount = try reader.count(key)
      case .showsAllMembers: showsAll = try reader.flag(key)
      case .members:
        members = try reader.few(key) { reader throws(DocumentFault) in try reader.member() }
      case .strangers:
        strangers = try reader.few(key) { reader throws(DocumentFault) in
          try reader.record(.strangers)
        }
      default: return false
      }
      return true
    }
    if memberCount < members.count { throw wrong("a group has fewer members than are shown") }
    return GroupPicture(
      subject: Subject(kind: .group, name: name, datacenter: datacenter, lan: lan, groups: [name]),
      members: members, memberCount: memberCount, showsAllMembers: showsAll,
      strangers: strangers)
  }

  /// An array of no more elements than a picture holds.
  private mutating func few<Element>(
    _ key: SavedKey, _ element: (inout SavedReader) throws(DocumentFault) -> Element
  ) throws(DocumentFault) -> [Element] {
    var elements: [Element] = []
    try array(key) { reader throws(DocumentFault) in
      if elements.count == GroupPicture.limit {
        throw reader.mistyped(key, "an array of \(GroupPicture.limit) elements at most")
      }
      elements.append(try element(&reader))
    }
    return elements
  }

  private mutating func member() throws(DocumentFault) -> GroupPicture.Member {
    var nic = Subject.Record(id: "", name: nil)
    var server: Subject.Record?
    var zone: String?
    var (isRunning, isPrimary) = (Bool?.none, Bool?.none)
    var isMaster = false
    var software: GroupPicture.Software?
    try object("a member", required: .member) { key, reader throws(DocumentFault) in
      switch key {
      case .nic: nic = try reader.record(key)
      case .server: server = try reader.record(key)
      case .zone: zone = try reader.textOrNull(key)
      case .isRunning: isRunning = try reader.flagOrNull(key)
      case .isPrimary: isPrimary = try reader.flagOrNull(key)
      case .isMaster: isMaster = try reader.flag(key)
      case .software: software = try reader.word(key, of: .software)
      default: return false
      }
      return true
    }
    return GroupPicture.Member(
      nic: nic, server: server, zone: zone, isRunning: isRunning, isPrimary: isPrimary,
      isMaster: isMaster, software: software)
  }
}

extension SavedWords<GroupPicture.Software> {
  fileprivate static let software = SavedWords(GroupPicture.Software.allCases, \.rawValue)
}

extension SavedKeys {
  fileprivate static let picture: SavedKeys = [
    .subject, .memberCount, .showsAllMembers, .members, .strangers,
  ]
  fileprivate static let member: SavedKeys = [.nic, .zone, .isRunning, .isPrimary, .isMaster]
}
