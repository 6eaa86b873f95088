@testable import FailoverInventory

/// What must hold of reading a document of the neutral format in JSON.
enum NeutralProperty {
  /// Tells what does not hold; nil if all does, or if the document is of another form.
  static func violation(_ bytes: [UInt8]) async -> String? {
    guard InputForm.of(bytes) == .neutralJSON else { return nil }
    let inventory = await read(bytes, blockSize: max(64, bytes.count + 1), jobs: 1)
    if let problem = await aboutBlocks(bytes, inventory) { return problem }
    if let problem = ReaderProperty.aboutGrammar(bytes, inventory.inputs[0]) { return problem }
    return await aboutWriting(inventory)
  }

  /// Reads the document in blocks of several sizes, of which one follows from its bytes.
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

  /// What is written of an inventory is read as the same inventory, in either form.
  static func aboutWriting(_ inventory: Inventory) async -> String? {
    guard inventory.inputs.allSatisfy({ $0.status == .read && $0.problems.isEmpty }),
      NeutralWriter(inventory, isXML: false).losses.isEmpty
    else { return nil }
    let json = written(inventory, isXML: false)
    // What XML cannot carry is written as another character.
    let isAllowed =
      json.firstRange(of: Array("\\u00".utf8)) == nil
      && String(decoding: json, as: UTF8.self).isAllowedInXML
    for isXML in isAllowed ? [false, true] : [false] {
      let document = isXML ? written(inventory, isXML: true) : json
      let again = written(await read(document, blockSize: 4096, jobs: 1), isXML: false)
      if again != json {
        return "written and read again, as XML \(isXML):\n"
          + ReaderProperty.difference(lines(again), lines(json))
      }
    }
    return nil
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
