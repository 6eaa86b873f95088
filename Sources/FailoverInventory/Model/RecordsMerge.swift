/// Appending what a worker read to what was read before it.
extension Records {
  /// Moves another part's rows behind ours.
  ///
  /// - Parameters:
  ///   - part: rows that refer only to each other.
  ///   - container: what the container symbol `.unusable` ("the list that this part continues")
  ///     stands for.
  ///   - lines: lines before the part in its input.
  /// - Returns: how the part's numbers became ours.
  @discardableResult
  mutating func append(_ part: Records, container: UInt32, lines: UInt32) -> Move {
    let move = Move(
      base: counts, texts: texts.merge(part.texts), symbols: symbols.merge(part.symbols),
      container: container, lines: lines)
    datacenters.rows.append(contentsOf: part.datacenters.rows.lazy.map(move.datacenter))
    datacenters.containers.append(
      part.datacenters.containers, base: move.base.datacenters, move.container)
    servers.rows.append(contentsOf: part.servers.rows.lazy.map(move.server))
    servers.containers.append(part.servers.containers, base: move.base.servers, move.container)
    lans.rows.append(contentsOf: part.lans.rows.lazy.map(move.lan))
    lans.containers.append(part.lans.containers, base: move.base.lans, move.container)
    entries.rows.append(contentsOf: part.entries.rows.lazy.map(move.entry))
    nics.append(part.nics, move)
    accounts.rows.append(contentsOf: part.accounts.rows.lazy.map(move.account))
    accounts.containers.append(part.accounts.containers, base: move.base.accounts, move.container)
    lists.rows.append(contentsOf: part.lists.rows.lazy.map(move.list))
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
    return move
  }

  /// Whether another part's rows and texts fit behind ours.
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
struct Move {
  let base: RecordCounts
  let texts: UInt32
  /// Our numbers of the part's symbols; nil where they agree.
  let symbols: [UInt32]?
  let inherited: UInt32
  let lines: UInt32

  init(
    base: RecordCounts, texts: UInt32, symbols: [UInt32]?, container: UInt32, lines: UInt32
  ) {
    self.base = base
    self.texts = texts
    self.symbols = symbols
    inherited = container
    self.lines = lines
  }

  func row(_ row: UInt32, _ base: Int) -> UInt32 { row == noRow ? noRow : row + UInt32(base) }
  func symbol(_ symbol: Symbol) -> Symbol {
    symbols.map { Symbol(number: $0[Int(symbol.number)]) } ?? symbol
  }
  func id(_ id: Identifier) -> Identifier { symbols.map(id.renumbered) ?? id }
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
    row.position = position(row.position)
    return row
  }

  func server(_ old: ServerTable.Row) -> ServerTable.Row {
    var row = old
    row.id = id(row.id)
    row.datacenter = self.row(row.datacenter, base.datacenters)
    row.name = row.name.moved(by: texts)
    row.hostname = row.hostname.moved(by: texts)
    row.zone = symbol(row.zone)
    row.vmState = symbol(row.vmState)
    row.type = symbol(row.type)
    row.state = symbol(row.state)
    row.position = position(row.position)
    return row
  }

  func lan(_ old: LANTable.Row) -> LANTable.Row {
    var row = old
    if let symbols { row.id = row.id.renumbered(symbols) }
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
    if let symbols { row.address = row.address.renumbered(symbols) }
    row.master = id(row.master)
    row.position = position(row.position)
    return row
  }

  func account(_ old: AccountTable.Row) -> AccountTable.Row {
    var row = old
    row.id = id(row.id)
    row.name = row.name.moved(by: texts)
    row.position = position(row.position)
    return row
  }

  func list(_ old: ListTable.Row) -> ListTable.Row {
    var row = old
    switch row.kind {
    case .servers, .lans: row.owner = self.row(row.owner, base.datacenters)
    case .serverNICs: row.owner = self.row(row.owner, base.servers)
    case .lanNICs: row.owner = self.row(row.owner, base.lans)
    case .groupUsers: row.owner = self.row(row.owner, base.accounts)
    default: break
    }
    row.group = id(row.group)
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
    case .ipBlocks, .users, .groups, .contracts, .groupUsers, .groupShares: accounts
    case .other: 0
    }
  }
}

extension NICTable {
  fileprivate mutating func append(_ part: NICTable, _ move: Move) {
    let base = move.base
    if let symbols = move.symbols {
      id.append(contentsOf: part.id.lazy.map { $0.renumbered(symbols) })
      lan.append(contentsOf: part.lan.lazy.map { $0.renumbered(symbols) })
      mac.append(contentsOf: part.mac.lazy.map { $0.renumbered(symbols) })
      state.append(contentsOf: part.state.lazy.map { Symbol(number: symbols[Int($0.number)]) })
      addresses.append(contentsOf: part.addresses.lazy.map { $0.renumbered(symbols) })
    } else {
      id.append(contentsOf: part.id)
      lan.append(contentsOf: part.lan)
      mac.append(contentsOf: part.mac)
      state.append(contentsOf: part.state)
      addresses.append(contentsOf: part.addresses)
    }
    flags.append(contentsOf: part.flags)
    ipsCount.append(contentsOf: part.ipsCount)
    // Only numbers are captured: a closure that held the whole move would retain it for each row.
    let (servers, texts, lines) = (UInt32(base.servers), move.texts, move.lines)
    let firstAddress = UInt32(base.addresses)
    server.append(contentsOf: part.server.lazy.map { $0 == noRow ? noRow : $0 + servers })
    name.append(contentsOf: part.name.lazy.map { $0.moved(by: texts) })
    ipsStart.append(contentsOf: part.ipsStart.lazy.map { $0 + firstAddress })
    position.append(
      contentsOf: part.position.lazy.map { Position(line: $0.line + lines, index: $0.index) })
    listing.append(part.listing, base: base.nics) { $0 + UInt32(base.lans) }
    containers.append(part.containers, base: base.nics, move.container)
  }
}
