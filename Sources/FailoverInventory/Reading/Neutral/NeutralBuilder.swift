/// Makes rows of the objects of the neutral format, in whichever form they are written.
///
/// A reader reports what opens, which members there are and what closes. Members come in any order,
/// so an object becomes a row when it closes: children before their parent, which then claims them.
struct NeutralBuilder {
  var records = Records()
  var frames: [NeutralFrame] = []
  /// Records with properties.
  private(set) var recordCount = 0
  /// Whether the root has closed.
  private(set) var isClosed = false
  var words = WordCache()
  var origin = NeutralOrigin()
  /// Members that look like a list of the format but are not.
  var unknown = UnknownMembers()
  /// Whether the root has a list that is written as one.
  var hasRootList = false
  /// The line of the first NIC with an item of its firewall rules that is not an object; `noRow` if
  /// there is none.
  private(set) var unreadGuardLine = noRow
  let isXML: Bool

  init(isXML: Bool) { self.isXML = isXML }

  /// How many objects are open.
  var depth: Int { frames.count }
  /// The innermost object.
  var object: NeutralObject { frames[frames.count - 1].object }
  /// The list that is being read, and what its items are.
  var openList: (NeutralList, NeutralItem)? {
    frames[frames.count - 1].list.map { ($0.kind, $0.item) }
  }

  // MARK: Objects

  /// Begins an object.
  ///
  /// - Parameter line: its line, from 0.
  mutating func open(_ object: NeutralObject, line: UInt32) {
    let index = frames.isEmpty ? noRow : frames[frames.count - 1].nextIndex()
    frames.append(
      NeutralFrame(object: object, position: Position(line: line, index: index), records.marks))
  }

  /// Notes a member of the innermost object; false if the object had it before.
  mutating func note(_ bit: UInt64) -> Bool {
    let top = frames.count - 1
    if frames[top].seen & bit != 0 { return false }
    frames[top].seen |= bit
    return true
  }

  // MARK: Lists

  /// Begins a list of the innermost object.
  mutating func open(_ list: NeutralList, of item: NeutralItem) {
    let top = frames.count - 1
    frames[top].hasProperties = true
    frames[top].list = NeutralFrame.OpenList(
      list, item, start: records.itemCount(list, of: frames[top].object))
    switch (frames[top].object, list) {
    case (.nic, .ips), (.ipBlock, .ips):
      frames[top].members.ips = .list
      frames[top].members.ipsStart = UInt32(records.nics.addresses.count)
    case (.ipBlock, .consumers):
      frames[top].members.consumers = .list
      frames[top].members.consumersStart = UInt32(records.consumers.rows.count)
    case (.nic, .firewallRules):
      frames[top].members.traits.insert([.firewallListMet, .firewallRules])
      frames[top].members.rulesStart = UInt32(records.firewallRules.rows.count)
    case (.lan, .failoverGroups): frames[top].members.failover = .list
    default: break
    }
  }

  /// A list of the innermost object that is there and cannot be read: a value of another type.
  mutating func setUnusable(_ list: NeutralList, line: UInt32) {
    let top = frames.count - 1
    frames[top].hasProperties = true
    switch (frames[top].object, list) {
    case (.nic, .ips), (.ipBlock, .ips): frames[top].members.ips = .unusable
    case (.ipBlock, .consumers): frames[top].members.consumers = .unusable
    case (.lan, .failoverGroups): frames[top].members.failover = .unusable
    case (.nic, .firewallRules): frames[top].members.traits.insert(.firewallListMet)
    case (.failoverGroup, .masters): frames[top].masters.append(.unusable)
    case (.failoverGroup, .members):
      addOpenDeclaration(.openGroup, Position(line: line, index: noRow))
    case (let object, _):
      guard let item = object.item(of: list) else { return }
      open(list, of: item)
      frames[top].list?.noteUnread()
      closeList()
    }
  }

  /// An item that does not belong in its list: a null, a value of another type, a foreign element.
  mutating func unusableItem() {
    let top = frames.count - 1
    let position = Position(line: frames[top].position.line, index: frames[top].nextIndex())
    frames[top].list?.noteUnread()
    switch frames[top].list?.kind {
    // A value that is not an address keeps its place among them.
    case .ips: records.nics.addresses.append(.missing)
    case .masters: frames[top].masters.append(.unusable)
    case .members: addOpenDeclaration(.openGroup, position)
    case .failoverGroups: addUnknownGroup(position)
    default: break
    }
  }

  mutating func closeList() {
    let top = frames.count - 1
    guard let list = frames[top].list else { return }
    let end = records.itemCount(list.kind, of: frames[top].object)
    switch (frames[top].object, list.kind) {
    case (.nic, .ips), (.ipBlock, .ips):
      frames[top].members.ipsCount =
        UInt32(records.nics.addresses.count) - frames[top].members.ipsStart
      if list.holdsUnusable { frames[top].members.ips = .gaps }
    case (.ipBlock, .consumers):
      frames[top].members.consumersCount =
        UInt32(records.consumers.rows.count) - frames[top].members.consumersStart
      if list.holdsUnusable {
        let count = frames[top].members.consumersCount
        records.consumers.rows.removeLast(Int(count))
        frames[top].members.consumersCount = 0
        frames[top].members.consumers = .unusable
      }
    case (.nic, .firewallRules):
      frames[top].members.rulesCount =
        UInt32(records.firewallRules.rows.count) - frames[top].members.rulesStart
      if list.holdsUnusable { frames[top].members.traits.remove(.firewallRules) }
      if list.holdsUnread { unreadGuardLine = min(unreadGuardLine, frames[top].position.line) }
    case (.lan, .failoverGroups):
      if list.holdsUnusable { frames[top].members.failover = .gaps }
      if list.holdsPartial { frames[top].members.traits.insert(.partialGroups) }
    case (.failoverGroup, _): break
    default:
      frames[top].closedLists.append((list, UInt32(list.start)..<UInt32(max(list.start, end))))
    }
    frames[top].list = nil
  }

  /// An item that is a text; nil for any other value, which keeps its place.
  mutating func item(_ text: NeutralText?, line: UInt32) throws(Malformation) {
    let top = frames.count - 1
    guard let list = frames[top].list?.kind else { return }
    if list == .ips {
      let address = try address(text)
      records.nics.addresses.append(address)
      if address == .missing { frames[top].list?.holdsUnusable = true }
      _ = frames[top].nextIndex()
      return
    }
    let id = try identifier(text)
    let position = Position(line: line, index: frames[top].nextIndex())
    if list == .masters {
      frames[top].masters.append(id.isMissing ? .unusable : id)
    } else if id.isMissing {
      frames[top].list?.holdsUnusable = true
    } else {
      addReference(id, list, position)
    }
  }

  /// A record that a list names by its id.
  private mutating func addReference(
    _ id: Identifier, _ list: NeutralList, _ position: Position
  ) {
    frames[frames.count - 1].list?.holdsReferences = true
    let kind: AccountTable.Kind
    switch list {
    case .nics:
      records.nics.append(NICTable.Row(id: id, position: position))
      return
    case .groups: kind = .group
    case .users: kind = .user
    default: kind = .owned
    }
    // A list may name one record millions of times.
    let start = frames[frames.count - 1].list?.start ?? 0
    let count = records.accounts.rows.count
    if count > start, let last = records.accounts.rows.last, last.kind == kind, last.id == id {
      return
    }
    records.accounts.rows.append(
      AccountTable.Row(kind: kind, id: id, position: position, depth: 2))
  }

  // MARK: Closing

  /// Ends the innermost object and makes a row of it.
  mutating func close() {
    var frame = frames.removeLast()
    if frame.seen & ~frame.nulls & NeutralObject.memberBits != 0 { frame.hasProperties = true }
    if frame.isReference && frame.object.isRecord { frame.hasProperties = false }
    if frame.hasProperties { frame.members.traits.insert(.properties) }
    if frame.isPartial {
      frame.members.traits.insert(.partial)
      if frame.members.ips.keepsOrder && frame.object == .nic { frame.members.ips = .partial }
      if frame.members.failover.keepsOrder { frame.members.failover = .partial }
      if frame.members.consumers == .list { frame.members.consumers = .partial }
      frame.members.traits.remove(frame.object == .nic ? .firewallRules : [])
    }
    let isRecord = commit(frame)
    guard let top = frames.indices.last else {
      isClosed = true
      return
    }
    if !isRecord { frames[top].list?.holdsUnusable = true }
    if frame.isPartial { frames[top].list?.holdsPartial = true }
    if !frame.hasProperties { frames[top].list?.holdsReferences = true }
    if isRecord && frame.hasProperties && frame.object.isRecord { recordCount += 1 }
  }

  /// The path of the innermost object or list, for messages.
  var path: String {
    var path = ""
    for (number, frame) in frames.enumerated() {
      if number > 0, let list = frames[number - 1].list?.kind {
        path +=
          isXML
          ? "/\(list.word)/\(list.item)[\(frame.position.index + 1)]"
          : "/\(list.word)/\(frame.position.index)"
      } else if isXML {
        path += "/\(frame.object)"
      }
    }
    return path
  }

  /// The symbol of the container of items of a list of the root.
  func container(_ list: NeutralList) -> String {
    isXML ? "/inventory/\(list.word)/\(list.item)[" : "/\(list.word)"
  }
}

extension NeutralObject {
  /// Members that make an object more than a reference.
  static let memberBits: UInt64 = NeutralScalar.allCases
    .filter { ![.id, .partial, .reference, .format].contains($0) }.reduce(0) { $0 | $1.bit }

  /// Whether the inventory counts it as a record.
  var isRecord: Bool {
    switch self {
    case .contract, .datacenter, .lan, .server, .nic, .ipBlock, .user, .group, .share: true
    case .inventory, .failoverGroup, .member, .firewallRule, .consumer, .label: false
    }
  }
}

/// What an inventory says of itself.
struct NeutralOrigin: Sendable {
  var exportedAt: String?
  var source: String?
}

/// An open object, and what was learned inside it so far.
struct NeutralFrame {
  /// A list that is being read.
  struct OpenList {
    let kind: NeutralList
    let item: NeutralItem
    /// Rows of its items' table that were there when it began.
    let start: Int
    var next: UInt32 = 0
    var holdsReferences = false
    var holdsUnusable = false
    /// Whether it holds a value that is not even an object without members, which means that
    /// records are missing.
    var holdsUnread = false
    var holdsPartial = false

    init(_ kind: NeutralList, _ item: NeutralItem, start: Int) {
      self.kind = kind
      self.item = item
      self.start = start
    }

    /// Notes an item that is not one. A value that is not an id means that ids are missing.
    mutating func noteUnread() {
      holdsUnusable = true
      holdsUnread = item != .text
    }
  }

  let object: NeutralObject
  let position: Position
  /// Rows that were there when it began.
  let marks: RecordMarks
  var members = ResourceMembers()
  var seen: UInt64 = 0
  /// Members that were null, which is the same as absent.
  var nulls: UInt64 = 0
  var hasProperties = false
  var isPartial = false
  /// Whether only its id and its lists are known.
  var isReference = false
  /// The list that is being read.
  var list: OpenList?
  /// Lists that have closed, and the rows of their items.
  var closedLists: [(list: OpenList, items: Range<UInt32>)] = []
  // Of failover groups, their members, and firewall rules.
  var address = Address.missing
  var masters: [Identifier] = []
  var nic = Identifier.missing
  var role = DeclaredRole.none
  var protocolName = Symbol.absent
  var direction = Symbol.absent
  // Of labels.
  var label = LabelTable.Row()

  init(object: NeutralObject, position: Position, _ marks: RecordMarks) {
    self.object = object
    self.position = position
    self.marks = marks
  }

  /// Whether nothing at all is said of it.
  var isEmpty: Bool { seen & ~nulls == 0 && !hasProperties && closedLists.isEmpty }

  /// The index of the next item of the list that is being read.
  mutating func nextIndex() -> UInt32 {
    let index = list?.next ?? 0
    list?.next = index + 1
    return index
  }
}

/// A text in a window, not decoded any further.
struct NeutralText {
  let bytes: ByteWindow
  let start: Int
  let end: Int

  var count: Int { end - start }
  var text: String { String(decoding: bytes.slice(start, end), as: UTF8.self) }
}
