/// Servers and their NICs read in one go: nearly all bytes of an export, and nearly all written
/// alike.
///
/// Here an item is read without a frame for each of its brackets, under conditions: it lies whole
/// in the window, and it is an ordinary server of a data center or NIC of a server. If anything is
/// different, what was read of it is discarded and the steps read the item from its start; they
/// alone decide what is malformed, and what an unusual item means.
extension APIReader {
  /// Reads the item at the scanner if it is ordinary; false, with nothing changed, if it is not.
  ///
  /// - Parameter index: the item's number in its list.
  /// - Parameter room: levels of nesting that the item may open, itself included.
  mutating func wholeItem(
    _ place: AnswerPlace, index: UInt32, room: Int, isDirect: Bool, holdsReferences: inout Bool
  ) -> Bool {
    guard place == .server || place == .serverNIC && !isDirect, room >= 8 else { return false }
    let before = wholeItemMark()
    do throws(Stop) {
      let isOrdinary =
        place == .server
        ? try wholeServer(
          index, room: room, isDirect: isDirect,
          holdsReferences: &holdsReferences)
        : try wholeNIC(index, server: noRow, room: room, holdsReferences: &holdsReferences)
      if isOrdinary { return true }
    } catch {
      // The steps find the same, and where.
    }
    rewind(to: before)
    return false
  }

  private mutating func wholeItemMark() -> WholeItemMark {
    WholeItemMark(
      at: scan.at, line: scan.line, recognised: recognised, recordCount: recordCount,
      rows: records.counts)
  }

  private mutating func rewind(to mark: borrowing WholeItemMark) {
    scan.at = mark.at
    scan.line = mark.line
    recognised = mark.recognised
    recordCount = mark.recordCount
    records.truncate(to: mark.rows)
  }

  // MARK: Servers

  private mutating func wholeServer(
    _ index: UInt32, room: Int, isDirect: Bool, holdsReferences: inout Bool
  ) throws(Stop) -> Bool {
    let row = records.servers.rows.count
    let position = Position(line: scan.line, index: index)
    var server = ResourceMembers()
    scan.at &+= 1
    var seen: UInt64 = 0
    while true {
      let key = try scan.nextKey(first: seen == 0)
      if key == .end { break }
      if key == .other { return false }
      try key.note(at: scan.keySlice, in: &seen)
      if key == .entities {
        guard try wholeEntities(of: UInt32(row), &server, room: room - 2) else { return false }
      } else if try !ordinaryMember(key, &server, room: room - 1) {
        return false
      }
    }
    guard server.type == .server, server.isOrdinary else { return false }
    recognised += 1
    if server.traits.contains(.properties) {
      recordCount += 1
    } else {
      holdsReferences = true
    }
    records.servers.rows.append(ServerTable.Row(server, position))
    if isDirect { direct.append(.server(row)) }
    return true
  }

  /// The members below `entities`; the one that matters of a server is its list of NICs.
  private mutating func wholeEntities(
    of row: UInt32, _ server: inout ResourceMembers, room: Int
  ) throws(Stop) -> Bool {
    guard scan.bytes[scan.at] == UInt8(ascii: "{") else { return false }
    scan.at &+= 1
    var isFirst = true
    while true {
      switch try scan.nextKey(first: isFirst) {
      case .end: return true
      case .nics:
        if server.traits.contains(.nics) { return false }
        guard try wholeNICList(of: row, room: room - 1) else { return false }
        server.traits.insert(.nics)
      case .servers, .lans, .users, .groups, .owns, .shares, .labels, .firewallRules: return false
      case .securityGroups:
        if server.traits.contains(.securityGroupsCutOff) { return false }
        server.traits.insert(.securityGroupsCutOff)
        try scan.skipValue(room: room)
      default: try scan.skipValue(room: room)
      }
      isFirst = false
    }
  }

  // MARK: NICs

  /// A server's list of NICs; false if it is anything but whole.
  private mutating func wholeNICList(of row: UInt32, room: Int) throws(Stop) -> Bool {
    guard scan.bytes[scan.at] == UInt8(ascii: "{") else { return false }
    scan.at &+= 1
    var hasItems = false
    var holdsReferences = false
    var (limit, items) = (UInt64.max, UInt64(0))
    var seen: UInt64 = 0
    while true {
      let key = try scan.nextKey(first: seen == 0)
      if key == .end { break }
      try key.note(at: scan.keySlice, in: &seen)
      switch key {
      case .items:
        guard
          try wholeItems(
            of: row, room: room - 1, count: &items, holdsReferences: &holdsReferences)
        else { return false }
        hasItems = true
      case .id, .type, .href: try scan.skipValue(room: room)
      case .limit:
        let isNull = scan.bytes[scan.at] == UInt8(ascii: "n")
        limit = try count(scan.bytes[scan.at], room: room) ?? (isNull ? .max : 0)
      default: return false
      }
    }
    recognised += 1
    // A full page that says nothing of pages may not be the last one.
    return hasItems && !holdsReferences && items < limit
  }

  private mutating func wholeItems(
    of row: UInt32, room: Int, count: inout UInt64, holdsReferences: inout Bool
  ) throws(Stop) -> Bool {
    guard scan.bytes[scan.at] == UInt8(ascii: "[") else { return false }
    scan.at &+= 1
    let start = scan.keyOrder.listStart
    var index: UInt32 = 0
    while let byte = try element(index == 0) {
      scan.keyOrder.beginItem(of: start)
      guard byte == UInt8(ascii: "{"),
        try wholeNIC(index, server: row, room: room, holdsReferences: &holdsReferences)
      else { return false }
      index &+= 1
    }
    scan.keyOrder.leaveList(from: start)
    count = UInt64(index)
    return true
  }

  private mutating func wholeNIC(
    _ index: UInt32, server: UInt32, room: Int, holdsReferences: inout Bool
  ) throws(Stop) -> Bool {
    let position = Position(line: scan.line, index: index)
    var nic = ResourceMembers()
    scan.at &+= 1
    var seen: UInt64 = 0
    while true {
      let key = try scan.nextKey(first: seen == 0)
      if key == .end { break }
      if key == .other { return false }
      try key.note(at: scan.keySlice, in: &seen)
      if key == .entities {
        guard try wholeNICEntities(&nic, room: room - 2) else { return false }
      } else if try !ordinaryMember(key, &nic, room: room - 1) {
        return false
      }
    }
    guard nic.type == .nic, nic.isOrdinary else { return false }
    recognised += 1
    if nic.traits.contains(.properties) {
      recordCount += 1
    } else {
      holdsReferences = true
    }
    appendNIC(NICTable.Row(nic, server: server, position), nic)
    return true
  }

  /// The members below a NIC's `entities`; false if one of them is a list of records.
  private mutating func wholeNICEntities(
    _ nic: inout ResourceMembers, room: Int
  ) throws(Stop) -> Bool {
    guard scan.bytes[scan.at] == UInt8(ascii: "{") else { return false }
    scan.at &+= 1
    var seen: UInt64 = 0
    var isFirst = true
    while true {
      let key = try scan.nextKey(first: isFirst)
      switch key {
      case .end: return true
      case .nics, .servers, .lans, .users, .groups, .owns, .shares: return false
      case .firewallRules, .securityGroups:
        try key.note(at: scan.keySlice, in: &seen)
        try firewallMember(key, scan.bytes[scan.at], &nic, room: room)
      default: try scan.skipValue(room: room)
      }
      isFirst = false
    }
  }

  /// A member that each server and NIC may have; false for any other.
  @inline(__always)
  private mutating func ordinaryMember(
    _ key: Key, _ resource: inout ResourceMembers, room: Int
  ) throws(Stop) -> Bool {
    let byte = scan.bytes[scan.at]
    switch key {
    case .id where byte == UInt8(ascii: "\""): resource.id = try identifier(byte, room: room)
    case .type: resource.type = try resourceType(byte, room: room)
    case .href: try scan.skipValue(room: room)
    case .properties where byte == UInt8(ascii: "{"):
      resource.traits.insert(.properties)
      try properties(&resource, room: room)
    case .metadata where byte == UInt8(ascii: "{"):
      try metadata(&resource, room: room, creator: false)
    default: return false
    }
    return true
  }
}

/// What is taken back if an item turns out to be unusual.
private struct WholeItemMark: ~Copyable {
  let at: Int
  let line: UInt32
  let recognised: Int
  let recordCount: Int
  let rows: RecordCounts
}

extension ResourceMembers {
  /// Whether a server or a NIC has an id and nothing of another kind of resource.
  fileprivate var isOrdinary: Bool {
    !id.isMissing && !isContract && failover == .absent && label == noRow
  }
}

extension ServerTable.Row {
  init(_ server: ResourceMembers, datacenter: UInt32 = noRow, _ position: Position) {
    self.init(
      id: server.id, datacenter: datacenter, fields: server.serverFields, traits: server.traits,
      position: position)
    fields[.name] = .text(server.name)
    fields[.state] = .word(server.state)
  }
}

extension NICTable.Row {
  init(_ nic: ResourceMembers, server: UInt32, _ position: Position) {
    self.init(
      id: nic.id, server: server, lan: nic.lan, name: nic.name, mac: nic.mac,
      state: nic.state, dhcp: nic.dhcp, firewallActive: nic.firewallActive,
      traits: nic.traits, ips: nic.ips, ipsStart: nic.ipsStart, ipsCount: nic.ipsCount,
      position: position)
  }
}
