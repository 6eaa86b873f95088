/// The NICs with properties that are members of groups, in the order of their ids.
struct GroupMembers: Sendable {
  /// Rows of the NICs.
  private(set) var nics: [UInt32] = []
  /// Positions in `GroupTable.members`; those of a NIC begin at its `starts`.
  private var positions: [UInt32]
  private var starts: [UInt32] = []
  /// Finds a NIC by its row.
  private var index: RowIndex

  init(_ groups: GroupTable, _ records: Records) {
    let ids = records.nics.id
    let order = records.identifierOrder
    positions = groups.members.indices.lazy.filter {
      records.nics.traits(Int(groups.members[$0])).contains(.properties)
    }.map { UInt32($0) }
    positions.sort { a, b in
      let (here, there) = (ids[Int(groups.members[Int(a)])], ids[Int(groups.members[Int(b)])])
      return here == there ? a < b : order.precedes(here, there)
    }
    for (place, position) in positions.enumerated() {
      let row = groups.members[Int(position)]
      if nics.last == row { continue }
      nics.append(row)
      starts.append(UInt32(place))
    }
    starts.append(UInt32(positions.count))
    index = RowIndex(capacity: nics.count)
    for (number, row) in nics.enumerated() {
      let hash = GroupMembers.hash(row, seed: index.seed)
      _ = index.add(UInt32(number), hash: hash) { _ in false }
    }
  }

  /// The positions in `GroupTable.members` of a NIC's row.
  func positions(ofNIC row: UInt32) -> ArraySlice<UInt32> {
    let hash = GroupMembers.hash(row, seed: index.seed)
    guard let number = index.find(hash: hash, isSame: { nics[Int($0)] == row }) else { return [] }
    return positions[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }

  /// A well-mixed hash of a row's number.
  @inline(__always)
  private static func hash(_ row: UInt32, seed: UInt64) -> UInt64 {
    let mixed = (UInt64(row) ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return mixed.high ^ mixed.low
  }
}
