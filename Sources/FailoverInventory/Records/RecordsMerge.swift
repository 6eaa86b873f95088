/// Appending what a worker read to what was read before it.
extension Records {
  /// Moves another part's rows after ours.
  ///
  /// - Parameters:
  ///   - part: rows that refer only to each other.
  ///   - container: what the container symbol `.unusable` ("the list that this part continues")
  ///     means.
  ///   - lines: lines before the part in its input.
  /// - Returns: how the part's numbers became ours.
  @discardableResult
  mutating func append(_ part: Records, container: UInt32, lines: UInt32) -> RowShift {
    let move = RowShift(
      base: counts, texts: texts.merge(part.texts), symbols: symbols.merge(part.symbols),
      container: container, lines: lines)
    for row in part.datacenters.rows { datacenters.rows.append(move.datacenter(row)) }
    datacenters.containers.append(
      part.datacenters.containers, base: move.base.datacenters, move.container)
    for row in part.servers.rows { servers.rows.append(move.server(row)) }
    servers.containers.append(part.servers.containers, base: move.base.servers, move.container)
    for row in part.lans.rows { lans.rows.append(move.lan(row)) }
    lans.containers.append(part.lans.containers, base: move.base.lans, move.container)
    for row in part.entries.rows { entries.rows.append(move.entry(row)) }
    declared.rows.append(contentsOf: part.declared.rows.lazy.map(move.declared))
    nics.append(part.nics, move)
    firewallRules.rows.append(contentsOf: part.firewallRules.rows.lazy.map(move.firewallRule))
    consumers.rows.append(contentsOf: part.consumers.rows.lazy.map(move.consumer))
    for row in part.accounts.rows { accounts.rows.append(move.account(row)) }
    accounts.containers.append(part.accounts.containers, base: move.base.accounts, move.container)
    labels.rows.append(contentsOf: part.labels.rows.lazy.map(move.label))
    for row in part.lists.rows { lists.rows.append(move.list(row)) }
    errors.append(
      contentsOf: part.errors.lazy.map {
        ErrorBody(
          text: $0.text.moved(by: move.texts), position: move.position($0.position),
          container: move.container($0.container))
      })
    unplaced.append(
      contentsOf: part.unplaced.lazy.map {
        UnplacedRecord(
          kind: $0.kind, id: move.id($0.id), position: move.position($0.position),
          container: move.container($0.container))
      })
    strays.append(contentsOf: part.strays) { $0.moved(move) }
    return move
  }

  /// Counts the open brackets of a part's rows from the beginning of the document.
  mutating func deepen(from base: RecordCounts, by brackets: UInt16) {
    for row in base.accounts..<accounts.rows.count { accounts.rows[row].depth &+= brackets }
    for row in base.lists..<lists.rows.count { lists.rows[row].depth &+= brackets }
  }

  /// Whether another part's rows and texts fit after ours.
  func canHold(_ part: Records) -> Bool {
    texts.bytes.count + part.texts.bytes.count < TextPool.capacity
      && nics.addresses.count + part.nics.addresses.count < Records.rowLimit
      && nics.count + part.nics.count < Records.rowLimit
  }

  /// Whether no more can be added.
  var isFull: Bool {
    texts.bytes.count >= TextPool.capacity || nics.addresses.count >= Records.rowLimit
      || nics.count >= Records.rowLimit
  }
}

/// How a part's numbers become ours.
struct RowShift {
  let base: RecordCounts
  let texts: UInt32
  /// Our numbers of the part's symbols; nil where they agree.
  let symbols: [UInt32]?
  /// Whether there is nothing to renumber, which is the rule; checked before the array is touched.
  private let agrees: Bool
  let inherited: UInt32
  let lines: UInt32

  init(
    base: RecordCounts, texts: UInt32, symbols: [UInt32]?, container: UInt32, lines: UInt32
  ) {
    self.base = base
    self.texts = texts
    self.symbols = symbols
    agrees = symbols == nil
    inherited = container
    self.lines = lines
  }

  func row(_ row: UInt32, _ base: Int) -> UInt32 { row == noRow ? noRow : row + UInt32(base) }
  func symbol(_ symbol: Symbol) -> Symbol {
    if agrees { return symbol }
    return symbols.map { Symbol(number: $0[Int(symbol.number)]) } ?? symbol
  }
  func id(_ id: Identifier) -> Identifier {
    agrees ? id : symbols.map(id.renumbered) ?? id
  }
  func address(_ address: Address) -> Address {
    agrees ? address : symbols.map(address.renumbered) ?? address
  }
  func container(_ number: UInt32) -> UInt32 {
    number == Symbol.unusable.number ? inherited : symbol(Symbol(number: number)).number
  }
  func position(_ position: Position) -> Position {
    Position(line: position.line + lines, index: position.index)
  }

  func datacenter(_ row: DatacenterTable.Row) -> DatacenterTable.Row {
    var row = row
    row.id = id(row.id)
    row.name = row.name.moved(by: texts)
    row.location = symbol(row.location)
    row.creator = id(row.creator)
    row.position = position(row.position)
    return row
  }

  func server(_ old: ServerTable.Row) -> ServerTable.Row {
    var row = old
    row.id = id(row.id)
    row.datacenter = self.row(row.datacenter, base.datacenters)
    row.fields.move(texts: texts, symbols: agrees ? nil : symbols)
    row.position = position(row.position)
    return row
  }

  func lan(_ old: LANTable.Row) -> LANTable.Row {
    var row = old
    if !agrees, let symbols { row.id = row.id.renumbered(symbols) }
    row.datacenter = self.row(row.datacenter, base.datacenters)
    row.name = row.name.moved(by: texts)
    row.crossConnect = row.crossConnect.moved(by: texts)
    row.ipv6Block = row.ipv6Block.moved(by: texts)
    row.state = symbol(row.state)
    row.position = position(row.position)
    return row
  }

  func entry(_ old: FailoverEntryTable.Row) -> FailoverEntryTable.Row {
    var row = old
    row.lan = self.row(row.lan, base.lans)
    row.address = address(row.address)
    row.master = id(row.master)
    row.position = position(row.position)
    return row
  }

  func declared(_ old: DeclaredMemberTable.Row) -> DeclaredMemberTable.Row {
    var row = old
    row.lan = self.row(row.lan, base.lans)
    row.address = address(row.address)
    row.nic = id(row.nic)
    row.position = position(row.position)
    return row
  }

  func firewallRule(_ old: FirewallRuleTable.Row) -> FirewallRuleTable.Row {
    FirewallRuleTable.Row(
      nic: row(old.nic, base.nics), protocolName: symbol(old.protocolName),
      direction: symbol(old.direction))
  }

  func consumer(_ old: ConsumerTable.Row) -> ConsumerTable.Row {
    ConsumerTable.Row(address: address(old.address), nic: id(old.nic))
  }

  func label(_ old: LabelTable.Row) -> LabelTable.Row {
    LabelTable.Row(
      resource: id(old.resource), key: old.key.moved(by: texts), value: old.value.moved(by: texts),
      isForeign: old.isForeign)
  }

  func account(_ old: AccountTable.Row) -> AccountTable.Row {
    var row = old
    row.id = id(row.id)
    row.name = row.name.moved(by: texts)
    row.location = symbol(row.location)
    row.creator = id(row.creator)
    row.ipsStart += UInt32(base.addresses)
    row.consumersStart += UInt32(base.consumers)
    row.email = row.email.moved(by: texts)
    row.number = row.number.moved(by: texts)
    row.owner = row.owner.moved(by: texts)
    row.group = id(row.group)
    row.position = position(row.position)
    return row
  }

  func list(_ old: ListTable.Row) -> ListTable.Row {
    var row = old
    switch row.kind {
    case .servers, .lans: row.owner = self.row(row.owner, base.datacenters)
    case .serverNICs: row.owner = self.row(row.owner, base.servers)
    case .lanNICs: row.owner = self.row(row.owner, base.lans)
    case .groupUsers, .userGroups, .userOwns: row.owner = self.row(row.owner, base.accounts)
    default: break
    }
    row.holder = id(row.holder)
    let shift = UInt32(base.rows(of: row.kind))
    row.items = (row.items.lowerBound + shift)..<(row.items.upperBound + shift)
    row.position = position(row.position)
    row.container = container(row.container)
    return row
  }
}

extension RecordCounts {
  /// Rows of the table that holds a list's items.
  func rows(of kind: ListKind) -> Int {
    switch kind {
    case .datacenters: datacenters
    case .servers: servers
    case .lans: lans
    case .serverNICs, .lanNICs: nics
    case .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares, .userGroups, .userOwns:
      accounts
    case .labels, .other: 0
    }
  }
}

extension NICTable {
  fileprivate mutating func append(_ part: NICTable, _ move: RowShift) {
    let base = move.base
    // Only numbers are captured: a closure that held the whole move would retain it for each row.
    let (servers, texts, lines) = (UInt32(base.servers), move.texts, move.lines)
    let firstAddress = UInt32(base.addresses)
    server.append(contentsOf: part.server.lazy.map { $0 == noRow ? noRow : $0 + servers })
    let start = id.count
    id.append(contentsOf: part.id)
    wiring.append(
      contentsOf: part.wiring.lazy.map {
        var wiring = $0
        wiring.ipsStart += firstAddress
        return wiring
      })
    details.append(
      contentsOf: part.details.lazy.map {
        var details = $0
        details.name = details.name.moved(by: texts)
        details.position.line += lines
        return details
      })
    let addressStart = addresses.count
    addresses.append(contentsOf: part.addresses)
    if let symbols = move.symbols { renumber(symbols, from: start, addressStart) }
    listing.append(part.listing, base: base.nics) { $0 + UInt32(base.lans) }
    securityGroups.append(part.securityGroups, base: base.nics) { $0 }
    containers.append(part.containers, base: base.nics, move.container)
  }

  /// Puts our numbers of symbols in place of a part's.
  private mutating func renumber(_ symbols: [UInt32], from start: Int, _ addressStart: Int) {
    for row in start..<id.count {
      id[row] = id[row].renumbered(symbols)
      wiring[row].lan = wiring[row].lan.renumbered(symbols)
      details[row].mac = details[row].mac.renumbered(symbols)
      details[row].state = Symbol(number: symbols[Int(details[row].state.number)])
    }
    for position in addressStart..<addresses.count {
      addresses[position] = addresses[position].renumbered(symbols)
    }
  }
}
