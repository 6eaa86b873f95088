import FailoverBase
import FailoverAudit
import FailoverInventory
import Synchronization

/// Where rows of one array are in a saved report: one offset for some dozens of them.
struct SavedOffsets: Sendable {
  private(set) var count = 0
  private var marks: [Mark] = []

  private struct Mark {
    let row: Int
    let offset: Int
  }

  /// The most rows after an offset, and the most bytes after which there is another.
  private static let rowsPerMark = 32
  private static let bytesPerMark = 1 << 16

  /// Adds the next row, which begins at an offset.
  mutating func append(_ offset: Int) {
    if let last = marks.last, count - last.row < SavedOffsets.rowsPerMark,
      offset - last.offset < SavedOffsets.bytesPerMark
    {
      count += 1
      return
    }
    marks.append(Mark(row: count, offset: offset))
    count += 1
  }

  /// The last row at or before a row whose offset is known, and that offset.
  func start(for row: Int) -> (row: Int, offset: Int) {
    let mark = marks[max(0, marks.partitionPoint { $0.row > row } - 1)]
    return (mark.row, mark.offset)
  }
}

/// The rows of one array of a saved report, each read again from the file when it is needed.
final class SavedRows<Row: Sendable>: Sendable {
  /// The bytes between two rows.
  enum Separator {
    case comma, lineEnd
  }

  private struct State: ~Copyable {
    /// The row that was read last.
    var last: (index: Int, row: Row)?
    /// Where it ended: after the row before this one.
    var next = -1
    var nextOffset = 0
  }

  private let file: SavedFile
  private let offsets: SavedOffsets
  private let separator: Separator
  private let unreadable: Row
  private let parse: @Sendable (inout SavedReader) throws(DocumentFault) -> Row
  private let state = Mutex(State())
  private let reader: RowReader

  /// - Parameters:
  ///   - unreadable: the row in place of one that cannot be read any more.
  ///   - parse: reads a row, which was checked when the file was read first.
  init(
    _ file: SavedFile, _ offsets: SavedOffsets, separator: Separator = .comma, unreadable: Row,
    parse: @escaping @Sendable (inout SavedReader) throws(DocumentFault) -> Row
  ) {
    self.file = file
    self.offsets = offsets
    self.separator = separator
    self.unreadable = unreadable
    self.parse = parse
    reader = file.sharedReader ?? RowReader(file.document)
  }

  /// Notes that a row is not what it was.
  func changed() -> Row {
    file.noteChange()
    return unreadable
  }

  subscript(index: Int) -> Row {
    state.withLock { state in
      if let last = state.last, last.index == index { return last.row }
      do throws(DocumentFault) {
        let (row, end) = try reader.use { reader throws(DocumentFault) in
          (try read(index, state, &reader), reader.tokens.offset)
        }
        state.last = (index, row)
        state.next = index + 1
        state.nextOffset = end
        return row
      } catch {
        state.next = -1
        file.noteChange()
        return unreadable
      }
    }
  }

  private func read(
    _ index: Int, _ state: borrowing State, _ reader: inout SavedReader
  ) throws(DocumentFault) -> Row {
    if index == state.next {
      reader.tokens.seek(to: state.nextOffset)
      try passSeparator(&reader)
    } else {
      let start = offsets.start(for: index)
      reader.tokens.seek(to: start.offset)
      for _ in start.row..<index {
        try reader.skip()
        try passSeparator(&reader)
      }
    }
    reader.releaseAll()
    return try parse(&reader)
  }

  private func passSeparator(_ reader: inout SavedReader) throws(DocumentFault) {
    guard separator == .comma else { return }
    _ = try reader.tokens.nextItem(first: false)
  }
}

/// Reads rows of a saved report again, for one at a time.
final class RowReader: Sendable {
  private let reader: Mutex<SavedReader>

  /// Bytes that are read at a time: more than the rows after one offset take, as a rule.
  private static let windowSize = 1 << 16

  init(_ file: DocumentFile) {
    reader = Mutex(SavedReader(file, keeps: true, windowSize: RowReader.windowSize))
  }

  /// - Parameter body: must seek to where it begins to read.
  func use<Value>(
    _ body: (inout SavedReader) throws(DocumentFault) -> sending Value
  ) throws(DocumentFault) -> sending Value {
    try reader.withLock { reader throws(DocumentFault) in try body(&reader) }
  }
}

/// A saved report's file, and whether it was seen to change.
final class SavedFile: Sendable {
  let document: DocumentFile
  /// What reads rows of every array; nil if each array has a reader of its own, which is faster
  /// where many of them are read side by side, and takes more memory.
  let sharedReader: RowReader?
  /// Bytes that are read at a time when all of it is read.
  var readWindow: Int { sharedReader == nil ? 1 << 20 : 1 << 17 }
  private let isChanged = Mutex(false)

  init(_ document: DocumentFile, sharesReader: Bool) {
    self.document = document
    sharedReader = sharesReader ? RowReader(document) : nil
  }

  func noteChange() { isChanged.withLock { $0 = true } }

  /// Whether everything that was read is what was there when it was read first.
  var isSound: Bool { !isChanged.withLock { $0 } && document.isUnchanged }
}
