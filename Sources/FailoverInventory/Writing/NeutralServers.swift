/// Servers and their NICs.
extension NeutralWriter {
  mutating func writeServers(of datacenter: UInt32) throws {
    emitter.begin(.servers)
    for row in tree.servers[datacenter] ?? [] { try write(server: row, below: datacenter) }
    for row in tree.strayServers[datacenter] ?? [] { try write(server: row, below: datacenter) }
    emitter.endList()
  }

  private mutating func write(server row: UInt32, below datacenter: UInt32) throws {
    let server = records.servers.rows[Int(row)]
    if let home = tree.firstHome[row], home != datacenter {
      try reference(.server, server.id)
      return
    }
    let conflicting = storage.canonical.conflicts.servers[row]?.members ?? []
    let variants = variants(ofServer: row)
    let showsNICs =
      server.traits.contains(.nics) || storage.lists[.serverNICs, row].contains(.whole)
    let hasNICs = !tree.nics(of: row).isEmpty || tree.strayNICs[row] != nil
    try emitter.begin(.server)
    emitter.scalar(.id, text(server.id))
    scalars(of: server, variants.first ?? server, conflicting)
    emitter.keep(.name, if: server.traits.contains(.properties))
    let isReference = !server.traits.contains(.properties)
    let labels = storage.labels.ofServer(row)
    let showsLabels = storage.knowsLabels(ofServer: Int(row))
    emitter.reference(if: isReference, withLists: showsNICs || showsLabels)
    if showsLabels { try write(labels: labels) }
    if showsNICs { try writeNICs(of: row) }
    try emitter.end()
    for copy in variants.dropFirst() {
      try emitter.begin(.server)
      emitter.scalar(.id, text(server.id))
      scalars(of: ServerTable.Row(), copy, conflicting)
      try emitter.end()
    }
    let opensNICs =
      !showsNICs && (hasNICs || storage.lists[.serverNICs, row].contains(.met))
    let opensLabels = !showsLabels && !labels.isEmpty
    if !opensNICs && !opensLabels { return }
    try emitter.begin(.server)
    emitter.scalar(.id, text(server.id))
    emitter.scalar(.partial, .flag(true))
    emitter.reference(if: isReference)
    if opensLabels { try write(labels: labels) }
    if opensNICs { try writeNICs(of: row) }
    try emitter.end()
  }

  mutating func write(labels: ArraySlice<Labels.Label>) throws {
    emitter.begin(.labels)
    for label in labels {
      try emitter.begin(.label)
      emitter.scalar(.key, text(label.key))
      emitter.scalar(.value, text(label.value))
      try emitter.end()
    }
    emitter.endList()
  }

  mutating func reference(_ object: NeutralObject, _ id: Identifier) throws {
    try emitter.begin(object)
    emitter.scalar(.id, text(id))
    try emitter.end()
  }

  private mutating func scalars(
    of server: ServerTable.Row, _ copy: ServerTable.Row, _ conflicting: MemberSet
  ) {
    for (field, scalar) in NeutralScalar.ofServer {
      let shown = conflicting.contains(.of(field.member)) ? copy : server
      emitter.scalar(scalar, value(shown.fields[field], field.member, conflicting))
    }
  }

  // MARK: NICs

  private mutating func writeNICs(of server: UInt32) throws {
    emitter.begin(.nics)
    for row in tree.nics(of: server) { try write(nic: row) }
    for row in tree.strayNICs[server] ?? [] {
      if tree.firstHome(ofNIC: row) == server {
        try write(nic: row)
      } else {
        try reference(.nic, records.nics.id[Int(row)])
      }
    }
    emitter.endList()
  }

  private mutating func write(nic row: UInt32) throws {
    let nic = records.nics.row(Int(row))
    guard nic.traits.contains(.properties) else {
      try reference(.nic, nic.id)
      return
    }
    let conflict = storage.canonical.conflicts.nics[row]
    let conflicting = conflict?.members ?? []
    let variants = variants(ofNIC: row)
    let (first, firstRow) = variants.first ?? (nic, row)
    try emitter.begin(.nic)
    emitter.scalar(.id, text(nic.id))
    scalars(of: nic, first, conflicting)
    emitter.keep(.name, if: true)
    securityGroups(of: row, copy: firstRow, conflicting)
    if conflicting.contains(.of(.ips)) {
      addresses(ofCopy: first)
    } else if nic.ips.keepsOrder {
      addresses(nic.addressRange)
    }
    if conflicting.contains(.of(.firewallRules)) {
      if first.traits.contains(.firewallRules) { try write(rules: [firstRow]) }
    } else if nic.traits.contains(.firewallRules) {
      try write(rules: storage.canonical.ruleRows(ofNIC: Int(row)))
    }
    try emitter.end()
    for (copy, copyRow) in variants.dropFirst() {
      try write(copy, copyRow, of: nic.id, conflicting)
    }
    try writeOpenLists(of: nic, row, conflicting)
  }

  /// The addresses of a copy; a value that is not a list may hold any.
  private mutating func addresses(ofCopy nic: NICTable.Row) {
    if nic.ips.keepsOrder {
      addresses(nic.addressRange)
    } else if nic.ips == .null || nic.ips == .unusable {
      emitter.unknown(.ips)
    }
  }

  /// Lists that are known only in part.
  private mutating func writeOpenLists(
    of nic: NICTable.Row, _ row: UInt32, _ conflicting: MemberSet
  ) throws {
    let rules = storage.canonical.ruleRows(ofNIC: Int(row))
    let opensRules =
      !nic.traits.contains(.firewallRules) && !conflicting.contains(.of(.firewallRules))
      && rules.contains { !records.firewallRules.range(ofNIC: $0).isEmpty }
    if nic.ips != .partial && !opensRules { return }
    try emitter.begin(.nic)
    emitter.scalar(.id, text(nic.id))
    emitter.scalar(.partial, .flag(true))
    if nic.ips == .partial { addresses(nic.addressRange) }
    if opensRules { try write(rules: rules) }
    try emitter.end()
  }

  private mutating func write(
    _ copy: NICTable.Row, _ row: UInt32, of id: Identifier, _ conflicting: MemberSet
  ) throws {
    try emitter.begin(.nic)
    emitter.scalar(.id, text(id))
    scalars(of: NICTable.Row(), copy, conflicting)
    securityGroups(of: nil, copy: row, conflicting)
    if conflicting.contains(.of(.ips)) { addresses(ofCopy: copy) }
    if conflicting.contains(.of(.firewallRules)), copy.traits.contains(.firewallRules) {
      try write(rules: [row])
    }
    try emitter.end()
  }

  private mutating func scalars(
    of nic: NICTable.Row, _ copy: NICTable.Row, _ conflicting: MemberSet
  ) {
    let picks = { (member: RecordMember) in conflicting.contains(.of(member)) ? copy : nic }
    emitter.scalar(.name, value(picks(.name).name, .name, conflicting))
    let lan = picks(.lan).lan
    if lan.isKnown {
      emitter.scalar(.lan, .text(lan.text(records.symbols)))
    } else if lan == .unusable && conflicting.contains(.of(.lan)) {
      emitter.scalar(.lan, .unknown)
    }
    let mac = picks(.mac).mac
    if let address = mac.text(records.symbols) {
      emitter.scalar(.mac, .text(address))
    } else if mac == .unusable && conflicting.contains(.of(.mac)) {
      emitter.scalar(.mac, .unknown)
    }
    emitter.scalar(.dhcp, value(picks(.dhcp).dhcp, .dhcp, conflicting))
    emitter.scalar(
      .firewallActive, value(picks(.firewallActive).firewallActive, .firewallActive, conflicting))
    emitter.scalar(.state, value(picks(.state).state, .state, conflicting))
  }

  /// How many security groups there are: a list that is cut off is there, and not known.
  ///
  /// - Parameter row: the record; nil for a further copy, which says only where copies disagree.
  private mutating func securityGroups(
    of row: UInt32?, copy: UInt32, _ conflicting: MemberSet
  ) {
    if conflicting.contains(.of(.securityGroups)) {
      let count = records.nics.securityGroups[Int(copy)]
      if count > 0 { emitter.scalar(.securityGroups, .number(Int(count) - 1)) }
      return
    }
    guard let row else { return }
    let count = storage.canonical.securityGroups(ofNIC: Int(row), records.nics)
    if records.nics.traits(Int(row)).contains(.securityGroupsCutOff) {
      emitter.scalar(.securityGroups, .unknown)
    } else if count > 0 {
      emitter.scalar(.securityGroups, .number(Int(count) - 1))
    }
  }

  /// Firewall rules, in order, each with a key that no other rule has.
  func rules(of rows: [UInt32]) -> [(key: String, rule: FirewallRuleTable.Row)] {
    rows.flatMap { row in
      records.firewallRules.rows[records.firewallRules.range(ofNIC: row)].map { rule in
        let direction = records.text(rule.direction) ?? (rule.direction == .absent ? "" : "\u{1}")
        return ((records.text(rule.protocolName) ?? "") + " " + direction, rule)
      }
    }.sorted { $0.key < $1.key }
  }

  private mutating func write(rules rows: [UInt32]) throws {
    emitter.begin(.firewallRules)
    for (_, rule) in rules(of: rows) {
      try emitter.begin(.firewallRule)
      emitter.scalar(.protocolName, text(rule.protocolName))
      emitter.scalar(.direction, rule.direction == .unusable ? .unknown : text(rule.direction))
      try emitter.end()
    }
    emitter.endList()
  }
}

extension NICTable.Row {
  /// The positions of its addresses.
  var addressRange: Range<Int> { Int(ipsStart)..<Int(ipsStart + ipsCount) }
}
