/// The format of an input, recognised by its content.
enum InputForm: Sendable {
  /// Answers of the IONOS Cloud API.
  case api
  /// The neutral format, in JSON and in XML.
  case neutralJSON, neutralXML
  /// The manifest of an export, which has no records.
  case manifest

  /// The form of an input by its first bytes; bytes after `InputStart.sniffedBytes` are not looked
  /// at.
  static func of(_ bytes: [UInt8]) -> InputForm {
    let start =
      bytes.prefix(InputStart.sniffedBytes) + Array(repeating: 0, count: ByteWindow.padding)
    return Array(start).withUnsafeBytes { of(ByteWindow($0)) }
  }

  private static func of(_ bytes: ByteWindow) -> InputForm {
    var at = InputStart.skippedBytes(bytes)
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    if bytes[at] == UInt8(ascii: "<") { return .neutralXML }
    if bytes[at] != UInt8(ascii: "{") { return .api }
    return ofObject(bytes, at: at)
  }

  /// The form of an object, by its member `format`. If these bytes do not contain it, it is of the
  /// neutral format if its lists look like those of the format. The reader insists on `format` in
  /// the end.
  private static func ofObject(_ bytes: ByteWindow, at start: Int) -> InputForm {
    var scan = JSONScanner(bytes, at: start + 1)
    var isFirst = true
    var looksNeutral = false
    var holdsOther = false
    while true {
      do throws(Stop) {
        let key = try scan.nextKey(first: isFirst)
        isFirst = false
        switch key {
        case .end: return .api
        case .format: return family(scan)
        case .id, .type, .href, .properties, .metadata, .entities, .items, .httpStatus: return .api
        default: break
        }
        let byte = scan.bytes[scan.at]
        // The format has no object and no other list there; a bundle of answers has, and an unknown
        // member may be one.
        if byte == UInt8(ascii: "{") { holdsOther = true }
        if byte == UInt8(ascii: "[") {
          switch looksNeutralList(scan) {
          case true?: looksNeutral = true
          case false?: break
          case nil: holdsOther = true
          }
        }
        try scan.skipValue(room: ReadingLimits.depth - 1)
      } catch {
        return looksNeutral && !holdsOther ? .neutralJSON : .api
      }
    }
  }

  /// Many writers of JSON escape the slash in it.
  private static func family(_ outer: borrowing JSONScanner) -> InputForm {
    guard outer.bytes[outer.at] == UInt8(ascii: "\"") else { return .api }
    var scan = JSONScanner(outer.bytes, at: outer.at + 1)
    guard let slice = try? scan.string() else { return .api }
    let format = scan.bytes.text(slice)
    if format.hasPrefix(ExportManifest.family) { return .manifest }
    return format.hasPrefix(NeutralFormat.family) ? .neutralJSON : .api
  }

  /// Whether a list is one of the neutral format's: nil if it is one of the API's, false if it is
  /// empty.
  private static func looksNeutralList(_ outer: borrowing JSONScanner) -> Bool? {
    guard neutralLists.contains(outer.bytes.text(outer.keySlice)) else { return nil }
    var scan = JSONScanner(outer.bytes, at: outer.at + 1)
    scan.skipSpace()
    guard scan.bytes[scan.at] == UInt8(ascii: "{") else {
      return scan.bytes[scan.at] == UInt8(ascii: "]") ? false : nil
    }
    scan.at += 1
    var isFirst = true
    while true {
      do throws(Stop) {
        let key = try scan.nextKey(first: isFirst)
        isFirst = false
        switch key {
        case .end: return true
        case .type, .href, .properties, .metadata, .entities, .items: return nil
        default: try scan.skipValue(room: ReadingLimits.depth - 3)
        }
      } catch {
        return true
      }
    }
  }

  private static let neutralLists: Set<String> = [
    "contracts", "datacenters", "ipBlocks", "users", "groups",
  ]
}
