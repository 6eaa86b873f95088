import Glibc

/// What guards a NIC: its firewall rules and security groups, which are below `entities`.
extension APIReader {
  /// Reads one of the two lists of a NIC. On other resources they mean nothing.
  mutating func firewallMember(
    _ key: Key, _ byte: UInt8, _ resource: inout ResourceMembers, room: Int
  ) throws(Stop) {
    let at = scan.at
    let line = scan.line
    // Nearly always the list is cut off: an address without items. It then holds no bracket of a
    // list.
    try scan.skipValue(room: room)
    if byte == UInt8(ascii: "n") { return }
    let isCutOff = byte != UInt8(ascii: "{") || !scan.bytes.holdsBracket(at, scan.at)
    if isCutOff {
      if byte != UInt8(ascii: "{") { noteShellText(byte, at: at) }
      resource.traits.insert(
        key == .firewallRules ? .firewallListMet : .securityGroupsCutOff)
      return
    }
    scan.at = at
    scan.line = line
    if key == .firewallRules {
      try firewallRules(&resource, room: room)
    } else {
      try securityGroups(&resource, room: room)
    }
  }

  private mutating func firewallRules(
    _ resource: inout ResourceMembers, room: Int
  ) throws(Stop) {
    let nic = UInt32(records.nics.count)
    resource.rulesStart = UInt32(records.firewallRules.rows.count)
    let isWhole = try entityList(room: room) { reader, room throws(Stop) in
      try reader.firewallRule(nic: nic, room: room)
    }
    resource.rulesCount = UInt32(records.firewallRules.rows.count) - resource.rulesStart
    resource.traits.insert(.firewallListMet)
    if isWhole { resource.traits.insert(.firewallRules) }
  }

  private mutating func securityGroups(
    _ resource: inout ResourceMembers, room: Int
  ) throws(Stop) {
    var count: UInt32 = 0
    let isWhole = try entityList(room: room) { reader, room throws(Stop) in
      let byte = reader.scan.bytes[reader.scan.at]
      let isObject = byte == UInt8(ascii: "{")
      if isObject {
        try reader.scan.skipValue(room: room)
      } else {
        try reader.unreadGuard(byte, room: room)
      }
      count &+= 1
      return isObject
    }
    if isWhole {
      resource.securityGroups = count + 1
    } else {
      resource.traits.insert(.securityGroupsCutOff)
    }
  }

  /// Reads a list, whose opening brace is the next byte, item by item.
  ///
  /// - Parameter item: reads one item; whether it is a record.
  /// - Returns: whether the list has all its items and each is a record.
  private mutating func entityList(
    room: Int, _ item: (inout APIReader, Int) throws(Stop) -> Bool
  ) throws(Stop) -> Bool {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var hasItems = false
    var isWhole = true
    var hasLinks = false
    var (limit, items) = (UInt64.max, UInt64(0))
    var seen: UInt64 = 0
    var isFirst = true
    while true {
      let key = try scan.nextKey(first: isFirst)
      if key == .end {
        // A full page that says nothing of pages may not be the last one.
        return hasItems && isWhole && (hasLinks || items < limit)
      }
      isFirst = false
      let byte = scan.bytes[scan.at]
      switch key {
      case .items, .links, .offset, .limit: try key.note(at: scan.keySlice, in: &seen)
      default: break
      }
      if key == .items && byte == UInt8(ascii: "[") {
        hasItems = true
        if try !self.items(room: room - 1, count: &items, item) { isWhole = false }
      } else if key == .limit {
        limit = try count(byte, room: room - 1) ?? (byte == UInt8(ascii: "n") ? .max : 0)
      } else if key == .links && byte == UInt8(ascii: "{") {
        hasLinks = true
        if try linksHaveNext(room: room - 1) { isWhole = false }
      } else if key == .offset {
        if try count(byte, room: room - 1) != 0 && byte != UInt8(ascii: "n") { isWhole = false }
      } else {
        if key == .links && byte != UInt8(ascii: "n") { isWhole = false }
        if key == .items { noteShellText(byte) }
        try scan.skipValue(room: room - 1)
      }
    }
  }

  private mutating func items(
    room: Int, count: inout UInt64, _ item: (inout APIReader, Int) throws(Stop) -> Bool
  ) throws(Stop) -> Bool {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var areRecords = true
    var isFirst = true
    while try element(isFirst) != nil {
      isFirst = false
      count &+= 1
      if try !item(&self, room - 1) { areRecords = false }
    }
    return areRecords
  }

  /// A rule; false if it has no properties.
  private mutating func firewallRule(nic: UInt32, room: Int) throws(Stop) -> Bool {
    let byte = scan.bytes[scan.at]
    guard byte == UInt8(ascii: "{") else {
      try unreadGuard(byte, room: room)
      return false
    }
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var rule: FirewallRuleTable.Row?
    var isRule = true
    var seen: UInt64 = 0
    var isFirst = true
    while true {
      let key = try scan.nextKey(first: isFirst)
      if key == .end { break }
      isFirst = false
      if key == .properties {
        try key.note(at: scan.keySlice, in: &seen)
        if scan.bytes[scan.at] == UInt8(ascii: "{") {
          rule = try firewallProperties(nic: nic, room: room - 1)
          continue
        }
        noteShellText(scan.bytes[scan.at])
      } else if key == .type, scan.bytes[scan.at] == UInt8(ascii: "\"") {
        try key.note(at: scan.keySlice, in: &seen)
        scan.at &+= 1
        isRule = scan.bytes.text(try scan.string()) == "firewall-rule"
        continue
      }
      try scan.skipValue(room: room - 1)
    }
    guard let rule, isRule else { return false }
    records.firewallRules.rows.append(rule)
    return true
  }

  private mutating func firewallProperties(
    nic: UInt32, room: Int
  ) throws(Stop) -> FirewallRuleTable.Row {
    if room < 1 { throw .malformed(.tooDeep, at: scan.at) }
    scan.at &+= 1
    var rule = FirewallRuleTable.Row(nic: nic, protocolName: .absent, direction: .absent)
    var seen: UInt64 = 0
    var isFirst = true
    while true {
      let key = try scan.nextKey(first: isFirst)
      if key == .end { return rule }
      isFirst = false
      let byte = scan.bytes[scan.at]
      switch key {
      case .protocolName:
        try key.note(at: scan.keySlice, in: &seen)
        rule.protocolName = try word(byte, room: room - 1)
      case .type:
        try key.note(at: scan.keySlice, in: &seen)
        rule.direction = try optionalWord(byte, room: room - 1)
      default: try scan.skipValue(room: room - 1)
      }
    }
  }
}

extension ByteWindow {
  /// Whether `start..<end` contains the opening bracket of a list.
  fileprivate func holdsBracket(_ start: Int, _ end: Int) -> Bool {
    let bytes = slice(start, end)
    guard let base = bytes.baseAddress else { return false }
    return memchr(base, Int32(UInt8(ascii: "[")), bytes.count) != nil
  }
}
