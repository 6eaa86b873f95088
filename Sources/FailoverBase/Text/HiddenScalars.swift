/// Which scalars of strangers' text must not reach a reader as they are.
///
/// Names, messages and evidence come from exports that others write. A control character can inject
/// lines, colours or cursor moves, a bidirectional control can make text read as something else,
/// and an invisible one can make two names look alike.
package enum HiddenScalars {
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x00AD, 0x061C, 0x180E: true  // soft hyphen, Arabic letter mark, Mongolian separator
    case 0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: true  // without a shape
    case 0x200B...0x200F: true  // zero width, left-to-right and right-to-left marks
    case 0x2028...0x202E: true  // line and paragraph separators, embeddings, overrides
    case 0x2060...0x206F: true  // word joiner, invisible operators, isolates
    case 0xFEFF, 0xFFF9...0xFFFB: true  // byte order mark, interlinear annotation
    case 0xFFFE, 0xFFFF: true  // no characters at all
    case 0xE0000...0xE007F, 0xE0100...0xE01EF: true  // tags, supplementary variation selectors
    case 0xFDD0...0xFDEF: true  // no characters either
    default: scalar.value & 0xFFFE == 0xFFFE  // nor the last two of each plane
    }
  }
}

extension String {
  /// Whether every byte is printable ASCII and none is special: then the text can be copied as it
  /// is.
  ///
  /// Nearly all text of a report is such, and looking at bytes is many times faster than at
  /// characters; without an early end it looks at many at once.
  @inline(__always)
  package func isPlain(besides isSpecial: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { bytes in
      var found: UInt8 = 0
      for byte in bytes { found |= byte &- 0x20 >= 0x5F || isSpecial(byte) ? 1 : 0 }
      return found == 0
    } ?? false
  }
}
