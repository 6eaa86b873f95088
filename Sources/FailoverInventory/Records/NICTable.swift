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
