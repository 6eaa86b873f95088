import FailoverBase

/// Contracts, inputs and lists.
extension Table {
  static let contracts = Table(
    "contracts", "Contracts as they are written, each copy once.",
    columns: [
      .maybe("number", .text, "The number of the contract.") { storage, row, _, cell in
        cell.put(storage.records.accounts.rows[row].number, storage)
      },
      .maybe("owner", .text, "The email address or id of its owner.") { storage, row, _, cell in
        cell.put(storage.records.accounts.rows[row].owner, storage)
      },
    ], rows: { .list($0.contractRows()) })

  static let inputs = Table(
    "inputs", "The files that were read, and what became of them.",
    columns: [
      .maybe("subject", .text, "The stable name, export/<file>, of a file that was not refused.") {
        storage, input, _, cell in
        if storage.inputs[input].status == .refused { return cell.putNull() }
        cell.put(storage.subjectName(ofInput: input))
      },
      .always("name", .text, "The name as reports show it.") { storage, input, _, cell in
        cell.put(storage.inputs[input].name)
      },
      .always("status", .text, "read, partly read or refused.") { storage, input, _, cell in
        cell.put(storage.inputs[input].status.rawValue)
      },
      .maybe("bytes", .integer, "Its size in bytes.") { storage, input, _, cell in
        guard let bytes = storage.inputs[input].bytes else { return cell.putNull() }
        cell.put(bytes)
      },
      .maybe("sha256", .text, "Its SHA-256 in lower-case hex.") { storage, input, _, cell in
        cell.put(storage.inputs[input].sha256)
      },
      .always("records", .integer, "Records in it, references not counted.") {
        storage, input, _, cell in cell.put(storage.inputs[input].records)
      },
      .always("problems", .integer, "How many problems it has.") { storage, input, _, cell in
        cell.put(storage.inputs[input].problems.count)
      },
    ], rows: { .range($0.inputs.count) })

  static let lists = Table(
    "lists", "The lists of the contract, and whether they are complete.",
    columns: [
      .always("name", .text, "datacenters, ip_blocks, users, account_groups or contracts.") {
        _, list, _, cell in cell.put(ContractList.all[list].name)
      },
      .always("is_there", .flag, "Whether any input has it, or a part of it.") {
        storage, list, _, cell in
        cell.put(storage.lists[ContractList.all[list].kind, noRow].contains(.met))
      },
      .always("is_complete", .flag, "Whether all that belongs on it is known.") {
        storage, list, _, cell in
        let kind = ContractList.all[list].kind
        cell.put(
          kind == .ipBlocks
            ? storage.access.accounts.showsAllBlocks
            : storage.lists[kind, noRow].contains(.complete))
      },
    ], rows: { _ in .range(ContractList.all.count) })
}

/// A list that the contract has once.
private struct ContractList {
  let name: String
  let kind: ListKind

  static let all = [
    ContractList(name: "datacenters", kind: .datacenters),
    ContractList(name: "ip_blocks", kind: .ipBlocks), ContractList(name: "users", kind: .users),
    ContractList(name: "account_groups", kind: .groups),
    ContractList(name: "contracts", kind: .contracts),
  ]
}

extension InventoryStorage {
  /// The rows of contracts, equal ones once, in the order of their numbers.
  fileprivate func contractRows() -> [UInt32] {
    struct Key: Hashable, Comparable {
      let number: [UInt8]
      let owner: [UInt8]
      static func < (a: Key, b: Key) -> Bool {
        a.number == b.number
          ? a.owner.lexicographicallyPrecedes(b.owner)
          : a.number.lexicographicallyPrecedes(b.number)
      }
    }
    var rows: [Key: UInt32] = [:]
    for (row, account) in records.accounts.rows.enumerated() where account.kind == .contract {
      let key = Key(
        number: Array((records.texts[account.number] ?? "").utf8),
        owner: Array((records.texts[account.owner] ?? "").utf8))
      rows[key] = rows[key] ?? UInt32(row)
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }
}
