/// Data centers and LANs in the order of their subjects' names.
///
/// A name is put together from parts that end in `/`, a character that no part holds. So the order
/// of names is that of their parts, each compared with its `/`.
struct EstateOrder: Sendable {
  /// Canonical rows of data centers, in order.
  let datacenters: [UInt32]
  /// Canonical rows of LANs whose data center is known, in order.
  let lans: [UInt32]
  /// The rank of each data center, by row; `noRow` for copies.
  let datacenterRank: [UInt32]
  /// The rank of each LAN, by row; `noRow` for copies and LANs without a data center.
  let lanRank: [UInt32]

  init(_ records: Records, _ canonical: CanonicalRecords) {
    let identifierOrder = records.identifierOrder
    let centers = records.datacenters.rows.indices
      .filter { canonical.datacenters.isCanonical($0) }
      .map { (row: UInt32($0), id: records.datacenters.rows[$0].id) }
      .sorted { identifierOrder.precedes($0.id, $1.id, before: "/") }
    datacenters = centers.map(\.row)
    var ranks = Array(repeating: noRow, count: records.datacenters.rows.count)
    for (rank, row) in datacenters.enumerated() { ranks[Int(row)] = UInt32(rank) }
    datacenterRank = ranks
    let nets = records.lans.rows.indices
      .filter {
        canonical.lans.isCanonical($0) && records.lans.rows[$0].datacenter < conflictingRow
      }
      .map { row -> (row: UInt32, rank: UInt32, id: LANCode, name: NamePart) in
        let lan = records.lans.rows[row]
        return (UInt32(row), ranks[Int(lan.datacenter)], lan.id, records.namePart(lan.id))
      }
      .sorted { a, b in
        if a.rank != b.rank { return a.rank < b.rank }
        return a.name.precedes(b.name) { records.encoded(a.id) + "/" < records.encoded(b.id) + "/" }
      }
    lans = nets.map(\.row)
    var lanRanks = Array(repeating: noRow, count: records.lans.rows.count)
    for (rank, row) in lans.enumerated() { lanRanks[Int(row)] = UInt32(rank) }
    lanRank = lanRanks
  }
}
