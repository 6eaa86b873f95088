/// NICs that may or may not belong to a group as far as the export shows, counted by what is known.
struct MemberCandidates {
  private struct LANKey: Hashable {
    let datacenter: UInt32
    let lan: LANCode
  }
  private struct AddressKey: Hashable {
    let datacenter: UInt32
    let address: Address
  }
  private struct MemberKey: Hashable {
    let datacenter: UInt32
    let lan: LANCode
    let address: Address
  }

  private let nics: NICTable
  private let canonical: CanonicalRecords
  /// LANs with NICs whose addresses are not all known.
  private var lans: [LANKey: Int] = [:]
  /// Addresses of NICs whose LAN is not known.
  private var addresses: [AddressKey: Int] = [:]
  /// Data centers with NICs whose LAN and addresses are both unknown.
  private var datacenters: [UInt32: Int] = [:]
  /// LANs and addresses of NICs whose data center is unknown.
  private var homeless: Set<MemberKey> = []

  init(_ records: Records, _ canonical: CanonicalRecords) {
    nics = records.nics
    self.canonical = canonical
    for row in 0..<nics.count {
      let homes = canonical.nicHomes.isEmpty ? nil : canonical.nicHomes[UInt32(row)]
      if nics.lan(row).isKnown && nics.ips(row) == .list && homes == nil { continue }
      guard canonical.nics.isCanonical(row) else { continue }
      for datacenter in homes ?? [records.datacenter(ofNIC: row, canonical)] {
        add(row, datacenter)
      }
    }
  }

  private mutating func add(_ row: Int, _ datacenter: UInt32) {
    let lan = nics.lan(row)
    switch (lan.isKnown, nics.ips(row) == .list) {
    case (true, true):
      for address in nics.addresses(row) {
        homeless.insert(MemberKey(datacenter: datacenter, lan: lan, address: address))
      }
    case (true, false): lans[LANKey(datacenter: datacenter, lan: lan), default: 0] += 1
    case (false, true):
      for address in Set(nics.addresses(row)) {
        addresses[AddressKey(datacenter: datacenter, address: address), default: 0] += 1
      }
    case (false, false): datacenters[datacenter, default: 0] += 1
    }
  }

  /// - Parameter members: rows of NICs that are certain members and so no longer candidates.
  func mayBeMembers(
    of lan: LANTable.Row, _ address: Address, besides members: ArraySlice<UInt32>
  ) -> Bool {
    let here = lan.datacenter
    if homeless.contains(MemberKey(datacenter: here, lan: lan.id, address: address)) { return true }
    let counts = (
      lans[LANKey(datacenter: here, lan: lan.id)] ?? 0,
      addresses[AddressKey(datacenter: here, address: address)] ?? 0, datacenters[here] ?? 0
    )
    if counts == (0, 0, 0) { return false }
    var known = (0, 0, 0)
    for member in members where canonical.nicHomes[member] == nil {
      let row = Int(member)
      switch (nics.lan(row).isKnown, nics.ips(row) == .list) {
      case (true, true): break
      case (true, false): known.0 += 1
      case (false, true): if nics.addresses(row).contains(address) { known.1 += 1 }
      case (false, false): known.2 += 1
      }
    }
    return counts.0 > known.0 || counts.1 > known.1 || counts.2 > known.2
  }
}
