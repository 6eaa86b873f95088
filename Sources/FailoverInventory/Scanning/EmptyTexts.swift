/// Texts that say nothing: blanks only, and what a shell or a script writes where an object or a
/// list was.
extension ByteWindow {
  /// Whether a text is empty, holds blanks only, or is an object that was flattened into a text.
  @inline(__always)
  func saysNothing(_ slice: TextSlice) -> Bool {
    if slice.count == 0 { return true }
    switch self[slice.start] {
    case 0...0x20, UInt8(ascii: "\\"): return isBlank(slice)
    case UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "S"): return isFlattened(slice)
    default: return false
    }
  }

  @inline(never)
  private func isBlank(_ slice: TextSlice) -> Bool {
    text(slice).utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
  }

  /// Whether a text is what PowerShell's `ConvertTo-Json` writes below its depth in place of an
  /// object or a list (`@{ip=…}`, `System.Object[]`), or JavaScript in place of an object.
  @inline(never)
  func isFlattened(_ slice: TextSlice) -> Bool {
    let bytes = self.slice(slice.start, slice.end)
    if bytes.starts(with: "@{".utf8) { return bytes.last == UInt8(ascii: "}") }
    if bytes.starts(with: "System.Collections.".utf8) { return true }
    if bytes.starts(with: "System.".utf8) { return bytes.suffix(2).elementsEqual("[]".utf8) }
    return bytes.elementsEqual("[object Object]".utf8)
  }
}

extension ByteWindow {
  /// Whether a key is one under which other programs write the items of a list.
  func namesItems(_ key: TextSlice) -> Bool {
    guard key.count == 5 else { return false }
    let name = text(key)
    return name == "value" || name.lowercased() == "items"
  }
}

extension String {
  /// A word that is compared in any letter case: in upper case, and a zone's number without leading
  /// zeros, since zones are compared by their numbers.
  var enumeratedWord: String {
    let word = uppercasedASCII
    guard word.hasPrefix("ZONE_0") else { return word }
    let digits = word.utf8.dropFirst(5)
    guard digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return word }
    let number = digits.drop { $0 == 48 }
    return "ZONE_" + (number.isEmpty ? "0" : String(decoding: number, as: UTF8.self))
  }
}
