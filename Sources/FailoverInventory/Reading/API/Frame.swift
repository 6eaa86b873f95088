/// The place of an answer, which decides what is expected of it.
enum AnswerPlace: UInt8, Sendable {
  /// A whole document.
  case root
  /// The value of a key of a bundle.
  case member
  /// An element of a plain array.
  case element
  /// The value of a group's id below `shares`.
  case shareMember
  /// The lists below `entities`.
  case serverList, lanList, serverNICList, nicList, userList, groupList, ownsList, shareList,
    labelList
  /// Items of those lists, and of a top-level list.
  case server, lan, serverNIC, nic, user, group, owned, share, label, topItem

  /// Whether the record's own address shows where it belongs; elsewhere its parent does.
  var needsHref: Bool {
    switch self {
    case .root, .member, .element, .shareMember, .topItem, .nic, .share: true
    default: false
    }
  }

  /// Whether its JSON Pointer begins at a container rather than at a parent record.
  var isTop: Bool {
    switch self {
    case .root, .member, .element, .shareMember, .topItem: true
    default: false
    }
  }

  /// Whether an object here may be a bundle of answers under free keys.
  var mayBeBundle: Bool {
    switch self {
    case .root, .member, .element: true
    default: false
    }
  }

  /// What an item is when it does not say.
  var expected: ResourceType {
    switch self {
    case .server: .server
    case .lan: .lan
    case .serverNIC, .nic: .nic
    case .user: .user
    case .group: .group
    case .share: .resource
    case .label: .label
    default: .absent
    }
  }

  /// The items of a list at this place.
  var item: AnswerPlace {
    switch self {
    case .serverList: .server
    case .lanList: .lan
    case .serverNICList: .serverNIC
    case .nicList: .nic
    case .userList: .user
    case .groupList: .group
    case .ownsList: .owned
    case .shareList: .share
    case .labelList: .label
    default: .topItem
    }
  }

  var isNestedList: Bool { key != nil }

  /// The key of a list below `entities`; nil for everything else.
  var key: String? {
    switch self {
    case .serverList: "servers"
    case .lanList: "lans"
    case .serverNICList, .nicList: "nics"
    case .userList: "users"
    case .groupList: "groups"
    case .ownsList: "owns"
    case .shareList: "shares"
    case .labelList: "labels"
    default: nil
    }
  }
}

/// An open bracket of the document, and what was learned inside it so far.
///
/// What a resource is may be known only when it closes (its keys come in any order), so its members
/// gather here and become a row at its end. Children become rows before their parent: the parent
/// then claims the rows that came since its own beginning.
struct Frame {
  enum Kind: UInt8 {
    case document
    /// An object that may be a resource, a list, a bundle or an error.
    case answer
    /// The object below `entities`.
    case entities
    /// The `items` of a list.
    case items
    /// A plain array of answers.
    case array
    /// The object below `shares` in a bundle.
    case shares
    /// A value that is not used.
    case skipped
  }

  var kind: Kind
  var place: AnswerPlace
  /// Whether it is still empty, so that no comma is due.
  var isFirst = true
  /// The index of the next item (of arrays), the index in the list that holds it (of answers).
  var index: UInt32 = noRow
  var line: UInt32 = 0
  /// The place of the strings' keyOrder at the beginning of each item.
  var listStart: UInt16 = 0
  /// The symbol of the JSON Pointer above it; 0 where its parent record gives it.
  var container: UInt32 = 0
  var seen: UInt64 = 0
  var skip = SkipState(object: true)
  /// Rows that were there before it began.
  var marks = RecordMarks()

  init(_ kind: Kind, _ place: AnswerPlace) {
    self.kind = kind
    self.place = place
  }

  /// The position of the record that closes.
  var position: Position { Position(line: line, index: index) }

  /// The container of its row; 0 where a parent record gives it.
  var rowContainer: UInt32 { place.isTop ? container : 0 }
}

/// The open brackets around the scanner, the innermost last.
struct OpenBrackets {
  private(set) var frames: [Frame]
  /// What the answers among them have said of themselves: those of one frame in three.
  private var answers: [AnswerMembers]

  /// - Parameter first: the frame to begin in; `.items` brings the list that it belongs to.
  init(_ first: Frame) {
    frames = [first]
    answers = first.kind == .items ? [AnswerMembers()] : []
  }

  var count: Int { frames.count }
  var last: Frame? { frames.last }

  subscript(_ index: Int) -> Frame {
    @inline(__always) get { frames[index] }
    @inline(__always) _modify { yield &frames[index] }
  }

  /// Whether an answer is open.
  var holdsAnswers: Bool { !answers.isEmpty }

  /// The innermost answer: of `items` the list, of `entities` their record.
  var answer: AnswerMembers {
    @inline(__always) get { answers[answers.count - 1] }
    @inline(__always) _modify { yield &answers[answers.count - 1] }
  }

  mutating func append(_ frame: Frame) {
    frames.append(frame)
    if frame.kind == .answer { answers.append(AnswerMembers()) }
  }

  /// Removes a frame that is not an answer.
  mutating func removeLast() { frames.removeLast() }

  /// Takes away the frame of an answer and returns both.
  mutating func removeAnswer() -> (Frame, AnswerMembers) {
    (frames.removeLast(), answers.removeLast())
  }

  /// Levels that a value below the top of the stack may open.
  ///
  /// - Parameter base: levels that are open around this stack.
  @inline(__always)
  func room(below base: Int) -> Int { ReadingLimits.depth - base - (frames.count - 1) }

  /// Whether the innermost brackets are those of the list in which this stack began.
  var isDirect: Bool { frames.count == 1 && frames[0].kind == .items }

  /// Notes the line on which a document ends.
  mutating func noteEnd(line: UInt32) {
    if frames.count == 1 && frames[0].kind == .document { frames[0].line = line }
  }

  /// Reports to the list that holds an item that it is not a record.
  ///
  /// - Parameter isUnread: whether nothing else reports it.
  mutating func noteUnusableItem(isUnread: Bool = false) {
    guard frames[frames.count - 1].kind == .items else { return }
    answer.holdsUnusable = true
    answer.holdsUnread = answer.holdsUnread || isUnread
  }

  /// Puts the brackets that another reader opened on top of these, rewritten.
  mutating func append(
    _ other: OpenBrackets, from start: Int, frame: (Frame) -> Frame,
    answer: (AnswerMembers) -> AnswerMembers
  ) {
    frames.append(contentsOf: other.frames[start...].map(frame))
    let first = start > 0 && other.frames[0].kind == .items ? 1 : 0
    answers.append(contentsOf: other.answers[first...].map(answer))
  }

  /// The JSON Pointer of the innermost record, list or error that is open.
  func pointer(_ symbols: SymbolTable) -> String {
    var pointer = ""
    for frame in frames.dropFirst() {
      switch frame.kind {
      case .answer where frame.place.isTop, .array, .shares:
        pointer = frame.container == 0 ? "" : symbols[Symbol(number: frame.container)]
        if frame.kind == .answer && frame.index != noRow { pointer += "/\(frame.index)" }
      case .answer: pointer += frame.place.key.map { "/\($0)" } ?? "/\(frame.index)"
      case .entities: pointer += "/entities"
      case .items: pointer += "/items"
      case .document, .skipped: break
      }
    }
    return pointer
  }

  /// What was learned of the list in which this reader began.
  var firstAnswer: AnswerMembers { answers[0] }
}

/// What an answer has said of itself.
struct AnswerMembers {
  var resource = ResourceMembers()
  var href = Href()
  // Members of a list.
  var offset: UInt64 = 0
  var limit = UInt64.max
  var count: UInt64 = 0
  var hasItems = false
  var hasNext = false
  /// Whether it says anything of the pages around it.
  var hasLinks = false
  /// Whether one of its items is a reference.
  var holdsReferences = false
  /// Whether one of its items is not a record at all: null, an error, a record without an id.
  var holdsUnusable = false
  /// Whether one of its items is nothing that is read, and nothing else reports it.
  var holdsUnread = false
  /// What its first item is, and the place that the items' addresses agree on.
  var itemType = ResourceType.absent
  var itemsHref = Href()
  var itemsAgree = true
  /// Whether all items are of the type of the first.
  var typesAgree = true
  // Members of an error.
  var hasStatus = false
  var errorText = TextRef.absent
  /// Whether answers were read below its keys, as if it were a bundle.
  var isBundle = false
  /// Whether anything below it is ours: a record, a list of records, an error.
  var holdsOurs = false
  /// Whether it has an address, even one of something that no rule uses.
  var hasAddress = false
  /// Whether its address is that of what guards a NIC: its firewall rules and security groups.
  var guardsNIC = false
  /// Whether it has a message, as errors of gateways do.
  var hasMessage = false
  /// Whether anything below it is an answer that no rule uses.
  var holdsOthers = false
  /// The group of a share list that is below its id in a bundle.
  var group = Identifier.missing

  /// Notes that a part of the list is nothing that is read.
  mutating func noteUnread() {
    holdsUnusable = true
    holdsUnread = true
  }

  mutating func move(by base: RecordCounts, texts: UInt32, symbols: [UInt32]?) {
    resource.move(by: base, texts: texts, symbols: symbols)
    errorText = errorText.moved(by: texts)
    guard let symbols else { return }
    group = group.renumbered(symbols)
    href.move(symbols)
    itemsHref.move(symbols)
  }
}

/// What a resource has said of itself, of any kind since its kind may come later.
struct ResourceMembers {
  var type = ResourceType.absent
  var traits: RecordTraits = []
  var id = Identifier.missing
  /// Whether the id was written as a number, as only a LAN's may be.
  var hasNumericID = false
  var name = TextRef.absent
  var state = Symbol.absent
  var location = Symbol.absent
  /// The fields of a server besides name and state.
  var serverFields = ServerFields()
  var crossConnect = TextRef.absent
  var ipv6Block = TextRef.absent
  var mac = HardwareAddress.absent
  var lan = LANCode.absent
  var isPublic = Flag.absent
  var dhcp = Flag.absent
  var firewallActive = Flag.absent
  var ips = ListPresence.absent
  var ipsStart: UInt32 = 0
  var ipsCount: UInt32 = 0
  var failover = ListPresence.absent
  var isContract = false
  // Of records of the contract.
  var email = TextRef.absent
  var owner = TextRef.absent
  var contractNumber = TextRef.absent
  var creator = Identifier.missing
  var active = Flag.absent
  var administrator = Flag.absent
  var edit = Flag.absent
  var share = Flag.absent
  var consumers = ListPresence.absent
  var consumersStart: UInt32 = 0
  var consumersCount: UInt32 = 0
  /// Security groups of a NIC, and 1 more; 0 if it says nothing.
  var securityGroups: UInt32 = 0
  /// What a top-level firewall rule lets in.
  var protocolName = Symbol.absent
  /// Firewall rules of a NIC.
  var rulesStart: UInt32 = 0
  var rulesCount: UInt32 = 0
  /// The row of the label that it may be; `noRow` if its properties have nothing of a label.
  var label = noRow

  fileprivate mutating func move(by base: RecordCounts, texts: UInt32, symbols: [UInt32]?) {
    name = name.moved(by: texts)
    serverFields.move(texts: texts, symbols: symbols)
    crossConnect = crossConnect.moved(by: texts)
    ipv6Block = ipv6Block.moved(by: texts)
    ipsStart += UInt32(base.addresses)
    email = email.moved(by: texts)
    owner = owner.moved(by: texts)
    contractNumber = contractNumber.moved(by: texts)
    consumersStart += UInt32(base.consumers)
    rulesStart += UInt32(base.firewallRules)
    if label != noRow { label += UInt32(base.labels) }
    guard let symbols else { return }
    id = id.renumbered(symbols)
    creator = creator.renumbered(symbols)
    state = Symbol(number: symbols[Int(state.number)])
    location = Symbol(number: symbols[Int(location.number)])
    protocolName = Symbol(number: symbols[Int(protocolName.number)])
    mac = mac.renumbered(symbols)
    lan = lan.renumbered(symbols)
  }
}

extension Href {
  mutating func move(_ symbols: [UInt32]) {
    datacenter = datacenter.renumbered(symbols)
    server = server.renumbered(symbols)
    group = group.renumbered(symbols)
    user = user.renumbered(symbols)
    lan = lan.renumbered(symbols)
    nic = nic.renumbered(symbols)
  }
}
