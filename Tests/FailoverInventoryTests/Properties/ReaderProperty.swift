@testable import FailoverInventory

/// What must hold of reading, whatever the documents are.
///
/// Of the bytes given, the first says how large blocks are, the second how many workers read; the
/// rest are documents, with a byte 1E (record separator) between two of them.
enum ReaderProperty {
  private static let separator: UInt8 = 0x1E
  private static let mostDocuments = 8

  /// Says what does not hold; nil if all does.
  static func violation(_ bytes: [UInt8]) async -> String? {
    guard bytes.count >= 2 else { return nil }
    let blockSize = 64 + 5 * Int(bytes[0])
    let jobs = 2 + Int(bytes[1]) % 4
    let documents = bytes[2...]
      .split(
        separator: separator, maxSplits: mostDocuments - 1, omittingEmptySubsequences: false
      )
      .enumerated().map { (name: "\($0.offset).json", bytes: Array($0.element)) }
    let whole = max(64, bytes.count)
    let inventory = await read(documents, blockSize: whole, jobs: 1)
    let expected = InventoryDump(inventory).lines
    for (blockSize, jobs) in [(whole, jobs), (blockSize, 1), (blockSize, jobs)] {
      let dump = InventoryDump(await read(documents, blockSize: blockSize, jobs: jobs)).lines
      if dump != expected {
        return "blocks of \(blockSize), \(jobs) workers:\n" + difference(dump, expected)
      }
    }
    return zip(documents, inventory.inputs).lazy.compactMap { aboutGrammar($0.bytes, $1) }.first
  }

  private static func read(
    _ documents: [(name: String, bytes: [UInt8])], blockSize: Int, jobs: Int
  ) async -> Inventory {
    var options = ReadingOptions()
    options.blockSize = blockSize
    options.jobs = jobs
    options.digest = false
    return await Inventory.read(documents: documents, options)
  }

  /// Compares with the scanner alone: what it refuses, the reader refuses there or before.
  static func aboutGrammar(_ bytes: [UInt8], _ input: InputRecord) -> String? {
    // JSON has no markup.
    if InputForm.of(bytes) == .neutralXML { return nil }
    let end: Int
    switch ScannerProperty.document(bytes) {
    case .value: return aboutRefusal(input)
    case .malformed(_, let offset): end = offset
    case .truncated: end = bytes.count
    }
    guard input.status == .refused, let problem = input.problems.first else {
      return "\(input.name): malformed at byte \(end), but \(input.status)"
    }
    guard let line = problem.line, let column = problem.column else {
      // Its first bytes may show that it is not JSON at all.
      let beginnings = ["the ", "no inventory: this is ", "refused: a manifest of more than"]
      let isTold = beginnings.contains { problem.sentence.hasPrefix($0) }
      return isTold ? nil : "malformed, but \(problem.description)"
    }
    let lines = bytes[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
    let place = (lines.count, (lines.last?.count ?? 0) + 1)
    return (line, column) <= place ? nil : "\(problem.description), but malformed at \(place)"
  }

  /// What is JSON is refused only for reasons that JSON does not know.
  private static func aboutRefusal(_ input: InputRecord) -> String? {
    guard input.status == .refused else { return nil }
    let sentence = input.problems.first?.sentence ?? "no reason"
    let ours: [Malformation] = [
      .expectedDocument, .textAfterDocument, .longID, .tooLarge, .textBehindInventory,
      .inventoryAmongAnswers, .textBehindManifest,
    ]
    if ours.contains(where: { $0.sentence == sentence }) { return nil }
    let beginnings = [
      "malformed: the key", "no inventory", "the input", "the text is UTF-16",
      "refused: the format", "refused: a manifest of more than",
    ]
    if beginnings.contains(where: sentence.hasPrefix) { return nil }
    return "\(input.name) is JSON, but refused: \(sentence)"
  }

  /// The first lines that differ.
  static func difference(_ lines: [String], _ expected: [String]) -> String {
    let count = max(lines.count, expected.count)
    let line = { (lines: [String], index: Int) in index < lines.count ? lines[index] : "nothing" }
    let first = (0..<count).first { line(lines, $0) != line(expected, $0) } ?? 0
    return "  \(line(lines, first))\nin place of\n  \(line(expected, first))"
  }
}
