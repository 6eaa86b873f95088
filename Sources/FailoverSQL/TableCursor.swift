import CSQLite
import FailoverInventory

/// Goes through rows of a table: all of them, or the ones that an index finds.
final class TableCursor {
  private enum Way {
    case rows(Range<Int>)
    case index(TableIndex, CellHash, Range<Int>)
  }
  private let module: TableModule
  private let view: TableView?
  private var way = Way.rows(0..<0)
  private var cell = Cell()
  /// The row that is looked at; nil after the last.
  private(set) var row: Int?
  /// What was looked up last, and the index for it; nearly always they are the next ones as well.
  private var lastLookUp: LookUp?
  private var lastIndex: TableIndex?

  init(_ module: TableModule) {
    self.module = module
    view = module.view
  }

  private var rowCount: Int { view?.count ?? 0 }

  /// Goes through all rows.
  func scan() {
    way = .rows(0..<rowCount)
    next()
  }

  /// Goes through the rows that may have the values; SQLite compares them once more.
  ///
  /// - Parameter text: the text of a `LookUp`.
  func find(
    _ text: UnsafePointer<CChar>, _ values: UnsafeMutablePointer<OpaquePointer?>
  ) -> Int32 {
    row = nil
    guard let view, view.count > 0 else { return SQLITE_OK }
    if lastLookUp?.isWritten(text) != true { (lastLookUp, lastIndex) = (LookUp(text: text), nil) }
    guard let lookUp = lastLookUp else { return SQLITE_ERROR }
    if lookUp.parts.first?.column == -1 { return find(row: values[0]) }
    if lastIndex == nil {
      switch module.budget.index(of: view, on: lookUp.parts.map(\.column)) {
      case .index(let index): lastIndex = index
      case .interrupted: return SQLITE_INTERRUPT
      case .tooLarge: return SQLITE_NOMEM
      }
    }
    guard let index = lastIndex else { return SQLITE_ERROR }
    var hash = index.emptyHash
    var isUsable = true
    for (number, part) in lookUp.parts.enumerated() {
      switch add(values[number], part, to: &hash, index) {
      case .added: break
      case .unusable: isUsable = false
      case .equalsNothing: return SQLITE_OK
      }
    }
    if !isUsable { return find(lookUp, values, index) }
    way = .index(index, hash, index.places(hash))
    next()
    return SQLITE_OK
  }

  /// The same without the values for which the index cannot be used.
  private func find(
    _ lookUp: LookUp, _ values: UnsafeMutablePointer<OpaquePointer?>, _ whole: TableIndex
  ) -> Int32 {
    guard let view else { return SQLITE_OK }
    let numbers = lookUp.parts.indices.filter {
      var hash = whole.emptyHash
      return add(values[$0], lookUp.parts[$0], to: &hash, whole) == .added
    }
    if numbers.isEmpty {
      scan()
      return SQLITE_OK
    }
    let index: TableIndex
    switch module.budget.index(of: view, on: numbers.map { lookUp.parts[$0].column }) {
    case .index(let found): index = found
    case .interrupted: return SQLITE_INTERRUPT
    case .tooLarge: return SQLITE_NOMEM
    }
    var hash = index.emptyHash
    for number in numbers { _ = add(values[number], lookUp.parts[number], to: &hash, index) }
    way = .index(index, hash, index.places(hash))
    next()
    return SQLITE_OK
  }

  func next() {
    switch way {
    case .rows(let rows):
      row = rows.first
      way = .rows(rows.dropFirst())
    case .index(let index, let hash, let places):
      var places = places
      row = nil
      while row == nil, let place = places.popFirst() { row = index.row(at: place, hash) }
      way = .index(index, hash, places)
    }
  }

  // MARK: Values

  private enum Added {
    case added
    /// The index cannot be used for it.
    case unusable
    case equalsNothing
  }

  private func add(
    _ value: OpaquePointer?, _ part: LookUp.Part, to hash: inout CellHash, _ index: TableIndex
  ) -> Added {
    let holdsNumbers = module.table.columns[part.column].kind != .text
    switch sqlite3_value_type(value) {
    case SQLITE_NULL:
      if !part.takesNull { return .equalsNothing }
      hash.addNull()
      return .added
    case SQLITE_INTEGER:
      if index.holdsOddNumbers(part.column) { return .unusable }
      hash.add(sqlite3_value_int64(value))
      return .added
    case SQLITE_FLOAT:
      guard let number = Int64(exactly: sqlite3_value_double(value)), number.magnitude < 1 << 50,
        !index.holdsOddNumbers(part.column)
      else { return .unusable }
      hash.add(number)
      return .added
    case SQLITE_TEXT:
      let text = UnsafeRawBufferPointer(
        start: sqlite3_value_text(value), count: Int(sqlite3_value_bytes(value)))
      let isOdd = hash.add(text)
      return isOdd && holdsNumbers ? .unusable : .added
    default: return .unusable
    }
  }

  private func find(row value: OpaquePointer?) -> Int32 {
    row = nil
    switch sqlite3_value_type(value) {
    case SQLITE_NULL: return SQLITE_OK
    case SQLITE_INTEGER:
      let number = sqlite3_value_int64(value)
      guard number >= 1, number <= Int64(rowCount) else { return SQLITE_OK }
      way = .rows((Int(number) - 1)..<Int(number))
      next()
    default: scan()
    }
    return SQLITE_OK
  }

  /// Gives a cell of the row to SQLite.
  func giveColumn(_ column: Int, to context: OpaquePointer) {
    guard let view, let row else { return sqlite3_result_null(context) }
    view.read(column, row, &cell)
    switch cell.content {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, number)
    case .text, .pooled: view.withText(of: cell) { TableCursor.give($0, to: context) }
    }
  }

  /// Gives a text to SQLite, which copies it.
  static func give(_ text: UnsafeRawBufferPointer, to context: OpaquePointer) {
    guard let start = text.baseAddress, !text.isEmpty else {
      return sqlite3_result_text(context, "", 0, copying)
    }
    sqlite3_result_text64(
      context, start.assumingMemoryBound(to: CChar.self), UInt64(text.count), copying,
      UInt8(SQLITE_UTF8))
  }

  /// SQLITE_TRANSIENT, which Swift does not import: SQLite copies what it is given.
  static var copying: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}

extension Range<Int> {
  /// Takes the first number off.
  fileprivate mutating func popFirst() -> Int? {
    guard !isEmpty else { return nil }
    defer { self = (lowerBound + 1)..<upperBound }
    return lowerBound
  }
}
