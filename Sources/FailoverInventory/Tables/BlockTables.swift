/// Blocks of reserved addresses.
extension Table {
  static let ipBlocks = Table(
    "ip_blocks", "Blocks of reserved addresses.",
    columns: [
      .always("subject", .text, "The stable name, ipblock/<id>.") { storage, block, _, cell in
        cell.putName(.ipblock, storage.block(block).id, storage)
      },
      .always("id", .text, "The id.") { storage, block, _, cell in
        cell.put(storage.block(block).id, storage)
      },
      .maybe("name", .text, "The name.") { storage, block, _, cell in
        cell.put(storage.block(block).name, storage)
      },
      .maybe("location", .text, "The location as it is written, such as de/fra.") {
        storage, block, _, cell in cell.put(storage.block(block).location, storage)
      },
      .maybe("creator", .text, "The id of the user who created it.") { storage, block, _, cell in
        cell.put(storage.block(block).creator, storage)
      },
      .always("has_properties", .flag, "Whether more is known of it than its id.") {
        storage, block, _, cell in cell.put(storage.block(block).hasProperties)
      },
      .always("addresses_known", .flag, "Whether all its addresses are known.") {
        storage, block, _, cell in
        cell.put(storage.block(block).ips == .list && !storage.block(block).isPartial)
      },
      .always("consumers_known", .flag, "Whether all users of its addresses are known.") {
        storage, block, _, cell in cell.put(storage.block(block).consumers == .list)
      },
    ], ascending: "subject", rows: { .range($0.access.accounts.blocks.count) })

  static let blockAddresses = Table(
    "block_addresses", "Addresses of IP blocks.",
    columns: [
      .always("block_subject", .text, "The stable name of the block.") {
        storage, block, _, cell in cell.putName(.ipblock, storage.block(block).id, storage)
      },
      .always("block", .text, "The id of the block.") { storage, block, _, cell in
        cell.put(storage.block(block).id, storage)
      },
      .maybe("address", .text, "The address in canonical form, or the text in its place.") {
        storage, _, place, cell in cell.put(storage.records.nics.addresses[place], storage)
      },
    ], ascending: "block_subject",
    rows: { .parts(of: $0.access.accounts.blocks.map(\.addresses)) })

  static let blockConsumers = Table(
    "block_consumers", "What the platform says of who uses the addresses of IP blocks.",
    columns: [
      .always("block_subject", .text, "The stable name of the block.") {
        storage, block, _, cell in cell.putName(.ipblock, storage.block(block).id, storage)
      },
      .always("block", .text, "The id of the block.") { storage, block, _, cell in
        cell.put(storage.block(block).id, storage)
      },
      .maybe("address", .text, "The address in canonical form, or the text in its place.") {
        storage, _, row, cell in cell.put(storage.records.consumers.rows[row].address, storage)
      },
      .maybe("nic", .text, "The id of the NIC that holds it; load balancers have none.") {
        storage, _, row, cell in cell.put(storage.records.consumers.rows[row].nic, storage)
      },
    ], ascending: "block_subject",
    rows: { .parts(of: $0.access.accounts.blocks.map(\.consumerRows)) })

  static let blockUsers = Table(
    "block_users", "Each IP block with each user: whether they may use its addresses.",
    columns: [
      .always("block_subject", .text, "The stable name of the block.") {
        storage, block, _, cell in cell.putName(.ipblock, storage.block(block).id, storage)
      },
      .always("block", .text, "The id of the block.") { storage, block, _, cell in
        cell.put(storage.block(block).id, storage)
      },
      .always("user_subject", .text, "The stable name of the user.") { storage, _, pair, cell in
        cell.putName(.user, storage.user(MarkedNumber(pair).number).id, storage)
      },
      .always("user", .text, "The id of the user.") { storage, _, pair, cell in
        cell.put(storage.user(MarkedNumber(pair).number).id, storage)
      },
      .maybe("may", .flag, "Whether the user may use the block.") { _, _, pair, cell in
        cell.put(MarkedNumber(pair).mark)
      },
    ],
    rows: { storage in
      .marked(storage.access.accounts.blocks.count, storage.access.accounts.users.count) {
        storage.access.users(of: storage.block($0))
      }
    })
}

extension InventoryStorage {
  fileprivate func block(_ number: Int) -> Accounts.Block { access.accounts.blocks[number] }
  func user(_ number: Int) -> Accounts.User { access.accounts.users[number] }
}
