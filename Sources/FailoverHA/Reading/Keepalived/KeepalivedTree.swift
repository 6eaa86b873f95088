/// A statement of a configuration of keepalived, with the block that follows it.
struct KeepalivedStatement: Sendable {
  let words: [String]
  let file: KeepalivedFile
  let line: Int
  /// Whether it counts, or what it says, is not known.
  let isUncertain: Bool
  var block: [KeepalivedStatement]?

  var keyword: String { words.first ?? "" }
  /// The first word after the keyword.
  var value: String? { words.dropFirst().first }
}

/// The statements of a configuration, in their blocks.
struct KeepalivedTree {
  private(set) var statements: [KeepalivedStatement] = []
  /// Where braces do not match; nothing counts from there on.
  private(set) var problem: KeepalivedProblem?

  private static let mostBlocks = 64

  private var open: [[KeepalivedStatement]] = [[]]

  init(_ lines: [KeepalivedLine]) {
    for line in lines {
      for piece in KeepalivedTree.pieces(line.text) {
        take(piece, line)
        if problem != nil { break }
      }
      if problem != nil { break }
    }
    if problem == nil, open.count > 1, let last = lines.last {
      note("a block is not closed", last)
    }
    while open.count > 1 { close() }
    statements = open[0]
  }

  private mutating func take(_ piece: Piece, _ line: KeepalivedLine) {
    switch piece {
    case .words(let words):
      open[open.count - 1].append(
        KeepalivedStatement(
          words: words, file: line.file, line: line.number, isUncertain: line.isUncertain))
    case .open:
      if open.count > KeepalivedTree.mostBlocks {
        return note("blocks are nested more than \(KeepalivedTree.mostBlocks) levels deep", line)
      }
      if open[open.count - 1].isEmpty || open[open.count - 1].last?.block != nil {
        // A block without a name.
        open[open.count - 1].append(
          KeepalivedStatement(
            words: [], file: line.file, line: line.number, isUncertain: line.isUncertain))
      }
      open.append([])
    case .close:
      if open.count == 1 { return note("a } closes no block", line) }
      close()
    }
  }

  private mutating func close() {
    let block = open.removeLast()
    let (level, last) = (open.count - 1, open[open.count - 1].count - 1)
    if last >= 0 { open[level][last].block = block }
  }

  private mutating func note(_ sentence: String, _ line: KeepalivedLine) {
    problem = KeepalivedProblem(file: line.file, line: line.number, column: 1, sentence: sentence)
  }

  // MARK: Pieces of a line

  private enum Piece {
    case words([String])
    case open
    case close
  }

  /// The line cut before and after braces outside of quotes; those of `${…}` do not count.
  private static func pieces(_ text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var part: [UInt8] = []
    var (isQuoted, isName) = (false, false)
    func end(_ pieces: inout [Piece], _ part: inout [UInt8]) {
      let words = part.words
      if !words.isEmpty { pieces.append(.words(words)) }
      part = []
    }
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isOpen = byte == UInt8(ascii: "{")
      guard !isQuoted, isOpen || byte == UInt8(ascii: "}") else {
        part.append(byte)
        continue
      }
      if isOpen ? part.last == UInt8(ascii: "$") : isName {
        isName = isOpen
        part.append(byte)
        continue
      }
      end(&pieces, &part)
      pieces.append(isOpen ? .open : .close)
    }
    end(&pieces, &part)
    return pieces
  }
}
