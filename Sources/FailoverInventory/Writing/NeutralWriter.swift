/// Writes an inventory in the neutral format: every record once, in the order of the ids, with the
/// members that are known.
///
/// Where copies of a record disagree, the record is written again with the other values. A list
/// with missing items is written in a second object of its owner, which says `partial`; in a list
/// of the root, an empty object means that items are missing.
public struct NeutralWriter {
  let inventory: Inventory
  var emitter: NeutralEmitter
  let tree: NeutralTree
  /// The numbers of the groups in which each user is.
  let groupsOfUsers: [[UInt32]]
  /// Records and conflicts for which the format has no place, one sentence each.
  public private(set) var losses: [String]

  var storage: InventoryStorage { inventory.storage }
  var records: Records { inventory.storage.records }

  /// - Parameter isXML: XML rather than JSON.
  public init(_ inventory: Inventory, isXML: Bool) {
    self.inventory = inventory
    tree = NeutralTree(inventory.storage)
    losses = tree.losses
    let nameless = inventory.storage.records.lists.rows.count {
      $0.kind.isRelation && $0.holder.isMissing
    }
    if nameless > 0 {
      losses.append(
        "\(nameless == 1 ? "1 list" : "\(nameless) lists") of users or user groups without an id")
    }
    groupsOfUsers = inventory.storage.access.accounts.groupsOfUsers
    emitter = NeutralEmitter(isXML: isXML)
  }

  /// An id that XML cannot carry, if there is one: without it records would become others.
  public var unwritableID: String? {
    guard emitter.isXML else { return nil }
    return records.symbols.texts.first { !$0.isAllowedInXML }
  }

  /// Writes the whole document.
  ///
  /// - Parameter write: takes one block of bytes after another.
  /// - Throws: what `write` throws.
  public mutating func write(_ write: ([UInt8]) throws -> Void) throws {
    try withoutActuallyEscaping(write) { write in
      emitter.write = write
      defer { emitter.write = { _ in } }
      try writeInventory()
    }
  }

  private mutating func writeInventory() throws {
    try emitter.begin(.inventory)
    // Nothing may be said of records without a known time.
    let time = storage.dataTime
    emitter.scalar(.exportedAt, time.isPartial ? nil : time.oldest.map { .text($0) })
    emitter.scalar(.source, storage.exportSource.map { .text($0) })
    // Inputs that were not read whole may have held more of any list.
    let isWhole = storage.inputs.allSatisfy { $0.status == .read }
    emitter.scalar(.partial, isWhole ? nil : .flag(true))
    try writeContracts()
    try writeDatacenters()
    try writeBlocks()
    try writeUsers()
    try writeGroups()
    try emitter.end()
    if emitter.replacedTexts > 0 {
      losses.append(
        "characters of \(emitter.replacedTexts) texts that XML does not allow; U+FFFD replaces them"
      )
    }
  }

  /// Writes a list of the root.
  ///
  /// - Parameter items: writes its items.
  mutating func rootList(
    _ list: NeutralList, _ kind: ListKind, _ object: NeutralObject, count: Int,
    isComplete: Bool? = nil, _ items: (inout NeutralWriter) throws -> Void
  ) throws {
    let verdict = storage.lists[kind, noRow]
    if count == 0 && !verdict.contains(.met) { return }
    emitter.begin(list)
    try items(&self)
    if !verdict.contains(.whole) {
      try emitter.begin(object)
      try emitter.end()
    }
    emitter.endList()
  }

  // MARK: Values

  func text(_ ref: TextRef) -> NeutralEmitter.Value? { records.texts[ref].map { .text($0) } }
  func text(_ symbol: Symbol) -> NeutralEmitter.Value? { records.text(symbol).map { .text($0) } }
  func text(_ id: Identifier) -> NeutralEmitter.Value? {
    id.isMissing ? nil : .text(id.text(records.symbols))
  }
  func text(_ flag: Flag) -> NeutralEmitter.Value? { flag.value.map { .flag($0) } }

  /// The items of a list of addresses, in order.
  ///
  /// - Parameter isOpen: whether there may be more than the list shows.
  mutating func addresses(_ range: Range<Int>, isOpen: Bool = false) {
    emitter.begin(.ips)
    var hasUnknown = false
    for position in range {
      let address = records.nics.addresses[position]
      hasUnknown = hasUnknown || address.kind == .missing
      emitter.item(address.kind == .missing ? nil : address.text(records.symbols))
    }
    if isOpen && !hasUnknown { emitter.item(nil) }
    emitter.endList()
  }

  mutating func ids(_ list: NeutralList, _ ids: [Identifier]) {
    emitter.begin(list)
    for id in ids { emitter.item(id.text(records.symbols)) }
    emitter.endList()
  }
}
