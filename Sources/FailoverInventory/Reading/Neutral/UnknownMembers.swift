import FailoverBase

/// Members of an inventory that its format does not have and that look like lists: what is in them
/// is not read.
struct UnknownMembers: Sendable {
  struct Found: Sendable {
    let object: NeutralObject
    /// As the input has it; escape it.
    let name: String
    /// The list that may have been meant.
    let nearest: NeutralList?
    /// The object that has such a list, if this one does not.
    let home: NeutralObject?
    /// Whether the format has a list of this name, and the document has something else there.
    let isKnown: Bool
    /// The line, from 0, of its first occurrence.
    let line: UInt32
    /// Whether it holds objects, as lists of the format do.
    let holdsObjects: Bool
    /// How often it occurs.
    var count = 1

    /// Whether something may be missing because of it: it holds records, or its name is nearly that
    /// of a list.
    var isLoss: Bool { isKnown || nearest != nil || holdsObjects }
  }

  private var met: [Found] = []
  /// The members that may hide something missing.
  var found: [Found] { met.filter(\.isLoss) }
  /// Different names that are reported.
  private static let limit = 20
  /// Characters of a name that are shown.
  private static let characters = 60

  /// Notes a member that an object does not have.
  mutating func note(
    _ name: String, of object: NeutralObject, line: UInt32, holdsObjects: Bool = false
  ) {
    let name = String(name.prefix(UnknownMembers.characters))
    if let nearest = object.list(near: name) {
      return add(
        Found(
          object: object, name: name, nearest: nearest, home: nil, isKnown: false, line: line,
          holdsObjects: holdsObjects))
    }
    let place = holdsObjects ? NeutralObject.place(ofListNamed: name) : nil
    // Below the root, later versions of the format may have more lists: lists with other names are
    // not ours.
    if object != .inventory && place == nil { return }
    add(
      Found(
        object: object, name: name, nearest: place?.list, home: place?.home, isKnown: false,
        line: line, holdsObjects: holdsObjects))
  }

  /// Notes a value that takes the place of a list of the root.
  mutating func note(noList list: NeutralList, line: UInt32) {
    add(
      Found(
        object: .inventory, name: list.word, nearest: list, home: nil, isKnown: true, line: line,
        holdsObjects: false))
  }

  private mutating func add(_ new: Found) {
    if let known = met.firstIndex(where: { $0.object == new.object && $0.name == new.name }) {
      met[known].count += 1
    } else if met.count < UnknownMembers.limit {
      met.append(new)
    }
  }

  /// Why an inventory without a single list is refused.
  var sentence: String {
    let lists = NeutralObject.inventory.lists.map(\.word).joined(separator: ", ")
    let hints = met.prefix(3).map(\.hint)
    return "no inventory: none of its lists (\(lists)) is there"
      + (hints.isEmpty ? "; export it again" : "; " + hints.joined(separator: "; "))
  }
}

extension UnknownMembers.Found {
  /// What is wrong and what to do, as a sentence.
  var sentence: String {
    let times = count > 1 ? " (\(count) times)" : ""
    return "\(hint)\(times); what is in it was not read"
  }

  fileprivate var hint: String {
    if isKnown { return "\"\(name)\" is not a list; write its items in brackets" }
    let owner = object.indefinite
    guard let nearest else { return "\"\(name)\" is not a list of \(owner)" }
    if let home {
      let place = home == .inventory ? "the inventory itself" : "its \(home.words)"
      return "\"\(name)\" is not a list of \(owner); put it into \(place), as \"\(nearest.word)\""
    }
    if name == nearest.item {
      return "\"\(name)\" is outside its list; put it into \"\(nearest.word)\""
    }
    return "\"\(name)\" is not a list of \(owner); write \"\(nearest.word)\""
  }
}

extension NeutralObject {
  /// As people call it.
  fileprivate var words: String {
    switch self {
    case .inventory: "inventory"
    case .contract: "contract"
    case .datacenter: "data center"
    case .lan: "LAN"
    case .failoverGroup: "failover group"
    case .member: "member"
    case .server: "server"
    case .nic: "NIC"
    case .firewallRule: "firewall rule"
    case .ipBlock: "IP block"
    case .consumer: "consumer"
    case .user: "user"
    case .group: "user group"
    case .share: "share"
    case .label: "label"
    }
  }

  /// With the article that its name takes.
  fileprivate var indefinite: String {
    switch self {
    case .inventory, .ipBlock: "an \(words)"
    default: "a \(words)"
    }
  }

  /// The lists that it has.
  var lists: [NeutralList] { NeutralList.allCases.filter { item(of: $0) != nil } }

  /// The list that a wrong name may mean: written in other letters, or with one of them wrong.
  fileprivate func list(near name: String) -> NeutralList? {
    if let same = lists.first(where: { $0.isCalled(name) }) { return same }
    let words = lists.map(\.word)
    let near = NearestWord.of(
      name, among: self == .inventory ? words : words.filter { $0.count > 4 })
    guard let near, self == .inventory || abs(near.count - name.count) <= 1 else { return nil }
    return lists.first { $0.word == near }
  }
}

extension NeutralObject {
  /// The list of objects that a name means, and the object that has it.
  fileprivate static func place(
    ofListNamed name: String
  ) -> (home: NeutralObject, list: NeutralList)? {
    for home in allCases where home != .inventory {
      for list in home.lists where home.item(of: list) != .text && list.isCalled(name) {
        return (home, list)
      }
    }
    let root = inventory.lists.first { $0.isCalled(name) }
    return root.map { (.inventory, $0) }
  }
}

extension NeutralList {
  /// Whether a name is that of the list, of its items, or of the same list in answers of the API.
  fileprivate func isCalled(_ name: String) -> Bool {
    let plain = UnknownMembers.plain(name)
    return plain == UnknownMembers.plain(word) || plain == UnknownMembers.plain(item)
      || plain == wordOfAPI
  }

  private var wordOfAPI: String? {
    switch self {
    case .failoverGroups: "ipfailover"
    case .consumers: "ipconsumers"
    default: nil
    }
  }
}

extension UnknownMembers {
  /// A name without differences of case and of separators.
  fileprivate static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}
