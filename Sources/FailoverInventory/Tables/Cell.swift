/// The value of one cell of a table: read again and again into the same room, so that no cell costs
/// an allocation.
package struct Cell {
  package enum Content {
    case null
    case integer(Int64)
    /// A text that was put together in the cell's own room.
    case text
    /// A text in the inventory's pool.
    case pooled(Range<Int>)
  }
  package private(set) var content = Content.null
  private var room = NameText()

  package init() {}

  mutating func putNull() { content = .null }
  mutating func put(_ number: Int) { content = .integer(Int64(number)) }
  mutating func put(_ flag: Bool) { content = .integer(flag ? 1 : 0) }

  mutating func put(_ flag: Bool?) {
    if let flag { put(flag) } else { content = .null }
  }

  mutating func put(_ text: String?) {
    guard let text else { return putNull() }
    putName { $0.append(text) }
  }

  mutating func put(_ symbol: Symbol, _ storage: InventoryStorage) {
    guard symbol.isKnown else { return putNull() }
    putName { $0.append(storage.records.symbols[symbol]) }
  }

  mutating func put(_ text: TextRef, _ storage: InventoryStorage) {
    content = text.isKnown ? .pooled(storage.records.texts.range(of: text)) : .null
  }

  mutating func put(_ id: Identifier, _ storage: InventoryStorage) {
    guard !id.isMissing else { return putNull() }
    putName { name in
      if let symbol = id.symbol {
        name.append(storage.records.symbols[symbol])
      } else {
        name.append(uuidOf: id)
      }
    }
  }

  mutating func put(_ lan: LANCode, _ storage: InventoryStorage) {
    guard lan.isKnown else { return putNull() }
    putName { name in
      if let number = lan.number {
        name.append(decimal: number)
      } else {
        name.append(lan.text(storage.records.symbols))
      }
    }
  }

  mutating func put(_ address: Address, _ storage: InventoryStorage) {
    guard address.kind != .missing else { return putNull() }
    putName { name in
      if let v4 = address.v4 {
        name.append(v4: v4)
      } else {
        name.append(address.text(storage.records.symbols))
      }
    }
  }

  mutating func put(_ address: HardwareAddress, _ storage: InventoryStorage) {
    if let digits = address.digits {
      putName { $0.append(hardwareAddress: digits, capitals: address.capitals) }
    } else {
      put(address.text(storage.records.symbols))
    }
  }

  /// Puts a text together in the cell's room.
  mutating func putName(_ write: (inout NameText) -> Void) {
    room.removeAll()
    write(&room)
    content = .text
  }

  /// The bytes of a text, for the length of a call.
  func withText<Result>(
    _ storage: InventoryStorage, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    switch content {
    case .pooled(let range): storage.records.texts.bytes[range].withUnsafeBytes(body)
    case .null, .integer, .text: room.withBytes(body)
    }
  }
}
