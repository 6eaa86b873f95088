/// A parent on which copies of a record do not agree: there is one, and it is not known which.
let conflictingRow = UInt32.max - 1

/// Which row represents a record that occurs several times.
///
/// That row gets what all copies say together: a member that one copy has and the others lack is
/// taken over, one on which they differ is not known.
struct CanonicalRows: Sendable {
  /// For each row, the row that represents it; empty if every row represents itself.
  var row: [UInt32] = []

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

extension CanonicalRows {
  /// Finds the copies in a table whose records differ by their ids.
  static func byID(
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
  static func of(
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
  mutating func prefer(rowsOf first: [UInt32: UInt32], isReal: (Int) -> Bool) {
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
