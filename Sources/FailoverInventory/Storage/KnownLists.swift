/// What the export shows completely.
extension InventoryStorage {
  /// Whether the failover list of a LAN is known completely.
  func knowsFailover(ofLAN row: UInt32) -> Bool {
    let list = records.lans.rows[Int(row)].failover
    return (list == .list || list == .null) && !lansWithOpenEntries.contains(row)
  }

  /// Whether all NICs of a server are known.
  func showsNICs(ofServer row: UInt32) -> Bool {
    records.servers.rows[Int(row)].traits.contains(.nics)
      || lists[.serverNICs, row].contains(.complete)
  }

  /// Whether an address is a public one, or in a range given as own.
  func isPublic(_ address: Address) -> Bool {
    guard let v4 = address.v4 else { return false }
    return PublicAddresses.contain(v4) || ownRanges.contains { $0.contains(v4) }
  }
}
