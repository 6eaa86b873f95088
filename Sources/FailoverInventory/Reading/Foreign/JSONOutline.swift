/// The shape of the beginning of a JSON document, as far as it lies in the first bytes: what it is
/// can be seen from its outermost members.
indirect enum JSONOutline {
  case text(String)
  case object([Member])
  /// A list; its first item is looked at.
  case list(first: JSONOutline?)
  case other

  struct Member {
    let key: String
    let value: JSONOutline
  }

  /// Members and levels that are looked at, and characters of a text.
  private static let members = 100
  private static let levels = 5
  private static let characters = 200

  init(_ head: [UInt8]) {
    let padded = head + Array(repeating: 0, count: ByteWindow.padding)
    self = padded.withUnsafeBytes { raw in
      let window = ByteWindow(raw)
      var scan = JSONScanner(window, at: InputStart.skippedBytes(window))
      scan.skipSpace()
      var isCut = false
      return JSONOutline.value(&scan, levels: JSONOutline.levels, &isCut)
    }
  }

  /// - Parameter isCut: set where the bytes end or are malformed; what was found before is kept.
  private static func value(
    _ scan: inout JSONScanner, levels: Int, _ isCut: inout Bool
  ) -> JSONOutline {
    let byte = scan.bytes[scan.at]
    let start = scan.at
    if levels > 0 && byte == UInt8(ascii: "{") { return object(&scan, levels: levels, &isCut) }
    if levels > 0 && byte == UInt8(ascii: "[") { return list(&scan, levels: levels, &isCut) }
    do throws(Stop) {
      guard byte == UInt8(ascii: "\"") else {
        try scan.skipValue(room: ReadingLimits.depth)
        return .other
      }
      scan.at &+= 1
      let slice = try scan.string()
      return .text(String(scan.bytes.text(slice).prefix(characters)))
    } catch {
      isCut = true
      // A text that goes on after the bytes is recognised by its beginning.
      guard byte == UInt8(ascii: "\""), case .needMore = error else { return .other }
      let end = min(scan.bytes.count, start + 1 + characters)
      let bytes = scan.bytes.slice(min(start + 1, end), end).prefix { $0 != UInt8(ascii: "\\") }
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func object(
    _ scan: inout JSONScanner, levels: Int, _ isCut: inout Bool
  ) -> JSONOutline {
    scan.at &+= 1
    var members: [Member] = []
    while !isCut {
      guard let key = try? scan.nextKey(first: members.isEmpty) else {
        isCut = true
        break
      }
      if key == .end { break }
      let name = String(scan.bytes.text(scan.keySlice).prefix(characters))
      let value = value(&scan, levels: levels - 1, &isCut)
      members.append(Member(key: name, value: value))
      if members.count == JSONOutline.members { isCut = true }
    }
    return .object(members)
  }

  private static func list(
    _ scan: inout JSONScanner, levels: Int, _ isCut: inout Bool
  ) -> JSONOutline {
    scan.at &+= 1
    scan.skipSpace()
    if scan.bytes[scan.at] == UInt8(ascii: "]") {
      scan.at &+= 1
      return .list(first: nil)
    }
    let first = value(&scan, levels: levels - 1, &isCut)
    while !isCut {
      scan.skipSpace()
      let byte = scan.bytes[scan.at]
      scan.at &+= 1
      if byte == UInt8(ascii: "]") { break }
      scan.skipSpace()
      do throws(Stop) {
        guard byte == UInt8(ascii: ",") else { throw .needMore }
        try scan.skipValue(room: ReadingLimits.depth)
      } catch {
        isCut = true
      }
    }
    return .list(first: first)
  }
}

extension JSONOutline {
  var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  var keys: [String] { members.map(\.key) }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The first item of a list; nil if it is not a list, or empty.
  var firstItem: JSONOutline? {
    if case .list(let first) = self { first } else { nil }
  }

  subscript(_ key: String) -> JSONOutline? { members.first { $0.key == key }?.value }

  func has(_ keys: String...) -> Bool { keys.allSatisfy { self[$0] != nil } }

  /// Every text in it, outermost ones of objects and first items.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .object(let members): members.flatMap(\.value.texts)
    case .list(let first): first?.texts ?? []
    case .other: []
    }
  }
}
