@testable import FailoverInventory

/// What must hold of reading a document of the neutral format in JSON.
enum NeutralProperty {
  /// Says what does not hold; nil if all does, or if the document is of another form.
  static func violation(_ bytes: [UInt8]) async -> String? {
    guard InputForm.of(bytes) == .neutralJSON else { return nil }
    let inventory = await read(bytes, blockSize: max(64, bytes.count + 1), jobs: 1)
    if let problem = await aboutBlocks(bytes, inventory) { return problem }
    return ReaderProperty.aboutGrammar(bytes, inventory.inputs[0])
  }

  /// Reads the document in blocks of several sizes; one size follows from its bytes.
  static func aboutBlocks(_ bytes: [UInt8], _ inventory: Inventory) async -> String? {
    let expected = lines(inventory)
    let mixed = bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    for (blockSize, jobs) in [(64, 1), (65 + Int(mixed % 1024), 3)] {
      let found = lines(await read(bytes, blockSize: blockSize, jobs: jobs))
      if found != expected {
        return "blocks of \(blockSize), \(jobs) workers:\n"
          + ReaderProperty.difference(found, expected)
      }
    }
    return nil
  }

  static func read(_ bytes: [UInt8], blockSize: Int, jobs: Int) async -> Inventory {
    var options = ReadingOptions()
    options.blockSize = blockSize
    options.jobs = jobs
    options.digest = false
    return await Inventory.read(documents: [("document", bytes)], options)
  }

  /// What the inventory says, and what would be written of it.
  private static func lines(_ inventory: Inventory) -> [String] {
    InventoryDump(inventory).lines + lines(written(inventory, isXML: false))
  }

  private static func lines(_ text: [UInt8]) -> [String] {
    text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func written(_ inventory: Inventory, isXML: Bool) -> [UInt8] {
    var text: [UInt8] = []
    var writer = NeutralWriter(inventory, isXML: isXML)
    // The one thing that can fail is what takes the bytes.
    try? writer.write { text += $0 }
    return text
  }
}
