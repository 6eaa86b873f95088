import CSQLite
import FailoverInventory

/// How rows of a table are looked up: which columns have a value given, in their order.
///
/// SQLite keeps it between planning and running as a text: two characters for each column.
struct LookUp {
  struct Part {
    /// The number of the column; -1 for the row's own number.
    let column: Int
    /// Whether NULL equals NULL (`IS`).
    let takesNull: Bool

    fileprivate var mark: CChar { CChar(bitPattern: UInt8(ascii: takesNull ? "i" : "=")) }
  }
  let parts: [Part]

  init(_ parts: [Part]) { self.parts = parts }

  private static let base = 65

  init(text: UnsafePointer<CChar>) {
    var parts: [Part] = []
    var at = 0
    while text[at] != 0 {
      parts.append(
        Part(
          column: Int(text[at]) - LookUp.base,
          takesNull: text[at + 1] == CChar(bitPattern: UInt8(ascii: "i"))))
      at += 2
    }
    self.parts = parts
  }

  /// Whether a text is that of this look-up.
  func isWritten(_ text: UnsafePointer<CChar>) -> Bool {
    for (number, part) in parts.enumerated() {
      guard text[2 * number] == CChar(part.column + LookUp.base),
        text[2 * number + 1] == part.mark
      else { return false }
    }
    return text[2 * parts.count] == 0
  }

  /// The text, in memory that SQLite frees; nil if there is none left.
  var text: UnsafeMutablePointer<CChar>? {
    let size = 2 * parts.count + 1
    guard let memory = sqlite3_malloc(Int32(size)) else { return nil }
    let text = memory.bindMemory(to: CChar.self, capacity: size)
    for (number, part) in parts.enumerated() {
      text[2 * number] = CChar(part.column + LookUp.base)
      text[2 * number + 1] = part.mark
    }
    text[size - 1] = 0
    return text
  }
}

extension LookUp {
  /// Chooses what is looked up, and gives SQLite its cost.
  static func plan(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, _ module: TableModule
  ) -> Int32 {
    if !module.isOpen { return SQLITE_OK }
    planOrder(info, module)
    var chosen: [Int: (constraint: Int, takesNull: Bool)] = [:]
    for number in 0..<Int(info.pointee.nConstraint) {
      let constraint = info.pointee.aConstraint[number]
      guard constraint.usable != 0, chosen[Int(constraint.iColumn)] == nil,
        let takesNull = takesNull(constraint.op), isBinary(info, number)
      else { continue }
      chosen[Int(constraint.iColumn)] = (number, takesNull)
    }
    if let row = chosen[-1] { chosen = [-1: row] }
    let columns = chosen.keys.sorted()
    let rows = Double(max(1, module.rowCount))
    if columns.isEmpty {
      info.pointee.idxNum = 0
      info.pointee.estimatedCost = rows * 2
      info.pointee.estimatedRows = Int64(rows)
      return SQLITE_OK
    }
    let lookUp = LookUp(columns.map { Part(column: $0, takesNull: chosen[$0]?.takesNull ?? false) })
    for (position, column) in columns.enumerated() {
      guard let number = chosen[column]?.constraint else { continue }
      info.pointee.aConstraintUsage[number].argvIndex = Int32(position + 1)
    }
    guard let text = lookUp.text else { return SQLITE_NOMEM }
    info.pointee.idxNum = 1
    info.pointee.idxStr = text
    info.pointee.needToFreeIdxStr = 1
    let taking = Set(lookUp.parts.filter(\.takesNull).map(\.column))
    let found =
      columns == [-1] ? 1 : module.view?.rowsForEachKey(on: columns, takingNull: taking) ?? 1
    info.pointee.estimatedCost = 4 + found * 2
    info.pointee.estimatedRows = Int64(max(1, found))
    if columns == [-1] { info.pointee.idxFlags = SQLITE_INDEX_SCAN_UNIQUE }
    return SQLITE_OK
  }

  /// Lets SQLite know where rows come in the order that it wants, however they are found: it need
  /// not sort them then.
  private static func planOrder(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, _ module: TableModule
  ) {
    // Not for a DISTINCT, which wants no row twice.
    guard info.pointee.nOrderBy == 1, sqlite3_vtab_distinct(info) < 2 else { return }
    let order = info.pointee.aOrderBy[0]
    if order.desc == 0, Int(order.iColumn) == module.table.ascending {
      info.pointee.orderByConsumed = 1
    }
  }

  /// Whether an operator is served, and if so whether NULL is a value to it.
  private static func takesNull(_ operation: UInt8) -> Bool? {
    switch Int32(operation) {
    case SQLITE_INDEX_CONSTRAINT_EQ: false
    case SQLITE_INDEX_CONSTRAINT_IS, SQLITE_INDEX_CONSTRAINT_ISNULL: true
    default: nil
    }
  }

  /// Whether texts are compared byte by byte; an index finds no others.
  private static func isBinary(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, _ number: Int
  ) -> Bool {
    guard let name = sqlite3_vtab_collation(info, Int32(number)) else { return false }
    return sqlite3_stricmp(name, "BINARY") == 0
  }
}
