/// A parent on which copies of a record do not agree: there is one, and it is not known which.
let conflictingRow = UInt32.max - 1

/// Which row stands for a record that was met several times.
///
/// That row gets what all copies say together: a member that one copy has and the others lack is
/// taken over, one on which they differ is not known.
struct CanonicalRows: Sendable {
  /// For each row the one that stands for it; empty if every row stands for itself.
  fileprivate(set) var row: [UInt32] = []

  /// Whether a row stands for itself.
  @inline(__always)
  func isCanonical(_ index: Int) -> Bool { row.isEmpty || row[index] == UInt32(index) }

  /// The row that stands for a row; markers stay.
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
  /// Data centers of NICs that were met several times, by row; a marker where copies differ.
  var nicDatacenter: [UInt32: UInt32] = [:]
  /// Every data center in which a copy of a NIC stands, where they differ.
  var nicHomes: [UInt32: Set<UInt32>] = [:]
  /// The parents below which each copy stands, for JSON Pointers.
  var parents = CopyParents()
}

/// Rows of the parents of every copy, as they were read.
struct CopyParents: Sendable {
  var servers: [UInt32] = []
  var lans: [UInt32] = []
  var nics: [UInt32] = []
  var entries: [UInt32] = []
}

extension Records {
  /// Makes one record of all its copies, in every table.
  mutating func mergeCopies() -> CanonicalRecords {
    var canonical = CanonicalRecords()
    canonical.parents = CopyParents(
      servers: servers.rows.map(\.datacenter), lans: lans.rows.map(\.datacenter),
      nics: nics.server, entries: entries.rows.map(\.lan))
    canonical.datacenters = mergeDatacenters()
    canonical.servers = mergeServers(canonical.datacenters)
    canonical.lans = mergeLANs(canonical.datacenters)
    mergeNICs(&canonical)
    return canonical
  }

  // MARK: Data centers, servers, LANs

  private mutating func mergeDatacenters() -> CanonicalRows {
    let rows = datacenters.rows
    let (canonical, copies) = CanonicalRows.byID(
      rows.count, id: { rows[$0].id }, traits: { rows[$0].traits })
    for (row, copy) in copies {
      let old = datacenters.rows[copy]
      datacenters.rows[row].name = merged(datacenters.rows[row].name, old.name)
      datacenters.rows[row].location = merged(datacenters.rows[row].location, old.location)
      datacenters.rows[row].traits.formUnion(old.traits)
    }
    return canonical
  }

  private mutating func mergeServers(_ parents: CanonicalRows) -> CanonicalRows {
    for row in servers.rows.indices {
      servers.rows[row].datacenter = parents(servers.rows[row].datacenter)
    }
    let rows = servers.rows
    let (canonical, copies) = CanonicalRows.byID(
      rows.count, id: { rows[$0].id }, traits: { rows[$0].traits })
    let homes = serverDatacenters(copies)
    for (row, copy) in copies {
      var new = servers.rows[row]
      let old = servers.rows[copy]
      new.name = merged(new.name, old.name)
      new.hostname = merged(new.hostname, old.hostname)
      new.zone = merged(new.zone, old.zone)
      new.vmState = merged(new.vmState, old.vmState)
      new.type = merged(new.type, old.type)
      new.state = merged(new.state, old.state)
      new.traits = new.traits.joined(old.traits)
      servers.rows[row] = new
    }
    for (row, home) in homes { servers.rows[row].datacenter = home }
    return canonical
  }

  /// The data centers of servers that were met several times. Where a copy stands counts; what the
  /// addresses of NICs mention counts only if no copy stands anywhere.
  private func serverDatacenters(_ copies: [(Int, Int)]) -> [Int: UInt32] {
    var placed: [Int: UInt32] = [:]
    var mentioned: [Int: UInt32] = [:]
    func add(_ row: Int, to target: Int) {
      let server = servers.rows[row]
      if server.traits.contains(.mentioned) {
        mentioned[target] = mergedRow(mentioned[target] ?? noRow, server.datacenter)
      } else {
        placed[target] = mergedRow(placed[target] ?? noRow, server.datacenter)
      }
    }
    for target in Set(copies.map(\.0)) { add(target, to: target) }
    for (target, copy) in copies { add(copy, to: target) }
    return mentioned.merging(placed.filter { $0.value != noRow }) { $1 }
  }

  private mutating func mergeLANs(_ parents: CanonicalRows) -> CanonicalRows {
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
    for (row, copy) in copies {
      var new = lans.rows[row]
      let old = lans.rows[copy]
      new.name = merged(new.name, old.name)
      new.crossConnect = merged(new.crossConnect, old.crossConnect)
      new.ipv6Block = merged(new.ipv6Block, old.ipv6Block)
      new.state = merged(new.state, old.state)
      new.isPublic = merged(new.isPublic, old.isPublic)
      new.failover = mergedFailover((row, new.failover), (copy, old.failover), entries)
      new.traits = new.traits.joined(old.traits)
      lans.rows[row] = new
    }
    for row in self.entries.rows.indices {
      self.entries.rows[row].lan = canonical(self.entries.rows[row].lan)
    }
    return canonical
  }

  private struct FailoverPair: Hashable {
    let address: Address
    let master: Identifier
  }

  /// The failover entries of each copy of a LAN, with how often each stands there.
  private func failoverEntriesByLAN() -> [Int: [FailoverPair: Int]] {
    var lists: [Int: [FailoverPair: Int]] = [:]
    for entry in entries.rows where entry.lan < conflictingRow {
      let pair = FailoverPair(address: entry.address, master: entry.master)
      lists[Int(entry.lan), default: [:]][pair, default: 0] += 1
    }
    return lists
  }

  /// The failover list of two copies; null and `[]` are the same, and lists that differ are not known.
  private func mergedFailover(
    _ a: (row: Int, list: ListPresence), _ b: (row: Int, list: ListPresence),
    _ entries: [Int: [FailoverPair: Int]]
  ) -> ListPresence {
    if a.list == .absent { return b.list }
    if b.list == .absent || entries[a.row] == entries[b.row] { return a.list }
    return .unusable
  }

  // MARK: NICs

  private mutating func mergeNICs(_ canonical: inout CanonicalRecords) {
    if !canonical.servers.row.isEmpty {
      for row in 0..<nics.count { nics.server[row] = canonical.servers(nics.server[row]) }
    }
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
      if target != row { mergeNIC(Int(target), Int(row), &canonical) }
    }
  }

  /// Rows whose id may stand in another row as well. Two passes over the ids and a filter of two bytes
  /// a NIC do where a table of all ids would take sixteen.
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

  private mutating func mergeNIC(_ row: Int, _ copy: Int, _ canonical: inout CanonicalRecords) {
    var new = nics.row(row)
    let old = nics.row(copy)
    let home = datacenter(ofNIC: row, canonical)
    let other = datacenter(ofNIC: copy, canonical)
    canonical.nicDatacenter[UInt32(row)] = mergedRow(home, other)
    if home != other && home != noRow && other != noRow {
      canonical.nicHomes[UInt32(row), default: []].formUnion([home, other])
    }
    new.server = mergedRow(new.server, old.server)
    new.lan = mergedLAN(new.lan, old.lan)
    new.name = merged(new.name, old.name)
    if new.mac == .absent {
      new.mac = old.mac
    } else if old.mac != .absent && old.mac != new.mac {
      new.mac = .unusable
    }
    new.state = merged(new.state, old.state)
    new.dhcp = merged(new.dhcp, old.dhcp)
    new.firewallActive = merged(new.firewallActive, old.firewallActive)
    mergeAddresses(&new, old)
    new.traits = new.traits.joined(old.traits)
    nics.replace(row, with: new)
  }

  private func mergeAddresses(_ new: inout NICTable.Row, _ old: NICTable.Row) {
    if new.ips == .absent {
      (new.ips, new.ipsStart, new.ipsCount) = (old.ips, old.ipsStart, old.ipsCount)
    } else if old.ips != .absent {
      let mine = nics.addresses[Int(new.ipsStart)...].prefix(Int(new.ipsCount))
      let theirs = nics.addresses[Int(old.ipsStart)...].prefix(Int(old.ipsCount))
      if new.ips != old.ips || !mine.elementsEqual(theirs) {
        (new.ips, new.ipsCount) = (.null, 0)
      }
    }
  }

  /// The data center of a NIC, or a marker: what all its copies say together; of a NIC met once that in
  /// which its server stands or by which its address names it, else that of the LAN that lists it.
  func datacenter(ofNIC row: Int, _ canonical: CanonicalRecords) -> UInt32 {
    if let merged = canonical.nicDatacenter[UInt32(row)] { return merged }
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

  // MARK: Members

  private func merged(_ a: Symbol, _ b: Symbol) -> Symbol {
    if a == .absent { return b }
    return b == .absent || a == b ? a : .unusable
  }

  private func merged(_ a: Flag, _ b: Flag) -> Flag {
    if a == .absent { return b }
    return b == .absent || a == b ? a : .unusable
  }

  private func merged(_ a: TextRef, _ b: TextRef) -> TextRef {
    if a == .absent { return b }
    if b == .absent || a == b { return a }
    return texts.areEqual(a, b) ? a : .unusable
  }

  private func mergedLAN(_ a: LANCode, _ b: LANCode) -> LANCode {
    if a == .absent { return b }
    return b == .absent || a == b ? a : .unusable
  }

  private func mergedRow(_ a: UInt32, _ b: UInt32) -> UInt32 {
    if a == noRow { return b }
    return b == noRow || a == b ? a : conflictingRow
  }
}

extension RecordTraits {
  /// Whether the record has properties of its own.
  fileprivate var isReal: Bool { contains(.properties) }

  /// The traits of two copies together: only one that nobody has met is merely mentioned.
  fileprivate func joined(_ other: RecordTraits) -> RecordTraits {
    var all = union(other)
    if !contains(.mentioned) || !other.contains(.mentioned) { all.remove(.mentioned) }
    return all
  }
}

extension CanonicalRows {
  /// Finds the copies in a table whose records are told apart by their ids.
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

  /// Lets the first copy that is real stand for all copies, where the very first is not.
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
