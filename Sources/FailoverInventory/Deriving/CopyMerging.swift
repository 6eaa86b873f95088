/// A parent on which copies of a record do not agree: there is one, and it is not known which.
let conflictingRow = UInt32.max - 1

/// Which row represents a record that occurs several times.
///
/// That row gets what all copies say together: a member that one copy has and the others lack is
/// taken over, one on which they differ is not known.
struct CanonicalRows: Sendable {
  /// For each row, the row that represents it; empty if every row represents itself.
  fileprivate(set) var row: [UInt32] = []

  /// Whether a row represents itself.
  @inline(__always)
  func isCanonical(_ index: Int) -> Bool { row.isEmpty || row[index] == UInt32(index) }

  /// The row that represents a row; markers stay.
  @inline(__always)
  func callAsFunction(_ index: UInt32) -> UInt32 {
    row.isEmpty || index >= conflictingRow ? index : row[Int(index)]
  }
}

/// The canonical rows of every table.
struct CanonicalRecords: Sendable {
  var datacenters = CanonicalRows()
  var servers = CanonicalRows()
  var lans = CanonicalRows()
  var nics = CanonicalRows()
  /// Data centers of NICs that occur several times, by row; a marker where copies differ.
  var nicDatacenter: [UInt32: UInt32] = [:]
  /// Every data center that holds a copy of a NIC, where the copies differ.
  var nicHomes: [UInt32: Set<UInt32>] = [:]
  /// Rows whose firewall rules count for a NIC, where those are not its own; none where copies
  /// disagree.
  var nicRules: [UInt32: [UInt32]] = [:]
  /// Security groups of NICs, plus 1, where a copy other than the canonical one lists them; 0 where
  /// copies disagree.
  var nicSecurityGroups: [UInt32: UInt32] = [:]
  /// Lists of IP blocks that occur several times.
  var blocks: [Identifier: BlockCopies] = [:]
  /// Records whose copies disagree.
  var conflicts = Conflicts()
  /// The parents of each copy, for JSON Pointers.
  var parents = CopyParents()
}

extension CanonicalRecords {
  /// How many security groups a NIC has, plus 1; 0 if the export has no list of them.
  func securityGroups(ofNIC row: Int, _ nics: NICTable) -> UInt32 {
    nicSecurityGroups[UInt32(row)] ?? nics.securityGroups[row]
  }

  /// The rows whose firewall rules are those of a NIC.
  func ruleRows(ofNIC row: Int) -> [UInt32] { nicRules[UInt32(row)] ?? [UInt32(row)] }
}

/// Rows of the parents of every copy, as they were read.
struct CopyParents: Sendable {
  var servers: [UInt32] = []
  var lans: [UInt32] = []
  var nics: [UInt32] = []
  var entries: [UInt32] = []
  var declared: [UInt32] = []
}

extension Records {
  /// Makes one record of all its copies, in every table.
  mutating func mergeCopies() -> CanonicalRecords {
    var canonical = CanonicalRecords()
    canonical.parents = CopyParents(
      servers: servers.rows.map(\.datacenter), lans: lans.rows.map(\.datacenter),
      nics: nics.server, entries: entries.rows.map(\.lan),
      declared: declared.rows.map(\.lan))
    canonical.datacenters = mergeDatacenters(&canonical.conflicts)
    canonical.servers = mergeServers(canonical.datacenters, &canonical.conflicts)
    canonical.lans = mergeLANs(canonical.datacenters, &canonical.conflicts)
    for row in declared.rows.indices {
      declared.rows[row].lan = canonical.lans(declared.rows[row].lan)
    }
    mergeNICs(&canonical)
    canonical.blocks = mergeBlockCopies()
    return canonical
  }

  // MARK: Data centers, servers, LANs

  private mutating func mergeDatacenters(_ conflicts: inout Conflicts) -> CanonicalRows {
    let rows = datacenters.rows
    let (canonical, copies) = CanonicalRows.byID(
      rows.count, id: { rows[$0].id }, traits: { rows[$0].traits })
    var met: [UInt32: Conflict<DatacenterTable.Row>] = [:]
    for (row, copy) in copies {
      var new = datacenters.rows[row]
      let old = datacenters.rows[copy]
      var comparison = CopyComparison(texts)
      new.name = comparison.join(.name, new.name, old.name)
      new.location = comparison.join(.location, new.location, old.location)
      new.creator = comparison.join(.creator, new.creator, old.creator)
      new.traits = new.traits.joined(old.traits)
      met.note(row, datacenters.rows[row], comparison)
      datacenters.rows[row] = new
    }
    conflicts.datacenters = met.settled(canonical)
    return canonical
  }

  private mutating func mergeServers(
    _ parents: CanonicalRows, _ conflicts: inout Conflicts
  ) -> CanonicalRows {
    for row in servers.rows.indices {
      servers.rows[row].datacenter = parents(servers.rows[row].datacenter)
    }
    let rows = servers.rows
    let (canonical, copies) = CanonicalRows.byID(
      rows.count, id: { rows[$0].id }, traits: { rows[$0].traits })
    let homes = serverDatacenters(copies)
    var met: [UInt32: Conflict<ServerTable.Row>] = [:]
    for (row, copy) in copies {
      var new = servers.rows[row]
      let old = servers.rows[copy]
      var comparison = CopyComparison(texts)
      for field in ServerField.all {
        new.fields[field] = comparison.join(field.member, new.fields[field], old.fields[field])
      }
      new.traits = new.traits.joined(old.traits)
      if homes[row] == conflictingRow { comparison.note(.datacenter) }
      met.note(row, servers.rows[row], comparison)
      servers.rows[row] = new
    }
    for (row, home) in homes { servers.rows[row].datacenter = home }
    conflicts.servers = met.settled(canonical)
    return canonical
  }

  /// The data centers of servers that occur several times. The place of a copy counts; what the
  /// addresses of NICs mention counts only if no copy has a place.
  private func serverDatacenters(_ copies: [(Int, Int)]) -> [Int: UInt32] {
    var placed: [Int: UInt32] = [:]
    var mentioned: [Int: UInt32] = [:]
    func add(_ row: Int, to target: Int) {
      let server = servers.rows[row]
      if server.traits.contains(.mentioned) {
        mentioned[target] = joinedRow(mentioned[target] ?? noRow, server.datacenter)
      } else {
        placed[target] = joinedRow(placed[target] ?? noRow, server.datacenter)
      }
    }
    for target in Set(copies.map(\.0)) { add(target, to: target) }
    for (target, copy) in copies { add(copy, to: target) }
    return mentioned.merging(placed.filter { $0.value != noRow }) { $1 }
  }

  private mutating func mergeLANs(
    _ parents: CanonicalRows, _ conflicts: inout Conflicts
  ) -> CanonicalRows {
    for row in lans.rows.indices {
      lans.rows[row].datacenter = parents(lans.rows[row].datacenter)
    }
    let rows = lans.rows
    var index = RowIndex(capacity: rows.count)
    let (canonical, copies) = CanonicalRows.of(rows.count) { row in
      // A LAN without a data center is nobody's copy.
      let datacenter = rows[row].datacenter
      if datacenter == noRow { return nil }
      return index.add(
        UInt32(row), hash: lanHash(datacenter, rows[row].id, seed: index.seed)
      ) {
        rows[Int($0)].datacenter == datacenter && rows[Int($0)].id == rows[row].id
      }
    } traits: {
      rows[$0].traits
    }
    let entries = copies.isEmpty ? [:] : failoverEntriesByLAN()
    var met: [UInt32: Conflict<LANTable.Row>] = [:]
    /// The copy whose failover list represents a LAN, where that is not its own.
    var lists: [Int: Int] = [:]
    for (row, copy) in copies {
      var new = lans.rows[row]
      let old = lans.rows[copy]
      var comparison = CopyComparison(texts)
      new.name = comparison.join(.name, new.name, old.name)
      new.crossConnect = comparison.join(.crossConnect, new.crossConnect, old.crossConnect)
      new.ipv6Block = comparison.join(.ipv6CidrBlock, new.ipv6Block, old.ipv6Block)
      new.state = comparison.join(.state, new.state, old.state)
      new.isPublic = comparison.join(.isPublic, new.isPublic, old.isPublic)
      new.failover = joinedFailover(
        (lists[row] ?? row, new.failover), (copy, old.failover), entries, &comparison)
      if lans.rows[row].failover == .absent || lans.rows[row].failover == .partial,
        old.failover != .absent
      {
        lists[row] = copy
      }
      new.traits = new.traits.joined(old.traits)
      met.note(row, lans.rows[row], comparison)
      lans.rows[row] = new
    }
    conflicts.lans = met.settled(canonical)
    for row in self.entries.rows.indices {
      self.entries.rows[row].lan = canonical(self.entries.rows[row].lan)
    }
    return canonical
  }

  private struct FailoverPair: Hashable {
    let address: Address
    let master: Identifier
  }

  /// The failover entries of each copy of a LAN, with how often each occurs there.
  private func failoverEntriesByLAN() -> [Int: [FailoverPair: Int]] {
    var lists: [Int: [FailoverPair: Int]] = [:]
    for entry in entries.rows where entry.lan < conflictingRow {
      let pair = FailoverPair(address: entry.address, master: entry.master)
      lists[Int(entry.lan), default: [:]][pair, default: 0] += 1
    }
    return lists
  }

  /// The failover list of two copies; null and `[]` are the same, and lists that differ are not
  /// known. A list that may lack entries is not compared: a whole one outweighs it.
  private func joinedFailover(
    _ a: (row: Int, list: ListPresence), _ b: (row: Int, list: ListPresence),
    _ entries: [Int: [FailoverPair: Int]], _ comparison: inout CopyComparison
  ) -> ListPresence {
    if a.list == .absent || a.list == .partial && b.list != .absent { return b.list }
    if b.list == .absent || b.list == .partial || entries[a.row] == entries[b.row] {
      return a.list
    }
    // A group that may have further masters is not compared either.
    if lans.rows[a.row].traits.contains(.partialGroups) { return b.list }
    if lans.rows[b.row].traits.contains(.partialGroups) { return a.list }
    comparison.note(.failoverGroups)
    return .unusable
  }

  // MARK: NICs

  private mutating func mergeNICs(_ canonical: inout CanonicalRecords) {
    if !canonical.servers.row.isEmpty {
      for row in 0..<nics.count { nics.server[row] = canonical.servers(nics.server[row]) }
    }
    var met: [UInt32: Conflict<NICTable.Row>] = [:]
    mergeNICCopies(&canonical, &met)
    placeListedNICs(canonical, &met)
    canonical.conflicts.nics = met.settled(canonical.nics)
  }

  private mutating func mergeNICCopies(
    _ canonical: inout CanonicalRecords, _ met: inout [UInt32: Conflict<NICTable.Row>]
  ) {
    let suspects = rowsOfRepeatedIDs()
    if suspects.isEmpty { return }
    var index = RowIndex(capacity: suspects.count)
    var first: [UInt32: UInt32] = [:]
    for row in suspects {
      let id = nics.id[Int(row)]
      let known = index.add(row, hash: id.hash(seed: index.seed)) { nics.id[Int($0)] == id }
      if let known { first[row] = known }
    }
    if first.isEmpty { return }
    canonical.nics.row = (0..<UInt32(nics.count)).map { first[$0] ?? $0 }
    canonical.nics.prefer(rowsOf: first) { nics.traits($0).isReal }
    for row in first.keys.sorted() + Set(first.values).sorted() {
      let target = canonical.nics(row)
      if target != row { mergeNIC(Int(target), Int(row), &canonical, &met) }
    }
  }

  /// Puts NICs that are listed below a LAN on it, if no copy of them names a LAN; one that names
  /// another LAN contradicts itself.
  private mutating func placeListedNICs(
    _ canonical: CanonicalRecords, _ met: inout [UInt32: Conflict<NICTable.Row>]
  ) {
    var listing: [UInt32: LANCode] = [:]
    nics.listing.forEach(upTo: nics.count) { rows, lan in
      let code = lans.rows[Int(lan - 1)].id
      for row in rows {
        let target = canonical.nics(UInt32(row))
        let known = listing[target]
        listing[target] = known == nil || known == code ? code : .unusable
      }
    }
    for row in listing.keys.sorted() {
      guard let code = listing[row], !(met[row]?.members.contains(.of(.lan)) ?? false) else {
        continue
      }
      let own = nics.lan(Int(row))
      if own == code && code.isKnown { continue }
      if own.isKnown || !code.isKnown {
        var comparison = CopyComparison(texts)
        comparison.note(.lan)
        met.note(Int(row), nics.row(Int(row)), comparison)
        nics.wiring[Int(row)].lan = .unusable
      } else {
        nics.wiring[Int(row)].lan = code
      }
    }
  }

  /// Rows whose id may occur in another row as well. Two passes over the ids and a filter of two
  /// bytes a NIC do where a table of all ids would take sixteen.
  private func rowsOfRepeatedIDs() -> [UInt32] {
    let seed = UInt64.random(in: .min ... .max)
    var met = HashFilter(capacity: nics.count)
    var repeated: [UInt64] = []
    for id in nics.id {
      let hash = id.hash(seed: seed)
      if met.add(hash) { repeated.append(hash) }
    }
    if repeated.isEmpty { return [] }
    var again = HashFilter(capacity: repeated.count)
    for hash in repeated { _ = again.add(hash & met.mask) }
    return nics.id.indices.compactMap { row in
      again.contains(nics.id[row].hash(seed: seed) & met.mask) ? UInt32(row) : nil
    }
  }

  private mutating func mergeNIC(
    _ row: Int, _ copy: Int, _ canonical: inout CanonicalRecords,
    _ met: inout [UInt32: Conflict<NICTable.Row>]
  ) {
    var new = nics.row(row)
    let old = nics.row(copy)
    var comparison = CopyComparison(texts)
    let home = datacenter(ofNIC: row, canonical)
    let other = datacenter(ofNIC: copy, canonical)
    canonical.nicDatacenter[UInt32(row)] = comparison.join(.datacenter, row: home, other)
    if home != other && home != noRow && other != noRow {
      canonical.nicHomes[UInt32(row), default: []].formUnion([home, other])
    }
    new.server = comparison.join(.server, row: new.server, old.server)
    new.lan = comparison.join(.lan, new.lan, old.lan)
    new.name = comparison.join(.name, new.name, old.name)
    new.mac = comparison.join(.mac, new.mac, old.mac)
    new.state = comparison.join(.state, new.state, old.state)
    new.dhcp = comparison.join(.dhcp, new.dhcp, old.dhcp)
    new.firewallActive = comparison.join(.firewallActive, new.firewallActive, old.firewallActive)
    joinAddresses(&new, old, &comparison)
    joinFirewall((row, new.traits), (copy, old.traits), &canonical, &comparison)
    joinSecurityGroups(row, copy, &canonical, &comparison)
    new.traits = new.traits.joined(old.traits)
    if canonical.nicRules[UInt32(row)] == [] { new.traits.remove(.firewallRules) }
    if canonical.nicSecurityGroups[UInt32(row)] == 0 {
      new.traits.insert(.securityGroupsCutOff)
    } else if canonical.securityGroups(ofNIC: row, nics) > 0 {
      new.traits.remove(.securityGroupsCutOff)
    }
    met.note(row, nics.row(row), comparison)
    nics.replace(row, with: new)
  }

  private func joinAddresses(
    _ new: inout NICTable.Row, _ old: NICTable.Row, _ comparison: inout CopyComparison
  ) {
    if new.ips == .absent || new.ips == .partial && old.ips.keepsOrder {
      (new.ips, new.ipsStart, new.ipsCount) = (old.ips, old.ipsStart, old.ipsCount)
    } else if old.ips != .absent && old.ips != .partial && new.ips != .partial {
      let mine = nics.addresses[Int(new.ipsStart)...].prefix(Int(new.ipsCount))
      let theirs = nics.addresses[Int(old.ipsStart)...].prefix(Int(old.ipsCount))
      if new.ips != old.ips || !mine.elementsEqual(theirs) {
        comparison.note(.ips)
        (new.ips, new.ipsCount) = (.unusable, 0)
      }
    }
  }

  /// Finds out whose firewall rules count for a NIC: those of a whole list, else all that are
  /// shown.
  private func joinFirewall(
    _ a: (row: Int, traits: RecordTraits), _ b: (row: Int, traits: RecordTraits),
    _ canonical: inout CanonicalRecords, _ comparison: inout CopyComparison
  ) {
    let mine = canonical.nicRules[UInt32(a.row)] ?? [UInt32(a.row)]
    // Copies that disagree stay so, whatever further copies say.
    if mine.isEmpty { return }
    switch (a.traits.contains(.firewallRules), b.traits.contains(.firewallRules)) {
    case (true, true):
      if firewallRules.multiset(of: mine) != firewallRules.multiset(of: [UInt32(b.row)]) {
        comparison.note(.firewallRules)
        canonical.nicRules[UInt32(a.row)] = []
      }
    case (false, true): canonical.nicRules[UInt32(a.row)] = [UInt32(b.row)]
    case (true, false): break
    case (false, false): canonical.nicRules[UInt32(a.row)] = mine + [UInt32(b.row)]
    }
  }

  private func joinSecurityGroups(
    _ row: Int, _ copy: Int, _ canonical: inout CanonicalRecords,
    _ comparison: inout CopyComparison
  ) {
    let mine = canonical.securityGroups(ofNIC: row, nics)
    let theirs = nics.securityGroups[copy]
    // Copies that disagree stay so, whatever further copies say.
    if theirs == 0 || mine == theirs || canonical.nicSecurityGroups[UInt32(row)] == 0 { return }
    if mine == 0 {
      canonical.nicSecurityGroups[UInt32(row)] = theirs
    } else {
      comparison.note(.securityGroups)
      canonical.nicSecurityGroups[UInt32(row)] = 0
    }
  }

  /// The data center of a NIC, or a marker: what all its copies say together; for a NIC that occurs
  /// once, the data center of its server or the one that its address names, else that of the LAN
  /// that lists it.
  func datacenter(ofNIC row: Int, _ canonical: CanonicalRecords) -> UInt32 {
    canonical.nicDatacenter[UInt32(row)] ?? datacenter(ofCopy: row, canonical)
  }

  /// The data center of one copy of a NIC.
  func datacenter(ofCopy row: Int, _ canonical: CanonicalRecords) -> UInt32 {
    let parent = canonical.parents.nics[row]
    if parent != noRow {
      let own = canonical.parents.servers[Int(parent)]
      if own != noRow { return canonical.datacenters(own) }
    }
    let server = nics.server[row]
    if server < conflictingRow, servers.rows[Int(server)].datacenter != noRow {
      return servers.rows[Int(server)].datacenter
    }
    let listing = nics.listing[row]
    return listing == 0 ? noRow : lans.rows[Int(listing - 1)].datacenter
  }

  private func joinedRow(_ a: UInt32, _ b: UInt32) -> UInt32 {
    if a == noRow { return b }
    return b == noRow || a == b ? a : conflictingRow
  }
}

extension FirewallRuleTable {
  /// The rules of NICs' rows, each with how often it occurs there.
  fileprivate func multiset(of nics: [UInt32]) -> [[Symbol]: Int] {
    var counts: [[Symbol]: Int] = [:]
    for nic in nics {
      for row in rows[range(ofNIC: nic)] {
        // Nothing, null and an empty text are all a protocol that is not known.
        let protocolName = row.protocolName.isKnown ? row.protocolName : .absent
        counts[[protocolName, row.direction], default: 0] += 1
      }
    }
    return counts
  }
}

extension RecordTraits {
  /// Whether the record has properties of its own.
  fileprivate var isReal: Bool { contains(.properties) }

  /// The traits of two copies together: a record is merely mentioned only if no copy was read.
  fileprivate func joined(_ other: RecordTraits) -> RecordTraits {
    var all = union(other)
    if !contains(.mentioned) || !other.contains(.mentioned) { all.remove(.mentioned) }
    return all
  }
}

extension CanonicalRows {
  /// Finds the copies in a table whose records differ by their ids.
  fileprivate static func byID(
    _ count: Int, id: (Int) -> Identifier, traits: (Int) -> RecordTraits
  ) -> (CanonicalRows, [(Int, Int)]) {
    var index = RowIndex(capacity: count)
    return of(
      count,
      known: { row in
        index.add(UInt32(row), hash: id(row).hash(seed: index.seed)) { id(Int($0)) == id(row) }
      }, traits: traits)
  }

  /// Finds the copies in a table.
  ///
  /// - Parameters:
  ///   - known: the first row with the same key, or nil if there is none before.
  /// - Returns: the canonical rows, and pairs of them with each of their copies, in order.
  fileprivate static func of(
    _ count: Int, known: (Int) -> UInt32?, traits: (Int) -> RecordTraits
  ) -> (CanonicalRows, [(Int, Int)]) {
    var first: [UInt32: UInt32] = [:]
    for row in 0..<count {
      if let other = known(row) { first[UInt32(row)] = other }
    }
    if first.isEmpty { return (CanonicalRows(), []) }
    var rows = CanonicalRows(row: (0..<UInt32(count)).map { first[$0] ?? $0 })
    rows.prefer(rowsOf: first) { traits($0).isReal }
    let all = Set(first.keys).union(first.values).sorted()
    let pairs = all.compactMap { row -> (Int, Int)? in
      let target = rows(row)
      return target == row ? nil : (Int(target), Int(row))
    }
    return (rows, pairs)
  }

  /// Makes the first copy that is real represent all copies, where the very first is not real.
  fileprivate mutating func prefer(rowsOf first: [UInt32: UInt32], isReal: (Int) -> Bool) {
    var chosen: [UInt32: UInt32] = [:]
    for row in first.keys.sorted() {
      guard let head = first[row], chosen[head] == nil, !isReal(Int(head)), isReal(Int(row)) else {
        continue
      }
      chosen[head] = row
    }
    if chosen.isEmpty { return }
    for (row, head) in first { self.row[Int(row)] = chosen[head] ?? head }
    for (head, row) in chosen { self.row[Int(head)] = row }
  }
}

/// A hash of a LAN's key: ids of LANs are unique only in their data center.
@inline(__always)
func lanHash(_ datacenter: UInt32, _ lan: LANCode, seed: UInt64) -> UInt64 {
  Identifier(high: UInt64(datacenter) + 1, low: UInt64(lan.bits)).hash(seed: seed)
}
