/// Which lists are complete: whole by themselves or page by page, and with nothing but known
/// records.
struct ListCompleteness: Sendable {
  /// What is known of the lists of one owner.
  struct Verdict: OptionSet, Sendable {
    let rawValue: UInt8
    /// The export has the list, if only as an address.
    static let met = Verdict(rawValue: 1)
    /// It has all its items, even if only as references.
    static let whole = Verdict(rawValue: 2)
    /// It has all its items, and each has properties somewhere.
    static let complete = Verdict(rawValue: 4)
    /// It is complete, and no item says that a part of it is missing.
    static let undivided = Verdict(rawValue: 8)
  }

  private struct Key: Hashable {
    let kind: ListKind
    let owner: UInt32
    let holder: Identifier
  }

  private var verdicts: [Key: Verdict] = [:]
  /// Data centers, whose traits show which of their lists are whole.
  private let datacenters: [DatacenterTable.Row]

  init(_ records: Records, _ canonical: CanonicalRecords, _ known: KnownAccounts) {
    datacenters = records.datacenters.rows
    var pages: [Key: [Page]] = [:]
    for list in records.lists.rows {
      let key = Key(
        kind: list.kind, owner: ListCompleteness.owner(list, canonical), holder: list.holder)
      verdicts[key, default: []].insert(.met)
      guard list.hasItems && !list.holdsUnusable else { continue }
      let isResolved = ListCompleteness.areResolved(list, records, canonical, known)
      pages[key, default: []].append(Page(list, isResolved: isResolved))
    }
    for (key, pages) in pages {
      if Page.reachEnd(pages) { verdicts[key, default: []].insert(.whole) }
      if Page.reachEnd(pages.filter(\.isResolved)) {
        verdicts[key, default: []].insert(.complete)
      }
      if Page.reachEnd(pages.filter { $0.isResolved && !$0.holdsPartial }) {
        verdicts[key, default: []].insert(.undivided)
      }
    }
  }

  /// - Parameter owner: the canonical row of the owner of the list; `noRow` for lists of the
  ///   contract.
  subscript(_ kind: ListKind, owner: UInt32) -> Verdict {
    if owner < conflictingRow, kind == .servers || kind == .lans,
      datacenters[Int(owner)].traits.contains(kind == .servers ? .servers : .lans)
    {
      return [.met, .whole, .complete]
    }
    return verdicts[Key(kind: kind, owner: owner, holder: .missing)] ?? []
  }

  /// - Parameter holder: the group or user that has the list.
  subscript(_ kind: ListKind, holder holder: Identifier) -> Verdict {
    if holder.isMissing { return [] }
    return verdicts[Key(kind: kind, owner: noRow, holder: holder)] ?? []
  }

  /// The copies of one list: each page that is whole by itself, and all others together.
  ///
  /// - Parameter rows: rows of the list's pages.
  /// - Returns: rows of pages, and whether they show all items.
  static func copies(
    _ rows: [UInt32], _ lists: [ListTable.Row]
  ) -> [(pages: [UInt32], isComplete: Bool)] {
    let isWhole = { (pages: [UInt32]) in
      let rows = pages.map { lists[Int($0)] }
      return rows.allSatisfy { $0.hasItems && !$0.holdsUnusable }
        && Page.reachEnd(rows.map { Page($0, isResolved: true) })
    }
    let whole = rows.filter { isWhole([$0]) }
    let rest = rows.filter { !whole.contains($0) }
    let copies = whole.map { (pages: [$0], isComplete: true) }
    return rest.isEmpty ? copies : copies + [(rest, isWhole(rest))]
  }

  private static func owner(_ list: ListTable.Row, _ canonical: CanonicalRecords) -> UInt32 {
    switch list.kind {
    case .servers, .lans: canonical.datacenters(list.owner)
    case .serverNICs: canonical.servers(list.owner)
    case .lanNICs: canonical.lans(list.owner)
    default: noRow
    }
  }

  /// Whether every item has properties, there or elsewhere. Users of a group may be references.
  private static func areResolved(
    _ list: ListTable.Row, _ records: Records, _ canonical: CanonicalRecords,
    _ known: KnownAccounts
  ) -> Bool {
    list.items.allSatisfy { row in
      switch list.kind {
      case .datacenters:
        let row = Int(canonical.datacenters(row))
        let traits = records.datacenters.rows[row].traits
        return traits.contains(.properties)
      case .servers:
        return records.servers.rows[Int(canonical.servers(row))].traits.contains(.properties)
      case .lans: return records.lans.rows[Int(canonical.lans(row))].traits.contains(.properties)
      case .serverNICs, .lanNICs:
        return records.nics.traits(Int(canonical.nics(row))).contains(.properties)
      case .ipBlocks, .users, .groups, .contracts:
        let account = records.accounts.rows[Int(row)]
        return !account.isItem(of: list.kind) || known.contains(account)
      case .groupUsers, .groupShares, .userGroups, .userOwns, .labels, .other: return true
      }
    }
  }
}

/// Accounts that have properties somewhere.
struct KnownAccounts {
  private struct Key: Hashable {
    let kind: AccountTable.Kind
    let id: Identifier
  }
  private var keys: Set<Key> = []

  init(_ records: Records) {
    // Of two records without an id, one says nothing of the other.
    for row in records.accounts.rows
    where row.traits.contains(.properties) && !row.id.isMissing {
      keys.insert(Key(kind: row.kind, id: row.id))
    }
  }

  func contains(_ row: AccountTable.Row) -> Bool {
    row.traits.contains(.properties) || keys.contains(Key(kind: row.kind, id: row.id))
  }
}

extension AccountTable.Row {
  /// Whether it can be an item of a list: users are listed below the groups of a list of groups.
  func isItem(of list: ListKind) -> Bool {
    switch list {
    case .ipBlocks: kind == .ipBlock
    case .users, .groupUsers: kind == .user
    case .groups, .userGroups: kind == .group
    case .groupShares: kind == .share
    case .userOwns: kind == .owned
    case .contracts: kind == .contract
    default: false
    }
  }
}

/// A page of a list.
private struct Page {
  let offset: UInt64
  /// Where the next page begins; nil if there is none.
  let next: UInt64?
  let isResolved: Bool
  let holdsPartial: Bool

  init(_ list: ListTable.Row, isResolved: Bool) {
    offset = list.offset
    let step = list.limit == .max ? list.count : list.limit
    next = list.hasNext ? list.offset.addingReportingOverflow(step).partialValue : nil
    self.isResolved = isResolved
    holdsPartial = list.holdsPartial
  }

  /// Whether the pages follow one another without a gap from the beginning to one without a next:
  /// each begins exactly where one before it says.
  static func reachEnd(_ pages: [Page]) -> Bool {
    let byOffset = Dictionary(grouping: pages, by: \.offset)
    var expected: [UInt64] = [0]
    var met: Set<UInt64> = [0]
    while let offset = expected.popLast() {
      for page in byOffset[offset] ?? [] {
        guard let next = page.next else { return true }
        if met.insert(next).inserted { expected.append(next) }
      }
    }
    return false
  }
}
