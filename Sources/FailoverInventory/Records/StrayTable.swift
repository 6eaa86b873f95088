/// A value that is not an answer, where an answer of the API is expected.
struct Stray: Sendable {
  /// What it is.
  enum What: UInt8, Sendable {
    case null, boolean, number, text, list, emptyList, emptyObject, message, other
    /// Resources and lists that hold too little.
    case idAlone, noType, noItems, untypedItems, noID
    /// Several values of a run that are not alike.
    case several
  }

  var what: What
  /// Its position; for a run, that of its first value.
  let position: Position
  /// The symbol of the JSON Pointer above it.
  let container: UInt32
  /// The key below `container`, where its pointer is not there yet.
  let key: TextRef
  /// The index and the line of the last value of a run.
  var lastIndex: UInt32
  var lastLine: UInt32

  init(_ what: What, _ position: Position, container: UInt32, key: TextRef = .absent) {
    self.what = what
    self.position = position
    self.container = container
    self.key = key
    lastIndex = position.index
    lastLine = position.line
  }

  /// Makes one run of two if the other is the next item of the same array, or on the next line.
  fileprivate mutating func join(_ next: Stray) -> Bool {
    guard next.container == container, key == .absent, next.key == .absent else { return false }
    if position.index == noRow {
      guard container == Symbol.documentRoot.number, next.position.index == noRow,
        next.position.line == lastLine &+ 1
      else { return false }
    } else if next.position.index != lastIndex &+ 1 {
      return false
    }
    if next.what != what { what = .several }
    lastIndex = next.lastIndex
    lastLine = next.lastLine
    return true
  }
}

/// Strays in the order of their occurrence; neighbours are one row, so that a long array of nulls
/// is short.
struct StrayTable: Sendable {
  private(set) var rows: [Stray] = []
  /// Rows of inputs before, to which no run of this input belongs.
  private var sealed = 0

  var count: Int { rows.count }

  /// Begins an input.
  mutating func seal() { sealed = rows.count }

  mutating func append(_ stray: Stray) {
    let last = rows.count - 1
    if last >= sealed, rows[last].join(stray) { return }
    rows.append(stray)
  }

  /// Takes over the rows of a part, which begin an input.
  mutating func append(contentsOf part: StrayTable, _ move: (Stray) -> Stray) {
    rows.append(contentsOf: part.rows.lazy.map(move))
  }

  mutating func truncate(to count: Int) { rows.removeLast(max(0, rows.count - count)) }
}

extension Stray {
  func moved(_ move: RowShift) -> Stray {
    var stray = Stray(
      what, move.position(position), container: move.container(container),
      key: key.moved(by: move.texts))
    stray.lastIndex = lastIndex
    stray.lastLine = lastLine + move.lines
    return stray
  }
}
