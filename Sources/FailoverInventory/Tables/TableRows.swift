/// The rows of a table in an inventory: up to two numbers for each.
struct TableRows: Sendable {
  enum Numbers: Sendable {
    /// Rows 0 and up; the second number is 0.
    case range
    case list([UInt32])
    case pairs([UInt32], [UInt32])
    /// Each of some rows with each user: the second number is a `MarkedNumber`.
    case marked(rows: [UInt32], width: Int, [Statement])
    /// More than there is room for.
    case tooMany
  }
  let count: Int
  let numbers: Numbers

  /// The most rows that a table can have.
  private static let limit = Int(UInt32.max) - 1
  /// The most bytes that marks can take.
  private static let markLimit = 1 << 28

  init(count: Int, numbers: Numbers) {
    let areTooMany = count > TableRows.limit
    self.count = areTooMany ? 0 : count
    self.numbers = areTooMany ? .tooMany : numbers
  }

  static func range(_ count: Int) -> TableRows { TableRows(count: count, numbers: .range) }

  static func list(_ rows: [UInt32]) -> TableRows {
    TableRows(count: rows.count, numbers: .list(rows))
  }

  static func pairs(_ pairs: [(UInt32, UInt32)]) -> TableRows {
    TableRows(count: pairs.count, numbers: .pairs(pairs.map(\.0), pairs.map(\.1)))
  }

  /// A row for each number in ranges, with the number of the range.
  static func parts(of ranges: [Range<Int>]) -> TableRows {
    .pairs(
      ranges.enumerated().flatMap { number, range in
        range.map { (UInt32(number), UInt32($0)) }
      })
  }

  /// Each of some rows with each user.
  ///
  /// - Parameters:
  ///   - rows: their numbers; 0 and up unless given.
  ///   - statement: what is true of the users for the row at a place.
  static func marked(
    _ height: Int, _ users: Int, rows: [UInt32]? = nil, _ statement: (Int) -> Statement
  ) -> TableRows {
    let (count, overflow) = height.multipliedReportingOverflow(by: users)
    if overflow || count / 4 > markLimit { return TableRows(count: 0, numbers: .tooMany) }
    return TableRows(
      count: count,
      numbers: .marked(
        rows: rows ?? (0..<height).map { UInt32($0) }, width: users,
        users == 0 ? [] : (0..<height).map(statement)))
  }

  /// Whether there are more rows than a table can have.
  var areTooMany: Bool {
    if case .tooMany = numbers { true } else { false }
  }

  @inline(__always)
  subscript(_ row: Int) -> (Int, Int) {
    switch numbers {
    case .range, .tooMany: (row, 0)
    case .list(let rows): (Int(rows[row]), 0)
    case .pairs(let first, let second): (Int(first[row]), Int(second[row]))
    case .marked(let rows, let width, let statements):
      (
        Int(rows[row / width]),
        MarkedNumber(row % width, statements[row / width][row % width]).bits
      )
    }
  }
}

/// A number with yes, no or not known.
struct MarkedNumber {
  let bits: Int

  init(_ bits: Int) { self.bits = bits }

  init(_ number: Int, _ mark: Bool?) {
    bits = number << 2 | (mark.map { $0 ? 1 : 0 } ?? 2)
  }

  var number: Int { bits >> 2 }
  var mark: Bool? { bits & 3 == 2 ? nil : bits & 3 == 1 }
}
