/// Who is named by whom in the lists of users and user groups, with what copies of a list leave
/// open.
///
/// What all complete copies of a list name is certain, what only some name is not known: nobody
/// gets a right because an older file grants it.
struct Relations {
  /// A group and a user, by their numbers.
  struct Membership: Hashable, Comparable {
    let group: UInt32
    let user: UInt32

    static func < (a: Membership, b: Membership) -> Bool {
      a.group == b.group ? a.user < b.user : a.group < b.group
    }
  }

  /// A list of a user or a user group.
  struct Key: Hashable {
    let kind: ListKind
    let holder: Identifier
  }

  /// One copy of a list: a page that is whole by itself, or all pages that are not.
  struct Copy: Sendable {
    /// The row of its first page.
    let list: UInt32
    let ids: Set<Identifier>
    let isComplete: Bool
  }

  /// What is named for certain: a kind of list, who holds it, and what it names.
  private(set) var certain: [(Key, Identifier)] = []
  /// What only some copies name.
  private(set) var open: [(Key, Identifier)] = []
  /// The complete copies of lists on which copies disagree.
  private(set) var conflicts: [Key: [Copy]] = [:]

  init(_ records: Records) {
    var met: Set<Key> = []
    var repeated: [Key: [UInt32]] = [:]
    for list in records.lists.rows where list.isOpenToMerging {
      let key = Key(kind: list.kind, holder: list.holder)
      if !met.insert(key).inserted { repeated[key] = [] }
    }
    for (row, list) in records.lists.rows.enumerated() where list.isOpenToMerging {
      let key = Key(kind: list.kind, holder: list.holder)
      if repeated[key] != nil {
        repeated[key]?.append(UInt32(row))
      } else {
        for item in list.items {
          if let id = records.named(Int(item), in: list) { certain.append((key, id)) }
        }
      }
    }
    for (key, rows) in repeated.sorted(by: { $0.value[0] < $1.value[0] }) {
      merge(key, rows, records)
    }
  }

  private mutating func merge(_ key: Key, _ rows: [UInt32], _ records: Records) {
    let copies = ListCompleteness.copies(rows, records.lists.rows).map { pages, isComplete in
      var ids: Set<Identifier> = []
      for page in pages {
        let list = records.lists.rows[Int(page)]
        for item in list.items {
          if let id = records.named(Int(item), in: list) { ids.insert(id) }
        }
      }
      return Copy(list: pages[0], ids: ids, isComplete: isComplete)
    }
    let complete = copies.filter(\.isComplete)
    let all = copies.reduce(into: Set<Identifier>()) { $0.formUnion($1.ids) }
    guard let first = complete.first else {
      certain.append(contentsOf: all.map { (key, $0) })
      return
    }
    let agreed = complete.dropFirst().reduce(first.ids) { $0.intersection($1.ids) }
    certain.append(contentsOf: agreed.map { (key, $0) })
    open.append(contentsOf: all.subtracting(agreed).map { (key, $0) })
    if complete.contains(where: { $0.ids != first.ids }) { conflicts[key] = complete }
  }
}

extension ListTable.Row {
  /// Whether it is a list of a user or a user group that is known.
  fileprivate var isOpenToMerging: Bool { kind.isRelation && !holder.isMissing }
}

extension Records {
  /// What an item of a list of ids names; nil for a deeper value and for an item without an id.
  fileprivate func named(_ item: Int, in list: ListTable.Row) -> Identifier? {
    let row = accounts.rows[item]
    guard row.depth == list.depth &+ 2, row.isItem(of: list.kind), !row.id.isMissing else {
      return nil
    }
    return row.id
  }
}
