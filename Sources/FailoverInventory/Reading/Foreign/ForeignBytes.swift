/// Files that are not text, or text that is not UTF-8, by their first bytes.
enum ForeignBytes {
  /// Why an input cannot be read; nil if it may be UTF-8.
  static func sentence(_ head: [UInt8]) -> String? {
    if let wide = wideText(head) { return wide }
    for (start, offset, kind, advice) in table
    where head.count >= offset + start.count
      && head[offset..<(offset + start.count)].elementsEqual(start)
    {
      return "the input is \(kind); \(advice)"
    }
    return nil
  }

  private static let decompress = "decompress it first"
  private static let unpack = "unpack it first"

  /// The bytes at an offset, and what they mean.
  private static let table: [(start: [UInt8], offset: Int, kind: String, advice: String)] = [
    ([0x1F, 0x8B], 0, "compressed (gzip)", decompress),
    ([0x28, 0xB5, 0x2F, 0xFD], 0, "compressed (zstd)", decompress),
    (Array("BZh".utf8), 0, "compressed (bzip2)", decompress),
    ([0xFD] + Array("7zXZ\0".utf8), 0, "compressed (xz)", decompress),
    ([0x04, 0x22, 0x4D, 0x18], 0, "compressed (lz4)", decompress),
    (Array("LZIP".utf8), 0, "compressed (lzip)", decompress),
    ([0x5D, 0, 0], 0, "compressed (lzma)", decompress),
    ([0x1F, 0x9D], 0, "compressed (compress)", decompress),
    (Array("PK\u{3}\u{4}".utf8), 0, "an archive (zip)", unpack),
    (Array("PK\u{5}\u{6}".utf8), 0, "an archive (zip)", unpack),
    (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], 0, "an archive (7z)", unpack),
    (Array("Rar!".utf8), 0, "an archive (RAR)", unpack),
    (Array("ustar".utf8), 257, "an archive (tar)", unpack),
    (
      Array("SQLite format 3\0".utf8), 0,
      "a database (SQLite), such as a history of failover-audit",
      ForeignInput.leaveOut
    ),
    (Array("%PDF-".utf8), 0, "a document (PDF)", ForeignInput.leaveOut),
    ([0x7F] + Array("ELF".utf8), 0, "a program (ELF)", ForeignInput.leaveOut),
    ([0x89] + Array("PNG".utf8), 0, "a picture (PNG)", ForeignInput.leaveOut),
    ([0xFF, 0xD8, 0xFF], 0, "a picture (JPEG)", ForeignInput.leaveOut),
  ]

  /// UTF-16 and UTF-32, by their marks or by the zero bytes around the first character.
  private static func wideText(_ head: [UInt8]) -> String? {
    let first = head.prefix(4) + Array(repeating: 0xFF, count: max(0, 4 - head.count))
    let isStart = { (byte: UInt8) in "{[<\" \r\n\t".utf8.contains(byte) }
    switch (first[0], first[1], first[2], first[3]) {
    case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): return sentence("UTF-32")
    case (let byte, 0, 0, 0) where isStart(byte): return sentence("UTF-32LE")
    case (0, 0, 0, let byte) where isStart(byte): return sentence("UTF-32BE")
    case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): return sentence("UTF-16")
    case (0, let byte, _, _) where isStart(byte): return sentence("UTF-16BE")
    case (let byte, 0, _, _) where isStart(byte): return sentence("UTF-16LE")
    default: return nil
    }
  }

  /// - Parameter encoding: as iconv calls it.
  private static func sentence(_ encoding: String) -> String {
    "the text is \(encoding.prefix(6)), and only UTF-8 is read; convert it with iconv -f \(encoding) -t UTF-8, "
      + "or write it with -Encoding utf8 in PowerShell"
  }
}
