/// Data centers with everything in them.
extension NeutralWriter {
  mutating func writeDatacenters() throws {
    let rows = storage.order.datacenters
    var lans = storage.order.lans[...]
    try rootList(.datacenters, .datacenters, .datacenter, count: rows.count) { writer in
      for row in rows {
        let own = lans.prefix { writer.records.lans.rows[Int($0)].datacenter == row }
        lans = lans.dropFirst(own.count)
        try writer.write(datacenter: row, own)
      }
    }
  }

  private mutating func write(datacenter row: UInt32, _ lans: ArraySlice<UInt32>) throws {
    let datacenter = records.datacenters.rows[Int(row)]
    let isReference = !datacenter.traits.contains(.properties)
    let conflicting = storage.canonical.conflicts.datacenters[row]?.members ?? []
    let variants = variants(ofDatacenter: row)
    let showsLANs = storage.lists[.lans, row].contains(.whole)
    let showsServers = storage.lists[.servers, row].contains(.whole)
    try emitter.begin(.datacenter)
    emitter.scalar(.id, text(datacenter.id))
    scalars(of: datacenter, variants.first ?? datacenter, conflicting)
    emitter.keep(.name, if: !isReference)
    let labels = storage.labels.ofDatacenter(row)
    let showsLabels = storage.knowsLabels(ofDatacenter: Int(row))
    emitter.reference(if: isReference, withLists: showsLANs || showsServers || showsLabels)
    if showsLabels { try write(labels: labels) }
    if showsLANs { try write(lans: lans) }
    if showsServers { try writeServers(of: row) }
    try emitter.end()
    for variant in variants.dropFirst() {
      try emitter.begin(.datacenter)
      emitter.scalar(.id, text(datacenter.id))
      scalars(of: DatacenterTable.Row(), variant, conflicting)
      try emitter.end()
    }
    let hasServers = tree.servers[row] != nil || tree.strayServers[row] != nil
    let openLANs = !showsLANs && (!lans.isEmpty || storage.lists[.lans, row].contains(.met))
    let openServers = !showsServers && (hasServers || storage.lists[.servers, row].contains(.met))
    let openLabels = !showsLabels && !labels.isEmpty
    if !openLANs && !openServers && !openLabels { return }
    try emitter.begin(.datacenter)
    emitter.scalar(.id, text(datacenter.id))
    emitter.scalar(.partial, .flag(true))
    emitter.reference(if: isReference)
    if openLabels { try write(labels: labels) }
    if openLANs { try write(lans: lans) }
    if openServers { try writeServers(of: row) }
    try emitter.end()
  }

  /// The members of a data center, with those on which its copies disagree from one of them.
  private mutating func scalars(
    of datacenter: DatacenterTable.Row, _ copy: DatacenterTable.Row, _ conflicting: MemberSet
  ) {
    let picks = { (member: RecordMember) in
      conflicting.contains(.of(member)) ? copy : datacenter
    }
    emitter.scalar(.name, value(picks(.name).name, .name, conflicting))
    emitter.scalar(.location, value(picks(.location).location, .location, conflicting))
    emitter.scalar(.creator, value(picks(.creator).creator, .creator, conflicting))
  }

  // MARK: LANs

  private mutating func write(lans: ArraySlice<UInt32>) throws {
    emitter.begin(.lans)
    for row in lans { try write(lan: row) }
    emitter.endList()
  }

  private mutating func write(lan row: UInt32) throws {
    let lan = records.lans.rows[Int(row)]
    let conflicting = storage.canonical.conflicts.lans[row]?.members ?? []
    let variants = variants(ofLAN: row)
    let verdict = storage.lists[.lanNICs, row]
    try emitter.begin(.lan)
    emitter.scalar(.id, .text(lan.id.text(records.symbols)))
    let nulls = distinctNulls(variants.map(\.copy))
    scalars(of: lan, variants.first?.copy ?? lan, conflicting, nulls)
    emitter.keep(.name, if: lan.traits.contains(.properties))
    let isReference = !lan.traits.contains(.properties)
    emitter.reference(if: isReference, withLists: verdict.contains(.whole))
    if conflicting.contains(.of(.failoverGroups)) {
      try writeFailover(of: variants.first)
    } else if lan.failover.keepsOrder || lan.failover == .null {
      try writeFailover(lanRows(of: row))
    }
    if verdict.contains(.whole) { ids(.nics, tree.listed[row] ?? []) }
    try emitter.end()
    for variant in variants.dropFirst() {
      try emitter.begin(.lan)
      emitter.scalar(.id, .text(lan.id.text(records.symbols)))
      scalars(of: LANTable.Row(), variant.copy, conflicting, nulls)
      if conflicting.contains(.of(.failoverGroups)) { try writeFailover(of: variant) }
      try emitter.end()
    }
    let opensNICs = !verdict.contains(.whole) && (verdict.contains(.met) || tree.listed[row] != nil)
    if !opensNICs && lan.failover != .partial { return }
    try emitter.begin(.lan)
    emitter.scalar(.id, .text(lan.id.text(records.symbols)))
    emitter.scalar(.partial, .flag(true))
    emitter.reference(if: isReference)
    if lan.failover == .partial { try writeFailover(lanRows(of: row)) }
    if opensNICs { ids(.nics, tree.listed[row] ?? []) }
    try emitter.end()
  }

  private mutating func writeFailover(of variant: (copy: LANTable.Row, row: UInt32)?) throws {
    guard let variant, variant.copy.failover != .absent else { return }
    // How often an entry occurs in a copy counts for whether copies agree.
    let order = (tree.entries[variant.row] ?? []).map { records.entries.rows[Int($0)] }
      .map { (records.encoded($0.address) + " " + records.encoded($0.master), $0) }
      .sorted { $0.0 < $1.0 }
    emitter.begin(.failoverGroups)
    var members = Dictionary(grouping: declaredGroups([variant.row])) {
      records.declared.rows[Int($0)].address
    }
    for (_, entry) in order {
      if entry.isUnknown {
        try writeUnknownGroup()
      } else {
        try write(
          group: entry.address, [entry.master], members.removeValue(forKey: entry.address) ?? [])
      }
    }
    emitter.endList()
  }

  /// The members of a LAN, with those on which its copies disagree from one of them.
  ///
  /// - Parameter nulls: members whose null is written as a text.
  private mutating func scalars(
    of lan: LANTable.Row, _ copy: LANTable.Row, _ conflicting: MemberSet, _ nulls: MemberSet
  ) {
    let picks = { (member: RecordMember) in conflicting.contains(.of(member)) ? copy : lan }
    let name = picks(.name).name
    emitter.scalar(.name, name == .unusable ? .unknown : value(name, .name, conflicting))
    emitter.scalar(.isPublic, value(picks(.isPublic).isPublic, .isPublic, conflicting))
    emitter.scalar(
      .crossConnect, value(picks(.crossConnect).crossConnect, .crossConnect, conflicting, nulls))
    emitter.scalar(
      .ipv6CidrBlock,
      value(picks(.ipv6CidrBlock).ipv6Block, .ipv6CidrBlock, conflicting, nulls))
    emitter.scalar(.state, value(picks(.state).state, .state, conflicting))
  }

  /// Members that are null in one copy and cannot be read in another. An empty text means only the
  /// latter, so the null is written as a text: any text keeps the contradiction, and this one says
  /// what it was.
  func distinctNulls(_ copies: [LANTable.Row]) -> MemberSet {
    var members: MemberSet = []
    if copies.contains(where: { $0.crossConnect == .unreadable }) {
      members.insert(.of(.crossConnect))
    }
    if copies.contains(where: { $0.ipv6Block == .unreadable }) {
      members.insert(.of(.ipv6CidrBlock))
    }
    return members
  }

  /// The rows of all copies of a LAN that hold entries or declared members.
  private func lanRows(of row: UInt32) -> [UInt32] {
    let canonical = storage.canonical.lans
    if canonical.row.isEmpty { return [row] }
    let holders = Set(tree.entries.keys).union(tree.declared.keys)
    return holders.filter { canonical($0) == row }.sorted()
  }

  private mutating func writeFailover(_ lans: [UInt32]) throws {
    var groups: [Address: (masters: Set<Identifier>, members: [UInt32])] = [:]
    var unknown: [Int] = []
    for lan in lans {
      unknown.append(0)
      for entry in tree.entries[lan] ?? [] {
        let entry = records.entries.rows[Int(entry)]
        if entry.isUnknown {
          unknown[unknown.count - 1] += 1
        } else {
          groups[entry.address, default: ([], [])].masters.insert(entry.master)
        }
      }
    }
    for member in declaredGroups(lans) {
      groups[records.declared.rows[Int(member)].address, default: ([], [])].members.append(member)
    }
    let names = groups.keys.map { (name: records.encoded($0), address: $0) }
    emitter.begin(.failoverGroups)
    for (_, address) in names.sorted(by: { $0.name < $1.name }) {
      guard let group = groups[address] else { continue }
      try write(group: address, group.masters, group.members)
    }
    for _ in 0..<(unknown.max() ?? 0) { try writeUnknownGroup() }
    emitter.endList()
  }

  /// Declarations of members of groups in copies of a LAN; what is said of all its groups is left
  /// out.
  private func declaredGroups(_ lans: [UInt32]) -> [UInt32] {
    lans.flatMap { tree.declared[$0] ?? [] }
      .filter { records.declared.rows[Int($0)].scope != .openLAN }
  }

  /// An entry without any content.
  private mutating func writeUnknownGroup() throws {
    try emitter.begin(.failoverGroup)
    try emitter.end()
  }

  private mutating func write(
    group address: Address, _ masters: Set<Identifier>, _ members: [UInt32]
  ) throws {
    let order = records.identifierOrder
    try emitter.begin(.failoverGroup)
    emitter.scalar(.ip, address.kind == .missing ? nil : .text(address.text(records.symbols)))
    emitter.begin(.masters)
    for master in masters.filter({ !$0.isMissing }).sorted(by: { order.precedes($0, $1) }) {
      emitter.item(master.text(records.symbols))
    }
    if masters.contains(.unusable) { emitter.item(nil) }
    emitter.endList()
    if !members.isEmpty {
      emitter.begin(.members)
      let rows = members.map { records.declared.rows[Int($0)] }.sorted {
        $0.nic == $1.nic ? $0.role.rawValue < $1.role.rawValue : order.precedes($0.nic, $1.nic)
      }
      for (index, row) in rows.enumerated() {
        if index > 0, rows[index - 1].nic == row.nic, rows[index - 1].role == row.role { continue }
        // One without a NIC is a member that is not known.
        try emitter.begin(.member)
        emitter.scalar(.nic, text(row.nic))
        emitter.scalar(.role, role(row.role))
        try emitter.end()
      }
      emitter.endList()
    }
    try emitter.end()
  }

  private func role(_ role: DeclaredRole) -> NeutralEmitter.Value? {
    switch role {
    case .none: nil
    case .unknown: .unknown
    case .primary, .additional: .text("\(role)")
    }
  }

  // MARK: Values on which copies may disagree

  /// A known value; where copies disagree, a copy that says nothing usable says so.
  func value(
    _ symbol: Symbol, _ member: RecordMember, _ conflicting: MemberSet
  ) -> NeutralEmitter.Value? {
    text(symbol) ?? (symbol == .unusable && conflicting.contains(.of(member)) ? .unknown : nil)
  }
  func value(
    _ ref: TextRef, _ member: RecordMember, _ conflicting: MemberSet, _ nulls: MemberSet = []
  ) -> NeutralEmitter.Value? {
    if ref == .unusable && conflicting.intersection(nulls).contains(.of(member)) {
      return .text("null")
    }
    // An empty name is none.
    if ref == .unreadable { return member == .name ? .unreadable : .unknown }
    return text(ref) ?? (ref == .unusable && conflicting.contains(.of(member)) ? .unknown : nil)
  }
  func value(
    _ value: FieldValue, _ member: RecordMember, _ conflicting: MemberSet
  ) -> NeutralEmitter.Value? {
    switch value {
    case .text(let text): return self.value(text, member, conflicting)
    case .word(let word): return self.value(word, member, conflicting)
    case .number(let number):
      if let count = number.value { return .number(count) }
      return number == .unusable && conflicting.contains(.of(member)) ? .unknown : nil
    }
  }
  func value(
    _ flag: Flag, _ member: RecordMember, _ conflicting: MemberSet
  ) -> NeutralEmitter.Value? {
    text(flag) ?? (flag == .unusable && conflicting.contains(.of(member)) ? .unknown : nil)
  }
  func value(
    _ id: Identifier, _ member: RecordMember, _ conflicting: MemberSet
  ) -> NeutralEmitter.Value? {
    text(id) ?? (id == .unusable && conflicting.contains(.of(member)) ? .unknown : nil)
  }
}
