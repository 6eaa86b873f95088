/// Making one NIC of all its copies.
extension Records {
  mutating func mergeNICs(_ canonical: inout CanonicalRecords) {
    if !canonical.servers.row.isEmpty {
      for row in 0..<nics.count { nics.server[row] = canonical.servers(nics.server[row]) }
    }
    var met: [UInt32: Conflict<NICTable.Row>] = [:]
    mergeNICCopies(&canonical, &met)
    placeListedNICs(canonical, &met)
    canonical.conflicts.nics = met.settled(canonical.nics)
  }

  mutating func mergeNICCopies(
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
  mutating func placeListedNICs(
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
  func rowsOfRepeatedIDs() -> [UInt32] {
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

  mutating func mergeNIC(
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

  func joinAddresses(
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
  func joinFirewall(
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

  func joinSecurityGroups(
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

  func joinedRow(_ a: UInt32, _ b: UInt32) -> UInt32 {
    if a == noRow { return b }
    return b == noRow || a == b ? a : conflictingRow
  }
}

extension FirewallRuleTable {
  /// The rules of NICs' rows, each with how often it occurs there.
  func multiset(of nics: [UInt32]) -> [[Symbol]: Int] {
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
