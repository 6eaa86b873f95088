/// Members of `properties` and `metadata`: of any kind of resource, since its kind may come later.
extension APIReader {
  /// Reads the properties of a resource; the scanner is at their opening brace.
  mutating func properties(_ resource: inout ResourceMembers, room: Int) throws(Stop) {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    resource.label = noRow
    var seen: UInt64 = 0
    var first = true
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { return }
      first = false
      if key == .other {
        try scan.skipValue(room: room - 1)
      } else {
        try key.note(at: scan.keySlice, in: &seen)
        try property(key, &resource, room: room - 1)
      }
    }
  }

  private mutating func property(
    _ key: Key, _ resource: inout ResourceMembers, room: Int
  ) throws(Stop) {
    let byte = scan.bytes[scan.at]
    switch key {
    case .name: resource.name = try optionalName(byte, room: room)
    case .mac: resource.mac = try hardwareAddress(byte, room: room)
    case .ips: try addresses(&resource, byte, room: room)
    case .lan: resource.lan = try lanCode(byte, room: room)
    case .dhcp: resource.dhcp = try flag(byte, room: room)
    case .firewallActive: resource.firewallActive = try flag(byte, room: room)
    case .protocolName: resource.protocolName = try word(byte, room: room)
    case .isPublic: resource.isPublic = try flag(byte, room: room)
    case .crossConnect: resource.crossConnect = try optionalName(byte, room: room)
    case .ipv6CidrBlock: resource.ipv6Block = try optionalName(byte, room: room)
    case .location: resource.location = try exactWord(byte, room: room)
    case .ipFailover:
      if scan.keySlice.count == 11 { resource.traits.insert(.snakeCase) }
      resource.failover = try failoverEntries(byte, room: room)
    case .contractNumber:
      resource.isContract = true
      resource.contractNumber = try numberOrText(byte, room: room)
    case .owner: resource.owner = try name(byte, room: room)
    case .email: resource.email = try name(byte, room: room)
    case .active: resource.active = try flag(byte, room: room)
    case .administrator: resource.administrator = try flag(byte, room: room)
    case .editPrivilege: resource.edit = try flag(byte, room: room)
    case .sharePrivilege: resource.share = try flag(byte, room: room)
    case .ipConsumers: try ipConsumers(&resource, byte, room: room)
    case .key, .value, .resourceId, .resourceType:
      try labelMember(key, &resource.label, byte, room: room)
    default:
      guard let field = ServerField.of(key) else { return try scan.skipValue(room: room) }
      try read(field, &resource.serverFields, byte, room: room)
    }
  }

  /// Reads a field of servers; its bits are written without making a value of it first.
  @inline(__always)
  private mutating func read(
    _ field: ServerField, _ fields: inout ServerFields, _ byte: UInt8, room: Int
  ) throws(Stop) {
    switch field.kind {
    case .text: fields.set(field, bits: try name(byte, room: room).offset)
    case .word: fields.set(field, bits: try word(byte, room: room).number)
    case .exactWord: fields.set(field, bits: try exactWord(byte, room: room).number)
    case .number: fields.set(field, bits: try quantity(byte, room: room).bits)
    }
  }

  /// Reads the metadata that rules use; the scanner is at the opening brace.
  ///
  /// - Parameter creator: whether the record is of a kind whose creator matters.
  mutating func metadata(
    _ resource: inout ResourceMembers, room: Int, creator: Bool = true
  ) throws(Stop) {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var seen: UInt64 = 0
    var first = true
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { return }
      first = false
      if key == .state {
        try key.note(at: scan.keySlice, in: &seen)
        resource.state = try word(scan.bytes[scan.at], room: room - 1)
      } else if key == .createdByUserId {
        try key.note(at: scan.keySlice, in: &seen)
        if creator {
          resource.creator = try creatorID(scan.bytes[scan.at], room: room - 1)
        } else {
          try scan.skipValue(room: room - 1)
        }
      } else {
        try scan.skipValue(room: room - 1)
      }
    }
  }

  /// The addresses of a list, in its order; a value that is not a text keeps its place.
  private mutating func addresses(
    _ resource: inout ResourceMembers, _ byte: UInt8, room: Int
  ) throws(Stop) {
    guard byte == UInt8(ascii: "[") else {
      noteShellText(byte)
      try scan.skipValue(room: room)
      resource.ips = byte == UInt8(ascii: "n") ? .null : .unusable
      return
    }
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    resource.ipsStart = UInt32(records.nics.addresses.count)
    let listStart = scan.keyOrder.listStart
    var isFirst = true
    var presence = ListPresence.list
    while let byte = try element(isFirst) {
      isFirst = false
      scan.keyOrder.beginItem(of: listStart)
      let start = scan.at
      let address = try address(byte, room: room - 1)
      if address == .missing {
        presence = .gaps
        noteShellText(byte, at: start)
      }
      records.nics.addresses.append(address)
    }
    scan.keyOrder.leaveList(from: listStart)
    resource.ipsCount = UInt32(records.nics.addresses.count) - resource.ipsStart
    resource.ips = presence
  }

  /// The NICs that hold the addresses of a block.
  private mutating func ipConsumers(
    _ resource: inout ResourceMembers, _ byte: UInt8, room: Int
  ) throws(Stop) {
    guard byte == UInt8(ascii: "[") else {
      noteShellText(byte)
      try scan.skipValue(room: room)
      resource.consumers = byte == UInt8(ascii: "n") ? .null : .unusable
      return
    }
    if room < 2 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    resource.consumersStart = UInt32(records.consumers.rows.count)
    var isFirst = true
    var isKnown = true
    while let byte = try element(isFirst) {
      isFirst = false
      if byte == UInt8(ascii: "{") {
        let consumer = try ipConsumer(room: room - 2)
        if consumer.address == .missing { isKnown = false }
        records.consumers.rows.append(consumer)
      } else {
        noteShellText(byte)
        try scan.skipValue(room: room - 1)
        isKnown = false
      }
    }
    if !isKnown {
      records.consumers.rows.removeLast(
        records.consumers.rows.count - Int(resource.consumersStart))
    }
    resource.consumersCount = UInt32(records.consumers.rows.count) - resource.consumersStart
    resource.consumers = isKnown ? .list : .unusable
  }

  private mutating func ipConsumer(room: Int) throws(Stop) -> ConsumerTable.Row {
    var row = ConsumerTable.Row()
    scan.at &+= 1
    var seen: UInt64 = 0
    var first = true
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { return row }
      first = false
      let byte = scan.bytes[scan.at]
      switch key {
      case .ip:
        try key.note(at: scan.keySlice, in: &seen)
        row.address = try address(byte, room: room)
      case .nicId:
        try key.note(at: scan.keySlice, in: &seen)
        row.nic = try namedIdentifier(byte, room: room)
      default: try scan.skipValue(room: room)
      }
    }
  }

  /// The first byte of the next element of an array; nil after its closing bracket.
  mutating func element(_ isFirst: Bool) throws(Stop) -> UInt8? {
    scan.skipSpace()
    var byte = scan.bytes[scan.at]
    if byte == UInt8(ascii: "]") {
      scan.at &+= 1
      return nil
    }
    if !isFirst {
      if byte != UInt8(ascii: ",") { throw scan.stop(.expectedCommaOrBracket, at: scan.at) }
      scan.at &+= 1
      scan.skipSpace()
      byte = scan.bytes[scan.at]
      if byte == UInt8(ascii: "]") { throw scan.stop(.expectedValue, at: scan.at) }
    }
    return byte
  }

  private mutating func failoverEntries(_ byte: UInt8, room: Int) throws(Stop) -> ListPresence {
    guard byte == UInt8(ascii: "[") else {
      noteShellText(byte)
      try scan.skipValue(room: room)
      return byte == UInt8(ascii: "n") ? .null : .unusable
    }
    if room < 2 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    let listStart = scan.keyOrder.listStart
    var index: UInt32 = 0
    var presence = ListPresence.list
    while let byte = try element(index == 0) {
      scan.keyOrder.beginItem(of: listStart)
      var row = FailoverEntryTable.Row()
      row.position = Position(line: scan.line, index: index)
      if byte == UInt8(ascii: "{") {
        try failoverEntry(&row, room: room - 2)
      } else {
        noteShellText(byte)
        try scan.skipValue(room: room - 1)
      }
      if row.isUnknown {
        row.master = .missing
        presence = .gaps
      }
      records.entries.rows.append(row)
      index &+= 1
    }
    scan.keyOrder.leaveList(from: listStart)
    return presence
  }

  private mutating func failoverEntry(
    _ row: inout FailoverEntryTable.Row, room: Int
  ) throws(Stop) {
    scan.at &+= 1
    var seen: UInt64 = 0
    var first = true
    while true {
      let key = try scan.nextKey(first: first)
      if key == .end { return }
      first = false
      let byte = scan.bytes[scan.at]
      switch key {
      case .ip:
        try key.note(at: scan.keySlice, in: &seen)
        row.address = try address(byte, room: room)
      case .nicUuid:
        try key.note(at: scan.keySlice, in: &seen)
        row.master = try namedIdentifier(byte, room: room)
      default: try scan.skipValue(room: room)
      }
    }
  }
}
