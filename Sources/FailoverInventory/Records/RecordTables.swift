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
