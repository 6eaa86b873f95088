/// The offset of the first character in a range that is not UTF-8; nil if all is well.
///
/// Source: the Unicode standard, table 3-7, well-formed byte sequences.
func firstInvalidUTF8(in bytes: ByteWindow, _ start: Int, _ end: Int) -> Int? {
  var at = start
  while at < end {
    let lead = bytes[at]
    if lead < 0x80 {
      at += 1
      continue
    }
    let (length, low, high) = continuation(of: lead)
    guard length > 0, at + length < end, bytes[at + 1] >= low, bytes[at + 1] <= high else {
      return at
    }
    for offset in 1...length where bytes[at + offset] & 0xC0 != 0x80 { return at }
    at += length + 1
  }
  return nil
}

/// How many bytes follow a lead byte, and the range of the first of them.
private func continuation(of lead: UInt8) -> (length: Int, low: UInt8, high: UInt8) {
  switch lead {
  case 0xC2...0xDF: (1, 0x80, 0xBF)
  case 0xE0: (2, 0xA0, 0xBF)
  case 0xE1...0xEC, 0xEE...0xEF: (2, 0x80, 0xBF)
  case 0xED: (2, 0x80, 0x9F)
  case 0xF0: (3, 0x90, 0xBF)
  case 0xF1...0xF3: (3, 0x80, 0xBF)
  case 0xF4: (3, 0x80, 0x8F)
  default: (0, 0, 0)
  }
}
