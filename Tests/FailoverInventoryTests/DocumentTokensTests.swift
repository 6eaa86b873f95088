import Foundation
import Testing

@testable import FailoverInventory

@Suite struct DocumentTokensTests {
  private static let keys = KeyTable([
    "a", "name", "exactly-twenty-four-long", "twenty-three-bytes-long", "x",
  ])

  private static let document = """
    {"a": [1, -20, 300000, true, false, null, "", "é東💥\\n\\u00e9\\ud83d\\udca5"],
     "name": {"\\u0061": "a key with an escape", "exactly-twenty-four-long": {}, "b": []},

     "twenty-three-bytes-long": "\(String(repeating: "long text ", count: 300))", "xy": [[[{}]]],
     "x": {"other": "skipped", "deep": [1.5e3, {"x": [true]}]}}
    """

  private static func file(_ text: String) throws -> DocumentFile {
    let folder = try TemporaryFile(text)
    return try DocumentFile(folder.path)
  }

  private final class TemporaryFile {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("failover-audit-\(UUID().uuidString)").path
    init(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Every token of a value, with the offset after it.
  private static func tokens(
    _ reader: inout DocumentTokens, skipping skipped: String?
  ) throws(DocumentFault) -> [String] {
    var found: [String] = []
    switch try reader.peek() {
    case UInt8(ascii: "{"):
      reader.takeByte()
      var isFirst = true
      loop: while true {
        switch try reader.nextMember(first: isFirst) {
        case .end: break loop
        case .known(let number): found.append("\(number) \(reader.key)")
        case .other: found.append("? \(reader.key)")
        }
        isFirst = false
        if reader.key == skipped {
          try reader.skipValue(depth: 1)
        } else {
          found += try tokens(&reader, skipping: skipped)
        }
      }
    case UInt8(ascii: "["):
      reader.takeByte()
      var isFirst = true
      while try reader.nextItem(first: isFirst) {
        isFirst = false
        found += try tokens(&reader, skipping: skipped)
      }
    case UInt8(ascii: "\""): found.append(try reader.text() ?? "no text")
    case UInt8(ascii: "t"), UInt8(ascii: "f"): found.append("\(try reader.flag() ?? false)")
    case UInt8(ascii: "n"): found.append("\(try reader.null())")
    default: found.append("\(try reader.integer() ?? -1)")
    }
    return found + ["at \(reader.offset)"]
  }

  @Test(
    "The size of the window changes no token, no offset and no line",
    arguments: [1, 2, 3, 5, 8, 13, 64, 100, 1000], [nil, "x", "a"])
  func windows(_ size: Int, _ skipped: String?) throws {
    let file = try Self.file(Self.document)
    var whole = DocumentTokens(file, keys: Self.keys)
    var small = DocumentTokens(file, keys: Self.keys, windowSize: size)
    let expected = try Self.tokens(&whole, skipping: skipped)
    #expect(expected.count > 30)
    #expect(try Self.tokens(&small, skipping: skipped) == expected)
    #expect(small.fault("end") == whole.fault("end"))
    #expect(whole.fault("end").line == 5)
    #expect(try small.peek() == nil)
  }

  @Test("Reading goes on from any token that was passed", arguments: [4, 64, 1 << 20])
  func seeking(_ size: Int) throws {
    var reader = DocumentTokens(
      try Self.file("[10, 11, 12, 13]"), keys: Self.keys, windowSize: size)
    for (offset, number) in [(13, 13), (1, 10), (9, 12), (5, 11), (5, 11)] {
      reader.seek(to: offset)
      #expect(try reader.integer() == number)
    }
  }

  @Test(
    "Reading goes on in the next line, whatever the rest of a line is", arguments: [4, 64, 1 << 20])
  func nextLine(window: Int) throws {
    let rests = [#""a"#, #"["#, String(repeating: "\"", count: 500), "\u{7}", "{\"a\": }", "1"]
    let text = rests.map { "\"x\" \($0)\n" }.joined() + "\n\"y\" end"
    var reader = DocumentTokens(
      try Self.file(text), keys: Self.keys, windowSize: window, mostBytes: 100)
    for number in 1...rests.count {
      #expect(try reader.text() == "x")
      let fault = reader.fault("here")
      #expect(fault.line == number && fault.column == 4)
      _ = try? reader.text()
      try reader.skipLine()
    }
    #expect(try reader.text() == "y")
    try reader.skipLine()
    #expect(try reader.peek() == nil)
    #expect(reader.offset == text.utf8.count)
  }

  @Test("A text larger than what one may take is refused, and many small ones are not")
  func largeText() throws {
    let large = try Self.file("[\"\(String(repeating: "x", count: 5000))\"]")
    var reader = DocumentTokens(large, keys: Self.keys, windowSize: 16, mostBytes: 4096)
    let error = #expect(throws: DocumentFault.self) {
      _ = try Self.tokens(&reader, skipping: nil)
    }
    #expect(error?.sentence.hasPrefix("refused: a single value of more than") == true)
    let items = Array(repeating: "\"\(String(repeating: "x", count: 900))\"", count: 50)
    let small = try Self.file("[\(items.joined(separator: ","))]")
    var other = DocumentTokens(small, keys: Self.keys, windowSize: 16, mostBytes: 4096)
    #expect(try Self.tokens(&other, skipping: nil).count == 101)
  }

  @Test("A document that ends too early is refused at its end, wherever that is")
  func truncated() throws {
    let bytes = Array(Self.document.utf8)
    for count in stride(from: 1, to: bytes.count - 1, by: 11) {
      let file = try Self.file(String(decoding: bytes[..<count], as: UTF8.self))
      var reader = DocumentTokens(file, keys: Self.keys, windowSize: 32)
      #expect(throws: DocumentFault.self) { _ = try Self.tokens(&reader, skipping: "name") }
    }
  }
}
