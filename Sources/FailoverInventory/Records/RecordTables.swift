import FailoverBase

/// The row that means "none".
let noRow = UInt32.max

/// The position of a record: its line, and its number in the list that holds it.
struct Position: Sendable {
  var line: UInt32
  /// The index in the list, counted from 0; `noRow` outside a list.
  var index: UInt32
}

/// Data centers in the order of reading, one row for each copy.
struct DatacenterTable: Sendable {
  struct Row {
    var id = Identifier.missing
    var name = TextRef.absent
    var location = Symbol.absent
    /// The user who created it.
    var creator = Identifier.missing
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// Properties of a copy of a record besides its members.
struct RecordTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// It has properties, so it is more than a reference.
  static let properties = RecordTraits(rawValue: 1)
  /// It is known only from another record's address.
  static let mentioned = RecordTraits(rawValue: 2)
  /// The list of NICs below it is whole, and so is each of its items.
  static let nics = RecordTraits(rawValue: 4)
  /// Its members are written in snake_case.
  static let snakeCase = RecordTraits(rawValue: 8)
  /// The list of servers below it is whole, and so is each of its items.
  static let servers = RecordTraits(rawValue: 16)
  /// The list of LANs below it is whole, and so is each of its items.
  static let lans = RecordTraits(rawValue: 32)
  /// The input says that the record's own lists may lack items.
  static let partial = RecordTraits(rawValue: 64)
  /// The list of labels below it is whole, and so is each of its items.
  static let labels = RecordTraits(rawValue: 128)

  // Of NICs, which have none of the lists above.

  /// The list of firewall rules below it is whole, and so is each of its items.
  static let firewallRules = nics
  /// The export has the list of firewall rules, if only as an address.
  static let firewallListMet = servers
  /// It has security groups, or may have: the list of them is cut off.
  static let securityGroupsCutOff = lans

  // Of LANs, which have no list of servers.

  /// A failover group of it says that its own lists may lack items.
  static let partialGroups = servers
}

/// Servers in the order of reading.
struct ServerTable: Sendable {
  struct Row {
    var id = Identifier.missing
    var datacenter = noRow
    var fields = ServerFields()
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)

    var name: TextRef { fields.text(.name) }
    var zone: Symbol { fields.word(.zone) }
    var vmState: Symbol { fields.word(.vmState) }
    var state: Symbol { fields.word(.state) }
  }
  var rows: [Row] = []
  var containers = RowRanges()

  /// Rows in the order of their ids' names.
  func sortedByID(_ chosen: some Collection<UInt32>, _ order: IdentifierOrder) -> [UInt32] {
    if chosen.count < 2 { return Array(chosen) }
    return chosen.sorted { [rows] in order.precedes(rows[Int($0)].id, rows[Int($1)].id) }
  }
}

/// LANs in the order of reading; a LAN's id is unique only in its data center.
struct LANTable: Sendable {
  struct Row {
    var id = LANCode.absent
    var datacenter = noRow
    var name = TextRef.absent
    var crossConnect = TextRef.absent
    var ipv6Block = TextRef.absent
    var state = Symbol.absent
    var isPublic = Flag.absent
    var failover = ListPresence.absent
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// Members that an inventory declares for a failover group.
struct DeclaredMemberTable: Sendable {
  struct Row {
    var lan = noRow
    var address = Address.missing
    var nic = Identifier.missing
    var role = DeclaredRole.none
    /// The index of its group in the LAN's list.
    var group: UInt32 = 0
    var scope = DeclarationScope.member
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
}

/// What a row of declared members says.
enum DeclarationScope: UInt8, Sendable {
  /// A NIC is a member of the group.
  case member
  /// The group may have members that are not known.
  case openGroup
  /// Every group of the LAN may.
  case openLAN
}

/// A role as an inventory declares it.
enum DeclaredRole: UInt8, Sendable {
  case none
  case primary, additional
  /// A role is declared, and it is not known which: an empty text, another word, another type.
  case unknown
}

/// Rules of the NICs' firewalls, in the order of the NICs.
struct FirewallRuleTable: Sendable {
  struct Row {
    var nic: UInt32
    var protocolName: Symbol
    var direction: Symbol
  }
  var rows: [Row] = []

  /// Gives rules to the NIC that comes after all others.
  mutating func give(_ range: Range<Int>, to nic: UInt32) {
    if range.upperBound == rows.count {
      for row in range { rows[row].nic = nic }
      return
    }
    let own = rows[range].map {
      Row(nic: nic, protocolName: $0.protocolName, direction: $0.direction)
    }
    rows.removeSubrange(range)
    rows.append(contentsOf: own)
  }

  /// How many rules belong to NICs before a row.
  func count(before nic: UInt32) -> Int { lowerBound(nic) }

  /// The rules of a NIC's row.
  func range(ofNIC nic: UInt32) -> Range<Int> {
    let start = lowerBound(nic)
    var end = start
    while end < rows.count, rows[end].nic == nic { end += 1 }
    return start..<end
  }

  private func lowerBound(_ nic: UInt32) -> Int {
    rows.partitionPoint { $0.nic >= nic }
  }
}

/// Entries of the LANs' failover lists.
struct FailoverEntryTable: Sendable {
  struct Row {
    var lan = noRow
    var address = Address.missing
    /// `unusable` where one is named and not known.
    var master = Identifier.missing
    var position = Position(line: 0, index: noRow)

    /// Whether it has no content: an item of the wrong type, or one with neither address nor
    /// master.
    var isUnknown: Bool { address.kind == .missing && master.isMissing }
  }
  var rows: [Row] = []
}

/// NICs in the order of reading. This is the long table: columns that are read together are stored
/// together, so that a pass touches little else, and a NIC is added in four places rather than ten.
struct NICTable: Sendable {
  struct Row {
    var id = Identifier.missing
    var server = noRow
    var lan = LANCode.absent
    var name = TextRef.absent
    var mac = HardwareAddress.absent
    var state = Symbol.absent
    var dhcp = Flag.absent
    var firewallActive = Flag.absent
    var traits: RecordTraits = []
    var ips = ListPresence.absent
    var ipsStart: UInt32 = 0
    var ipsCount: UInt32 = 0
    var position = Position(line: 0, index: noRow)
  }
  /// The part of a NIC that deriving uses.
  struct Wiring {
    var lan: LANCode
    var ipsStart: UInt32
    var ipsCount: UInt32
    var dhcp: Flag
    var firewallActive: Flag
    var ips: ListPresence
    var traits: RecordTraits
  }

  /// The part of a NIC that few uses need: to show it, or to compare copies.
  struct Details {
    var mac: HardwareAddress
    var name: TextRef
    var state: Symbol
    var position: Position
  }

  var id: [Identifier] = []
  var server: [UInt32] = []
  var wiring: [Wiring] = []
  var details: [Details] = []
  /// Addresses of all NICs; a NIC's are in the order of its list.
  var addresses: [Address] = []
  /// For NICs that a LAN's list holds: the row of the LAN + 1.
  var listing = RowRanges()
  /// How many security groups a NIC has, plus 1; 0 if the export has no list of them.
  var securityGroups = RowRanges()
  var containers = RowRanges()

  var count: Int { id.count }

  @inline(__always)
  mutating func append(_ row: Row) {
    id.append(row.id)
    server.append(row.server)
    wiring.append(row.wiring)
    details.append(row.details)
  }

  /// Makes room for rows and addresses in all, so that the columns need not grow.
  mutating func reserve(rows: Int, addresses count: Int) {
    id.reserveCapacity(rows)
    server.reserveCapacity(rows)
    wiring.reserveCapacity(rows)
    details.reserveCapacity(rows)
    addresses.reserveCapacity(count)
  }

  @inline(__always)
  func ips(_ row: Int) -> ListPresence { wiring[row].ips }

  @inline(__always)
  func lan(_ row: Int) -> LANCode { wiring[row].lan }

  func traits(_ row: Int) -> RecordTraits { wiring[row].traits }
  func position(_ row: Int) -> Position { details[row].position }

  func addresses(_ row: Int) -> ArraySlice<Address> { addresses[addressRange(row)] }

  /// The positions of a NIC's addresses.
  @inline(__always)
  func addressRange(_ row: Int) -> Range<Int> {
    let start = Int(wiring[row].ipsStart)
    return start..<(start + Int(wiring[row].ipsCount))
  }

  /// Rows in the order of their ids' names.
  func sortedByID(_ rows: some Collection<UInt32>, _ order: IdentifierOrder) -> [UInt32] {
    if rows.count < 2 { return Array(rows) }
    // The first half of a UUID nearly always decides, and the columns next to its row are near.
    if rows.count > 1024 && rows.allSatisfy({ id[Int($0)].high != 0 }) {
      var keys: [(high: UInt64, row: UInt32)] = rows.map { (id[Int($0)].high, $0) }
      keys.sort { [id] (a, b) -> Bool in
        if a.high != b.high { return a.high < b.high }
        return id[Int(a.row)].low < id[Int(b.row)].low
      }
      return keys.map(\.row)
    }
    return rows.sorted { [id] in order.precedes(id[Int($0)], id[Int($1)]) }
  }

  /// One row as a value.
  func row(_ row: Int) -> Row {
    let wiring = wiring[row]
    let details = details[row]
    return Row(
      id: id[row], server: server[row], lan: wiring.lan, name: details.name, mac: details.mac,
      state: details.state, dhcp: wiring.dhcp, firewallActive: wiring.firewallActive,
      traits: wiring.traits, ips: wiring.ips, ipsStart: wiring.ipsStart,
      ipsCount: wiring.ipsCount, position: details.position)
  }

  mutating func replace(_ index: Int, with row: Row) {
    id[index] = row.id
    server[index] = row.server
    wiring[index] = row.wiring
    details[index] = row.details
  }
}

extension NICTable.Row {
  fileprivate var wiring: NICTable.Wiring {
    NICTable.Wiring(
      lan: lan, ipsStart: ipsStart, ipsCount: ipsCount, dhcp: dhcp,
      firewallActive: firewallActive, ips: ips, traits: traits)
  }

  fileprivate var details: NICTable.Details {
    NICTable.Details(mac: mac, name: name, state: state, position: position)
  }
}

/// Records that belong to the contract: IP blocks, users, groups, contracts and shares, and the
/// resources that users own.
struct AccountTable: Sendable {
  enum Kind: UInt8, Sendable { case ipBlock, user, group, contract, share, owned }

  struct Row {
    var kind: Kind
    /// Of shares and what users own, the id of the resource.
    var id = Identifier.missing
    var name = TextRef.absent
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
    /// How many brackets were open around it, to distinguish a list's own items from theirs.
    var depth: UInt16 = 0
    // Of IP blocks.
    var location = Symbol.absent
    var creator = Identifier.missing
    var ips = ListPresence.absent
    var ipsStart: UInt32 = 0
    var ipsCount: UInt32 = 0
    var consumers = ListPresence.absent
    var consumersStart: UInt32 = 0
    var consumersCount: UInt32 = 0
    // Of users.
    var email = TextRef.absent
    var active = Flag.absent
    var administrator = Flag.absent
    // Of contracts.
    var number = TextRef.absent
    var owner = TextRef.absent
    // Of shares: the group that has it, and its privileges.
    var group = Identifier.missing
    var edit = Flag.absent
    var share = Flag.absent
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// Users of the addresses of an IP block.
struct ConsumerTable: Sendable {
  struct Row: Hashable {
    var address = Address.missing
    /// The NIC that holds the address.
    var nic = Identifier.missing
  }
  var rows: [Row] = []
}

/// What a list holds, and of what.
enum ListKind: UInt8, Sendable, CaseIterable {
  case datacenters, ipBlocks, users, groups, contracts
  case servers, lans
  case serverNICs, lanNICs
  case groupUsers, groupShares
  case userGroups, userOwns
  /// Labels of the contract, or of one data center or server.
  case labels
  /// A list that no rule uses.
  case other

  /// Whether the contract as a whole has it, or one of its groups.
  var isContractLevel: Bool {
    switch self {
    case .datacenters, .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares, .labels:
      true
    case .servers, .lans, .serverNICs, .lanNICs, .userGroups, .userOwns, .other: false
    }
  }
}

/// Lists that are more than "whole and all there": pages, lists that are cut off, top-level lists.
struct ListTable: Sendable {
  struct Row {
    var kind = ListKind.other
    /// The row of the data center, server, LAN or group that holds it; `noRow` for top-level lists
    /// that belong to none of the first three.
    var owner = noRow
    /// Whether its own address or id names the owner, not only those of its items.
    var namesOwner = false
    /// The id of the group or user that has it, of labels the id of the data center or server.
    var holder = Identifier.missing
    /// How many brackets were open around it.
    var depth: UInt16 = 0
    var offset: UInt64 = 0
    /// Requested items; `UInt64.max` where it does not say.
    var limit = UInt64.max
    var count: UInt64 = 0
    var hasItems = false
    var hasNext = false
    /// Whether one of its items is not a record at all, so that what is missing is unknown.
    var holdsUnusable = false
    /// Whether it holds something that is not an item of any list, which must not be lost in
    /// silence.
    var holdsUnread = false
    /// Whether one of its items says that a part of it is missing.
    var holdsPartial = false
    /// The rows of its items, in the table of their kind, if it holds references.
    var items: Range<UInt32> = 0..<0
    var position = Position(line: 0, index: noRow)
    var container: UInt32 = 0
  }
  var rows: [Row] = []
}

/// An answer that is an error of the API.
struct ErrorBody: Sendable {
  let text: TextRef
  let position: Position
  let container: UInt32
}

/// A record that has no place in the estate.
struct UnplacedRecord: Sendable {
  let kind: String
  let id: Identifier
  let position: Position
  let container: UInt32
}
