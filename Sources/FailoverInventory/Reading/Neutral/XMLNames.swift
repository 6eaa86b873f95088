import Glibc

/// What the names of a document mean: the parser hands every name on with the same pointer each
/// time.
struct XMLNames {
  private static let slotCount = 1024

  private struct Slot {
    var pointer: UnsafePointer<UInt8>?
    var name: Int32 = 0
  }
  private var slots = Array(repeating: Slot(), count: XMLNames.slotCount)
  private var known: [NeutralName] = [.unknown]
  private var numbers: [String: Int32] = [:]
  private var ours: UnsafePointer<UInt8>?

  /// The meaning of a name.
  subscript(_ pointer: UnsafePointer<UInt8>) -> NeutralName {
    mutating get {
      let bits = UInt(bitPattern: pointer)
      let mixed = UInt64(bits) &* 0x9E37_79B9_7F4A_7C15
      let slot = Int(mixed >> 54)
      if slots[slot].pointer == pointer { return known[Int(slots[slot].name)] }
      let number = number(of: pointer)
      slots[slot] = Slot(pointer: pointer, name: number)
      return known[Int(number)]
    }
  }

  /// Names that mean nothing share one number, so that no document can make the table grow.
  private mutating func number(of pointer: UnsafePointer<UInt8>) -> Int32 {
    guard strnlen(pointer, 33) <= 32 else { return 0 }
    let text = String(cString: pointer)
    if let number = numbers[text] { return number }
    let name = NeutralName.of(text)
    if !name.isKnown { return 0 }
    known.append(name)
    numbers[text] = Int32(known.count - 1)
    return Int32(known.count - 1)
  }

  /// Whether a namespace is ours.
  mutating func isOurs(_ namespace: UnsafePointer<UInt8>?) -> Bool {
    guard let namespace else { return false }
    if namespace == ours { return true }
    guard strcmp(namespace, NeutralFormat.namespace) == 0 else { return false }
    ours = namespace
    return true
  }
}

/// The declaration at the beginning of a document.
enum XMLDeclaration {
  /// Bytes in which it must end to be looked at.
  static let limit = 512

  /// Why a document cannot be read by what it declares; nil if it can.
  static func problem(_ bytes: UnsafeRawBufferPointer) -> String? {
    var text = String(decoding: bytes.prefix(limit), as: UTF8.self)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    guard text.hasPrefix("<?xml"), let space = text.dropFirst(5).first, " \t\r\n".contains(space)
    else { return nil }
    guard let end = text.range("?>") else {
      return "refused: a declaration of the document that does not end within \(limit) bytes"
    }
    guard let key = text.range("encoding"), key.lowerBound < end.lowerBound else { return nil }
    let value = text[key.upperBound..<end.lowerBound].drop { " =\t\r\n".contains($0) }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    let encoding = value.dropFirst().prefix { $0 != quote }
    if ["utf-8", "utf8"].contains(encoding.lowercased()) { return nil }
    let name = encoding.prefix(40).filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
    }
    return "the text is declared as \(name); only UTF-8 is read: convert it first"
  }
}

extension String {
  /// Where a text first occurs in this one.
  fileprivate func range(_ text: String) -> Range<String.Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
      at = index(after: at)
    }
    return nil
  }
}
