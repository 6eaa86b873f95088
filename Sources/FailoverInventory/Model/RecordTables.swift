/// The row that stands for "none".
let noRow = UInt32.max

/// Where a record stands: its line, and its number in the list that holds it.
struct Position: Sendable {
  var line: UInt32
  /// The index in the list, counted from 0; `noRow` outside a list.
  var index: UInt32
}

/// Data centers as they were met, one row for each copy.
struct DatacenterTable: Sendable {
  struct Row {
    var id = Identifier.missing
    var name = TextRef.absent
    var location = Symbol.absent
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// What is true of a copy of a record besides its members.
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
}

/// Servers as they were met.
struct ServerTable: Sendable {
  struct Row {
    var id = Identifier.missing
    var datacenter = noRow
    var name = TextRef.absent
    var hostname = TextRef.absent
    var zone = Symbol.absent
    var vmState = Symbol.absent
    var type = Symbol.absent
    var state = Symbol.absent
    var traits: RecordTraits = []
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
  var containers = RowRanges()

  /// Rows in the order of their ids' names.
  func sortedByID(_ chosen: Set<UInt32>, _ order: IdentifierOrder) -> [UInt32] {
    if chosen.count < 2 { return Array(chosen) }
    return chosen.sorted { [rows] in order.precedes(rows[Int($0)].id, rows[Int($1)].id) }
  }
}

/// LANs as they were met; a LAN's id is unique only in its data center.
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

/// Entries of the LANs' failover lists.
struct FailoverEntryTable: Sendable {
  struct Row {
    var lan = noRow
    var address = Address.missing
    var master = Identifier.missing
    var position = Position(line: 0, index: noRow)
  }
  var rows: [Row] = []
}

/// NICs as they were met. This is the long table: a column each, so that a pass over one member
/// touches nothing else.
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
  var id: [Identifier] = []
  var server: [UInt32] = []
  var lan: [LANCode] = []
  var name: [TextRef] = []
  var mac: [HardwareAddress] = []
  var state: [Symbol] = []
  /// dhcp, firewallActive, presence of ips, and traits, in that order from the lowest byte.
  var flags: [UInt32] = []
  var ipsStart: [UInt32] = []
  var ipsCount: [UInt32] = []
  var position: [Position] = []
  /// Addresses of all NICs; a NIC's are in the order of its list.
  var addresses: [Address] = []
  /// For NICs that stand in a LAN's list: the row of the LAN + 1.
  var listing = RowRanges()
  var containers = RowRanges()

  var count: Int { id.count }

  mutating func append(_ row: Row) {
    id.append(row.id)
    server.append(row.server)
    lan.append(row.lan)
    name.append(row.name)
    mac.append(row.mac)
    state.append(row.state)
    flags.append(
      UInt32(row.dhcp.rawValue) | UInt32(row.firewallActive.rawValue) << 8
        | UInt32(row.ips.rawValue) << 16 | UInt32(row.traits.rawValue) << 24)
    ipsStart.append(row.ipsStart)
    ipsCount.append(row.ipsCount)
    position.append(row.position)
  }

  /// Makes room for rows and addresses in all, so that the columns need not grow.
  mutating func reserve(rows: Int, addresses count: Int) {
    id.reserveCapacity(rows)
    server.reserveCapacity(rows)
    lan.reserveCapacity(rows)
    name.reserveCapacity(rows)
    mac.reserveCapacity(rows)
    state.reserveCapacity(rows)
    flags.reserveCapacity(rows)
    ipsStart.reserveCapacity(rows)
    ipsCount.reserveCapacity(rows)
    position.reserveCapacity(rows)
    addresses.reserveCapacity(count)
  }

  func dhcp(_ row: Int) -> Flag { Flag(rawValue: UInt8(truncatingIfNeeded: flags[row])) ?? .absent }

  func firewallActive(_ row: Int) -> Flag {
    Flag(rawValue: UInt8(truncatingIfNeeded: flags[row] >> 8)) ?? .absent
  }

  func ips(_ row: Int) -> ListPresence {
    ListPresence(rawValue: UInt8(truncatingIfNeeded: flags[row] >> 16)) ?? .absent
  }

  func traits(_ row: Int) -> RecordTraits {
    RecordTraits(rawValue: UInt8(truncatingIfNeeded: flags[row] >> 24))
  }

  func addresses(_ row: Int) -> ArraySlice<Address> { addresses[addressRange(row)] }

  /// The positions of a NIC's addresses.
  @inline(__always)
  func addressRange(_ row: Int) -> Range<Int> {
    let start = Int(ipsStart[row])
    return start..<(start + Int(ipsCount[row]))
  }

  /// Rows in the order of their ids' names.
  func sortedByID(_ rows: some Collection<UInt32>, _ order: IdentifierOrder) -> [UInt32] {
    if rows.count < 2 { return Array(rows) }
    return rows.sorted { [id] in order.precedes(id[Int($0)], id[Int($1)]) }
  }

  /// One row as a value.
  func row(_ row: Int) -> Row {
    Row(
      id: id[row], server: server[row], lan: lan[row], name: name[row], mac: mac[row],
      state: state[row], dhcp: dhcp(row), firewallActive: firewallActive(row),
      traits: traits(row), ips: ips(row), ipsStart: ipsStart[row], ipsCount: ipsCount[row],
      position: position[row])
  }

  mutating func replace(_ index: Int, with row: Row) {
    id[index] = row.id
    server[index] = row.server
    lan[index] = row.lan
    name[index] = row.name
    mac[index] = row.mac
    state[index] = row.state
    flags[index] =
      UInt32(row.dhcp.rawValue) | UInt32(row.firewallActive.rawValue) << 8
      | UInt32(row.ips.rawValue) << 16 | UInt32(row.traits.rawValue) << 24
    ipsStart[index] = row.ipsStart
    ipsCount[index] = row.ipsCount
    position[index] = row.position
  }
}

/// Records that belong to the contract: IP blocks, users, groups, contracts and shares.
struct AccountTable: Sendable {
  enum Kind: UInt8, Sendable { case ipBlock, user, group, contract, share }

  struct Row {
    var kind: Kind
    var id: Identifier
    var name: TextRef
    var traits: RecordTraits
    var position: Position
  }
  var rows: [Row] = []
  var containers = RowRanges()
}

/// What a list holds, and of what.
enum ListKind: UInt8, Sendable, CaseIterable {
  case datacenters, ipBlocks, users, groups, contracts
  case servers, lans
  case serverNICs, lanNICs
  case groupUsers, groupShares
  /// A list that no rule asks for.
  case other

  /// Whether the contract as a whole has it, or one of its groups.
  var isContractLevel: Bool {
    switch self {
    case .datacenters, .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares: true
    case .servers, .lans, .serverNICs, .lanNICs, .other: false
    }
  }
}

/// Lists that are more than "whole and all there": pages, lists that are cut off, top-level lists.
struct ListTable: Sendable {
  struct Row {
    var kind = ListKind.other
    /// The row of the data center, server, LAN or group below which it stands; `noRow` for lists that
    /// stand by themselves and belong to none of the former three.
    var owner = noRow
    /// Whether its own address or id names the owner, not only those of its items.
    var namesOwner = false
    /// The id of the group that has it.
    var group = Identifier.missing
    var offset: UInt64 = 0
    /// Items asked for; `UInt64.max` where it does not say.
    var limit = UInt64.max
    var count: UInt64 = 0
    var hasItems = false
    var hasNext = false
    /// Whether one of its items is no record at all, so that it is not known what is missing.
    var holdsUnusable = false
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
