/// What a member's address list, or a declaration, makes of it in a group.
public enum Role: UInt8, Sendable {
  case unknown
  /// The group's address is its first.
  case primary
  /// The group's address is another of its addresses.
  case additional
}

/// Why the members of a group may not all be known.
public struct MembershipGaps: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The data center's servers or their NICs are not all in the export, nor the LAN's own NIC list.
  public static let lists = MembershipGaps(rawValue: 1)
  /// A NIC whose LAN or addresses are not known may be a further member.
  public static let candidates = MembershipGaps(rawValue: 2)
  /// The server of a member is not known.
  public static let servers = MembershipGaps(rawValue: 4)
  /// A declared member is not in the export, or the list of declared members is not all known.
  public static let declared = MembershipGaps(rawValue: 8)
}

/// Failover groups with their members, servers and masters: derived once, in the order of their
/// names.
struct GroupTable: Sendable {
  /// Canonical row of the LAN.
  var lan: [UInt32] = []
  var address: [Address] = []
  /// The first of the group's entries.
  var entry: [UInt32] = []
  /// Rows of member NICs, in the order of their ids; a group's begin at `memberStart`.
  var members: [UInt32] = []
  var roles: [Role] = []
  /// Declarations of members, by position in `members`: rows of `DeclaredMemberTable`.
  var declarations: [UInt32: [UInt32]] = [:]
  /// Groups that declare a member which the export does not show.
  var lackingDeclared: Set<UInt32> = []
  /// Groups that may declare members which are not known.
  var openDeclared: Set<UInt32> = []
  /// Groups that name a master which is not known, or may do so.
  var openMasters: Set<UInt32> = []
  /// The group to which each position in `members` belongs.
  var groupOfMember: [UInt32] = []
  var memberStart: [UInt32] = [0]
  /// Rows of the distinct servers of members, in the order of their ids.
  var servers: [UInt32] = []
  var serverStart: [UInt32] = [0]
  /// Distinct ids of named masters, in order, and the rows of the NICs that bear them.
  var masters: [Identifier] = []
  var masterRows: [UInt32] = []
  var masterStart: [UInt32] = [0]
  var gaps: [MembershipGaps] = []
  /// The groups of each LAN that has any, by the LAN's row.
  var ofLAN: [UInt32: Range<Int>] = [:]

  var count: Int { lan.count }

  func range(_ starts: [UInt32], _ row: Int) -> Range<Int> {
    Int(starts[row])..<Int(starts[row + 1])
  }
}

/// Finds a group by its LAN and its address.
struct GroupIndex: Sendable {
  private var index: RowIndex
  private var filter: HashFilter

  init(_ groups: GroupTable, _ records: Records) {
    index = RowIndex(capacity: groups.count)
    filter = HashFilter(capacity: groups.count)
    for row in 0..<groups.count {
      _ = filter.add(groups.address[row].hash(seed: index.seed))
      let lan = records.lans.rows[Int(groups.lan[row])]
      _ = index.add(UInt32(row), hash: hash(lan.datacenter, lan.id, groups.address[row])) { _ in
        false
      }
    }
  }

  /// Whether some group may have an address; false is certain.
  @inline(__always)
  func mayHold(_ address: Address) -> Bool { filter.contains(address.hash(seed: index.seed)) }

  func find(
    _ datacenter: UInt32, _ code: LANCode, _ address: Address, _ groups: GroupTable,
    _ records: Records
  ) -> UInt32? {
    index.find(hash: hash(datacenter, code, address)) {
      guard groups.address[Int($0)] == address else { return false }
      let lan = records.lans.rows[Int(groups.lan[Int($0)])]
      return lan.datacenter == datacenter && lan.id == code
    }
  }

  @inline(__always)
  private func hash(_ datacenter: UInt32, _ lan: LANCode, _ address: Address) -> UInt64 {
    lanHash(datacenter, lan, seed: index.seed) ^ address.hash(seed: index.seed)
  }
}

/// Puts groups together from the LANs' entries and the NICs' addresses.
struct GroupDerivation {
  let records: Records
  let canonical: CanonicalRecords
  let order: EstateOrder
  private let identifierOrder: IdentifierOrder
  var groups = GroupTable()

  init(_ records: Records, _ canonical: CanonicalRecords, _ order: EstateOrder) {
    self.records = records
    self.canonical = canonical
    self.order = order
    identifierOrder = records.identifierOrder
  }

  /// - Parameter lanIsComplete: whether a LAN's row has a complete membership.
  mutating func derive(_ lanIsComplete: (UInt32) -> Bool) {
    formGroups()
    findMembers()
    findServers()
    findMasters()
    findGaps(lanIsComplete)
  }

  // MARK: Entries

  private mutating func formGroups() {
    struct Entry {
      let row: UInt32
      let rank: UInt32
      let name: NamePart
      let address: Address
    }
    let entries = records.entries.rows.indices.compactMap { row -> Entry? in
      let entry = records.entries.rows[row]
      guard entry.lan < conflictingRow, order.lanRank[Int(entry.lan)] != noRow, !entry.isUnknown
      else { return nil }
      return Entry(
        row: UInt32(row), rank: order.lanRank[Int(entry.lan)],
        name: records.namePart(entry.address), address: entry.address)
    }.sorted { [records] a, b in
      if a.rank != b.rank { return a.rank < b.rank }
      if a.address == b.address { return a.row < b.row }
      return a.name.precedes(b.name) { records.encoded(a.address) < records.encoded(b.address) }
    }
    var masters: [Identifier] = []
    for (position, entry) in entries.enumerated() {
      let lan = order.lans[Int(entry.rank)]
      if groups.lan.last != lan || groups.address.last != entry.address {
        if position > 0 { closeMasters(&masters) }
        groups.lan.append(lan)
        groups.address.append(entry.address)
        groups.entry.append(entry.row)
        let row = groups.count - 1
        groups.ofLAN[lan] = (groups.ofLAN[lan]?.lowerBound ?? row)..<(row + 1)
      }
      let master = records.entries.rows[Int(entry.row)].master
      if !master.isMissing { masters.append(master) }
      let list = records.lans.rows[Int(lan)].failover
      if master == .unusable || list == .gaps || list == .partial {
        groups.openMasters.insert(UInt32(groups.count - 1))
      }
    }
    if !entries.isEmpty { closeMasters(&masters) }
  }

  private mutating func closeMasters(_ masters: inout [Identifier]) {
    if masters.count < 2 {
      groups.masters.append(contentsOf: masters)
    } else {
      groups.masters.append(
        contentsOf: Set(masters).sorted { identifierOrder.precedes($0, $1) })
    }
    groups.masterStart.append(UInt32(groups.masters.count))
    masters.removeAll()
  }

  // MARK: Members

  struct Membership {
    let group: UInt32
    let nic: UInt32
    let role: Role
    /// The row of the declaration; `noRow` for one that follows from the NIC's addresses.
    var declaration = noRow

    /// Two memberships of one NIC in one group. A declared role outweighs one that follows from the
    /// order of addresses; primary outweighs additional.
    func joined(_ other: Membership, _ declared: DeclaredMemberTable) -> Membership {
      switch (isDeclared(declared), other.isDeclared(declared)) {
      case (true, false): return self
      case (false, true): return other
      default:
        if role == .primary { return self }
        if other.role == .primary { return other }
        // A declared role that is not known may be primary.
        let isSelf = isDeclared(declared) ? role == .unknown : other.role == .unknown
        return isSelf ? self : other
      }
    }

    private func isDeclared(_ table: DeclaredMemberTable) -> Bool {
      declaration != noRow && table.rows[Int(declaration)].role != .none
    }
  }

  /// One pass over the addresses of all NICs; a filter rejects nearly all that belong to no group.
  private mutating func findMembers() {
    let index = GroupIndex(groups, records)
    var found: [Membership] = []
    let nics = records.nics
    for row in 0..<nics.count where nics.ips(row).showsItems && nics.lan(row).isKnown {
      let range = nics.addressRange(row)
      for place in range
      where index.mayHold(nics.addresses[place]) && canonical.nics.isCanonical(row) {
        let address = nics.addresses[place]
        guard address.isAddress else { continue }
        let datacenter = records.datacenter(ofNIC: row, canonical)
        guard let group = index.find(datacenter, nics.lan(row), address, groups, records) else {
          continue
        }
        let role: Role =
          nics.ips(row) == .partial
          ? .unknown : place == range.lowerBound ? .primary : .additional
        found.append(Membership(group: group, nic: UInt32(row), role: role))
      }
    }
    found += declaredMembers(index)
    let ids = nics.id
    let identifierOrder = identifierOrder
    found.sort {
      $0.group == $1.group
        ? $0.nic == $1.nic
          ? $0.declaration < $1.declaration
          : identifierOrder.precedes(ids[Int($0.nic)], ids[Int($1.nic)]) : $0.group < $1.group
    }
    found = settled(found)
    groups.members = found.map(\.nic)
    groups.roles = found.map(\.role)
    groups.groupOfMember = found.map(\.group)
    var position = 0
    for group in 0..<groups.count {
      while position < found.count, found[position].group == UInt32(group) { position += 1 }
      groups.memberStart.append(UInt32(position))
    }
  }

  /// One membership for each member: with the declared role, else by the best place in its list.
  private mutating func settled(_ found: [Membership]) -> [Membership] {
    var members: [Membership] = []
    members.reserveCapacity(found.count)
    for membership in found {
      guard let last = members.last, last.group == membership.group, last.nic == membership.nic
      else {
        members.append(membership)
        note(membership, at: members.count - 1)
        continue
      }
      members[members.count - 1] = last.joined(membership, records.declared)
      note(membership, at: members.count - 1)
    }
    return members
  }

  private mutating func note(_ membership: Membership, at position: Int) {
    if membership.declaration != noRow {
      groups.declarations[UInt32(position), default: []].append(membership.declaration)
    }
  }

  private mutating func findServers() {
    let owners = records.nics.server
    for group in 0..<groups.count {
      let members = groups.members[groups.range(groups.memberStart, group)]
      var rows = members.map { owners[Int($0)] }.filter { $0 < conflictingRow }
      // Few members are the rule; a set pays only for many.
      if rows.count > 8 { rows = Array(Set(rows)) }
      var distinct: [UInt32] = []
      for row in rows where rows.count > 8 || !distinct.contains(row) { distinct.append(row) }
      groups.servers.append(
        contentsOf: records.servers.sortedByID(distinct, identifierOrder))
      groups.serverStart.append(UInt32(groups.servers.count))
    }
  }

  // MARK: Masters

  /// Finds the NICs that bear the masters' ids: one pass over the ids of all NICs.
  private mutating func findMasters() {
    groups.masterRows = Array(repeating: noRow, count: groups.masters.count)
    if groups.masters.isEmpty { return }
    var wanted = RowIndex(capacity: groups.masters.count)
    var known = HashFilter(capacity: groups.masters.count)
    var same: [UInt32] = Array(0..<UInt32(groups.masters.count))
    for (row, id) in groups.masters.enumerated() {
      let hash = id.hash(seed: wanted.seed)
      _ = known.add(hash)
      let other = wanted.add(UInt32(row), hash: hash) { groups.masters[Int($0)] == id }
      if let other { same[row] = other }
    }
    for (row, id) in records.nics.id.enumerated() {
      let hash = id.hash(seed: wanted.seed)
      guard known.contains(hash), canonical.nics.isCanonical(row) else { continue }
      if let master = wanted.find(hash: hash, isSame: { groups.masters[Int($0)] == id }) {
        groups.masterRows[Int(master)] = UInt32(row)
      }
    }
    for row in same.indices { groups.masterRows[row] = groups.masterRows[Int(same[row])] }
  }

  // MARK: Completeness

  private mutating func findGaps(_ lanIsComplete: (UInt32) -> Bool) {
    let candidates = MemberCandidates(records, canonical)
    for group in 0..<groups.count {
      var gaps: MembershipGaps = []
      let lan = groups.lan[group]
      if !lanIsComplete(lan) { gaps.insert(.lists) }
      let members = groups.members[groups.range(groups.memberStart, group)]
      if candidates.mayBeMembers(
        of: records.lans.rows[Int(lan)], groups.address[group], besides: members)
      {
        gaps.insert(.candidates)
      }
      if members.contains(where: { records.nics.server[Int($0)] >= conflictingRow }) {
        gaps.insert(.servers)
      }
      if groups.lackingDeclared.contains(UInt32(group))
        || groups.openDeclared.contains(UInt32(group))
      {
        gaps.insert(.declared)
      }
      groups.gaps.append(gaps)
    }
  }
}
