/// What the copies of one IP block that was met several times say together of its lists: what all
/// complete ones name is certain, what only some name is not known.
struct BlockCopies: Sendable {
  var ips = ListPresence.absent
  /// Positions in `NICTable.addresses`.
  var addresses: Range<Int> = 0..<0
  var consumers = ListPresence.absent
  /// Rows of `ConsumerTable`, and the ones that only some copies name.
  var consumerRows: Range<Int> = 0..<0
  var openConsumers: Range<Int> = 0..<0
  /// The lists on which the copies disagree.
  var members: MemberSet = []
}

extension Records {
  /// Merges the lists of IP blocks that occur several times.
  mutating func mergeBlockCopies() -> [Identifier: BlockCopies] {
    var merged: [Identifier: BlockCopies] = [:]
    for (id, rows) in repeatedBlocks() {
      var block = BlockCopies()
      mergeAddresses(rows, &block)
      mergeConsumers(rows, &block)
      merged[id] = block
    }
    return merged
  }

  /// The rows of each block that has several, in the order of their first occurrence.
  private func repeatedBlocks() -> [(Identifier, [Int])] {
    var met: Set<Identifier> = []
    var repeated: [Identifier: [Int]] = [:]
    for row in accounts.rows where row.kind == .ipBlock && !row.id.isMissing {
      if !met.insert(row.id).inserted { repeated[row.id] = [] }
    }
    if repeated.isEmpty { return [] }
    for (index, row) in accounts.rows.enumerated() where row.kind == .ipBlock {
      repeated[row.id]?.append(index)
    }
    return repeated.sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
      .map { ($0.key, $0.value) }
  }

  // MARK: Addresses

  private mutating func mergeAddresses(_ rows: [Int], _ block: inout BlockCopies) {
    let copies = rows.map { accounts.rows[$0] }.filter { $0.ips != .absent }
    if copies.isEmpty { return }
    let complete = copies.filter { !$0.traits.contains(.partial) }
    let lists = complete.filter { $0.ips.showsItems }.map { Set(nics.addresses[$0.ipsRange]) }
    let agree = lists.count == complete.count && lists.allSatisfy { $0 == lists.first }
    if !agree && lists.isEmpty && complete.count == copies.count {
      // Null and a value of another type are both not known.
      block.ips = .unusable
      return
    }
    if agree, let first = complete.first {
      (block.ips, block.addresses) = (first.ips, first.ipsRange)
      let more = copies.flatMap { nics.addresses[$0.ipsRange] }.contains { !lists[0].contains($0) }
      if more { block.ips = .gaps }
      return
    }
    var certain = Set(copies.flatMap { nics.addresses[$0.ipsRange] })
    if !complete.isEmpty {
      block.members.insert(.of(.ips))
      certain = lists.count == complete.count ? certain : []
      for list in lists { certain.formIntersection(list) }
    }
    let start = nics.addresses.count
    let order = copies.flatMap { nics.addresses[$0.ipsRange] }
    for address in order where certain.remove(address) != nil { nics.addresses.append(address) }
    block.ips = .gaps
    block.addresses = start..<nics.addresses.count
  }

  // MARK: Consumers

  private mutating func mergeConsumers(_ rows: [Int], _ block: inout BlockCopies) {
    let copies = rows.map { accounts.rows[$0] }.filter { $0.consumers != .absent }
    let complete = copies.filter { $0.consumers == .list }
    guard complete.count == copies.filter({ $0.consumers != .partial }).count else {
      // Null or a value that is not a list contradicts a list.
      if !complete.isEmpty { block.members.insert(.of(.consumers)) }
      block.consumers = .unusable
      return
    }
    let all = copies.flatMap { consumers.rows[$0.consumersRange] }
    let lists = complete.map { Set(consumers.rows[$0.consumersRange]) }
    if let first = complete.first, lists.allSatisfy({ $0 == lists.first }) {
      (block.consumers, block.consumerRows) = (.list, first.consumersRange)
      let further = all.filter { !lists[0].contains($0) }
      if !further.isEmpty { block.openConsumers = append(further) }
    } else if complete.isEmpty {
      block.consumers = copies.isEmpty ? .absent : .partial
      block.consumerRows = append(all)
    } else {
      block.members.insert(.of(.consumers))
      let certain = lists.dropFirst().reduce(lists[0]) { $0.intersection($1) }
      block.consumers = .list
      block.consumerRows = append(all.filter(certain.contains))
      block.openConsumers = append(all.filter { !certain.contains($0) })
    }
  }

  /// Adds consumers, each once.
  private mutating func append(_ rows: [ConsumerTable.Row]) -> Range<Int> {
    let start = consumers.rows.count
    var met: Set<ConsumerTable.Row> = []
    for row in rows where met.insert(row).inserted { consumers.rows.append(row) }
    return start..<consumers.rows.count
  }
}

extension AccountTable.Row {
  /// The positions of a block's addresses.
  var ipsRange: Range<Int> { Int(ipsStart)..<Int(ipsStart + ipsCount) }
  /// The rows of its consumers.
  var consumersRange: Range<Int> { Int(consumersStart)..<Int(consumersStart + consumersCount) }
}
