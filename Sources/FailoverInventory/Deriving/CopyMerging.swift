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

  mutating func mergeDatacenters(_ conflicts: inout Conflicts) -> CanonicalRows {
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

  mutating func mergeServers(
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
  func serverDatacenters(_ copies: [(Int, Int)]) -> [Int: UInt32] {
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

  mutating func mergeLANs(
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

  struct FailoverPair: Hashable {
    let address: Address
    let master: Identifier
  }

  /// The failover entries of each copy of a LAN, with how often each occurs there.
  func failoverEntriesByLAN() -> [Int: [FailoverPair: Int]] {
    var lists: [Int: [FailoverPair: Int]] = [:]
    for entry in entries.rows where entry.lan < conflictingRow {
      let pair = FailoverPair(address: entry.address, master: entry.master)
      lists[Int(entry.lan), default: [:]][pair, default: 0] += 1
    }
    return lists
  }

  /// The failover list of two copies; null and `[]` are the same, and lists that differ are not
  /// known. A list that may lack entries is not compared: a whole one outweighs it.
  func joinedFailover(
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
}

extension RecordTraits {
  /// Whether the record has properties of its own.
  var isReal: Bool { contains(.properties) }

  /// The traits of two copies together: a record is merely mentioned only if no copy was read.
  func joined(_ other: RecordTraits) -> RecordTraits {
    var all = union(other)
    if !contains(.mentioned) || !other.contains(.mentioned) { all.remove(.mentioned) }
    return all
  }
}

/// A hash of a LAN's key: ids of LANs are unique only in their data center.
@inline(__always)
func lanHash(_ datacenter: UInt32, _ lan: LANCode, seed: UInt64) -> UInt64 {
  Identifier(high: UInt64(datacenter) + 1, low: UInt64(lan.bits)).hash(seed: seed)
}
