/// Which consumers of a block use an address, for blocks with so many that looking through them for
/// each group would take long.
struct ConsumerIndex: Sendable {
  private struct Key: Hashable {
    let block: Int
    let address: Address
  }
  private var rows: [Key: [Int]] = [:]
  private static let few = 64

  init(_ accounts: Accounts, _ records: Records) {
    for (number, block) in accounts.blocks.enumerated()
    where block.consumerRows.count > Self.few {
      for row in block.consumerRows {
        rows[Key(block: number, address: records.consumers.rows[row].address), default: []]
          .append(row)
      }
    }
  }

  /// Rows of `ConsumerTable`, in order.
  func rows(
    of address: Address, in number: Int, _ block: Accounts.Block, _ records: Records
  ) -> [Int] {
    if block.consumerRows.count > Self.few {
      return rows[Key(block: number, address: address)] ?? []
    }
    return block.consumerRows.filter { records.consumers.rows[$0].address == address }
  }
}
