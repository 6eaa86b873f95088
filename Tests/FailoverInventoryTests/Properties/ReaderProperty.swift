@testable import FailoverInventory

/// What must hold of reading, whatever the documents are.
///
/// Of the bytes given, the first says how large blocks are, the second how many workers read; the rest
/// are documents, with a byte 1E (record separator) between two of them.
enum ReaderProperty {
  private static let separator: UInt8 = 0x1E
  private static let mostDocuments = 8

  /// Tells what does not hold; nil if all does.
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
    let expected = await dump(documents, blockSize: whole, jobs: 1)
    for (blockSize, jobs) in [(whole, jobs), (blockSize, 1), (blockSize, jobs)] {
      let dump = await dump(documents, blockSize: blockSize, jobs: jobs)
      if dump != expected {
        return "blocks of \(blockSize), \(jobs) workers:\n"
          + difference(dump, expected)
      }
    }
    return nil
  }

  private static func dump(
    _ documents: [(name: String, bytes: [UInt8])], blockSize: Int, jobs: Int
  ) async -> [String] {
    var options = ReadingOptions()
    options.blockSize = blockSize
    options.jobs = jobs
    options.digest = false
    return InventoryDump(await Inventory.read(documents: documents, options)).lines
  }

  /// The first lines that differ.
  private static func difference(_ lines: [String], _ expected: [String]) -> String {
    let count = max(lines.count, expected.count)
    let line = { (lines: [String], index: Int) in index < lines.count ? lines[index] : "nothing" }
    let first = (0..<count).first { line(lines, $0) != line(expected, $0) } ?? 0
    return "  \(line(lines, first))\nin place of\n  \(line(expected, first))"
  }
}
