/// A hash over the cells of a key that never differs for keys that SQL takes for equal.
///
/// SQL compares a text with a number as numbers, or as texts: that depends on where both come from.
/// So a text that is a whole number hashes as that number does. What else looks like a number (`
/// 7`, `7.0`, `1e3`) is recognised by `looksLikeOddNumber`: no number may be looked up where a
/// column holds such texts.
package struct CellHash {
  package private(set) var value: UInt64

  init(seed: UInt64) { value = seed }

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let again = (product.high ^ product.low ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    value = again.high ^ again.low
  }

  package mutating func addNull() { mix(0x6E75_6C6C) }

  package mutating func add(_ number: Int64) {
    mix(UInt64(bitPattern: number))
    mix(1)
  }

  /// - Returns: whether the text may be a number, and is not written as whole numbers usually are.
  package mutating func add(_ text: UnsafeRawBufferPointer) -> Bool {
    if let number = CellHash.wholeNumber(text) {
      add(number)
      return false
    }
    var at = 0
    while at + 8 <= text.count {
      mix(text.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < text.count {
      rest = rest << 8 | UInt64(text[at])
      at += 1
    }
    mix(rest)
    mix(UInt64(text.count) << 8 | 2)
    return CellHash.looksLikeOddNumber(text)
  }

  /// The number of up to 15 digits that a text is, with a sign or not.
  @inline(__always)
  private static func wholeNumber(_ text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard text.count > start, text.count <= start + 15 else { return nil }
    var number: Int64 = 0
    for index in start..<text.count {
      let digit = text[index] &- 48
      guard digit <= 9 else { return nil }
      number = number * 10 + Int64(digit)
    }
    return isNegative ? -number : number
  }

  /// Whether SQL might read the text as a number: it says yes too often rather than too rarely.
  private static func looksLikeOddNumber(_ text: UnsafeRawBufferPointer) -> Bool {
    var dots = 0
    var hasDigit = false
    for byte in text {
      switch byte {
      case 48...57: hasDigit = true
      case UInt8(ascii: "."): dots += 1
      case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"), 9...13, 32:
        break
      // SQLite ends a number there.
      case 0: return hasDigit
      default: return false
      }
      if dots > 1 { return false }
    }
    return hasDigit
  }
}
