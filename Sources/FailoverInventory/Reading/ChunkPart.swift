/// What a worker read from a chunk before anything in front of it was known.
struct ChunkPart: Sendable {
  var records: Records
  /// The open brackets at the end; the first frame is the one it was started with.
  var stack: OpenBrackets
  /// The offset where it stopped.
  let at: Int
  /// Line ends up to there.
  let lines: UInt32
  /// Whether it stopped because the list closed in which it was started.
  let leftList: Bool
  let recognised: Int
  let recordCount: Int
  let bundleKeys: Set<[UInt8]>
  let shareKeys: Set<[UInt8]>
  /// The line of the first text that PowerShell left in place of an object; `noRow` if there is
  /// none.
  let shellTextLine: UInt32
  /// The line of the first item of a NIC's firewall rules or security groups that is not an object;
  /// `noRow` if there is none.
  let unreadGuardLine: UInt32
  let direct: [APIReader.DirectRow]

  /// Levels of nesting kept free for the brackets around a part's list. A document that needs them
  /// is read again with the real number.
  static let depthReserve = 16

  /// Bytes of an export for each NIC, about; it is only how much room is made.
  private static let bytesOfNIC = 1500

  /// Reads the first chunk of an input, or one that seems to begin with an item of a list.
  ///
  /// - Parameter place: what the items of the list are to the list's parent.
  /// - Returns: nil if it is malformed: the reader that has the text before it then finds the
  ///   error.
  static func read(_ chunk: Chunk, place: AnswerPlace) -> ChunkPart? {
    var first = Frame(chunk.isFirst ? .document : .items, chunk.isFirst ? .root : place)
    if !chunk.isFirst {
      first.isFirst = false
      first.index = 0
      first.container = Symbol.unusable.number
    }
    var stack = OpenBrackets(first)
    return chunk.withWindow { window -> ChunkPart? in
      var reader = APIReader(
        window, at: chunk.isFirst ? InputStart.skippedBytes(window) : 0,
        depthBase: chunk.isFirst ? 0 : depthReserve)
      // What an ordinary chunk holds, so that the columns need not grow.
      reader.records.nics.reserve(
        rows: chunk.count / bytesOfNIC, addresses: chunk.count / bytesOfNIC)
      var leftList = true
      do throws(Stop) {
        try reader.run(&stack)
      } catch {
        guard case .needMore = error else { return nil }
        leftList = false
      }
      return ChunkPart(
        records: reader.records, stack: stack, at: reader.scan.at, lines: reader.scan.line,
        leftList: leftList, recognised: reader.recognised, recordCount: reader.recordCount,
        bundleKeys: reader.bundleKeys, shareKeys: reader.shareKeys,
        shellTextLine: reader.shellTextLine, unreadGuardLine: reader.unreadGuardLine,
        direct: reader.direct)
    }
  }
}
