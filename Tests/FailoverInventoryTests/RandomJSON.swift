import TestSupport

/// Documents that follow the grammar of RFC 8259, and damage done to them.
struct RandomJSON {
  var random: SplitMix64
  private var keys = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A value of at most so many levels.
  mutating func value(levels: Int) -> String {
    switch random.below(levels > 0 ? 8 : 4) {
    case 0: random.pick(["true", "false", "null"])
    case 1: number()
    case 2, 3: string()
    case 4, 5: container("[", "]", levels) { $0.value(levels: levels - 1) }
    default:
      container("{", "}", levels) {
        $0.key() + $0.space() + ":" + $0.space() + $0.value(levels: levels - 1)
      }
    }
  }

  /// A key that no other object has, since Foundation's decoder does not look at both values.
  private mutating func key() -> String {
    keys += 1
    return "\"\(keys)" + string().dropFirst()
  }

  private mutating func container(
    _ open: String, _ close: String, _ levels: Int, _ item: (inout RandomJSON) -> String
  ) -> String {
    var text = open + space()
    for position in 0..<random.below(5) {
      if position > 0 { text += "," + space() }
      text += item(&self) + space()
    }
    return text + close
  }

  mutating func space() -> String {
    String(
      (0..<random.below(3)).map { _ in random.pick([" ", "\n", "\t", "\r", "\r\n"]) }.joined())
  }

  mutating func number() -> String {
    let sign = random.once(in: 3) ? "-" : ""
    let whole =
      random.once(in: 3)
      ? "0"
      : String(random.below(9) + 1)
        + (0..<random.pick([0, 1, 5, 8, 20])).map { _ in String(random.below(10)) }.joined()
    let digits = (0...random.below(9)).map { _ in String(random.below(10)) }.joined()
    let fraction = random.once(in: 3) ? "." + digits : ""
    let exponent =
      random.once(in: 6) ? random.pick(["e", "E"]) + random.pick(["", "+", "-"]) + digits : ""
    return sign + whole + fraction + exponent
  }

  /// A string in its quotes: plain, escaped and multi-byte characters of all lengths.
  mutating func string() -> String {
    var text = "\""
    for _ in 0..<random.pick([0, 1, 3, 7, 8, 9, 20]) { text += character() }
    return text + "\""
  }

  private mutating func character() -> String {
    switch random.below(12) {
    case 0:
      return random.pick(["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"])
    case 1:
      return escape(
        random.pick([0...0x1F, 0x20...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF]))
    case 2:
      return escape(0xD800...0xDBFF) + escape(0xDC00...0xDFFF)
    case 3:
      return random.pick(["é", "߿", "ࠀ", "€", "\u{FFFD}", "\u{E000}", "😀", "\u{10FFFF}", "\u{301}"])
    case 4: return random.pick(["{", "}", "[", "]", ",", ":", "/", " ", "\u{7F}"])
    default: return random.pick(Array("abcdefghijklmnopqrstuvwxyz0123456789").map { String($0) })
    }
  }

  private mutating func escape(_ range: ClosedRange<Int>) -> String {
    let digits = String(
      Int.random(in: range, using: &random), radix: 16, uppercase: random.once(in: 2))
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A document with one thing done to it.
  mutating func damaged(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    let place = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 3: bytes.insert(random.pick(Array("{}[],:\"\\0-.eEtu \u{0}".utf8)), at: place)
    case 4: bytes.removeLast(bytes.count - place)
    default:
      let end = min(bytes.count, place + 1 + random.below(8))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    }
    return bytes
  }
}
